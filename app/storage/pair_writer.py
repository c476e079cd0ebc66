"""Writes files of keys: all of them or none, whole or absent, never over an existing one by accident.

The way of a file: a random temporary name in the same folder, created exclusively with 0600, written,
synced, read back; only when every file of the job stands so and has been verified are they linked to
their names, private before public. A link fails where a name exists, so two programs that save the
same name cannot both win. What was linked before a failure is taken away again, and what was replaced
stands again as it was.

Decision: not QSaveFile, which opens 0644 for a moment and follows links; not os.replace, which
overwrites. Where a file system has no links (FAT, some network shares) the file is created
exclusively under its final name instead, and removed if writing it fails.
"""

import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import NameTakenError, RefusedError, StorageError
from app.storage import folder as folders

PRIVATE_MODE = 0o600
PUBLIC_MODE = 0o644
TEMPORARY_PREFIX = ".akg-"
TEMPORARY_SUFFIX = ".tmp"

_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
_EXCLUSIVE = (
    os.O_RDWR
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that is whole on disk under its temporary name."""

    name: str
    mode: int
    temporary: Path

    def read_back(self) -> bytes:
        """What the disk holds."""
        return self.temporary.read_bytes()


@dataclass(frozen=True, slots=True)
class _Step:
    """A name that was given, and how to take it back: the backup of what stood there, and its mode."""

    final: Path
    backup: Path | None = None
    mode: int = 0

    def undo(self) -> None:
        with suppress(OSError):
            if self.backup is None:
                self.final.unlink()
            else:
                os.chmod(self.backup, self.mode)
                os.replace(self.backup, self.final)


@dataclass(frozen=True, slots=True)
class Published:
    """What stands now: the paths, the backups of what was replaced, and whether the folder was synced."""

    paths: tuple[Path, ...]
    backups: tuple[Path, ...]
    durable: bool


class Staging:
    """The files of one job, on their way. Made by `staging`, which leaves no temporary behind."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[StagedFile] = []

    def add(self, name: str, content: bytes, mode: int) -> StagedFile:
        """Writes one file under a temporary name and compares what the disk holds."""
        temporary = self._folder / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}{TEMPORARY_SUFFIX}"
        staged = StagedFile(name, mode, temporary)
        self._files.append(staged)
        _write_exclusively(temporary, content, mode)
        if staged.read_back() != content:
            raise StorageError(
                f"{name} was not written as it should be.", "Suspect the disk; choose another."
            )
        return staged

    def publish(self, *, replace: bool) -> Published:
        """Gives every file its name, in the order in which they were added; all or none.

        `replace`: what stands there is kept under a backup name (0600) first. Raises NameTakenError
        otherwise, RefusedError for a symbolic link.
        """
        steps: list[_Step] = []
        try:
            for staged in self._files:
                final = self._folder / staged.name
                if folders.is_link(final):
                    raise RefusedError(f"{final} is a symbolic link; nothing is written through one.")
                if replace and final.exists():
                    steps.append(_back_up(final))
                    os.replace(staged.temporary, final)
                else:
                    _link_exclusively(staged, final)
                    steps.append(_Step(final))
        except BaseException:
            for step in reversed(steps):
                step.undo()
            self._undo_interrupted_link()
            raise
        self.discard()
        backups = tuple(step.backup for step in steps if step.backup)
        return Published(tuple(step.final for step in steps), backups, _sync_folder(self._folder))

    def _undo_interrupted_link(self) -> None:
        """Ctrl-C may come between a link and its step: a name of the same file as a temporary is ours."""
        for staged in self._files:
            final = self._folder / staged.name
            with suppress(OSError):
                if os.path.samestat(staged.temporary.lstat(), final.lstat()):
                    final.unlink()

    def discard(self) -> None:
        """Removes the temporary names."""
        _remove([staged.temporary for staged in self._files])


@contextmanager
def staging(folder: Path) -> Iterator[Staging]:
    """A job of files for this folder. Whatever happens inside, no temporary file stays."""
    job = Staging(folder)
    try:
        yield job
    except FileExistsError as error:
        raise NameTakenError((Path(error.filename2 or error.filename).name,), str(folder)) from error
    except OSError as error:
        raise folders.cannot(f"The files could not be written to {folder}", error) from error
    finally:
        job.discard()


def _write_exclusively(path: Path, content: bytes, mode: int) -> None:
    """Makes a new file, whole and synced, or none. Raises FileExistsError where the name is taken."""
    descriptor = os.open(path, _EXCLUSIVE, PRIVATE_MODE)
    try:
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        _remove([path])
        raise


def _link_exclusively(staged: StagedFile, final: Path) -> None:
    try:
        os.link(staged.temporary, final, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _write_exclusively(final, staged.read_back(), staged.mode)


def _back_up(final: Path) -> _Step:
    stamp = time.strftime("%Y%m%d-%H%M%S")
    backup = final.with_name(f"{final.name}.{stamp}-{secrets.token_hex(2)}.bak")
    mode = stat.S_IMODE(final.stat().st_mode)
    _write_exclusively(backup, final.read_bytes(), PRIVATE_MODE)
    return _Step(final, backup, mode)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _sync_folder(folder: Path) -> bool:
    """Whether the folder's entries are known to be on disk. Windows does not offer it: then yes."""
    if os.name == "nt":
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        return False
    return True
