"""Records of real keys, and a list of their own for each test."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.keys.pair import KeyPair
from app.storage.registry.record import KeyRecord
from app.storage.registry.registry import Registry
from app.usecases.key_list.remembering import Intent, record_of

DAY = "2026-11-29"


def record(pair: KeyPair, name: str = "spot-trading", **changes: object) -> KeyRecord:
    """A record as `akg generate` makes it, with changes."""
    made = record_of(pair.subject_public_key_info, pair.algorithm.name, name, Intent(DAY))
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return Registry(tmp_path / "data" / "keys.sqlite3")
