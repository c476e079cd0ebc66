"""What is there already and what is to be made: looked at before anything is generated.

The rule of `--resume`: a name of the list whose two files are in the folder is kept, if its public file is
that of a key of the type that the row wants. Its private file is not opened, as nobody knows which passphrase
opens it. One file without the other, another type, or a public file that cannot be read ends it with nothing
made: what is there is never replaced, and no key is made twice. Without `--resume` no name may be taken.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import KeygenError, NameTakenError, PassphraseError, RefusedError, reason_of
from app.keys import read_back
from app.keys.foreign.document import identify
from app.keys.protection import Protection
from app.keys.public_formats import fingerprint
from app.storage.names import PRIVATE_SUFFIX, PUBLIC_SUFFIX, PairNames, files_of, names_of_pairs
from app.storage.reading import read_at_most
from app.storage.writer import folder as folders
from app.text import Text, paragraph, plural, text
from app.usecases.fleet.rows import Row
from app.usecases.recovered import Check, recovered_rows, recovering

_LARGEST_FILE = 64 * 1024
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FleetKey:
    """What everybody may know of one key. `day`: when it was made, ISO 8601."""

    row: Row
    fingerprint: str
    public_key: bytes
    day: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`kept`: keys that are there, by name; `missing`: rows whose keys are to be made, in order.

    `recovered`: what a killed run had left, for a report.
    """

    rows: tuple[Row, ...]
    folder: Path
    kept: Mapping[str, FleetKey]
    missing: tuple[Row, ...]
    resume: bool = False
    recovered: tuple[Check, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the files that will be made."""
        return files_of(names_for(self.missing))

    @property
    def fingerprints(self) -> dict[str, str]:
        """Return those of the keys that are kept, by name."""
        return {name: key.fingerprint for name, key in self.kept.items()}


def names_for(rows: tuple[Row, ...]) -> tuple[PairNames, ...]:
    """Return the files' names of these rows."""
    return names_of_pairs(row.name for row in rows)


def plan(rows: tuple[Row, ...], folder: Path, *, resume: bool) -> Plan:
    """Settle what a killed run left, then look at the folder.

    Raises RefusedError for what would have to be replaced, StorageError.
    """
    folders.check(folder)
    with recovering(folder) as recovered:
        return replace(_looked(rows, folder, resume), recovered=tuple(recovered_rows(recovered.settled)))


def _looked(rows: tuple[Row, ...], folder: Path, resume: bool) -> Plan:
    kept: dict[str, FleetKey] = {}
    if resume and folder.is_dir():
        kept = _kept(rows, folder)
    missing = tuple(row for row in rows if row.name not in kept)
    try:
        folders.check_free(folder, files_of(names_for(missing)))
    except NameTakenError as error:
        if resume:
            raise
        hint = text("--resume keeps what is there and makes the rest; or choose another folder with -d.")
        raise RefusedError(error.message, hint) from error
    return Plan(rows, folder, kept, missing, resume)


def _kept(rows: tuple[Row, ...], folder: Path) -> dict[str, FleetKey]:
    try:
        present = frozenset(os.listdir(folder))
    except OSError as error:
        raise folders.cannot(
            text("The folder {path} cannot be read: {reason}.", path=str(folder), reason=reason_of(error)),
            error,
        ) from error
    kept: dict[str, FleetKey] = {}
    problems: list[tuple[int, Text]] = []
    for row in rows:
        halves = (row.name + PRIVATE_SUFFIX in present, row.name + PUBLIC_SUFFIX in present)
        if halves == (False, False):
            continue
        if halves != (True, True):
            problems.append((row.number, text("One of its two files is there without the other.")))
            continue
        key = _key_in(folder / (row.name + PUBLIC_SUFFIX), row)
        if key is None:
            problems.append((row.number, text("Its public file is not that of a key of this type.")))
        else:
            kept[row.name] = key
    if problems:
        raise _unlike(problems)
    return kept


def _key_in(file: Path, row: Row) -> FleetKey | None:
    try:
        public_key = read_back.subject_public_key_info(read_at_most(file, _LARGEST_FILE))
        is_right = identify(public_key).algorithm == row.algorithm.name
        day = time.strftime("%Y-%m-%d", time.localtime(file.stat().st_mtime))
    except (KeygenError, OSError):
        return None
    return FleetKey(row, fingerprint(public_key), public_key, day) if is_right else None


def _unlike(problems: list[tuple[int, Text]]) -> RefusedError:
    said = (text("Row {row}: {problem}", row=number, problem=why) for number, why in problems[:_SHOWN])
    count = plural(
        "What is there for {number:,} row of the list is not what the row wants.",
        "What is there for {number:,} rows of the list is not what the rows want.",
        len(problems),
    )
    return RefusedError(
        paragraph(count, *said),
        text("Nothing was generated. Move those files away, or choose another folder."),
    )


def check_opens(plan: Plan, protection: Protection) -> None:
    """Raise PassphraseError where the first key that is kept does not open: a typing error, most likely."""
    for name in plan.kept:
        file = plan.folder / (name + PRIVATE_SUFFIX)
        try:
            read_back.private_key_info(read_at_most(file, _LARGEST_FILE), protection)
        except KeygenError as error:
            raise PassphraseError(
                text("{path} is there, and is not protected like this.", path=str(file)),
                text("Resume with the passphrase and the options of the run that began it."),
            ) from error
        return
