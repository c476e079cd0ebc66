"""Where a passphrase may come from, and that none is ever shown."""

import os
from pathlib import Path

import pytest

from app.cli.terminal import SAFE_WAYS
from tests.cli.conftest import PASSPHRASE, Akg, Here, Worded, files_in
from tests.product import BOTH

SECRET = "hunter2-quite-unguessable-secret"


@pytest.fixture
def public_key(saved: Path) -> str:
    return (saved / "key.public.pem").read_text()


@BOTH
def test_from_a_file(akg: Akg, saved: Path, public_key: str) -> None:
    result = akg("public", str(saved / "key.private.pem"), "--passphrase-file", "passphrase.txt")
    assert (result.status, result.out, result.err) == (0, public_key, "")


@BOTH
def test_from_standard_input(akg: Akg, saved: Path, public_key: str) -> None:
    result = akg("public", str(saved / "key.private.pem"), "--passphrase-stdin", stdin=PASSPHRASE.encode())
    assert (result.status, result.out) == (0, public_key)


@BOTH
def test_from_a_descriptor(akg: Akg, saved: Path, public_key: str) -> None:
    read, write = os.pipe()
    os.write(write, PASSPHRASE.encode() + b"\r\n")
    os.close(write)
    result = akg("public", str(saved / "key.private.pem"), "--passphrase-fd", str(read), pass_fds=(read,))
    os.close(read)
    assert (result.status, result.out) == (0, public_key)


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_one_newline_at_the_end_is_not_part_of_it(akg: Akg, saved: Path, end: bytes) -> None:
    text = PASSPHRASE.encode() + end
    assert akg("public", str(saved / "key.private.pem"), "--passphrase-stdin", stdin=text).status == 0


@pytest.mark.parametrize("text", [" {}", "{} ", "{}\n\n", "\n{}", "{}\t\n", "{}\r"])
def test_nothing_else_is_trimmed(akg: Akg, saved: Path, text: str) -> None:
    stdin = text.format(PASSPHRASE).encode()
    assert akg("public", str(saved / "key.private.pem"), "--passphrase-stdin", stdin=stdin).status == 3


@BOTH
def test_the_key_may_come_through_standard_input(akg: Akg, saved: Path, public_key: str) -> None:
    key = (saved / "key.private.pem").read_bytes()
    result = akg("public", "-", "--passphrase-file", "passphrase.txt", stdin=key)
    assert (result.status, result.out) == (0, public_key)


@pytest.mark.parametrize("source", [("--passphrase-stdin",), ("--passphrase-fd", "0")])
def test_key_and_passphrase_cannot_share_standard_input(
    akg: Akg, source: tuple[str, ...], worded: Worded
) -> None:
    result = akg("public", "-", *source)
    assert result.status == 2
    worded(result)


def test_a_file_that_others_can_read_is_warned_about(akg: Akg, saved: Path, worded: Worded) -> None:
    (akg.home / "passphrase.txt").chmod(0o640)
    result = akg("public", str(saved / "key.private.pem"), "--passphrase-file", "passphrase.txt")
    assert result.status == 0
    worded(result)


@pytest.mark.parametrize(
    ("source", "stdin", "status"),
    [
        (("--passphrase-stdin",), b"", 3),
        (("--passphrase-stdin",), b"\n", 3),
        (("--passphrase-stdin",), b"x" * 70_000, 5),
        (("--passphrase-stdin",), "schl\xfcssel".encode(), 5),
        (("--passphrase-stdin",), b"\xff\xfe", 5),
        (("--passphrase-stdin",), b"x" * 1024, 5),
        (("--passphrase-file", "missing.txt"), b"", 1),
        (("--passphrase-file", "."), b"", 1),
        (("--passphrase-file", "-"), b"", 2),
        (("--passphrase-fd", "91"), b"", 1),
        (("--passphrase-fd", "99999999999"), b"", 1),
        (("--passphrase-fd", "-1"), b"", 2),
        (("--no-passphrase",), b"", 5),
        ((), b"", 2),
        (("--passphrase-stdin", "--no-passphrase"), b"", 2),
        (("--passphrase-file", "passphrase.txt", "--force-plaintext"), b"", 2),
    ],
)
def test_what_a_new_file_does_not_take(
    akg: Akg, source: tuple[str, ...], stdin: bytes, status: int, worded: Worded
) -> None:
    result = akg("generate", *source, stdin=stdin)
    assert (result.status, result.out) == (status, "")
    worded(result)
    assert "akg: hint: " in result.err or status == 5
    assert files_in(akg.home) == ["passphrase.txt"]


@BOTH
def test_an_existing_key_opens_with_any_passphrase(akg: Akg) -> None:
    """openssl pkcs8 with a passphrase beyond ASCII, as its owner's locale encodes it."""
    import subprocess

    plain = akg("generate", "-o", "-", "--no-passphrase").out
    (akg.home / "word").write_bytes("schl\xfcssel".encode("latin-1"))
    subprocess.run(
        ["openssl", "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "file:word", "-out", "foreign.pem"],
        input=plain.encode(),
        cwd=akg.home,
        check=True,
    )
    result = akg("public", "foreign.pem", "--passphrase-stdin", stdin="schl\xfcssel".encode())
    assert result.status == 0
    assert plain.endswith(result.out)


@BOTH
def test_without_a_terminal_the_safe_ways_are_named(akg: Akg, saved: Path) -> None:
    for result in (akg("generate"), akg("public", str(saved / "key.private.pem"))):
        assert result.status == 2
        for way in ("--passphrase-file", "--passphrase-fd", "--passphrase-stdin", "--no-passphrase"):
            assert way in result.err


@pytest.mark.parametrize("command", [("generate",), ("public", "key.pem"), ()])
@pytest.mark.parametrize(
    "words",
    [
        ("-p", SECRET),
        ("-p" + SECRET,),
        ("--passphrase", SECRET),
        ("--passphrase=" + SECRET,),
        ("--password", SECRET),
        ("--password=" + SECRET,),
        ("--pass", SECRET),
    ],
)
def test_a_passphrase_as_an_option_is_refused_with_the_reason(
    here: Here, command: tuple[str, ...], words: tuple[str, ...]
) -> None:
    result = here(*command, *words)
    assert (result.status, result.out) == (2, "")
    assert " ps " in result.err
    assert SAFE_WAYS in result.err
    assert SECRET not in result.err


@pytest.mark.parametrize(
    "words",
    [
        (SECRET,),
        ("generate", SECRET),
        ("generate", "-qp" + SECRET),
        ("generate", "-x" + SECRET),
        ("generate", "--phrase=" + SECRET),
        ("generate", "--phrase", SECRET),
        ("generate", "--passphrase-stdin=" + SECRET),
        ("generate", "--passphrase-stdin", SECRET),
        ("generate", "--no-passphrase=" + SECRET),
        ("generate", "--passphrase-fd", SECRET),
        ("generate", "--passphrase-fd=" + SECRET),
        ("generate", "--passphrase-file", SECRET),
        ("generate", "-k", SECRET),
        ("generate", "-n", SECRET),
        ("generate", "-o", SECRET),
        ("generate", "-a", SECRET),
        ("public", "--no-passphrase", "key.pem", SECRET),
        ("inspect", "key.pem", SECRET),
        ("inspect", "--passphrase-file", SECRET),
        ("inspect", "--json=" + SECRET, "key.pem"),
    ],
)
def test_a_secret_in_the_wrong_place_is_never_repeated(here: Here, words: tuple[str, ...]) -> None:
    result = here(*words)
    assert result.status in (1, 2)
    assert SECRET not in result.out + result.err
    assert result.err.startswith("akg: error: ")


@BOTH
@pytest.mark.parametrize("arguments", [("--passphrase-stdin",), ("--passphrase-stdin", "-o", "-")])
def test_the_passphrase_appears_in_no_output(akg: Akg, arguments: tuple[str, ...]) -> None:
    result = akg("generate", *arguments, stdin=SECRET.encode())
    assert result.status == 0
    assert SECRET not in result.out + result.err


def test_a_byte_order_mark_is_refused(here: Here, worded: Worded) -> None:
    """GIVEN Notepad's UTF-8 WHEN a key is to be made THEN it is not encrypted with what nobody can type."""
    (here.home / "phrase.txt").write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode())
    result = here("generate", "--passphrase-file", "phrase.txt")
    assert result.status == 3
    worded(result)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_passphrase_as_powershell_writes_it_is_refused_with_the_cure(akg: Akg, encoding: str) -> None:
    """GIVEN `"..." > passphrase.txt` in Windows PowerShell 5.1 WHEN it is read THEN no key gets its bytes."""
    result = akg("generate", "--passphrase-stdin", stdin=f"\ufeff{SECRET}\r\n".encode(encoding))
    assert result.status == 3
    assert "UTF-16" in result.err
    assert "-Encoding ascii" in result.err
    assert SECRET not in result.err
