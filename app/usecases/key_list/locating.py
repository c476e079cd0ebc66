"""Finds the file of a remembered key again, after it was moved: it is known by its public key.

Promises: nothing is decrypted, and no more than 64 KiB of a file are read; a folder has the limits of
`key_files`.
Refuses: another key, and what does not show its public key without its passphrase.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.errors import KeygenError, RefusedError
from app.keys.foreign.document import MAXIMUM_SIZE, identify
from app.storage.reading import read_at_most
from app.storage.registry.record import KeyFile, KeyRecord
from app.storage.registry.registry import Registry
from app.text import text
from app.usecases.key_list.key_files import files_in, public_key_of
from app.usecases.key_list.looking import FileState, look
from app.usecases.key_list.remembering import now
from app.usecases.progress import OnProgress
from app.waiting import wait_for

_SECONDS = 60.0


def locate(record: KeyRecord, path: Path, on_progress: OnProgress) -> Path:
    """Return the path of this key's file: this one, or one within this folder.

    Raises RefusedError where it is another key or not there, and what reading raises.
    """
    try:
        return wait_for(lambda: _located(record, path), _SECONDS, lambda: on_progress(0, 0))
    except TimeoutError as error:
        raise RefusedError(
            text("{path} was not searched to its end: it takes too long.", path=str(path)),
            text("Choose a folder that is nearer to the file, or the file itself."),
        ) from error


def move(fingerprint: str, path: Path, registry: Registry) -> None:
    """Remember where the file of a key is now, in place of where it is not any more.

    That is looked at before the list is locked: a share may not answer.
    """
    known = registry.find(fingerprint)
    found = look([known]) if known else ()
    wrong = {each.path for each in found if each.state in (FileState.NOT_FOUND, FileState.ANOTHER_KEY)}

    def moved(record: KeyRecord) -> KeyRecord:
        kept = (file for file in record.files if file.path not in {*wrong, str(path)})
        return replace(record, files=(KeyFile(str(path), now()), *kept))

    registry.change((fingerprint,), moved)


def _located(record: KeyRecord, path: Path) -> Path:
    if path.is_dir():
        return _in_folder(record, path)
    found = _public_key(path)
    if found is None:
        raise RefusedError(
            text("{path} does not show which key it is: its public key is not beside it.", path=str(path)),
            text("Open it with its passphrase: then it comes into the list by itself."),
        )
    if found != record.public_key:
        raise RefusedError(
            text("{path} is another key than {name}.", path=str(path), name=record.name),
            text("Nothing was changed. Choose the file of this key, or a folder that has it."),
        )
    return path.absolute()


def _in_folder(record: KeyRecord, folder: Path) -> Path:
    for file in files_in(folder, lambda *_: None):
        with suppress(KeygenError):
            if _public_key(file) == record.public_key:
                return file.absolute()
    raise RefusedError(
        text("The file of {name} is not in {path}.", name=record.name, path=str(folder)),
        text("Its public key must be beside it, so that it is known without its passphrase."),
    )


def _public_key(file: Path) -> bytes | None:
    """Return that of the private key in it; None where only its passphrase would show it."""
    document = identify(read_at_most(file, MAXIMUM_SIZE + 1))
    if not document.is_private:
        raise RefusedError(
            text("{path} is not a private key.", path=str(file)), text("Choose the file of the private key.")
        )
    return public_key_of(file, document)[0]
