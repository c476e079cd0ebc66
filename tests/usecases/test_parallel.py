"""Many items on every core: in order, stoppable, and nothing goes on after the end."""

import threading
import time
import tracemalloc

import pytest

from app.errors import CancelledError, KeygenError
from app.text import text
from app.usecases.parallel import map_in_order
from app.usecases.progress import silent


def test_results_when_the_work_takes_different_times_then_are_in_the_order_of_the_items() -> None:
    def work(number: int) -> int:
        time.sleep(0.002 * (10 - number))
        return number * number

    assert map_in_order(work, range(10), silent) == [number * number for number in range(10)]


def test_progress_when_reported_then_counts_every_item_on_the_thread_that_started_it() -> None:
    calls: list[tuple[int, int, int]] = []

    map_in_order(abs, range(20), lambda done, total: calls.append((done, total, threading.get_ident())))

    assert calls == [(done, 20, threading.get_ident()) for done in range(1, 21)]


def test_no_items_when_mapped_then_are_no_results() -> None:
    assert map_in_order(abs, [], silent) == []


@pytest.mark.parametrize("error", [CancelledError, KeyboardInterrupt])
def test_work_when_stopped_then_what_has_not_begun_never_begins(error: type[BaseException]) -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        time.sleep(0.01)
        return number

    def stop(done: int, total: int) -> None:
        raise error

    with pytest.raises(error):
        map_in_order(work, range(500), stop)
    count = len(begun)
    time.sleep(0.05)

    assert len(begun) == count < 100


def test_error_of_one_item_when_raised_then_is_the_error_of_all() -> None:
    def work(number: int) -> int:
        if number == 3:
            raise KeygenError(text("the third one failed"))
        return number

    for count in (10, 4):
        with pytest.raises(KeygenError, match="third"):
            map_in_order(work, range(count), silent)


def test_many_items_when_mapped_then_what_waits_costs_no_memory() -> None:
    count = 5_000
    tracemalloc.start()
    try:
        map_in_order(lambda _: None, range(count), silent)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 400 * count, "a future for each item would be a kilobyte"
