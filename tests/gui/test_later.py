"""What waits for the first frame is done after it, in order, and where nobody waits at once."""

from collections.abc import Iterator
from functools import partial

import pytest

from app.gui import later


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    later.end()


def test_without_a_beginning_nothing_waits() -> None:
    done: list[int] = []
    later.later(partial(done.append, 1))
    assert done == [1]


def test_what_waits_is_done_in_order_at_the_end_and_then_nothing_waits() -> None:
    done: list[int] = []
    later.begin()
    later.later(partial(done.append, 1))
    later.later(partial(later.later, partial(done.append, 2)))
    later.later(partial(done.append, 3))
    assert done == []
    later.end()
    assert done == [1, 2, 3]
    later.later(partial(done.append, 4))
    assert done == [1, 2, 3, 4]
