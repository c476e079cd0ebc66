"""What can wait for the first frame: what nobody sees, and for which no hand is quick enough.

Decision: one list for the process, as a process has one first frame. Whoever shows a window without `begin`
has all of it at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_waiting: list[list[Callable[[], object]]] = []  # one, or none where nothing waits


def begin() -> None:
    """Let things wait from now on."""
    _waiting[:] = [[]]


def later(do: Callable[[], object]) -> None:
    """Do this after the first frame, in order; at once where that is over."""
    if _waiting:
        _waiting[0].append(do)
    else:
        do()


def end() -> None:
    """Do what has waited; from now on nothing does."""
    for do in _waiting.pop() if _waiting else ():
        do()
