"""A plain copy: whole or absent, only its owner's, never over another file, never without consent."""

import os
from pathlib import Path

import pytest

from app.errors import NameTakenError, RefusedError
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair
from app.usecases.decrypt import check_plain_copy, plain_pem, write_plain_copy


def test_key_in_clear_has_the_length_by_which_clients_tell_it(pairs: dict[str, KeyPair]) -> None:
    pem = plain_pem(pairs["ed25519"])
    assert len(pem) == 119
    assert "\r" not in pem


def test_copy_is_beside_the_file_and_only_its_owner_can_read_it(
    pairs: dict[str, KeyPair], tmp_path: Path
) -> None:
    copy = write_plain_copy(pairs["ed25519"], tmp_path / "spot.private.pem", consent=True)
    assert copy.path == tmp_path / "spot.private.PLAIN.pem"
    assert copy.path.stat().st_mode & 0o777 == 0o600
    assert not copy.has_warnings
    assert open_private_key(identify(copy.path.read_bytes()), None) == pairs["ed25519"]
    assert os.listdir(tmp_path) == [copy.path.name]


def test_copy_for_java_on_windows_has_its_line_ends(pairs: dict[str, KeyPair], tmp_path: Path) -> None:
    copy = write_plain_copy(pairs["rsa-2048"], tmp_path / "spot.private.pem", consent=True, crlf=True)
    data = copy.path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == len(data.splitlines())
    assert open_private_key(identify(data), None) == pairs["rsa-2048"]


def test_no_copy_without_consent(pairs: dict[str, KeyPair], tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        write_plain_copy(pairs["ed25519"], tmp_path / "spot.private.pem", consent=False)
    with pytest.raises(RefusedError):
        check_plain_copy(tmp_path / "spot.private.pem", consent=False)
    assert os.listdir(tmp_path) == []


def test_existing_copy_stays_as_it_is(pairs: dict[str, KeyPair], tmp_path: Path) -> None:
    there = tmp_path / "spot.private.PLAIN.pem"
    there.write_text("mine")
    with pytest.raises(RefusedError):
        check_plain_copy(tmp_path / "spot.private.pem", consent=True)
    with pytest.raises(NameTakenError):
        write_plain_copy(pairs["ed25519"], tmp_path / "spot.private.pem", consent=True)
    assert there.read_text() == "mine"
    assert os.listdir(tmp_path) == [there.name]


def test_link_under_the_name_is_not_followed(pairs: dict[str, KeyPair], tmp_path: Path) -> None:
    (tmp_path / "spot.private.PLAIN.pem").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RefusedError):
        write_plain_copy(pairs["ed25519"], tmp_path / "spot.private.pem", consent=True)
    assert not (tmp_path / "elsewhere").exists()
