"""What every reader of foreign text owes, and what is needed to see whether it pays.

Nothing but a KeygenError comes out (a panic of the library below is a BaseException, and fails here; so does
one that was caught, because the library has printed it by then), and whatever a person is shown is
printable: no control character, nothing invisible, nothing that steers a terminal.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from app.cli import output
from app.errors import KeygenError
from tests.keys import samples

Result = TypeVar("Result")

_LONGEST_SENTENCE = 250
_PANIC = "makes the cryptographic library fail"


@contextmanager
def cheap() -> Iterator[None]:
    """Limits at which every allowed text costs next to nothing; what is above them is refused as ever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.keys.cost.MAXIMUM_WORK", 60_000)
        patch.setattr("app.keys.cost.MAXIMUM_ITERATIONS_TO_OPEN", 3_000)
        patch.setattr("app.keys.cost.MAXIMUM_ROUNDS", 1)
        patch.setattr("app.keys.cost.MAXIMUM_SCRYPT_MEMORY", 1024 * 1024)
        patch.setattr("app.signing.doctor.search.BUDGET", 30_000)
        yield


def check_shown(text: str) -> None:
    """Fails for a sentence or a value that no person should be shown."""
    assert text.isprintable(), ascii(text)
    assert len(text) <= _LONGEST_SENTENCE, ascii(text)


def outcome(work: Callable[[], Result]) -> Result | None:
    """What the work returns; None after an error of ours, whose sentences are looked at."""
    result = samples.outcome(work)
    if isinstance(result, KeygenError):
        assert _PANIC not in result.message
        check_shown(result.message)
        check_shown(result.hint)
        return None
    return result  # type: ignore[return-value]


def outcome_with_path(work: Callable[[], Result]) -> Result | None:
    """The same where an error may name a path: that is shown with its control characters escaped."""
    result = samples.outcome(work)
    if isinstance(result, KeygenError):
        assert output.plain(result.message + result.hint).isprintable()
        return None
    return result  # type: ignore[return-value]


def texts(data: bytes) -> tuple[str, str]:
    """The bytes as a terminal gives them, and as Windows does, lone surrogates included."""
    even = data[: len(data) & ~1]
    return data.decode("utf-8", "surrogateescape"), even.decode("utf-16-le", "surrogatepass")


@contextmanager
def file_of(data: bytes, name: str = "file") -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as where:
        path = Path(where) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(data)
        yield path
