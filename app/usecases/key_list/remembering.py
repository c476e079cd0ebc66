"""What goes into the list of keys: pairs that were saved, and keys that were opened.

Promises: public facts alone. Whoever calls this has done their work already: where the list cannot be
written, RegistryError says so and nothing else is lost.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.errors import RegistryError, UsageError
from app.storage.registry.record import KeyFile, KeyRecord, fingerprint_of
from app.storage.registry.registry import Edit, Registry, user_registry
from app.usecases.key_list.rotation import BY_PURPOSE, day_made, due_day

if TYPE_CHECKING:
    from app.keys.pair import KeyPair
    from app.usecases.save_report import SaveReport


@dataclass(frozen=True, slots=True)
class Intent:
    """What keys are for: identifiers of `app.venues` and `app.clients`, or empty.

    `day`: today, ISO 8601. `purposes`: one for each pair, in place of `purpose`.
    `rotation`: one of ROTATIONS. `replaces`: fingerprint of the key whose place the first pair takes;
    `note`: what that one has from it.
    """

    day: str
    venue: str = ""
    purpose: str = ""
    client: str = ""
    purposes: tuple[str, ...] = ()
    rotation: str = BY_PURPOSE
    note: str = ""
    replaces: str = ""


def remember_saved(report: "SaveReport", intent: Intent, registry: Registry | None = None) -> None:
    """Add the pairs of a save, and link the key that they replace, both or neither.

    Those in an archive have no file of their own.
    """
    is_archive = len(report.paths) == 1
    purposes = intent.purposes or (intent.purpose,) * len(report.saved)
    records = [
        _record(
            each.pair, each.label, replace(intent, purpose=purpose), "" if is_archive else each.private_file
        )
        for each, purpose in zip(report.saved, purposes, strict=True)
    ]
    records[0] = replace(records[0], note=intent.note)
    _enrol(records, registry, _replacing(intent.replaces, records[0].fingerprint) if intent.replaces else {})


def _replacing(old: str, new: str) -> dict[str, Edit]:
    from app.usecases.key_list.replacing import begun

    return {old: lambda record: begun(record, new)}


def remember_opened(
    pair: "KeyPair", name: str, file: str, intent: Intent, registry: Registry | None = None
) -> None:
    """Add a key that was opened from a file: what is known of it already stays.

    When it was made is known from its name alone; else it is due as if that was today.
    """
    _enrol([_record(pair, name, replace(intent, day=day_made(name, intent.day)), file)], registry)


def _enrol(
    records: list[KeyRecord], registry: Registry | None, edits: Mapping[str, Edit] = MappingProxyType({})
) -> None:
    """Add them. A name that may not be remembered is no reason to call finished work a mistake."""
    try:
        (registry or user_registry()).enrol(records, edits)
    except UsageError as error:
        raise RegistryError(error.message, error.hint) from error


def _record(pair: "KeyPair", name: str, intent: Intent, file: str) -> KeyRecord:
    return record_of(pair.subject_public_key_info, pair.algorithm.name, name, intent, file)


def record_of(public_key: bytes, algorithm: str, name: str, intent: Intent, file: str = "") -> KeyRecord:
    """Return the record of a key. `public_key`: DER SubjectPublicKeyInfo; `file`: the private key's."""
    return KeyRecord(
        fingerprint=fingerprint_of(public_key),
        public_key=public_key,
        algorithm=algorithm,
        name=name,
        venue=intent.venue,
        purpose=intent.purpose,
        client=intent.client,
        created=intent.day,
        due=due_day(intent.day, intent.purpose, intent.rotation),
        files=(KeyFile(os.path.abspath(file), now()),) if file else (),
    )


def now(seconds: float | None = None) -> str:
    """Return this instant, or one in seconds since 1970, in UTC as ISO 8601 writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
