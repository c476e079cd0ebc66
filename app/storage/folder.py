"""The folder that keys are saved to: made when first used, never together with its parents."""

import os
import stat
import unicodedata
from contextlib import suppress
from pathlib import Path

from app.errors import NOTHING_WRITTEN, KeygenError, LeftBehindError, NameTakenError, StorageError, UsageError
from app.storage.file_system import SYSTEM, FileSystem

_EXAMPLE = "Choose where the files go, for example api-keys in your home."


def default_folder() -> Path:
    """`api-keys` in the user's home."""
    return Path(os.path.expanduser("~")) / "api-keys"


def resolve(text: str) -> Path:
    """The folder that a person typed, `~` expanded. Raises UsageError if empty or not a path at all."""
    if not text.strip():
        raise UsageError("The folder is empty.", _EXAMPLE)
    if "\x00" in text or not _is_encodable(text):
        raise UsageError("The folder has a character that no path may have.", _EXAMPLE)
    return Path(os.path.abspath(os.path.expanduser(text)))


def _is_encodable(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def prepare(folder: Path, disk: FileSystem = SYSTEM) -> bool:
    """Makes the folder, 0700, if it is missing and its parent exists. Returns whether it was made.

    Raises StorageError: the parent is missing, it is no folder, it may not be written.
    """
    check(folder)
    try:
        if folder.exists():
            return False
        disk.mkdir(folder)
    except FileExistsError as error:  # another program was faster, or it is a link to nowhere
        if folder.is_dir():
            return False
        raise cannot(f"The folder {folder} cannot be used", error) from error
    except OSError as error:
        raise cannot(f"The folder {folder} cannot be used", error) from error
    _open_to_its_owner(folder, disk)
    return True


def _open_to_its_owner(folder: Path, disk: FileSystem) -> None:
    """A umask may take the owner's own rights away."""
    try:
        if os.name != "nt" and disk.lstat(folder).st_mode & 0o777 != 0o700:
            disk.chmod(folder, 0o700)
    except OSError as error:
        raise given_up(folder, cannot(f"The folder {folder} cannot be used", error), disk) from error


def check(folder: Path) -> None:
    """Raises the StorageError that `prepare` would raise, as far as it shows, and makes nothing."""
    try:
        there = folder.exists()
        if not there and not folder.parent.is_dir():
            problem = "is no folder" if folder.parent.exists() else "does not exist"
            raise StorageError(
                f"The folder {folder} cannot be made: {folder.parent} {problem}.",
                "Choose an existing folder, or a new one inside an existing folder.",
            )
        if there and not folder.is_dir():
            raise StorageError(f"{folder} is a file, not a folder.", "Choose a folder.")
    except OSError as error:
        raise cannot(f"The folder {folder} cannot be used", error) from error
    if not os.access(folder if there else folder.parent, os.W_OK | os.X_OK):
        raise StorageError(f"You may not write to {folder}.", "Choose a folder of your own.")


def given_up(folder: Path, error: KeygenError, disk: FileSystem = SYSTEM) -> KeygenError:
    """Takes back a folder that was made for files which could not be written; names it if it stays."""
    if remove_if_empty(folder, disk) or isinstance(error, LeftBehindError):
        return error
    return LeftBehindError(error.message, str(folder.parent), [f"{folder.name} (an empty folder)"])


def remove_if_empty(folder: Path, disk: FileSystem = SYSTEM) -> bool:
    """Takes an empty folder away, with a second try. Returns whether it is gone."""
    for _ in range(2):
        with suppress(OSError):
            disk.rmdir(folder)
            return True
    return not folder.exists()


def check_free(
    folder: Path, names: tuple[str, ...], *, replace: bool = False, disk: FileSystem = SYSTEM
) -> None:
    """Raises NameTakenError where one of the names exists, as a file, folder or link, also but for case.

    `replace`: the very name may exist, one that is equal but for case may not.
    """
    try:
        present = {_folded(name): name for name in disk.names(folder)} if folder.is_dir() else {}
    except OSError as error:
        raise cannot(f"The folder {folder} cannot be read", error) from error
    found = [(name, present[_folded(name)]) for name in names if _folded(name) in present]
    taken = tuple(there for name, there in found if not (replace and there == name))
    if taken:
        raise NameTakenError(taken, str(folder))


def _folded(name: str) -> str:
    """What the most careless file system takes for the same name."""
    return unicodedata.normalize("NFC", name).casefold()


def is_link(path: Path) -> bool:
    """Whether the path is a symbolic link, dangling ones included."""
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except OSError:
        return False


def cannot(what: str, error: OSError) -> StorageError:
    """A StorageError that says what the system said."""
    reason = error.strerror or type(error).__name__
    hints = {28: "Free some space, or choose another disk.", 13: "Choose a folder of your own."}
    return StorageError(f"{what}: {reason}.", hints.get(error.errno or 0, NOTHING_WRITTEN))
