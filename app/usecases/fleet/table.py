"""The list as bytes, CSV or JSON: rows of cells out, each under the column that its header means.

Promises: bounded before anything is parsed; no error repeats a word of the list, which may be anything. What
is wrong with one row is said of that row, so that all of them can be put right at once.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from app.errors import UsageError
from app.text import NOTHING, Text, text

LARGEST_LIST = 8 * 1024 * 1024  # bytes
MOST_ROWS = 10_000
_MOST_EMPTY = 100_000

NAME, VENUE, PURPOSE, KEY_TYPE, NOTE = "name", "venue", "purpose", "key type", "note"
EMAIL, ADDRESSES = "email", "ip address"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    NAME: ("name", "label"),
    VENUE: ("venue", "exchange"),
    PURPOSE: ("purpose", "use"),
    KEY_TYPE: ("keytype", "type", "algorithm"),
    NOTE: ("note", "notes", "comment"),
    EMAIL: ("email", "subaccount", "subaccountemail"),
    ADDRESSES: ("ip", "ips", "ipaddress", "ipaddresses", "trustedips"),
}
_BY_WORD = {word: column for column, words in COLUMNS.items() for word in words}
_DELIMITERS = ",;\t"  # spreadsheets write the second one where the first is a decimal point
_COLUMNS_HINT = text("Columns: {columns}; only name is needed.", columns=", ".join(COLUMNS))


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: `number` as a spreadsheet shows it (of JSON, from 1), and why it cannot be read, if so."""

    number: int
    cells: Mapping[str, str]
    problem: Text = NOTHING


def read_table(data: bytes) -> tuple[Cells, ...]:
    """Return the rows that are not empty. Raises UsageError for what is not a list, or is too large."""
    if len(data) > LARGEST_LIST:
        raise UsageError(
            text("The list is larger than {most} MiB.", most=LARGEST_LIST >> 20), text("Split it.")
        )
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(text("The list is not UTF-8."), text("Save it as CSV UTF-8, or as JSON.")) from error
    rows = _json_rows(words) if words.lstrip()[:1] in ("[", "{") else _csv_rows(words)
    found = tuple(islice(rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise UsageError(text("The list has more than {most:,} rows.", most=MOST_ROWS), text("Split it."))
    if not found:
        raise UsageError(text("The list has no rows."), _COLUMNS_HINT)
    return found


def _csv_rows(words: str) -> Iterator[Cells]:
    first = words.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    lines = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    number = 0
    try:
        for number, cells in enumerate(lines, 1):
            if not any(cell.strip() for cell in cells):
                if number > _MOST_EMPTY:
                    raise UsageError(text("The list has too many empty rows."))
                continue
            if not columns:
                columns = _columns(cells)
                continue
            yield _csv_row(number, columns, cells)
    except csv.Error as error:
        raise UsageError(
            text("The list is not CSV from row {number} on.", number=number + 1),
            text("A quotation mark or a line break is where none may be."),
        ) from error


def _csv_row(number: int, columns: Sequence[str], cells: Sequence[str]) -> Cells:
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Cells(number, {}, text("It has more cells than the header."))
    return Cells(number, {column: cell.strip() for column, cell in zip(columns, cells, strict=False)})


def _columns(header: Sequence[str]) -> list[str]:
    """Return what the words of a header mean; letters and digits alone count, whatever their case."""
    columns: list[str] = []
    for number, word in enumerate(header, 1):
        column = _column(word)
        if column is None:
            raise UsageError(text("Column {number} of the list is not known.", number=number), _COLUMNS_HINT)
        if column in columns:
            raise UsageError(text("Column {number} of the list is there twice.", number=number))
        columns.append(column)
    if NAME not in columns:
        raise UsageError(text("The list has no column for the names."), _COLUMNS_HINT)
    return columns


def _column(word: str) -> str | None:
    return _BY_WORD.get("".join(each for each in word.casefold() if each.isalnum()))


def _json_rows(words: str) -> Iterator[Cells]:
    try:
        value = json.loads(words)
    except (ValueError, RecursionError) as error:
        raise UsageError(text("The list begins like JSON, and is none.")) from error
    if isinstance(value, dict) and len(value) == 1:
        (value,) = value.values()
    if not isinstance(value, list):
        raise UsageError(text("The list is not a JSON array of objects."), _COLUMNS_HINT)
    for number, entry in enumerate(value, 1):
        yield _json_row(number, entry)


def _json_row(number: int, entry: object) -> Cells:
    if not isinstance(entry, dict):
        return Cells(number, {}, text("It is not an object."))
    cells: dict[str, str] = {}
    for word, value in entry.items():
        column = _column(word)
        if column is None or column in cells:
            return Cells(number, {}, text("It has a column that is not known, or one twice."))
        if not isinstance(value, str | None):
            return Cells(number, {}, text("It has a value that is not text."))
        cells[column] = (value or "").strip()
    return Cells(number, cells)
