"""The list of keys as one file, CSV or JSON: for another computer, a spreadsheet, a program.

Promises: what is written, read and written again has the same octets, in the order of names and
fingerprints. A cell of CSV that a spreadsheet would take for a formula has a quote in front of it, which
reading takes away. What is read is checked like anything else that is remembered; an error names
the rows, and never what is in them.
"""

import base64
import csv
import io
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from app.storage.registry.record import KeyRecord
from app.usecases.key_list import formulas
from app.usecases.key_list.rows import parsed, records_of
from app.venues.table import BY_IDENTIFIER as VENUES

__all__ = ["LARGEST", "environment_of", "json_document", "members", "read_records", "to_csv", "to_json"]

LARGEST = 32 * 1024 * 1024  # octets: 10,000 keys of RSA 4096, with a file each, take two thirds of it

_FIRST = ("name", "fingerprint")
_COLUMNS = (*_FIRST, *(each.name for each in fields(KeyRecord) if each.name not in _FIRST))
COLUMNS = (*_COLUMNS[: _COLUMNS.index("venue") + 1], "environment", *_COLUMNS[_COLUMNS.index("venue") + 1 :])


def environment_of(record: KeyRecord) -> str:
    """Return whether money is at stake, by the entry of the venue; empty where that is not known."""
    venue = VENUES.get(record.venue)
    return venue.environment.value if venue else ""


def to_csv(records: Iterable[KeyRecord]) -> bytes:
    """Return a table as RFC 4180 has it, but with LF at the end of a line, in UTF-8; a header first."""
    written = io.BytesIO()
    lines = io.TextIOWrapper(written, "utf-8", newline="", write_through=True)
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(COLUMNS)
    for record in _in_order(records):
        table.writerow([formulas.quoted(_cell(value)) for value in members(record).values()])
    return written.getvalue()


def to_json(records: Iterable[KeyRecord]) -> bytes:
    """Return `{"keys": [...]}`, in ASCII."""
    return json_document(map(members, _in_order(records)), "keys")


def json_document(values: Iterable[object], member: str = "") -> bytes:
    """Return them as an array, or as the only member of an object: what `json.dumps` of all with an indent of
    2 returns, and a line end. One is in memory as more than octets: all at once would be ten times those.
    """
    before, margin, after = (f'{{\n  "{member}": [', "    ", "  ]\n}\n") if member else ("[", "  ", "]\n")
    written = io.BytesIO()
    written.write(before.encode("ascii"))
    separator = "\n"
    for value in values:
        written.write(f"{separator}{margin}{_indented(value, margin)}".encode("ascii"))
        separator = ",\n"
    written.write((after.lstrip() if separator == "\n" else "\n" + after).encode("ascii"))
    return written.getvalue()


def _indented(value: object, margin: str) -> str:
    """Return a value as `json.dumps` with an indent does, which leaves circles that nobody collects in a
    command, and nobody may collect on a worker's thread of the window.
    """
    import json

    inner = f"{margin}  "
    match value:
        case {} if value:
            lines = (f"{json.dumps(name)}: {_indented(each, inner)}" for name, each in value.items())
            begin, end = "{}"
        case [_, *_]:
            lines = (_indented(each, inner) for each in value)
            begin, end = "[]"
        case _:
            return json.dumps(value)
    return f"{begin}\n{inner}" + f",\n{inner}".join(lines) + f"\n{margin}{end}"


def read_records(data: bytes) -> tuple[KeyRecord, ...]:
    """Return the keys of a CSV or JSON file, each with its fingerprint and public key checked.

    A column or member that is missing is empty, but for the name and the public key; one that is not
    known is left out. Raises UsageError with one clear reason, RefusedError for what is too large.
    """
    return records_of(parsed(data, LARGEST, COLUMNS))


def _in_order(records: Iterable[KeyRecord]) -> list[KeyRecord]:
    return sorted(records, key=lambda record: (record.name, record.fingerprint))


def members(record: KeyRecord) -> dict[str, Any]:
    """Return what is written of a key, as JSON has it."""
    found: dict[str, Any] = {name: getattr(record, name) for name in _COLUMNS}
    found["public_key"] = base64.b64encode(record.public_key).decode("ascii")
    found["environment"] = environment_of(record)
    found["steps"] = list(record.steps)
    found["files"] = [{"path": file.path, "seen": file.seen} for file in record.files]
    return {name: found[name] for name in COLUMNS}


def _cell(value: object) -> str:
    """Return a value as a cell has it: files as JSON, as their names may have any character."""
    match value:
        case bool():
            return "true" if value else "false"
        case [{}, *_]:
            import json

            return json.dumps(value)
        case list():
            return " ".join(value)
        case _:
            return str(value)
