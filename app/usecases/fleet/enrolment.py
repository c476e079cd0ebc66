"""A fleet in the list of keys: one transaction, all or none."""

import os
from collections.abc import Sequence
from pathlib import Path

from app.storage.names import PRIVATE_SUFFIX
from app.storage.registry.record import KeyFile
from app.storage.registry.registry import Registry
from app.usecases.fleet.manifest import records_of
from app.usecases.fleet.plan import FleetKey
from app.usecases.key_list.remembering import now


def enrol(keys: Sequence[FleetKey], folder: Path, registry: Registry, rotation: str) -> None:
    """Add the keys with their files; what is known of one already stays. Raises RegistryError, UsageError."""
    seen = now()

    def files(key: FleetKey) -> tuple[KeyFile, ...]:
        return (KeyFile(os.path.abspath(folder / (key.row.name + PRIVATE_SUFFIX)), seen),)

    registry.enrol(records_of(keys, rotation, files))
