"""What saving has to report: a row for each thing done or found, and whether one is a warning."""

from dataclasses import dataclass
from pathlib import Path

from app.keys.pair import KeyPair
from app.keys.protection import Encrypted, Protection, Unencrypted
from app.storage.writer.pair_writer import PRIVATE_MODE, Published
from app.usecases.recovered import Check


@dataclass(frozen=True, slots=True)
class SavedPair:
    """Where a pair stands: names inside the archive if there is one, else paths."""

    label: str
    pair: KeyPair
    private_file: str
    public_file: str


@dataclass(frozen=True, slots=True)
class SaveReport:
    """Must be shown. `paths`: every file that was made.

    `has_warnings`: all is saved and verified, but the disk did not do all that was asked, which a row
    says: not confirmed, left behind, or open to others.
    """

    rows: tuple[Check, ...]
    paths: tuple[Path, ...]
    saved: tuple[SavedPair, ...]
    has_warnings: bool = False


def file_rows(published: Published, as_archive: bool, count: int) -> list[Check]:
    """Return the files, and who can read them."""
    if as_archive:
        return [Check("Archive", f"{published.paths[0]} ({_mode(published, 0)}, {count} key pairs)")]
    if count == 1:
        private, public = published.paths
        return [
            Check("Private key", f"{private} ({_mode(published, 0)})"),
            Check("Public key", f"{public} ({_mode(published, 1)})"),
        ]
    privates, publics = published.paths[0::2], published.paths[1::2]
    return [
        Check(f"{count} private keys", f"{privates[0]} to {privates[-1].name} ({_mode(published, 0)})"),
        Check(f"{count} public keys", f"{publics[0]} to {publics[-1].name} ({_mode(published, 1)})"),
    ]


def _mode(published: Published, index: int) -> str:
    return f"{published.modes[index]:04o}"


def verified_row(protection: Protection) -> Check:
    """How it was verified, and how it is protected."""
    match protection:
        case Encrypted(iterations=iterations):
            return Check(
                "Read back and verified",
                f"decrypted with your passphrase (PBKDF2, {iterations:,} iterations); both halves match",
            )
        case Unencrypted():
            return Check(
                "Read back and verified", "NOT encrypted: anyone who gets the file can use it", good=False
            )


def disk_warnings(published: Published, durable: bool) -> list[Check]:
    """Return a row for what the disk did not do as asked, after everything was saved."""
    rows = []
    if not durable:
        rows.append(
            Check(
                "Not confirmed",
                "The system did not confirm that the folder's entries are on disk.",
                good=False,
            )
        )
    if published.left:
        names = ", ".join(path.name for path in published.left)
        rows.append(
            Check(
                "Left behind",
                f"{names}: second names of the files, private keys included, that could "
                "not be removed; the next save to this folder tries again",
                good=False,
            )
        )
    if published.moved:
        rows.append(
            Check(
                "Folder",
                f"{published.paths[0].parent} now leads to another folder than the one that the files were "
                "written to: look at who may write beside it",
                good=False,
            )
        )
    if problem := _permissions(published):
        rows.append(Check("Permissions", f"This disk does not keep them: {problem}.", good=False))
    return rows


def _permissions(published: Published) -> str:
    """Return what others may do because the files are more open than was asked for; empty if they are not."""
    modes = list(zip(published.modes, published.wanted_modes, strict=True))
    if any(mode & ~wanted for mode, wanted in modes if wanted == PRIVATE_MODE):
        return "others may read the private key"
    if any(mode & ~wanted & 0o022 for mode, wanted in modes):
        return "others may change the public key"
    return ""
