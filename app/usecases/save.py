"""Save: pairs in, files that were read back, decrypted and compared out, with a report for each step.

All cryptography comes before any file is opened, and the verification before any file has its name:
when this ends with an error, nothing was written.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import KeygenError, NotReadBackError
from app.keys import read_back
from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Protection
from app.storage.names import (
    Affix,
    PairNames,
    archive_name,
    file_names,
    files_of,
    pair_names,
)
from app.storage.writer import folder
from app.storage.writer.backups import backups_in
from app.storage.writer.directory import Directory
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.storage.writer.pair_writer import PRIVATE_MODE, PUBLIC_MODE, Published, Staging, staging
from app.storage.writer.recovered import Recovered
from app.usecases.parallel import map_in_order
from app.usecases.progress import OnProgress, silent
from app.usecases.recovered import KEPT, Check, backup_rows, recovered_rows, recovering
from app.usecases.save_report import (
    SavedPair,
    SaveReport,
    disk_warnings,
    file_and_access,
    file_rows,
    folder_row,
    verified_row,
)

__all__ = [
    "Check",
    "SaveReport",
    "SaveRequest",
    "SavedPair",
    "check_free",
    "free_base",
    "free_label",
    "save",
    "verify_pair",
]


@dataclass(frozen=True, slots=True, eq=False)
class SaveRequest:
    """What to save, where, and how protected. `replace` keeps a backup of what was there.

    An archive has the label's name unless `archive_label` gives it one of its own. `affixes`: one for each
    pair of a set, whose names are not numbered.
    """

    pairs: tuple[KeyPair, ...]
    label: str
    folder: Path
    protection: Protection
    as_archive: bool = False
    replace: bool = False
    archive_label: str = ""
    affixes: tuple[Affix, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the files that will be made, in order."""
        if self.as_archive:
            return (archive_name(self.archive_label or self.label),)
        return files_of(self.pair_names)

    @property
    def pair_names(self) -> tuple[PairNames, ...]:
        """Return the names for each pair."""
        return pair_names(self.label, len(self.pairs), self.affixes)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Content:
    names: PairNames
    pair: KeyPair
    private: bytes
    public: bytes


@dataclass(frozen=True, slots=True, eq=False)
class _Target:
    """The opened folder, what was recovered there, and the disk."""

    where: Directory
    recovered: Recovered
    disk: FileSystem


def check_free(
    label: str, count: int, where: Path, as_archive: bool, affixes: tuple[Affix, ...] = ()
) -> None:
    """Raise NameTakenError where a file of these names exists already: before there is work to be lost."""
    folder.check_free(where, file_names(label, count, as_archive, affixes))


def free_label(label: str, count: int, where: Path, as_archive: bool, affixes: tuple[Affix, ...] = ()) -> str:
    """Return the label itself, or with the first of `-2`, `-3` ... whose files do not exist yet."""
    return free_base(label, where, lambda each: file_names(each, count, as_archive, affixes))


def free_base(label: str, where: Path, names_of: Callable[[str], tuple[str, ...]]) -> str:
    """Return the label itself, or with a number, so that none of the files that it gives exist yet."""
    from app.errors import NameTakenError

    candidate, number = label, 1
    while True:
        try:
            folder.check_free(where, names_of(candidate))
        except NameTakenError:
            number += 1
            candidate = f"{label}-{number}"
        else:
            return candidate


def save(
    request: SaveRequest,
    on_progress: OnProgress = silent,
    disk: FileSystem = SYSTEM,
    before_writing: Callable[[], None] = lambda: None,
) -> SaveReport:
    """Write the files of all pairs, or none. Costs the KDF twice for each pair, on all cores.

    `on_progress` is also called before each pair is written, and for the last time before the first file gets
    its name: what it raises ends the saving with nothing written. So does what `before_writing` raises,
    which is called once, when all is encrypted. Raises UsageError (label),
    StorageError (folder, disk), RefusedError (a name is taken, a link).
    """
    with recovering(request.folder, disk) as recovered:
        folder.check_free(request.folder, request.names, replace=request.replace, disk=disk)
        contents = _encrypt_all(request, on_progress)
        before_writing()
        where = folder.prepare(request.folder, disk)
        try:
            published = _write_or_give_up(request, contents, _Target(where, recovered, disk), on_progress)
            older = backups_in(where, disk, known=(*published.backups, *recovered.backups))
        finally:
            folder.closed(where, disk)
        durable = published.durable and (not where.created or folder.sync(request.folder.parent, disk))
    warnings = disk_warnings(published, durable)
    rows = _rows(request, where, published, older, warnings)
    return SaveReport(
        rows=rows,
        paths=published.paths,
        saved=tuple(_saved(request, content) for content in contents),
        has_warnings=bool(warnings) or not all(row.good for row in recovered_rows(recovered)),
    )


def _write_or_give_up(
    request: SaveRequest, contents: list[_Content], target: _Target, on_progress: OnProgress
) -> Published:
    """Write the files; remove a folder that was made for files which could not be written."""
    try:
        return _write(request, contents, target, on_progress)
    except KeygenError as error:
        reported = folder.given_up(request.folder, error, target.disk) if target.where.created else error
        if reported is error:
            raise
        raise reported from error
    except BaseException:
        if target.where.created:
            folder.remove_if_empty(request.folder, target.disk)
        raise


def _encrypt_all(request: SaveRequest, on_progress: OnProgress) -> list[_Content]:
    total = 2 * len(request.pairs)

    def encrypt(item: tuple[PairNames, KeyPair]) -> _Content:
        names, pair = item
        private = private_key_pem(pair, request.protection).encode("ascii")
        return _Content(names, pair, private, pair.public_key_pem.encode("ascii"))

    items = list(zip(request.pair_names, request.pairs, strict=True))
    return map_in_order(encrypt, items, lambda done, _: on_progress(done, total))


def _write(
    request: SaveRequest, contents: list[_Content], target: _Target, on_progress: OnProgress
) -> Published:
    total = 2 * len(contents)

    def verify(item: tuple[_Content, tuple[bytes, bytes]]) -> None:
        content, (private, public) = item
        verify_pair(content.pair, private, public, request.protection)

    with staging(target.where, target.disk, recovered=target.recovered) as job:
        if request.as_archive:
            read = _stage_archive(job, request.names[0], contents)
        else:
            read = _stage_files(job, contents, lambda: on_progress(total // 2, total))
        map_in_order(
            verify,
            list(zip(contents, read, strict=True)),
            lambda done, _: on_progress(total // 2 + done, total),
        )
        return job.publish(replace=request.replace)


def _stage_archive(job: Staging, name: str, contents: list[_Content]) -> list[tuple[bytes, bytes]]:
    """Write the archive; return the halves of each pair as they are on the disk."""
    from app.storage.writer import archive

    staged = job.add(name, archive.pack(_files(contents)), PRIVATE_MODE)
    on_disk = archive.unpack(staged.read_back())
    return [
        (on_disk.get(content.names.private, b""), on_disk.get(content.names.public, b""))
        for content in contents
    ]


def _stage_files(
    job: Staging, contents: list[_Content], between: Callable[[], None]
) -> list[tuple[bytes, bytes]]:
    """Write two files for each pair; return the halves of each as they are on the disk."""
    files = []
    for content in contents:
        between()
        private = job.add(content.names.private, content.private, PRIVATE_MODE)
        files.append((private, job.add(content.names.public, content.public, PUBLIC_MODE)))
    return [(private.read_back(), public.read_back()) for private, public in files]


def _files(contents: list[_Content]) -> Iterator[tuple[str, bytes, int]]:
    for content in contents:
        yield content.names.private, content.private, PRIVATE_MODE
        yield content.names.public, content.public, PUBLIC_MODE


def verify_pair(pair: KeyPair, private: bytes, public: bytes, protection: Protection) -> None:
    """Open what is on the disk, and compare both halves with the pair. Raises NotReadBackError."""
    found = (b"", b"")
    with suppress(KeygenError):
        found = (
            read_back.private_key_info(private, protection),
            read_back.subject_public_key_info(public),
        )
    if found != (pair.private_key_info, pair.subject_public_key_info):
        raise NotReadBackError


def _saved(request: SaveRequest, content: _Content) -> SavedPair:
    names = content.names
    if request.as_archive:
        return SavedPair(names.label, content.pair, names.private, names.public)
    where = request.folder
    return SavedPair(names.label, content.pair, str(where / names.private), str(where / names.public))


def _rows(
    request: SaveRequest,
    where: Directory,
    published: Published,
    older: tuple[str, ...],
    warnings: list[Check],
) -> tuple[Check, ...]:
    rows = recovered_rows(published.recovered)
    if where.created:
        rows.append(folder_row(request.folder, where.mode))
    rows += file_rows(published, request.as_archive, len(request.pairs))
    rows += [Check(KEPT, file_and_access(path, published.modes[0])) for path in published.backups]
    rows += backup_rows(older)
    rows.append(verified_row(request.protection, len(request.pairs)))
    return tuple(rows + warnings)
