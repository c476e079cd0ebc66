"""The picture for eyes: of a window that is there and drawn, and of what there is where none comes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

import picture
import places
from tests.screenshots.display import virtual_display

SCRIPT = places.ROOT / "packaging" / "picture.py"
EMPTY = Image.new("RGB", (1280, 900))


def with_window(width: int) -> Image.Image:
    image = EMPTY.copy()
    ImageDraw.Draw(image).rectangle((0, 0, width, 600), fill="white")
    return image


def seen(monkeypatch: pytest.MonkeyPatch, *screens: Image.Image) -> Iterator[Image.Image]:
    """Lets these be on the screen, one after the other; returns those that nobody has looked at."""
    left = iter(screens)
    monkeypatch.setattr(picture, "grab", lambda: next(left))
    monkeypatch.setattr(picture, "PAUSE", 0)
    return left


@pytest.fixture
def process() -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        yield running
        running.kill()


def test_picture_when_the_window_is_being_drawn_then_waits_for_the_whole(
    monkeypatch: pytest.MonkeyPatch, process: "subprocess.Popen[bytes]"
) -> None:
    a_clock, half, whole = with_window(9), with_window(500), with_window(900)
    left = seen(monkeypatch, EMPTY, a_clock, half, whole, whole, EMPTY)
    assert picture.changed(picture.wait_for_window(process, EMPTY), whole) == 0
    assert len(list(left)) == 1


def test_picture_when_the_program_has_ended_then_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
        seen(monkeypatch, EMPTY)
        assert picture.wait_for_window(ended, EMPTY) is EMPTY


@pytest.mark.desktop
@pytest.mark.slow
@pytest.mark.parametrize(("program", "status"), [(".venv/bin/asymmetric-key-generator", 0), ("/bin/true", 1)])
def test_picture_when_taken_of_a_real_screen_then_shows_the_window_or_the_status_says_that_it_does_not(
    tmp_path: Path, program: str, status: int
) -> None:
    with virtual_display(tmp_path, 1280, 900) as environment:
        command = [sys.executable, str(SCRIPT), str(places.ROOT / program), str(tmp_path / "window.png")]
        done = subprocess.run(command, env=environment, timeout=90, check=False)
    assert done.returncode == status
    with Image.open(tmp_path / "window.png") as taken:
        assert taken.size == (1280, 900)
        assert (len(taken.getcolors(1 << 24) or []) > 50) == (status == 0)
