"""The files of listed keys are looked at, and what was found is put with each key."""

from collections.abc import Sequence

from app.cli.progress import progress
from app.storage.registry.record import KeyRecord
from app.usecases.key_list.looking import FileState, look
from app.usecases.key_list.standing import Standing, by_urgency, standing

_MANY = 100


def findings(records: Sequence[KeyRecord]) -> dict[tuple[str, str], FileState]:
    """Return what is at each path, by fingerprint and path. Waits for the disk, within limits."""
    with progress("Looking at the files", shown=len(records) > _MANY) as on_progress:
        found = look(records, lambda done, total: on_progress(done, total) if total else None)
    return {(each.fingerprint, each.path): each.state for each in found}


def looked_at(
    records: Sequence[KeyRecord], day: str
) -> tuple[list[Standing], dict[tuple[str, str], FileState]]:
    """Return how these keys stand, most urgent first, and what was found of their files."""
    files = findings(records)

    def of(record: KeyRecord) -> list[FileState]:
        return [files[record.fingerprint, file.path] for file in record.files]

    return by_urgency(standing(record, of(record), day) for record in records), files
