"""What the window says about the folder, and when it stops."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.gui.jobs import Jobs
from app.gui.models.destination_model import DestinationModel
from app.storage.destinations import Kind

NAMES = ("spot.private.pem", "spot.public.pem")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "bot")], check=True)
    return tmp_path / "bot"


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


def look(model: DestinationModel, qtbot: QtBot, folder: Path) -> tuple[Kind, ...]:
    with qtbot.waitSignal(model.changed, timeout=20_000):
        model.look_at(str(folder), NAMES)
    return tuple(finding.kind for finding in model.findings)


def test_a_work_tree_is_told_until_another_folder_is_chosen(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, ())
    assert look(model, qtbot, tree / "keys") == (Kind.WORK_TREE,)
    assert look(model, qtbot, tree.parent / "elsewhere") == ()


def test_an_accepted_folder_is_not_told_again(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, ())
    look(model, qtbot, tree / "keys")
    model.accept()
    assert model.findings == ()
    assert model.accepted == (str(tree / "keys"),)

    later = DestinationModel(jobs, model.accepted)
    later.look_at(str(tree / "keys"), NAMES)
    qtbot.wait(600)
    assert later.findings == ()
    assert look(later, qtbot, tree / "other") == (Kind.WORK_TREE,)


def test_one_click_adds_the_line_and_then_nothing_is_offered(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, ())
    look(model, qtbot, tree)
    (finding,) = model.findings
    assert finding.ignore is not None
    with qtbot.waitSignal(model.changed, timeout=20_000):
        model.add_ignore_line(finding.ignore)
    assert [each.ignore for each in model.findings] == [None]
    ignored = subprocess.run(["git", "-C", str(tree), "check-ignore", "-q", NAMES[0]], check=False)
    assert ignored.returncode == 0


def test_a_line_that_cannot_be_added_is_told(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, ())
    look(model, qtbot, tree)
    (finding,) = model.findings
    assert finding.ignore is not None
    finding.ignore.file.mkdir()
    with qtbot.waitSignal(model.failed, timeout=20_000):
        model.add_ignore_line(finding.ignore)


def test_an_empty_folder_field_says_nothing(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, ())
    look(model, qtbot, tree)
    with qtbot.waitSignal(model.changed, timeout=20_000):
        model.look_at("  ", NAMES)
    assert model.findings == ()
