"""The list itself: sixty changes, each of which can still be made, and a verdict that only tests can give."""

from pathlib import Path

import pytest

from tests.mutations import CHANGES
from tests.mutations.__main__ import BROKEN, FOUND, SURVIVED, verdict_of
from tests.mutations.change import Change

PROJECT = Path(__file__).parents[2]
A_FILE, A_TEST = "app/room.py", "tests/test_room.py"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in ((A_FILE, "limit = 1\nmode = 2\n"), (A_TEST, "")):
        file = tmp_path / name
        file.parent.mkdir()
        file.write_text(text)
    return tmp_path


def change(old: str, new: str = "limit = 3", test: str = A_TEST) -> Change:
    return Change("limit", A_FILE, old, new, test, "")


@pytest.mark.parametrize("listed", CHANGES, ids=lambda listed: listed.name)
def test_each_change_can_be_made_and_its_test_is_there(listed: Change) -> None:
    assert listed.is_sound(PROJECT), f"{listed.old!r} is not once in {listed.file}, or {listed.test} is gone"
    assert listed.harm


def test_there_are_sixty_of_different_names() -> None:
    assert len({listed.name for listed in CHANGES}) == len(CHANGES) == 60


def test_every_room_of_the_code_is_changed() -> None:
    rooms = {path.parent.name for path in PROJECT.glob("app/*/__init__.py")}
    rooms -= {"about", "clients", "handover", "venues", "windows"}  # which keep no secret
    assert rooms <= {Path(listed.file).parts[1] for listed in CHANGES}


@pytest.mark.parametrize(
    "unsound",
    [
        change("limit = 4"),
        change(" = "),
        change("limit = 1", "limit = 1"),
        change("limit = 1", test="tests/gone"),
    ],
    ids=["not there", "twice", "no change", "no test"],
)
def test_what_cannot_be_made_is_not_sound(tree: Path, unsound: Change) -> None:
    assert not unsound.is_sound(tree)


def test_a_change_is_made_once_and_what_was_compiled_goes(tree: Path) -> None:
    compiled = tree / "app" / "__pycache__" / "room.cpython-311.pyc"
    compiled.parent.mkdir()
    compiled.touch()
    made = change("limit = 1")
    assert made.is_sound(tree)
    made.apply(tree)
    assert (tree / A_FILE).read_text() == "limit = 3\nmode = 2\n"
    assert not compiled.exists()


def test_only_a_test_that_ran_and_failed_finds_something() -> None:
    assert {status: verdict_of(status) for status in (0, 1, 2, 3, 4, 5, -9)} == {
        0: SURVIVED,
        1: FOUND,
        **dict.fromkeys((2, 3, 4, 5, -9), BROKEN),
    }
