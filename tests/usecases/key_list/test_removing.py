"""The file of a key that was replaced goes, and no other."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import KeygenError, RefusedError
from app.keys.algorithm import ED25519
from app.keys.pair import KeyPair, generate_key_pair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Protection, Unencrypted
from app.storage.registry import connecting
from app.storage.registry.record import KeyFile, KeyRecord
from app.storage.registry.registry import Registry
from app.usecases.key_list.removing import remove_key_file
from app.usecases.save import SaveRequest, save

PROTECTION = Encrypted(Passphrase("violet copper lantern"))


class Place:
    """A folder with a saved key, which the list knows."""

    def __init__(self, folder: Path, protection: Protection = PROTECTION) -> None:
        self.pair = generate_key_pair(ED25519)
        self.folder = folder / "keys"
        save(SaveRequest((self.pair,), "old", self.folder, protection))
        self.private = self.folder / "old.private.pem"
        self.public = self.folder / "old.public.pem"
        self.registry = Registry(folder / "data" / "keys.sqlite3")
        self.record = KeyRecord(
            fingerprint=self.pair.fingerprint,
            public_key=self.pair.subject_public_key_info,
            algorithm="ed25519",
            name="old",
            files=(KeyFile(str(self.private)), KeyFile("/elsewhere/old.private.pem")),
        )
        self.registry.enrol([self.record])

    @property
    def names(self) -> list[str]:
        return sorted(os.listdir(self.folder))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.thorough
def test_both_halves_go_and_the_list_knows(place: Place) -> None:
    report = remove_key_file(place.private, place.record, place.registry)
    assert place.names == []
    known = place.registry.find(place.pair.fingerprint)
    assert known is not None
    assert [file.path for file in known.files] == ["/elsewhere/old.private.pem"]
    assert not report.has_warnings
    assert [str(row.detail) for row in report.rows] == [str(place.private), str(place.public)]


def test_a_key_in_clear_shows_itself(tmp_path: Path) -> None:
    place = Place(tmp_path, Unencrypted())
    place.public.unlink()
    remove_key_file(place.private, place.record, place.registry)
    assert place.names == []


def _other_key_with_its_public_half(place: Place) -> None:
    other: KeyPair = generate_key_pair(ED25519)
    place.private.write_text(private_key_pem(other, PROTECTION))
    place.public.write_text(other.public_key_pem)


def _other_key_in_clear(place: Place) -> None:
    place.private.write_text(private_key_pem(generate_key_pair(ED25519), Unencrypted()))


def _no_public_half(place: Place) -> None:
    place.public.unlink()


def _no_key(place: Place) -> None:
    place.private.write_text("a shopping list")


def _link(place: Place) -> None:
    place.private.rename(place.folder / "kept")
    place.private.symlink_to(place.folder / "kept")


def _second_name(place: Place) -> None:
    os.link(place.private, place.folder / "kept")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "change",
    [_other_key_with_its_public_half, _other_key_in_clear, _no_public_half, _no_key, _link, _second_name],
)
def test_what_is_not_known_to_be_the_key_stays(place: Place, change: object) -> None:
    assert callable(change)
    change(place)
    before = place.names
    with pytest.raises(RefusedError):
        remove_key_file(place.private, place.record, place.registry)
    assert place.names == before


@pytest.mark.thorough
def test_a_file_that_changes_meanwhile_stays(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """GIVEN a file that was compared WHEN another program replaces it just then THEN it is not removed."""
    from app.usecases.key_list import removing

    real = removing._public_half

    def replaced_meanwhile(path: Path, record: KeyRecord) -> Path | None:
        path.write_text("what somebody has just saved here", encoding="utf-8")
        return real(path, record)

    monkeypatch.setattr(removing, "_public_half", replaced_meanwhile)
    with pytest.raises(RefusedError):
        remove_key_file(place.private, place.record, place.registry)
    assert place.private.read_text() == "what somebody has just saved here"


@pytest.mark.thorough
def test_the_public_half_of_another_key_stays(place: Place) -> None:
    plain = private_key_pem(place.pair, Unencrypted())
    place.private.write_text(plain)
    place.public.write_text(plain)
    remove_key_file(place.private, place.record, place.registry)
    assert place.names == ["old.public.pem"]


@pytest.mark.thorough
def test_backups_that_still_open_the_key_are_named(place: Place) -> None:
    (place.folder / "old.private.pem.20260101-120000-abcd.bak").write_text("copy")
    report = remove_key_file(place.private, place.record, place.registry)
    assert report.has_warnings
    assert "old.private.pem.20260101-120000-abcd.bak" in report.rows[-1].detail


@pytest.mark.thorough
def test_the_trash_takes_them_in_place_of_the_disk(place: Place) -> None:
    taken: list[Path] = []
    remove_key_file(place.private, place.record, place.registry, taken.append)
    assert taken == [place.private, place.public]
    assert place.names == ["old.private.pem", "old.public.pem"]


@pytest.mark.thorough
def test_what_cannot_be_moved_stays_in_the_list(place: Place) -> None:
    def refuse(path: Path) -> None:
        raise KeygenError(place.record.name)  # type: ignore[arg-type]

    with pytest.raises(KeygenError):
        remove_key_file(place.private, place.record, place.registry, refuse)
    known = place.registry.find(place.pair.fingerprint)
    assert known is not None
    assert len(known.files) == 2


def test_the_list_when_it_cannot_be_written_then_what_was_removed_is_said_all_the_same(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(place.registry.path) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(connecting, "SECONDS_TO_WAIT", 0.1)
        report = remove_key_file(place.private, place.record, place.registry)
    other.close()
    assert place.names == []
    assert [row.detail for row in report.rows[:2]] == [str(place.private), str(place.public)]
    assert report.has_warnings


def test_path_when_the_list_writes_it_in_another_way_then_is_taken_off_it(place: Place) -> None:
    files = (KeyFile(f"{place.folder}//./{place.private.name}"),)
    place.registry.change([place.pair.fingerprint], lambda known: replace(known, files=files))

    remove_key_file(place.private, place.record, place.registry)

    known = place.registry.find(place.pair.fingerprint)
    assert known is not None
    assert known.files == ()
