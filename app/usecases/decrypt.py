"""Decrypt: a private key in clear, for a program that opens no encrypted file.

Promises: a plain copy is whole or absent, only its owner can read it, and nothing is overwritten; what goes
through a pipe is in no file. Refuses: to make a plain copy that was not asked for twice (`consent`).
"""

from pathlib import Path

from app.clients.snippets.filling import plain_name
from app.errors import NameTakenError, RefusedError
from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Unencrypted
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.text import text
from app.usecases.save_file import PRIVATE_MODE, FileReport, NewFile, check_file_free, save_file

__all__ = ["check_consent", "check_plain_copy", "plain_name", "plain_pem", "write_plain_copy"]

_CRLF = "\r\n"


def plain_pem(pair: KeyPair) -> str:
    """Return PKCS#8 PEM in clear, with LF: 119 characters for Ed25519, as clients expect."""
    return private_key_pem(pair, Unencrypted())


def check_consent(consent: bool) -> None:
    """Raise RefusedError where a file in clear was not asked for twice."""
    if not consent:
        raise RefusedError(
            text("A plain copy is not encrypted: anyone who gets the file can use the private key."),
            text(
                "Look for another way first: akg use CLIENT FILE. To make it anyway, add --force-plaintext."
            ),
        )


def check_plain_copy(file: Path, *, consent: bool) -> None:
    """Raise now what `write_plain_copy` would raise after a passphrase was typed."""
    check_consent(consent)
    try:
        check_file_free(_copy_of(file))
    except NameTakenError as error:
        raise RefusedError(
            error.message, text("It may be of another key. Look at it, and delete it first.")
        ) from error


def write_plain_copy(
    pair: KeyPair, file: Path, *, consent: bool, crlf: bool = False, disk: FileSystem = SYSTEM
) -> FileReport:
    """Write NAME.private.PLAIN.pem beside NAME.private.pem, 0600. `crlf`: line ends for Java on Windows.

    Raises RefusedError (no consent, a link under the name), NameTakenError, StorageError.
    """
    check_consent(consent)
    pem = plain_pem(pair)
    content = pem.replace("\n", _CRLF) if crlf else pem
    copy = NewFile(_copy_of(file), content.encode("ascii"), text("Plain copy"), PRIVATE_MODE)
    return save_file(copy, disk=disk)


def _copy_of(file: Path) -> Path:
    return file.with_name(plain_name(file.name))
