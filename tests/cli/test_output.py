"""What reaches the terminal can be printed in every locale, and steers nothing."""

import io
import sys

import pytest

from app.cli import output
from app.cli.status import status_of
from app.errors import (
    CancelledError,
    KeygenError,
    NameTakenError,
    PassphraseError,
    RefusedError,
    StorageError,
    UnusableKeyError,
    UsageError,
)
from app.text import text
from tests.cli.conftest import Akg

PLAIN = ("--no-passphrase", "--force-plaintext")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u201cEND\u201d \u2026", '"END" ...'),
        ("red \x1b[31m", "red \\x1b[31m"),
        ("two\nlines", "two\\nlines"),
        ("bidi \u202e", "bidi \\u202e"),
        ("byte \udcff", "byte \\udcff"),
        ("schl\u00fcssel", "schl\u00fcssel"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert output.plain(text) == shown


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StorageError(text("")), 1),
        (KeygenError(text("")), 1),
        (UsageError(text("")), 2),
        (PassphraseError(text("")), 3),
        (UnusableKeyError(text("")), 4),
        (RefusedError(text("")), 5),
        (NameTakenError(("a",), "b"), 5),
        (CancelledError(), 130),
    ],
)
def test_every_error_has_its_status(error: KeygenError, status: int) -> None:
    assert status_of(error) == status


def test_an_ascii_terminal_gets_ascii(akg: Akg) -> None:
    result = akg(
        "generate", "-l", "schl\u00fcssel", "-n", "2", *PLAIN, PYTHONIOENCODING="ascii", PYTHONUTF8="1"
    )
    assert result.status == 0
    assert result.out.startswith("schl\\xfcssel-01 SHA256:")
    assert "schl\\xfcssel-01.private.pem" in result.err
    assert akg("generate", "-l", "schl\u00fcssel", "-n", "2", *PLAIN, PYTHONIOENCODING="ascii").status == 5


def test_a_folder_with_an_unprintable_name(akg: Akg) -> None:
    (akg.home / "a\x1b[31m").mkdir()
    result = akg("generate", "-d", "a\x1b[31m", *PLAIN)
    assert result.status == 0
    assert "a\\x1b[31m/" in result.err
    assert "\x1b" not in result.err


def test_lines_end_with_lf_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", stream)
    output.write("one\ntwo\n")
    assert stream.buffer.getvalue() == b"one\ntwo\n"
