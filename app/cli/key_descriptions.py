"""Keys of the list for people and for programs (JSON): how each stands, and what is known of it."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.cli import tables
from app.cli.output import plain
from app.storage.registry.record import KeyRecord
from app.text import NOTHING, Text, text
from app.usecases.key_list.looking import FileState
from app.usecases.key_list.naming import word_for
from app.usecases.key_list.standing import Standing, State, words
from app.venues.purpose import BY_IDENTIFIER as PURPOSES
from app.venues.table import BY_IDENTIFIER as VENUES

_COLUMNS = ("NAME", "VENUE", "PURPOSE", "DUE", "STATE")
Files = Mapping[tuple[str, str], FileState]


def table(standings: Sequence[Standing], day: str) -> str:
    """Return a line for each, below the titles of the columns."""
    return tables.columns(_COLUMNS, *(_cells(each, day) for each in standings))


def _cells(each: Standing, day: str) -> tuple[str, ...]:
    record = each.record
    states = ", ".join(words(state, record, day) for state in each.states)
    cells = (record.name, record.venue or "-", record.purpose or "-", record.due or "-", states)
    return tuple(plain(cell) for cell in cells)


def without_addresses(record: KeyRecord) -> Text:
    """Return what the venue does to a key that is not restricted to trusted addresses, as this one is not."""
    venue = VENUES.get(record.venue)
    if record.whitelisted or record.retired or not venue or not venue.ip_restriction:
        return NOTHING
    return venue.ip_restriction.without


def as_json(standings: Sequence[Standing], files: Files, day: str) -> str:
    """Return `{"keys": [...]}`."""
    return tables.as_json({"keys": [members(each, files, day) for each in standings]})


def members(each: Standing, files: Files, day: str) -> dict[str, Any]:
    """Return what is exported of a key, and how it stands."""
    from app.usecases.key_list.exchange import members as exported
    from app.usecases.key_list.rotation import days_until

    record = each.record
    return {
        **exported(record),
        "files": [
            {"path": file.path, "seen": file.seen or None, "state": _state(files, record, file.path)}
            for file in record.files
        ],
        "states": [state.value for state in each.states],
        "days": days_until(record.due, day) if record.due else None,
        "without_trusted_ips": without_addresses(record) or None,
    }


def _state(files: Files, record: KeyRecord, path: str) -> str | None:
    found = files.get((record.fingerprint, path))
    return found.value.replace(" ", "-") if found else None


def entry(each: Standing, files: Files, day: str, new_name: str) -> str:
    """Return all that is known, a line for each fact. `new_name`: of the key that takes its place."""
    rows = list(_rows(each, files, day, new_name))
    return "".join(f"{title:12}  {plain(detail)}\n" for title, detail in rows if detail)


def _rows(each: Standing, files: Files, day: str, new_name: str) -> Iterator[tuple[str, str]]:
    record = each.record
    venue, purpose = VENUES.get(record.venue), PURPOSES.get(record.purpose)
    yield "Name", record.name
    for state in each.states:
        yield "State", words(state, record, day)
    yield "Fingerprint", record.fingerprint
    yield "Algorithm", record.algorithm
    yield "Venue", venue.title if venue else record.venue
    yield "Environment", venue.environment.value if venue else ""
    yield "Purpose", purpose.title if purpose else record.purpose
    yield "Client", record.client
    yield "API key", record.api_key
    yield "Created", record.created
    yield "Registered", record.registered or "no"
    yield "Trusted IPs", "yes" if record.whitelisted else "no"
    yield "Without", without_addresses(record)
    yield "Due", _due(record, day)
    yield "Deleted", record.retired
    yield "Replaced by", new_name
    for file in record.files:
        found = files.get((record.fingerprint, file.path))
        yield "File", file.path
        yield "", _of_file(found)
        yield "", _remedy(found, record, file.path)
    yield "Note", record.note


def _due(record: KeyRecord, day: str) -> str:
    if not record.due:
        return words(State.IN_ORDER, record, day)
    return text("{day} ({words})", day=record.due, words=words(State.DUE, record, day))


def _of_file(state: FileState | None) -> str:
    return _FILES[state] if state else ""


def _remedy(state: FileState | None, record: KeyRecord, path: str) -> str:
    """Return the line that puts it right."""
    words: tuple[str, ...] = ()
    match state:
        case FileState.READABLE_BY_OTHERS:
            words = ("chmod", "600", path)
        case FileState.NOT_ENCRYPTED:
            words = ("akg", "passphrase", "change", path)
        case FileState.NOT_FOUND | FileState.ANOTHER_KEY:
            words = ("akg", "keys", "edit", word_for(record), "--file", "FOLDER")
        case _:
            pass
    return shlex.join(words)


_FILES = {
    FileState.WELL: text("encrypted, and only you can read it"),
    FileState.NOT_FOUND: text("not found"),
    FileState.ANOTHER_KEY: text("contains something else"),
    FileState.NOT_ENCRYPTED: text("not encrypted"),
    FileState.READABLE_BY_OTHERS: text("readable by others"),
    FileState.UNREADABLE: text("cannot be read"),
}
