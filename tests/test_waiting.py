"""Waiting for work on another thread: its result, its error, or the end of the patience."""

import threading

import pytest

from app.waiting import wait_for


@pytest.mark.parametrize("limit", [None, 60.0])
def test_the_result_comes_from_another_thread_that_keeps_no_program_alive(limit: float | None) -> None:
    thread = wait_for(threading.current_thread, limit)

    assert thread is not threading.current_thread()
    assert thread.daemon


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt, SystemExit])
def test_what_the_work_raised_is_raised_here(kind: type[BaseException]) -> None:
    error = kind("what happened")

    def work() -> None:
        raise error

    with pytest.raises(kind) as raised:
        wait_for(work)
    assert raised.value is error


def test_work_that_does_not_end_is_left_behind() -> None:
    release = threading.Event()

    with pytest.raises(TimeoutError):
        wait_for(release.wait, 0.1)

    release.set()
