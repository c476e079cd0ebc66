"""Work on the pool: every result arrives, cancel stops, nothing of a stranger's text comes through."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import CancelledError, KeygenError
from app.gui.jobs import Jobs, Task
from app.usecases.progress import OnProgress


class Receiver(QObject):
    """Keeps what arrives, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[KeygenError] = []
        self.progress: list[tuple[int, int]] = []
        self.threads: set[int] = set()

    def on_result(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def on_error(self, error: KeygenError) -> None:
        self.errors.append(error)

    def on_progress(self, done: int, total: int) -> None:
        self.progress.append((done, total))


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shut_down()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


def test_every_one_of_many_results_arrives_on_the_gui_thread(
    jobs: Jobs, receiver: Receiver, qtbot: QtBot
) -> None:
    def returning(number: int) -> Task[int]:
        return lambda _: number

    for number in range(200):
        jobs.start(returning(number), succeeded=receiver.on_result, failed=receiver.on_error)
    qtbot.waitUntil(lambda: len(receiver.results) == 200)
    assert sorted(receiver.results, key=str) == sorted(range(200), key=str)
    assert receiver.threads == {threading.get_ident()}


def urgency() -> int:
    """How nice the thread is that asks (getpriority(2))."""
    if sys.platform == "win32":
        return 0
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread is as nice as its process")
def test_work_and_the_threads_that_it_starts_give_way_to_the_window(
    jobs: Jobs, receiver: Receiver, qtbot: QtBot
) -> None:
    def asked(_: OnProgress) -> tuple[int, int]:
        with ThreadPoolExecutor(1) as executor:
            return urgency(), executor.submit(urgency).result()

    before = urgency()
    for _ in range(2):
        jobs.start(asked, succeeded=receiver.on_result, failed=receiver.on_error)
    qtbot.waitUntil(lambda: len(receiver.results) == 2)
    assert len(set(receiver.results)) == 1
    for found in receiver.results:
        assert isinstance(found, tuple)
        assert min(19, before + 1) <= found[0] == found[1]
    assert urgency() == before


def test_cancel_ends_the_work_at_its_next_report(jobs: Jobs, receiver: Receiver, qtbot: QtBot) -> None:
    def endless(report: OnProgress) -> object:
        while True:
            report(1, 2)
            time.sleep(0.001)

    job = jobs.start(
        endless, succeeded=receiver.on_result, failed=receiver.on_error, progressed=receiver.on_progress
    )
    qtbot.waitUntil(lambda: bool(receiver.progress))
    job.cancel()
    qtbot.waitUntil(lambda: bool(receiver.errors))
    assert isinstance(receiver.errors[0], CancelledError)
    assert receiver.results == []


def test_an_unforeseen_error_is_told_without_its_text(jobs: Jobs, receiver: Receiver, qtbot: QtBot) -> None:
    def broken(_: OnProgress) -> object:
        raise RuntimeError("the passphrase is swordfish")

    jobs.start(broken, succeeded=receiver.on_result, failed=receiver.on_error)
    qtbot.waitUntil(lambda: bool(receiver.errors))
    told = receiver.errors[0].message + receiver.errors[0].hint
    assert "RuntimeError" in told
    assert "swordfish" not in told


def test_shutting_down_waits_and_delivers_nothing_more(jobs: Jobs, receiver: Receiver, qtbot: QtBot) -> None:
    started, finished = threading.Event(), threading.Event()

    def slow(report: OnProgress) -> object:
        started.set()
        try:
            while True:
                report(0, 1)
                time.sleep(0.001)
        finally:
            finished.set()

    jobs.start(slow, succeeded=receiver.on_result, failed=receiver.on_error)
    qtbot.waitUntil(started.is_set)
    jobs.shut_down()
    assert finished.is_set()
    jobs.start(slow, succeeded=receiver.on_result, failed=receiver.on_error)
    qtbot.wait(50)
    assert receiver.results == []
    assert receiver.errors == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to a program that waits")
def test_shutting_down_inside_of_itself_ends_in_order(jobs: Jobs, receiver: Receiver, qtbot: QtBot) -> None:
    """A signal is handled by whoever waits for the threads, and may end the program once more."""
    number = getattr(signal, "SIGUSR1", signal.SIGTERM)
    release = threading.Event()

    def waiting(report: OnProgress) -> object:
        return release.wait(10)

    for _ in range(3):
        jobs.start(waiting, succeeded=receiver.on_result, failed=receiver.on_error)

    def again(number: int, frame: object) -> None:
        jobs.shut_down()
        release.set()

    before = signal.signal(number, again)
    timer = threading.Timer(0.1, lambda: os.kill(os.getpid(), number))
    timer.start()
    try:
        jobs.shut_down()
    finally:
        timer.join()
        signal.signal(number, before)
    qtbot.wait(20)
    assert receiver.results == []


def test_shutting_down_does_not_wait_for_what_need_not_end(
    jobs: Jobs, receiver: Receiver, qtbot: QtBot
) -> None:
    """A keyring that hangs must not keep the program from ending."""
    release = threading.Event()
    jobs.start(
        lambda _: release.wait(), succeeded=receiver.on_result, failed=receiver.on_error, must_end=False
    )
    jobs.shut_down()
    assert not release.is_set()
    release.set()
    qtbot.wait(50)
    assert receiver.results == []


@pytest.mark.thorough
def test_many_short_jobs_whose_owners_come_and_go(qtbot: QtBot) -> None:
    """What a worker lets go of last is nothing of Qt: it would be destroyed on the wrong thread."""

    def reporting(report: OnProgress) -> object:
        report(1, 1)
        return None

    for _ in range(40):
        jobs, receiver = Jobs(), Receiver()
        for number in range(25):
            jobs.start(
                reporting,
                succeeded=receiver.on_result,
                failed=receiver.on_error,
                progressed=receiver.on_progress,
                must_end=bool(number % 2),
            )
        qtbot.wait(1)
        jobs.shut_down()


ABANDONED = """
import gc, time
from PySide6.QtCore import QCoreApplication
from app.gui.jobs import Jobs

gc.disable()
application = QCoreApplication([])
for _ in range(2000):
    jobs = Jobs()
    jobs.start(lambda _: time.sleep(0.0005), succeeded=print, failed=print, must_end=False)
    time.sleep(0.0004)
    jobs.shut_down()
    del jobs
"""


@pytest.mark.thorough
def test_work_that_ends_just_when_its_owner_goes_does_not_crash() -> None:
    """GIVEN work that the end does not wait for WHEN it ends at that very moment THEN nothing is emitted."""
    done = subprocess.run([sys.executable, "-c", ABANDONED], capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr[-300:]
