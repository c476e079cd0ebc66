"""What saving has to report: a row for each thing done or found, and whether one is a warning."""

from dataclasses import dataclass
from pathlib import Path

from app.keys.pair import KeyPair
from app.keys.protection import Encrypted, Protection, Unencrypted
from app.storage.writer.pair_writer import PRIVATE_MODE, Published
from app.text import NOTHING, Text, listed, plural, text, verbatim
from app.usecases.recovered import Check

PRIVATE_KEY_TITLE = text("Private key")
CHECKED = text("Checked")


@dataclass(frozen=True, slots=True)
class SavedPair:
    """Where a pair is: names inside the archive if there is one, else paths."""

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
        return [_archive_row(published, count)]
    if count == 1:
        private, public = published.paths
        return [
            Check(PRIVATE_KEY_TITLE, file_and_access(private, published.modes[0])),
            Check(text("Public key"), file_and_access(public, published.modes[1])),
        ]
    return [
        Check(
            plural("{number} private key", "{number} private keys", count),
            _first_and_last(published.paths[0::2], published.modes[0]),
        ),
        Check(
            plural("{number} public key", "{number} public keys", count),
            _first_and_last(published.paths[1::2], published.modes[1]),
        ),
    ]


def _archive_row(published: Published, count: int) -> Check:
    detail = plural(
        "{path} ({number} key pair; {access})",
        "{path} ({number} key pairs; {access})",
        count,
        path=str(published.paths[0]),
        access=_access(published.modes[0]),
    )
    return Check(text("Archive"), detail)


def file_and_access(path: Path, mode: int) -> Text:
    """Return the path, and who can read it by the mode that it really has."""
    return text("{path} ({access})", path=str(path), access=_access(mode))


def _first_and_last(paths: tuple[Path, ...], mode: int) -> Text:
    access = _access(mode, len(paths))
    return text("{first} to {last} ({access})", first=str(paths[0]), last=paths[-1].name, access=access)


def _access(mode: int, count: int = 1) -> Text:
    if not mode & 0o077:
        return plural("only you can read it", "only you can read them", count)
    if mode & 0o004:
        return plural("anyone may read it", "anyone may read them", count)
    return plural("others may open it", "others may open them", count)


def folder_row(folder: Path, mode: int) -> Check:
    """Return the folder that was made."""
    if mode != 0o700:
        return Check(text("Folder created"), verbatim(folder))
    return Check(text("Folder created"), text("{folder} (only you can open it)", folder=str(folder)))


def verified_row(protection: Protection, count: int) -> Check:
    """Return what was checked by reading it back, and a warning where it is not protected."""
    match protection:
        case Encrypted():
            detail = plural(
                "the file opens with your passphrase, and both files belong together",
                "each file opens with your passphrase, and the files of each pair belong together",
                count,
            )
            return Check(CHECKED, detail)
        case Unencrypted():
            detail = plural(
                "both files belong together, but the private key is NOT encrypted: anyone who gets it can "
                "use it",
                "the files of each pair belong together, but the private keys are NOT encrypted: anyone who "
                "gets them can use them",
                count,
            )
            return Check(CHECKED, detail, good=False)


def disk_warnings(published: Published, durable: bool) -> list[Check]:
    """Return a row for what the disk did not do as asked, after everything was saved."""
    rows = []
    if not durable:
        detail = text("the system did not confirm that the folder's entries are on disk")
        rows.append(Check(text("Not confirmed"), detail, good=False))
    if published.left:
        detail = text(
            "{names}: second names of the files, private keys included, that could not be removed; the next "
            "save to this folder tries again",
            names=listed(path.name for path in published.left),
        )
        rows.append(Check(text("Left behind"), detail, good=False))
    if published.moved:
        detail = text(
            "{folder} now leads to another folder than the one that the files were written to: look at who "
            "may write beside it",
            folder=str(published.folder),
        )
        rows.append(Check(text("Folder"), detail, good=False))
    if problem := _permissions(published):
        rows.append(Check(text("Permissions"), problem, good=False))
    return rows


def _permissions(published: Published) -> Text:
    """Return what others may do because the files are more open than was asked for; empty if they are not."""
    modes = list(zip(published.modes, published.wanted_modes, strict=True))
    if any(mode & ~wanted for mode, wanted in modes if wanted == PRIVATE_MODE):
        return text("this disk does not keep them: others may read the private key")
    if any(mode & ~wanted & 0o022 for mode, wanted in modes):
        return text("this disk does not keep them: others may change the public key")
    return NOTHING
