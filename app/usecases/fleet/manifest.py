"""The public half of a fleet as one file: for the list of keys elsewhere, for programs, for a venue's API.

Promises: public facts alone, in the order of the list or of the names, the same octets each time. CSV and
JSON are those of `akg keys export`, so `akg keys import` reads them, and those of several machines one after
the other.

Decision, for Binance's "Create Sub-account API Key V2" (POST /sapi/v2/sub-account/subAccountApi, read on
2026-11-29 at developers.binance.com/legacy-docs/sub_account/api-management/Create-Sub-account-API-Key-V2):
`status` is always 2, restricted to trusted addresses, and `ipAddress` what the list says, empty where it says
nothing; the documents want it for 2, so that nobody registers a key for the whole world by forgetting it. Not
documented is the form of `publicKey`; it is PEM here, as the page wants it. Nothing is sent.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from app.errors import UsageError
from app.storage.reading import read_at_most
from app.storage.registry.record import KeyFile, KeyRecord
from app.text import plural, text
from app.usecases.fleet.plan import FleetKey
from app.usecases.fleet.rows import Row
from app.usecases.key_list.rotation import BY_PURPOSE, due_day
from app.usecases.save_file import FileReport, NewFile, check_file_free, save_file
from app.venues.binance import BINANCE
from app.venues.purpose import FUTURES, SPOT

_BINANCE_FORM = "binance"
_PERMISSIONS = {SPOT.identifier: "canTrade", FUTURES.identifier: "canFuturesTrade"}


def records_of(
    keys: Iterable[FleetKey],
    rotation: str = BY_PURPOSE,
    files: Callable[[FleetKey], tuple[KeyFile, ...]] = lambda _: (),
) -> tuple[KeyRecord, ...]:
    """Return what the list of keys knows of each. `rotation`: one of ROTATIONS."""
    return tuple(_record(key, rotation, files(key)) for key in keys)


def _record(key: FleetKey, rotation: str, files: tuple[KeyFile, ...]) -> KeyRecord:
    row = key.row
    purpose = row.purpose.identifier if row.purpose else ""
    return KeyRecord(
        fingerprint=key.fingerprint,
        public_key=key.public_key,
        algorithm=row.algorithm.name,
        name=row.name,
        venue=row.venue.identifier if row.venue else "",
        purpose=purpose,
        created=key.day,
        due=due_day(key.day, purpose, rotation),
        note=row.note,
        files=files,
    )


def _csv(keys: Sequence[FleetKey]) -> bytes:
    from app.usecases.key_list.exchange import to_csv

    return to_csv(records_of(keys))


def _json(keys: Sequence[FleetKey]) -> bytes:
    from app.usecases.key_list.exchange import to_json

    return to_json(records_of(keys))


def _jwks(keys: Sequence[FleetKey]) -> bytes:
    """Return a JWK Set (RFC 7517, section 5); `kid` is the thumbprint (RFC 7638), `name` a member of ours."""
    from app.keys.encodings import json_web_key
    from app.usecases.key_list.exchange import json_document

    return json_document(({**json_web_key(key.public_key), "name": key.row.name} for key in keys), "keys")


def _binance(keys: Sequence[FleetKey]) -> bytes:
    """Return the parameters of one request for each key, without those that sign it."""
    from app.usecases.key_list.exchange import json_document

    return json_document(map(_binance_parameters, keys))


def _binance_parameters(key: FleetKey) -> dict[str, str | int | bool]:
    from app.keys.public_formats import public_key_pem

    permission = _PERMISSIONS.get(key.row.purpose.identifier) if key.row.purpose else None
    return {
        "email": key.row.email,
        "apiName": key.row.name,
        "status": 2,
        "ipAddress": ",".join(key.row.addresses),
        **({permission: True} if permission else {}),
        "publicKey": public_key_pem(key.public_key),
    }


FORMATS: dict[str, Callable[[Sequence[FleetKey]], bytes]] = {
    "csv": _csv,
    "json": _json,
    "jwks": _jwks,
    _BINANCE_FORM: _binance,
}


def format_of(path: Path, named: str | None) -> str:
    """Return the format: the one that was named, else that of the file's ending. Raises UsageError."""
    ending = path.suffix.removeprefix(".").casefold()
    if named is None and ending not in FORMATS:
        raise UsageError(
            text("The ending of the manifest's name says no format."),
            text("Let it end in .csv, .json or .jwks, or add --manifest-format."),
        )
    return named or ending


def check_manifest(path: Path, form: str, rows: Sequence[Row], *, resume: bool) -> None:
    """Raise now what would be raised after the work: UsageError, NameTakenError, StorageError."""
    others = sum(row.venue is not BINANCE for row in rows)
    if form == _BINANCE_FORM and others:
        raise UsageError(
            plural(
                "{number:,} row of the list is not for Binance.",
                "{number:,} rows of the list are not for Binance.",
                others,
            ),
            text("Its form of a manifest takes rows whose venue is binance, and no others."),
        )
    check_file_free(path, replace=resume)


def write_manifest(path: Path, form: str, keys: Sequence[FleetKey], *, resume: bool) -> FileReport | None:
    """Write it. None where exactly this is there already; resuming, what differs is kept as a backup."""
    content = FORMATS[form](keys)
    if resume and path.is_file() and read_at_most(path, len(content) + 1) == content:
        return None
    return save_file(NewFile(path, content, text("Manifest"), replace=resume))
