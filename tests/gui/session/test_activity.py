"""The one piece of work: one at a time, its notice gone, its result in place before it is over."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.errors import CancelledError, KeygenError
from app.gui.session.activity import WAIT, Activity
from app.gui.session.notices import Kind, Notice
from app.text import NOTHING, text
from app.usecases.progress import OnProgress
from tests.gui.conftest import Driver

TITLE, OTHER_TITLE, DONE = text("Working"), text("Working on something else"), text("Done.")


class Working:
    """A task that reports three steps, and goes on when it may."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.begun = threading.Event()

    def __call__(self, on_progress: OnProgress) -> str:
        on_progress(0, 3)
        self.begun.set()
        while not self.may_end.wait(0.005):
            on_progress(1, 3)
        on_progress(3, 3)
        return "result"


class Ends:
    """Keeps what the work came to."""

    def __init__(self) -> None:
        self.results: list[str] = []
        self.errors: list[KeygenError] = []

    def on_result(self, result: str) -> None:
        self.results.append(result)

    def on_error(self, error: KeygenError) -> None:
        self.errors.append(error)


@pytest.fixture
def activity(driver: Driver) -> Activity:
    return driver.session.activity


@pytest.fixture
def task() -> Iterator[Working]:
    task = Working()
    yield task
    task.may_end.set()


def start(activity: Activity, task: Working) -> Ends:
    ends = Ends()
    activity.start(TITLE, task, ends.on_result, ends.on_error, total=3)
    return ends


def wait(activity: Activity, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: activity.state.work is None, timeout=20_000)


def test_its_title_and_steps_are_shown_and_everything_else_waits(
    activity: Activity, task: Working, qtbot: QtBot
) -> None:
    steps: list[tuple[int, int]] = []
    activity.progressed.connect(lambda now: steps.append((now.work.done, now.work.total)))
    assert activity.state.problem == ""
    ends = start(activity, task)
    assert activity.state.work is not None
    assert (activity.state.work.title, activity.state.work.total) == (TITLE, 3)
    assert activity.state.problem == WAIT
    task.may_end.set()
    wait(activity, qtbot)
    assert (ends.results, ends.errors) == (["result"], [])
    assert steps[-1] == (3, 3)
    assert activity.state.problem == ""


def test_only_one_runs_at_a_time(activity: Activity, task: Working, qtbot: QtBot) -> None:
    ends, other = start(activity, task), Working()
    later = Ends()
    activity.start(OTHER_TITLE, other, later.on_result, later.on_error)
    assert activity.state.work is not None
    assert activity.state.work.title == TITLE
    task.may_end.set()
    wait(activity, qtbot)
    assert (ends.results, later.results, later.errors) == (["result"], [], [])
    assert not other.begun.is_set()


def test_what_was_said_and_asked_before_goes_when_it_starts(
    driver: Driver, activity: Activity, task: Working
) -> None:
    """Its answer would be about what the work is changing."""
    forgotten: list[bool] = []
    activity.say(DONE)
    notice = Notice(Kind.WARNING, DONE, NOTHING, "key")
    driver.session.notices.show(notice, dismissed=lambda: forgotten.append(True))
    seen: list[bool] = []
    activity.started.connect(lambda: seen.append(activity.state.work is None))
    start(activity, task)
    assert seen == [True], "told before anything of it shows"
    assert (driver.session.notices.state.notice, forgotten, activity.state.status) == (None, [True], "")


def test_it_is_over_when_its_result_is_in_place(activity: Activity, task: Working, qtbot: QtBot) -> None:
    order: list[str] = []

    class Places(Ends):
        def on_result(self, result: str) -> None:
            assert activity.state.work is not None
            activity.say(DONE)
            order.append("placed")

    ends = Places()
    activity.ended.connect(lambda: order.append("over" if activity.state.work is None else "too soon"))
    activity.start(TITLE, task, ends.on_result, ends.on_error)
    task.may_end.set()
    wait(activity, qtbot)
    assert order == ["placed", "over"]
    assert activity.state.status == DONE


def test_cancelled_it_says_that_it_stops_and_then_how_it_ended(
    activity: Activity, task: Working, qtbot: QtBot
) -> None:
    ends = start(activity, task)
    activity.cancel()
    assert activity.state.work is not None
    assert activity.state.work.cancelling
    wait(activity, qtbot)
    assert [type(error) for error in ends.errors] == [CancelledError]
    activity.cancel()
    assert activity.state.work is None
