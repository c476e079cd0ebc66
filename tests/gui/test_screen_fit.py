"""No window is larger, with its frame, than its screen has room: as it opens, and on another screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from app.gui.screen_fit import inside

pytestmark = pytest.mark.slow

SCREENS = {
    "large": {"width": 1920, "height": 1080, "dpr": 1},
    "small": {"width": 1366, "height": 400, "dpr": 1},
    "at 200 %": {"width": 1366, "height": 768, "dpr": 2},
    "narrow": {"width": 400, "height": 420, "dpr": 1},
}

PROGRAM = """
import sys
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.gui.application import Application

qt = QApplication([])
whole = Application(qt)
screens = {screen.name(): screen for screen in qt.screens()}

def look(what, window, more=""):
    QTest.qWait(100)
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    place = "inside" if room.contains(frame) else f"{frame} is not inside of {room}"
    print(f"{what} on {window.screen().name()}: {place}; {window.width()} x {window.height()}{more}")

def take_around(what, window):
    look(what, window, ", as it opens")
    for name in sys.argv[1:]:
        window.move(screens[name].availableGeometry().topLeft())
        look(what, window)

whole.show()
while whole.window.windowIcon().isNull():  # it has an icon once its first frame has come, and its place
    QTest.qWait(20)
take_around("window", whole.window)
whole.window.go("help")
whole.window.current.about.click()
take_around("about", whole.window.current.window_of_about)
key = whole.window.page("key")
key.model.change_wanted.emit()
take_around("dialog", key.dialog)
key.dialog.close()
whole.window.close()
whole.close()
"""


def answers(tmp_path: Path, first: str, *others: str) -> list[str]:
    """What three windows do that open on the first screen and are taken to the others, one after another."""
    names = [first, *(name for name in SCREENS if name != first)]
    always = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96}
    screens = [{"name": name, "x": 3_000 * at, **SCREENS[name], **always} for at, name in enumerate(names)]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"windowFrameMargins": True, "screens": screens}))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *others],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
        },
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("first", SCREENS)
def test_windows_open_within_their_screen(tmp_path: Path, first: str) -> None:
    lines = answers(tmp_path, first)
    print(*lines, sep="\n")
    assert [line.split(";")[0] for line in lines] == [
        f"{what} on {first}: inside" for what in ("window", "about", "dialog")
    ]


@pytest.mark.parametrize("others", [("small", "narrow", "large"), ("at 200 %", "narrow", "at 200 %")])
def test_windows_taken_to_another_screen_fit_there(tmp_path: Path, others: tuple[str, ...]) -> None:
    lines = answers(tmp_path, "large", *others)
    print(*lines, sep="\n")
    assert [line.split(";")[0] for line in lines if not line.endswith("as it opens")] == [
        f"{what} on {name}: inside" for what in ("window", "about", "dialog") for name in others
    ]


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ((100, 100, 300, 200), (100, 100)),
        ((-50, -20, 300, 200), (0, 30)),
        ((700, 500, 300, 200), (500, 400)),
        ((100, 100, 900, 700), (0, 30)),
    ],
)
def test_a_frame_is_moved_into_the_room(frame: tuple[int, int, int, int], expected: tuple[int, int]) -> None:
    """The title bar too, of a frame that is larger than the room."""
    room = QRect(0, 30, 800, 570)
    moved = inside(QRect(*frame), room)
    assert (moved.x(), moved.y()) == expected
    assert (moved.width(), moved.height()) == frame[2:]
