"""The folder that keys are saved to: made when first used, never together with its parents."""

import errno
import os
import stat
import unicodedata
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.errors import (
    NOTHING_WRITTEN,
    KeygenError,
    LeftBehindError,
    NameTakenError,
    StorageError,
    UsageError,
    reason_of,
)
from app.storage.writer import whole_file
from app.storage.writer.directory import Directory
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.text import Text, text

_EXAMPLE = text("Choose where the files go, for example api-keys in your home.")
_OWN = text("Choose a folder of your own.")
_HINTS = {errno.ENOSPC: text("Free some space, or choose another disk."), errno.EACCES: _OWN}


def resolve(typed: str) -> Path:
    """Return the folder that a person typed, `~` expanded. Raises UsageError for what is not a path."""
    if not typed.strip():
        raise UsageError(text("The folder is empty."), _EXAMPLE)
    if "\x00" in typed or not _is_encodable(typed):
        raise UsageError(text("The folder has a character that no path may have."), _EXAMPLE)
    return Path(os.path.abspath(os.path.expanduser(typed)))


def _is_encodable(typed: str) -> bool:
    try:
        os.fsencode(typed)
    except UnicodeEncodeError:
        return False
    return True


def prepare(folder: Path, disk: FileSystem = SYSTEM) -> Directory:
    """Open the folder; make it, 0700, if it is missing and its parent exists. The caller closes it.

    Raises StorageError: the parent is missing, it is not a folder, it may not be written.
    """
    check(folder)
    try:
        if folder.exists():
            return opened(folder, disk)
        disk.mkdir(folder)
    except FileExistsError as error:  # another program was faster, or it is a link to nowhere
        if folder.is_dir():
            return opened(folder, disk)
        raise _cannot_be_used(folder, error) from error
    except OSError as error:
        raise _cannot_be_used(folder, error) from error
    try:
        return _opened_first(folder, disk)
    except OSError as error:
        raise given_up(folder, _cannot_be_used(folder, error), disk) from error


def opened(folder: Path, disk: FileSystem = SYSTEM) -> Directory:
    """Open the folder; the caller closes it. Raises StorageError where it cannot be opened."""
    try:
        return _opened(folder, Path(os.path.realpath(folder)), disk)
    except OSError as error:
        raise _cannot_be_used(folder, error) from error


def closed(folder: Directory, disk: FileSystem = SYSTEM) -> None:
    """Close the folder."""
    if folder.descriptor is not None:
        with suppress(OSError):
            disk.close(folder.descriptor)


def _opened(folder: Path, real: Path, disk: FileSystem) -> Directory:
    descriptor = disk.open_folder(real)
    try:
        status = disk.stat(real) if descriptor is None else disk.fstat(descriptor)
    except OSError:
        closed(Directory(folder, descriptor, (0, 0)), disk)
        raise
    return Directory(folder, descriptor, (status.st_dev, status.st_ino), mode=stat.S_IMODE(status.st_mode))


def _opened_first(folder: Path, disk: FileSystem) -> Directory:
    """Open the folder that was made just now, never through a link. A umask may have narrowed its rights."""
    made = _opened(folder, Path(os.path.realpath(folder.parent)) / folder.name, disk)
    try:
        if made.descriptor is not None and made.mode & 0o777 != 0o700:
            disk.fchmod(made.descriptor, 0o700)
            made = replace(made, mode=stat.S_IMODE(disk.fstat(made.descriptor).st_mode))
    except OSError:
        closed(made, disk)
        raise
    return replace(made, created=True)


def sync(folder: Path, disk: FileSystem = SYSTEM) -> bool:
    """Return whether the entries of a folder that is not open yet are known to be on disk."""
    try:
        there = opened(folder, disk)
    except StorageError:
        return False
    try:
        return whole_file.sync_folder(disk, there)
    finally:
        closed(there, disk)


def is_same(folder: Directory, disk: FileSystem = SYSTEM) -> bool:
    """Return whether the path still leads to the opened folder. Raises OSError where nobody can say."""
    if not folder.identity[1]:  # some network shares number nothing
        return True
    try:
        status = disk.stat(folder.path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return (status.st_dev, status.st_ino) == folder.identity


def check(folder: Path) -> None:
    """Raise the StorageError that `prepare` would raise, as far as it shows, and make nothing."""
    try:
        there = folder.exists()
        if not there and not folder.parent.is_dir():
            raise StorageError(
                _has_no_parent(folder),
                text("Choose an existing folder, or a new one inside an existing folder."),
            )
        if there and not folder.is_dir():
            raise StorageError(
                text("{folder} is a file, not a folder.", folder=str(folder)), text("Choose a folder.")
            )
    except OSError as error:
        raise _cannot_be_used(folder, error) from error
    if not os.access(folder if there else folder.parent, os.W_OK | os.X_OK):
        raise StorageError(text("You may not write to {folder}.", folder=str(folder)), _OWN)


def _has_no_parent(folder: Path) -> Text:
    if folder.parent.exists():
        return text(
            "The folder {folder} cannot be created: {parent} is not a folder.",
            folder=str(folder),
            parent=str(folder.parent),
        )
    return text(
        "The folder {folder} cannot be created: {parent} does not exist.",
        folder=str(folder),
        parent=str(folder.parent),
    )


def given_up(folder: Path, error: KeygenError, disk: FileSystem = SYSTEM) -> KeygenError:
    """Remove a folder that was made for files which could not be written; name it if it stays."""
    if remove_if_empty(folder, disk) or isinstance(error, LeftBehindError):
        return error
    return LeftBehindError(error, str(folder.parent), [text("{name} (an empty folder)", name=folder.name)])


def remove_if_empty(folder: Path, disk: FileSystem = SYSTEM) -> bool:
    """Remove an empty folder, with a second try. Returns whether it is gone."""
    for _ in range(2):
        with suppress(OSError):
            disk.rmdir(folder)
            return True
    return not folder.exists()


def check_free(
    folder: Path | Directory, names: tuple[str, ...], *, replace: bool = False, disk: FileSystem = SYSTEM
) -> None:
    """Raise NameTakenError where one of the names exists, as a file, folder or link, also but for case.

    `replace`: the very name may exist, one that is equal but for case may not.
    """
    path = folder if isinstance(folder, Path) else folder.path
    try:
        present = {folded(name): name for name in _names_in(folder, disk)}
    except OSError as error:
        message = text("The folder {path} cannot be read: {reason}.", path=str(path), reason=reason_of(error))
        raise cannot(message, error) from error
    found = [(name, present[folded(name)]) for name in names if folded(name) in present]
    taken = tuple(there for name, there in found if not (replace and there == name))
    if taken:
        raise NameTakenError(taken, str(path))


def _names_in(folder: Path | Directory, disk: FileSystem) -> list[str]:
    if isinstance(folder, Directory):
        return disk.names(folder.target)
    return disk.names(folder) if folder.is_dir() else []


def folded(name: str) -> str:
    """Return what the most careless file system takes for the same name."""
    return unicodedata.normalize("NFC", name).casefold()


def is_link(path: Path) -> bool:
    """Return whether the path is a symbolic link, dangling ones included."""
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except OSError:
        return False


def _cannot_be_used(folder: Path, error: OSError) -> StorageError:
    message = text(
        "The folder {folder} cannot be used: {reason}.", folder=str(folder), reason=reason_of(error)
    )
    return cannot(message, error)


def cannot(message: Text, error: OSError) -> StorageError:
    """Return the StorageError of this message, with the hint for what the system said."""
    return StorageError(message, _HINTS.get(error.errno or 0, NOTHING_WRITTEN))
