"""What the window says about the folder, and when it stops."""

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.destinations import Kind
from app.gui.jobs import Jobs
from app.gui.saving.models.destination_model import DestinationModel
from app.gui.session.memory import Memory
from app.storage.preferences import Preferences
from app.usecases import judge_destination

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
    model = DestinationModel(jobs, Memory(Preferences()))
    assert look(model, qtbot, tree / "keys") == (Kind.WORK_TREE,)
    assert look(model, qtbot, tree.parent / "elsewhere") == ()


def test_an_accepted_folder_is_not_told_again(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, Memory(Preferences()))
    look(model, qtbot, tree / "keys")
    with qtbot.waitSignal(model.changed, timeout=20_000):
        model.accept()
    assert model.findings == ()
    assert model.accepted == (str(tree / "keys"),)

    later = DestinationModel(jobs, Memory(Preferences(accepted_folders=model.accepted)))
    later.look_at(str(tree / "keys"), NAMES)
    qtbot.wait(600)
    assert later.findings == ()
    assert look(later, qtbot, tree / "other") == (Kind.WORK_TREE,)


def test_a_folder_that_takes_long_to_answer_holds_up_nothing(
    jobs: Jobs, qtbot: QtBot, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN a network that is gone WHEN its folder is accepted, twice THEN that is done when it answers."""
    answers = threading.Event()
    asked: list[str] = []

    def resolve(text: str) -> Path:
        asked.append(text)
        assert threading.current_thread() is not threading.main_thread()
        assert answers.wait(20)
        return Path(text)

    model = DestinationModel(jobs, Memory(Preferences()))
    look(model, qtbot, tree / "keys")
    monkeypatch.setattr(judge_destination, "resolve", resolve)
    model.accept()
    model.accept()
    assert list(model.accepted) == []
    with qtbot.waitSignal(model.changed, timeout=20_000):
        answers.set()
    assert model.findings == ()
    assert model.accepted == (str(tree / "keys"),)
    assert asked == [str(tree / "keys")]


def test_another_folder_chosen_meanwhile_keeps_its_findings(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, Memory(Preferences()))
    look(model, qtbot, tree / "keys")
    model.accept()
    model.look_at(str(tree / "other"), NAMES)
    qtbot.waitUntil(lambda: model.accepted == (str(tree / "keys"),), timeout=20_000)
    assert [finding.kind for finding in model.findings] == [Kind.WORK_TREE]


def test_what_is_no_folder_cannot_be_accepted_and_that_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    model = DestinationModel(jobs, Memory(Preferences()))
    for _ in range(2):
        with qtbot.waitSignal(model.failed, timeout=20_000):
            model.accept()
    assert model.accepted == ()


def test_one_click_adds_the_line_and_then_nothing_is_offered(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, Memory(Preferences()))
    look(model, qtbot, tree)
    (finding,) = model.findings
    assert finding.ignore is not None
    with qtbot.waitSignal(model.changed, timeout=20_000):
        model.add_ignore_line(finding.ignore)
    assert [each.ignore for each in model.findings] == [None]
    ignored = subprocess.run(["git", "-C", str(tree), "check-ignore", "-q", NAMES[0]], check=False)
    assert ignored.returncode == 0


def test_a_line_that_cannot_be_added_is_told(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, Memory(Preferences()))
    look(model, qtbot, tree)
    (finding,) = model.findings
    assert finding.ignore is not None
    finding.ignore.file.mkdir()
    with qtbot.waitSignal(model.failed, timeout=20_000):
        model.add_ignore_line(finding.ignore)


def test_an_empty_folder_field_says_nothing(jobs: Jobs, qtbot: QtBot, tree: Path) -> None:
    model = DestinationModel(jobs, Memory(Preferences()))
    look(model, qtbot, tree)
    with qtbot.waitSignal(model.changed, timeout=20_000):
        model.look_at("  ", NAMES)
    assert model.findings == ()
