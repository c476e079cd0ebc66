"""A progress bar on standard error: for several pairs, on a terminal that obeys us, gone when it is done."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from app.cli import output, streams
from app.usecases.progress import OnProgress, silent

_WIDTH = 30
_INTERVAL = 0.1
_ERASE_LINE = "\r\x1b[K"


@contextmanager
def progress(title: str, *, shown: bool) -> Iterator[OnProgress]:
    """Yield a callable for (done, total); what it drew is erased at the end, whatever happens."""
    if not (shown and streams.obeys_sequences(streams.ERROR)):
        yield silent
        return
    try:
        yield _bar(title)
    finally:
        output.draw(_ERASE_LINE)


def _bar(title: str) -> OnProgress:
    last = 0.0

    def on_progress(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _INTERVAL or done == total:
            last = now
            filled = _WIDTH * done // total
            output.draw(f"\r{title} [{'#' * filled}{'.' * (_WIDTH - filled)}] {100 * done // total:3} %")

    return on_progress
