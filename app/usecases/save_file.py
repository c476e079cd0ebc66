"""Save one file beside the keys: a private key in another format, or a picture of a public one.

The same promises as those of `save`: the content is complete before any file is opened, read back before it
has its name, and when this ends with an error, nothing was written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import NotReadBackError
from app.storage.writer import folder
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.storage.writer.pair_writer import PRIVATE_MODE, PUBLIC_MODE, staging
from app.text import Text
from app.usecases.recovered import KEPT, Check, recovered_rows, recovering
from app.usecases.save_report import disk_warnings, file_and_access

__all__ = ["PRIVATE_MODE", "PUBLIC_MODE", "FileReport", "NewFile", "check_file_free", "save_file"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class NewFile:
    """What to save: `title` names it in the report, `mode` is PRIVATE_MODE or PUBLIC_MODE.

    `replace` keeps a backup of what was there. `is_sound` says whether what was read back is what was meant,
    beyond being the same bytes.
    """

    path: Path
    content: bytes
    title: Text
    mode: int = PUBLIC_MODE
    replace: bool = False
    is_sound: Callable[[bytes], bool] | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """Must be shown. `has_warnings`: as in SaveReport."""

    rows: tuple[Check, ...]
    path: Path
    has_warnings: bool


def check_file_free(path: Path, *, replace: bool = False, disk: FileSystem = SYSTEM) -> None:
    """Raise what `save_file` would raise for this path, before there is work to be lost."""
    folder.check(path.parent)
    folder.check_free(path.parent, (path.name,), replace=replace, disk=disk)


def save_file(
    new: NewFile, before_naming: Callable[[], None] = lambda: None, *, disk: FileSystem = SYSTEM
) -> FileReport:
    """Write the file into its folder, which must exist, or nothing.

    `before_naming` is called once, when all is written and read back: what it raises ends the saving.
    Raises StorageError (folder, disk), RefusedError (a link; no file of that name), NameTakenError.
    """
    check_file_free(new.path, replace=new.replace, disk=disk)
    where = folder.opened(new.path.parent, disk)
    try:
        with recovering(where, disk) as recovered, staging(where, disk, recovered=recovered) as job:
            staged = job.add(new.path.name, new.content, new.mode)
            if new.is_sound and not new.is_sound(staged.read_back()):
                raise NotReadBackError
            before_naming()
            published = job.publish(replace=new.replace)
    finally:
        folder.closed(where, disk)
    rows = [*recovered_rows(recovered), Check(new.title, file_and_access(new.path, published.modes[0]))]
    rows += [Check(KEPT, file_and_access(path, PRIVATE_MODE)) for path in published.backups]
    rows += disk_warnings(published, published.durable)
    return FileReport(tuple(rows), new.path, not all(row.good for row in rows))
