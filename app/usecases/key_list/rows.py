"""Rows of a file that somebody else may have written: records out, or one error that names the rows.

Promises: nothing of a row is repeated, as it may be a private key; size and number are checked before
anything is made of them.
"""

import base64
import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any

from app.errors import KeygenError, RefusedError, UsageError
from app.storage.registry.record import MOST_FILES, KeyFile, KeyRecord, checked, fingerprint_of
from app.text import Text, first_of, plural, text
from app.usecases.key_list import formulas

MOST_ROWS = 10_000

_SHOWN_ROWS = 5
_LONGEST_LINE = 1024 * 1024
_MOST_COLUMNS = 100
_MOST_OBJECTS = MOST_ROWS * (1 + MOST_FILES) + 1
_TRUTH = {"true": True, "false": False, "": False}
_WHAT_TO_IMPORT = text("Import what akg keys export writes, or a table with the columns name and public_key.")
Row = Mapping[str, Any]


def parsed(data: bytes, largest: int, columns: Sequence[str]) -> list[Row]:
    """Return the rows of a CSV table, or of JSON, as they are. Raises UsageError, RefusedError."""
    if len(data) > largest:
        raise RefusedError(
            text("The file is larger than {most:,} octets.", most=largest), text("Import it in parts.")
        )
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(text("The file is not in UTF-8."), _WHAT_TO_IMPORT) from error
    if "\0" in content:
        raise UsageError(text("The file is not a text."), _WHAT_TO_IMPORT)
    return _of_json(content) if content.lstrip()[:1] in ("{", "[") else _of_csv(content, columns)


def _check_number(rows: Sequence[object]) -> None:
    if len(rows) > MOST_ROWS:
        raise RefusedError(
            text("The file has more than {most:,} rows.", most=MOST_ROWS), text("Import it in parts.")
        )


def _of_json(content: str) -> list[Row]:
    import json

    try:
        document = json.loads(content, object_pairs_hook=_Members())
    except (ValueError, RecursionError) as error:
        raise UsageError(text("The file is not JSON that can be read."), _WHAT_TO_IMPORT) from error
    rows = document.get("keys") if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise UsageError(text("The file has no list of keys."), _WHAT_TO_IMPORT)
    _check_number(rows)
    return [row if isinstance(row, dict) else {} for row in rows]


class _Members:
    """Makes the objects of JSON, each with its members once, and no more objects than there can be."""

    def __init__(self) -> None:
        self._made = 0

    def __call__(self, members: list[tuple[str, Any]]) -> dict[str, Any]:
        self._made += 1
        found = dict(members)
        if len(found) < len(members) or self._made > _MOST_OBJECTS:
            raise ValueError("a member is there twice, or too many are there")
        return found


def _of_csv(content: str, columns: Sequence[str]) -> list[Row]:
    csv.field_size_limit(_LONGEST_LINE)
    try:
        header, *rows = islice(_cells(content), MOST_ROWS + 2)
    except (csv.Error, ValueError) as error:
        raise UsageError(text("The file is not a CSV table that can be read."), _WHAT_TO_IMPORT) from error
    known = [name for name in header if name in columns]
    if "public_key" not in known or "name" not in known or len(set(known)) < len(known):
        raise UsageError(text("The file has no list of keys."), _WHAT_TO_IMPORT)
    _check_number(rows)
    return [_row(header, cells) for cells in rows if cells]


def _cells(content: str) -> Iterator[list[str]]:
    """Yield the lines. None of ours goes on in the next one: no cell has a line break."""
    for cells in csv.reader(map(_checked_line, io.StringIO(content, newline="")), strict=True):
        if len(cells) > _MOST_COLUMNS:
            raise ValueError("too many columns")
        yield cells


def _checked_line(line: str) -> str:
    if len(line) > _LONGEST_LINE:
        raise ValueError("too long a line")
    return line


def _row(header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(header):
        return {}
    return {name: formulas.unquoted(cell) for name, cell in zip(header, cells, strict=True)}


def records_of(rows: Sequence[Row]) -> tuple[KeyRecord, ...]:
    """Return the records, or raise UsageError that names the rows that are none, the first being 1."""
    records: list[KeyRecord] = []
    bad: list[int] = []
    reason: KeygenError | None = None
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        try:
            records.append(_new(_record(row), seen))
        except KeygenError as error:
            bad.append(number)
            reason = reason or error
    if reason:
        raise UsageError(_bad_rows(bad, reason.message), _WHAT_TO_IMPORT) from reason
    return tuple(records)


def _bad_rows(bad: Sequence[int], reason: Text) -> Text:
    return plural(
        "Row {rows} cannot be used. {reason} Nothing was imported.",
        "Rows {rows} cannot be used. The first: {reason} Nothing was imported.",
        len(bad),
        rows=first_of([str(number) for number in bad[:_SHOWN_ROWS]], _SHOWN_ROWS, len(bad)),
        reason=reason,
    )


def _new(record: KeyRecord, seen: set[str]) -> KeyRecord:
    if record.fingerprint in seen:
        raise UsageError(text("Its key is that of a row before."))
    seen.add(record.fingerprint)
    return record


def _record(row: Row) -> KeyRecord:
    values = {name: read(row[name]) for name, read in _READ.items() if row.get(name) not in (None, "")}
    if not values.get("name") or "public_key" not in values:
        raise UsageError(text("It has no name or no public key, or another number of columns."))
    key = values["public_key"]
    values.setdefault("fingerprint", fingerprint_of(key))
    algorithm = _algorithm_of(key)
    if values.setdefault("algorithm", algorithm) != algorithm:
        raise UsageError(text("The algorithm is not that of the public key."))
    return checked(KeyRecord(**values))


def _algorithm_of(public_key: bytes) -> str:
    """Return the name of the key's algorithm. Raises a KeygenError where exchanges do not take it."""
    from app.keys.foreign.document import identify
    from app.keys.foreign.public_key import subject_public_key_info

    document = identify(public_key)
    if subject_public_key_info(document) != public_key:
        raise UsageError(text("The public key is not DER SubjectPublicKeyInfo in base64."))
    return document.algorithm or ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _wrong_type()
    return value


def _octets(value: object) -> bytes:
    try:
        return base64.b64decode(_text(value), validate=True)
    except ValueError as error:
        raise UsageError(text("The public key is not DER SubjectPublicKeyInfo in base64.")) from error


def _truth(value: object) -> bool:
    found = value if isinstance(value, bool) else _TRUTH.get(_text(value))
    if found is None:
        raise _wrong_type()
    return found


def _steps(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split())
    return tuple(_text(each) for each in _list(value))


def _files(value: object) -> tuple[KeyFile, ...]:
    if isinstance(value, str):
        import json

        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise _wrong_type() from error
    return tuple(_file(each) for each in _list(value))


def _file(value: object) -> KeyFile:
    if not isinstance(value, dict):
        raise _wrong_type()
    return KeyFile(_text(value.get("path")), _text(value.get("seen", "")))


def _list(value: object) -> Iterator[object]:
    if not isinstance(value, list):
        raise _wrong_type()
    return iter(value)


def _wrong_type() -> UsageError:
    return UsageError(text("A value is of another type than its column."))


_OWN: dict[str, Callable[[object], Any]] = {
    "public_key": _octets,
    "whitelisted": _truth,
    "leaked": _truth,
    "steps": _steps,
    "files": _files,
}
_READ = {each.name: _OWN.get(each.name, _text) for each in fields(KeyRecord)}
