"""What is remembered of a save and of a look at the files."""

import time
from pathlib import Path

import pytest

from app.errors import RegistryError
from app.keys.pair import KeyPair
from app.keys.protection import Unencrypted
from app.storage.registry.record import KeyFile
from app.storage.registry.registry import Registry
from app.usecases.key_list.looking import FileState, is_unremembered, remember_seen
from app.usecases.key_list.remembering import Intent, now, remember_saved
from app.usecases.save import SaveRequest, save
from tests.storage.registry.conftest import registry as registry  # noqa: PLC0414 - the fixture
from tests.storage.registry.keys import fingerprint, full_key, key

HOUR, LONG = 3_600, 90_000  # seconds


def test_replacing_pair_when_saved_then_comes_into_the_list_and_takes_the_place_at_once(
    tmp_path: Path, registry: Registry, pairs: dict[str, KeyPair]
) -> None:
    registry.enrol([full_key(1, steps=("replace-switched", "paste"))])
    new = pairs["ed25519"]
    report = save(SaveRequest((new,), "new", tmp_path / "keys", Unencrypted()))

    remember_saved(report, Intent("2026-11-29", note="a note", replaces=fingerprint(1)), registry)

    assert (old := registry.find(fingerprint(1)))
    assert (old.replaced_by, old.steps) == (new.fingerprint, ("paste",))
    assert (known := registry.find(new.fingerprint))
    assert known.note == "a note"


def test_replacing_pair_when_it_cannot_take_the_place_then_is_not_in_the_list_either(
    tmp_path: Path, registry: Registry, pairs: dict[str, KeyPair]
) -> None:
    new = pairs["ed25519"]
    report = save(SaveRequest((new,), "new", tmp_path / "keys", Unencrypted()))

    with pytest.raises(RegistryError):
        remember_saved(report, Intent("2026-11-29", replaces=new.fingerprint), registry)

    assert registry.all() == ()


@pytest.mark.parametrize(
    ("state", "age", "is_remembered"),
    [
        (FileState.WELL, LONG, True),
        (FileState.WELL, None, True),
        (FileState.WELL, HOUR, False),  # the list is not written at each look
        (FileState.NOT_FOUND, LONG, False),
        (FileState.READABLE_BY_OTHERS, LONG, False),
    ],
)
def test_file_when_it_was_looked_at_then_the_day_it_was_well_is_remembered(
    state: FileState, age: int | None, is_remembered: bool, registry: Registry
) -> None:
    seen = "" if age is None else now(time.time() - age)
    file = KeyFile("/keys/key.private.pem", seen)
    record = key(1, files=(file, KeyFile("/keys/another.private.pem", now(time.time() - LONG))))
    registry.enrol([record])

    found = {(record.fingerprint, file.path): state}
    assert is_unremembered(record, found) == is_remembered
    remember_seen([record.fingerprint], found, registry)

    assert (after := registry.find(record.fingerprint))
    assert (after.files[0].seen != seen) == is_remembered
    assert after.files[1] == record.files[1]


def test_file_when_it_was_forgotten_meanwhile_then_stays_forgotten(registry: Registry) -> None:
    file = KeyFile("/keys/key.private.pem", now(time.time() - LONG))
    record = key(1, files=(file,))

    remember_seen([record.fingerprint], {(record.fingerprint, file.path): FileState.WELL}, registry)

    assert registry.all() == ()
