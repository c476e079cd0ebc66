"""How long work reports its progress and is stopped: one callable."""

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Called with (done, total) on the thread that started the work. It may raise CancelledError to stop it."""


def silent(done: int, total: int) -> None:
    """Report to nobody."""
