"""Files that may contain keys: found in a folder, and what each shows without its passphrase.

Promises: no link in a folder is followed, nothing but small files with the endings of keys is opened, and
nothing is decrypted.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import KeygenError, reason_of
from app.storage.names import PRIVATE_SUFFIX, PUBLIC_SUFFIX
from app.storage.reading import read_at_most
from app.text import Text, text

if TYPE_CHECKING:
    from app.keys.foreign.document import KeyDocument

LARGEST = 64 * 1024  # octets; no key is larger
MOST_ENTRIES = 20_000  # of a folder, and of those in it
DEEPEST = 3  # folders below the one that is named

_ENDINGS = (".pem", ".der", ".key", ".p8", ".pub", ".openssh")
LeaveOut = Callable[[Path, Text], None]


def files_in(folder: Path, leave_out: LeaveOut) -> Iterator[Path]:
    """Yield the files with endings of keys, by name, down to the limits."""
    entries = 0
    folders = [(folder, 0)]
    while folders:
        here, depth = folders.pop()
        try:
            with os.scandir(here) as listing:
                inside = sorted(_at_most(listing, MOST_ENTRIES - entries), key=lambda each: each.name)
        except OSError as error:
            leave_out(here, text("It cannot be read: {reason}.", reason=reason_of(error)))
            continue
        entries += len(inside)
        deeper = [each for each in inside if not each.name.startswith(".") and _is_folder(each)]
        if depth < DEEPEST:
            folders += [(Path(each.path), depth + 1) for each in reversed(deeper)]
        yield from (Path(each.path) for each in inside if _may_be_a_key(each))
        if entries >= MOST_ENTRIES:
            leave_out(folder, text("Only its first {most:,} entries were looked at.", most=MOST_ENTRIES))
            return


def _at_most(listing: Iterable[os.DirEntry[str]], most: int) -> Iterator[os.DirEntry[str]]:
    return (entry for _, entry in zip(range(most), listing, strict=False))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _may_be_a_key(entry: os.DirEntry[str]) -> bool:
    try:
        if not entry.name.endswith(_ENDINGS) or not entry.is_file(follow_symlinks=False):
            return False
        return entry.stat(follow_symlinks=False).st_size <= LARGEST
    except OSError:
        return False


def public_key_of(path: Path, document: "KeyDocument") -> tuple[bytes | None, str]:
    """Return DER SubjectPublicKeyInfo, as far as it shows, and the file of the private key or nothing."""
    if not document.is_private:
        from app.keys.foreign.public_key import subject_public_key_info

        return subject_public_key_info(document), _private_file_beside(path, document)
    from app.keys.foreign.reader import check_usable, open_private_key
    from app.usecases.public_half import public_key_beside

    check_usable(document)
    if document.encryption is None:
        return open_private_key(document, None).subject_public_key_info, str(path)
    return _shown_by(document) or public_key_beside(path, document), str(path)


def _shown_by(document: "KeyDocument") -> bytes | None:
    """Return the public key that OpenSSH's format shows, also of an encrypted key."""
    from app.keys import pem
    from app.keys.foreign import openssh
    from app.keys.foreign.kinds import Container

    if document.container is not Container.OPENSSH:
        return None
    header = openssh.read_header(pem.parse(document.data.decode("ascii"))[0].der)
    return openssh.describe_public_key(header.public_key)[2]


def _private_file_beside(path: Path, document: "KeyDocument") -> str:
    """Return the private-key file that a public key belongs to, unless it is another key's; or nothing."""
    from app.keys.foreign.document import identify

    for file in _private_files(path):
        try:
            if not stat.S_ISREG(os.lstat(file).st_mode):
                continue
            found = identify(read_at_most(file, LARGEST + 1))
        except (OSError, KeygenError):
            continue
        if found.is_private and found.fingerprint in (None, document.fingerprint):
            return str(file)
    return ""


def _private_files(path: Path) -> Iterator[Path]:
    if path.name.endswith(PUBLIC_SUFFIX):
        yield path.with_name(path.name.removesuffix(PUBLIC_SUFFIX) + PRIVATE_SUFFIX)
    elif path.suffix == ".pub":
        yield path.with_suffix("")
        yield path.with_suffix(".pem")
