"""The file of a key that was moved: what the list says of it, and of the others, afterwards."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.keys.algorithm import ED25519
from app.keys.pair import generate_key_pair
from app.storage.registry import connecting
from app.storage.registry.record import KeyFile
from app.storage.registry.registry import Registry
from app.usecases.key_list import looking
from app.usecases.key_list.locating import move
from app.usecases.key_list.looking import FileState
from tests.usecases.key_list.conftest import record

STATES = {"/gone": FileState.NOT_FOUND, "/another": FileState.ANOTHER_KEY, "/silent": FileState.UNREADABLE}


def test_other_files_when_one_is_moved_then_stay_unless_they_are_wrong_and_hold_up_no_other_program(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that does not answer held the list locked for as long as it was silent."""
    pair = generate_key_pair(ED25519)
    registry.enrol([record(pair, files=tuple(map(KeyFile, STATES)))])
    monkeypatch.setattr(connecting, "SECONDS_TO_WAIT", 0.2)

    def state_of(path: str, _: bytes) -> FileState:
        other = Registry(registry.path)
        other.change([pair.fingerprint], lambda known: replace(known, note=f"{known.note}{path}"))
        return STATES[path]

    monkeypatch.setattr(looking, "state_of", state_of)
    move(pair.fingerprint, Path("/here"), registry)

    known = registry.find(pair.fingerprint)
    assert known is not None
    assert [file.path for file in known.files] == ["/here", "/silent"]
    assert known.note == "".join(STATES)
