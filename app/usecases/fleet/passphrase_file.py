"""A passphrase of its own for each key, written to a file before the keys get their names: CSV, 0600.

Decision: a key whose passphrase is nowhere is lost, a passphrase whose key is nowhere is only a line too
many. So lines come first, and are taken back where their keys could not be saved. After a kill between the
two, `--resume` rewrites the file without the lines of keys that are not there, and the old file stays as
a backup.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import KeygenError, RefusedError, StorageError
from app.keys.passphrase import Passphrase
from app.storage.reading import read_at_most
from app.storage.writer import folder, line_file
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.storage.writer.line_file import LineFile
from app.text import plural, text
from app.usecases.key_list import formulas
from app.usecases.save_file import PRIVATE_MODE, FileReport, NewFile, save_file

_HEADER = ("name", "fingerprint", "passphrase")
_LARGEST = 16 * 1024 * 1024  # bytes; 10,000 lines have 2


@dataclass(frozen=True, slots=True, repr=False)
class NewPassphrase:
    """The passphrase of one new key. Its repr is not generated: it shows nothing."""

    name: str
    fingerprint: str
    passphrase: Passphrase


class PassphraseFile:
    """The file at this path, on its way from `check` to `close`."""

    def __init__(self, path: Path, disk: FileSystem = SYSTEM) -> None:
        self.path = path
        self._disk = disk
        self._file: LineFile | None = None
        self._is_new = False
        self._has_lines = False

    def check(self, kept: Mapping[str, str], wanted: Iterable[str], *, resume: bool) -> FileReport | None:
        """Raise now what would be raised after the work. `kept`: fingerprints by name; `wanted`: all names.

        Resuming, every key that is kept must be in the file; lines of other keys in the list are dropped,
        and the report says so. Raises RefusedError, NameTakenError, StorageError.
        """
        folder.check(self.path.parent)
        if not (resume and self.path.exists()):
            folder.check_free(self.path.parent, (self.path.name,))
            self._refuse_missing(kept, known=set())
            return None
        line_file.continued(self.path).close()
        lines, is_whole = self._read()
        names = set(wanted)
        named = [(formulas.unquoted(line[0]), line) for line in lines]
        good = [(name, line) for name, line in named if name not in names or kept.get(name) == line[1]]
        self._refuse_missing(kept, known={(name, line[1]) for name, line in good})
        if is_whole and len(good) == len(lines):
            return None
        content = _lines([_HEADER, *(line for _, line in good)])
        title = text("Passphrases")
        return save_file(NewFile(self.path, content, title, mode=PRIVATE_MODE, replace=True))

    def _refuse_missing(self, kept: Mapping[str, str], known: set[tuple[str, str]]) -> None:
        missing = sum(1 for each in kept.items() if each not in known)
        if missing:
            raise RefusedError(
                plural(
                    "{number:,} key of the list is there already, and its passphrase is not in {path}.",
                    "{number:,} keys of the list are there already, and their passphrases are not in {path}.",
                    missing,
                    path=str(self.path),
                ),
                text("Name the file of the run that made them, or take them out of the list."),
            )

    def _read(self) -> tuple[list[tuple[str, ...]], bool]:
        """Return the lines without the header, and whether the last one is whole."""
        data = read_at_most(self.path, _LARGEST + 1)
        whole, _, rest = data.rpartition(b"\n")
        try:
            rows = [tuple(row) for row in csv.reader(io.StringIO(whole.decode("utf-8")), strict=True)]
        except (UnicodeDecodeError, csv.Error) as error:
            raise self._is_another() from error
        if len(data) > _LARGEST or (rows[:1] or [_HEADER]) != [_HEADER]:
            raise self._is_another()
        if any(len(row) != len(_HEADER) for row in rows):
            raise self._is_another()
        return rows[1:], not rest and bool(rows)

    def _is_another(self) -> KeygenError:
        return RefusedError(
            text("{path} is not a file of passphrases that this program made.", path=str(self.path)),
            text("Name another file; nothing is written over this one."),
        )

    def open(self, *, resume: bool) -> None:
        """Make the file, or open it to go on."""
        self._is_new = not (resume and self.path.exists())
        self._file = (
            line_file.made(self.path, _lines([_HEADER]), self._disk)
            if self._is_new
            else line_file.continued(self.path, self._disk)
        )

    def add(self, new: Iterable[NewPassphrase]) -> None:
        """Write these down. Raises StorageError with nothing written."""
        if self._file is None:
            raise StorageError(text("The file of passphrases is not open."))
        rows = [(formulas.quoted(each.name), each.fingerprint, each.passphrase.reveal()) for each in new]
        self._file.add(_lines(rows))

    def keep(self) -> None:
        """Let what was added stay: its keys are saved."""
        self._has_lines = True
        if self._file:
            self._file.keep()

    def take_back(self) -> None:
        """Remove what was added and not kept: its keys could not be saved."""
        if self._file:
            self._file.take_back()

    def close(self) -> None:
        """Close it; one that was made for nothing is removed."""
        if self._file is None:
            return
        if self._is_new and not self._has_lines:
            self._file.remove()
        self._file.close()
        self._file = None


def _lines(rows: Iterable[tuple[str, ...]]) -> bytes:
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows(rows)
    return content.getvalue().encode("utf-8")
