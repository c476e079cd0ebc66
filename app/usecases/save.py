"""Save: pairs in, files that were read back, decrypted and compared out, with a report for each step.

All cryptography comes before any file is opened, and the verification before any file has its name:
when this ends with an error, nothing was written.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import KeygenError, StorageError
from app.keys.document import identify
from app.keys.pair import KeyPair, private_key_pem
from app.keys.pbes2 import Encrypted, Protection, Unencrypted
from app.keys.reader import private_key_info
from app.storage import archive, folder
from app.storage.names import PairNames, file_names, pair_names
from app.storage.pair_writer import PRIVATE_MODE, PUBLIC_MODE, Published, staging
from app.usecases.parallel import map_in_order
from app.usecases.progress import Report, silent


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """What to save, where, and how protected. `replace` keeps a backup of what stood there.

    An archive has the label's name unless `archive_label` gives it one of its own.
    """

    pairs: tuple[KeyPair, ...]
    label: str
    folder: Path
    protection: Protection
    as_archive: bool = False
    replace: bool = False
    archive_label: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files that will be made, in order."""
        label = self.archive_label if self.as_archive and self.archive_label else self.label
        return file_names(label, len(self.pairs), self.as_archive)


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the report: what was done or found, in detail. `good` is False for a reservation."""

    title: str
    detail: str
    good: bool = True


@dataclass(frozen=True, slots=True)
class SavedPair:
    """Where a pair stands: names inside the archive if there is one, else paths."""

    label: str
    pair: KeyPair
    private_file: str
    public_file: str


@dataclass(frozen=True, slots=True)
class SaveReport:
    """Must be shown. `paths`: every file that was made."""

    rows: tuple[Check, ...]
    paths: tuple[Path, ...]
    saved: tuple[SavedPair, ...]


@dataclass(frozen=True, slots=True, repr=False)
class _Content:
    names: PairNames
    pair: KeyPair
    private: bytes
    public: bytes


def free_label(label: str, count: int, where: Path, as_archive: bool) -> str:
    """The label itself, or with the first of `-2`, `-3` ... whose files do not exist yet."""
    from app.errors import NameTakenError

    candidate, number = label, 1
    while True:
        try:
            folder.check_free(where, file_names(candidate, count, as_archive))
        except NameTakenError:
            number += 1
            candidate = f"{label}-{number}"
        else:
            return candidate


def save(request: SaveRequest, report: Report = silent) -> SaveReport:
    """Writes the files of all pairs, or none. Costs the KDF twice for each pair, on all cores.

    Raises UsageError (label), StorageError (folder, disk), RefusedError (a name is taken, a link).
    """
    names = request.names
    if not request.replace:
        folder.check_free(request.folder, names)
    contents = _encrypt_all(request, report)
    created = folder.prepare(request.folder)
    try:
        published = _write(request, names, contents, report)
    except BaseException:
        if created:
            folder.remove_if_empty(request.folder)
        raise
    return SaveReport(
        rows=_rows(request, created, published),
        paths=published.paths,
        saved=tuple(_saved(request, content) for content in contents),
    )


def _encrypt_all(request: SaveRequest, report: Report) -> list[_Content]:
    total = 2 * len(request.pairs)

    def encrypt(item: tuple[PairNames, KeyPair]) -> _Content:
        names, pair = item
        private = private_key_pem(pair, request.protection).encode("ascii")
        return _Content(names, pair, private, pair.public_key_pem.encode("ascii"))

    items = list(zip(pair_names(request.label, len(request.pairs)), request.pairs, strict=True))
    return map_in_order(encrypt, items, lambda done, _: report(done, total))


def _write(
    request: SaveRequest, names: tuple[str, ...], contents: list[_Content], report: Report
) -> Published:
    total = 2 * len(contents)
    with staging(request.folder) as job:
        if request.as_archive:
            staged = job.add(names[0], _pack(contents), PRIVATE_MODE)
            on_disk = archive.unpack(staged.read_back())
            read = [
                (on_disk.get(content.names.private, b""), on_disk.get(content.names.public, b""))
                for content in contents
            ]
        else:
            files = [
                (
                    job.add(content.names.private, content.private, PRIVATE_MODE),
                    job.add(content.names.public, content.public, PUBLIC_MODE),
                )
                for content in contents
            ]
            read = [(private.read_back(), public.read_back()) for private, public in files]

        def verify(item: tuple[_Content, tuple[bytes, bytes]]) -> None:
            content, (private, public) = item
            _verify(content.pair, private, public, request.protection)

        map_in_order(
            verify,
            list(zip(contents, read, strict=True)),
            lambda done, _: report(total // 2 + done, total),
        )
        return job.publish(replace=request.replace)


def _pack(contents: list[_Content]) -> bytes:
    files = []
    for content in contents:
        files.append((content.names.private, content.private, PRIVATE_MODE))
        files.append((content.names.public, content.public, PUBLIC_MODE))
    return archive.pack(files)


def _verify(pair: KeyPair, private: bytes, public: bytes, protection: Protection) -> None:
    """Opens what the disk holds as a client would, and compares both halves with the pair."""
    passphrase = protection.passphrase if isinstance(protection, Encrypted) else None
    found = (b"", b"")
    with suppress(KeygenError):
        found = (private_key_info(identify(private), passphrase), identify(public).data)
    if found != (pair.private_key_info, pair.subject_public_key_info):
        raise StorageError(
            "What was read back is not the key that was written.", "Suspect the disk; choose another."
        )


def _saved(request: SaveRequest, content: _Content) -> SavedPair:
    names = content.names
    if request.as_archive:
        return SavedPair(names.label, content.pair, names.private, names.public)
    where = request.folder
    return SavedPair(names.label, content.pair, str(where / names.private), str(where / names.public))


def _rows(request: SaveRequest, created: bool, published: Published) -> tuple[Check, ...]:
    rows = []
    if created:
        rows.append(Check("Folder created", f"{request.folder} (0700: only you can open it)"))
    rows += _file_rows(request, published)
    rows += [Check("Kept as a backup", f"{path} (0600)") for path in published.backups]
    rows.append(_verified_row(request))
    if not published.durable:
        rows.append(
            Check(
                "Not confirmed",
                "The system did not confirm that the folder's entries are on disk.",
                good=False,
            )
        )
    return tuple(rows)


def _file_rows(request: SaveRequest, published: Published) -> list[Check]:
    if request.as_archive:
        return [Check("Archive", f"{published.paths[0]} (0600, {len(request.pairs)} key pairs)")]
    if len(request.pairs) == 1:
        private, public = published.paths
        return [Check("Private key", f"{private} (0600)"), Check("Public key", f"{public} (0644)")]
    privates, publics = published.paths[0::2], published.paths[1::2]
    return [
        Check(f"{len(privates)} private keys", f"{privates[0]} to {privates[-1].name} (0600)"),
        Check(f"{len(publics)} public keys", f"{publics[0]} to {publics[-1].name} (0644)"),
    ]


def _verified_row(request: SaveRequest) -> Check:
    match request.protection:
        case Encrypted(iterations=iterations):
            return Check(
                "Read back and verified",
                f"decrypted with your passphrase (PBKDF2, {iterations:,} iterations); both halves match",
            )
        case Unencrypted():
            return Check(
                "Read back and verified", "NOT encrypted: anyone who gets the file can use it", good=False
            )
