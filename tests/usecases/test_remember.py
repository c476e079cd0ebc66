"""Which key a file holds without its passphrase, and what the keyring is asked to do for it."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_der_private_key,
)

from app.errors import KeyringError
from app.keys.foreign.document import KeyDocument, identify
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from app.storage.reading import read_at_most
from app.text import text
from app.usecases.remember import forget, known_fingerprint, recall, remember
from tests.keyrings import MemoryStore
from tests.sentences import values_of

PASSPHRASE = Passphrase("correct horse battery staple")


@pytest.fixture
def pair(pairs: dict[str, KeyPair]) -> KeyPair:
    return pairs["ed25519"]


@pytest.fixture
def document(pair: KeyPair, few_iterations: int) -> KeyDocument:
    """An encrypted PKCS#8 file, which hides its fingerprint."""
    text = private_key_pem(pair, Encrypted(PASSPHRASE, few_iterations))
    return identify(text.encode())


@pytest.mark.parametrize(
    ("private", "public"),
    [
        ("spot.private.pem", "spot.public.pem"),
        ("id_ed25519", "id_ed25519.pub"),
        ("key.pem", "key.pem.pub"),
        ("key.pem", "key.pub"),
        ("key.der", "key.der.pub"),
    ],
)
def test_the_public_key_beside_it_tells(
    private: str, public: str, pair: KeyPair, document: KeyDocument, tmp_path: Path
) -> None:
    (tmp_path / public).write_text(pair.public_key_pem)

    assert known_fingerprint(tmp_path / private, document) == pair.fingerprint


@pytest.mark.parametrize(
    ("private", "public"),
    [
        ("spot.private.pem", "spot.private.pem.pub"),
        ("spot.private.pem", "spot.private.pub"),
        ("key.der", "key.pub"),
        ("key", "other.pub"),
        ("key.pem", "key.public.pem"),
    ],
)
def test_other_names_tell_nothing(
    private: str, public: str, pair: KeyPair, document: KeyDocument, tmp_path: Path
) -> None:
    (tmp_path / public).write_text(pair.public_key_pem)

    assert known_fingerprint(tmp_path / private, document) is None


def test_file_pub_comes_before_the_name_without_pem(
    pairs: dict[str, KeyPair], document: KeyDocument, tmp_path: Path
) -> None:
    (tmp_path / "key.pem.pub").write_text(pairs["ed25519"].public_key_pem)
    (tmp_path / "key.pub").write_text(pairs["rsa-2048"].public_key_pem)

    assert known_fingerprint(tmp_path / "key.pem", document) == pairs["ed25519"].fingerprint
    (tmp_path / "key.pem.pub").write_text("no key at all")
    assert known_fingerprint(tmp_path / "key.pem", document) == pairs["rsa-2048"].fingerprint


@pytest.mark.thorough
def test_an_openssh_key_tells_by_itself(pair: KeyPair, tmp_path: Path) -> None:
    key = load_der_private_key(pair.private_key_info, None)
    text = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, BestAvailableEncryption(b"p"))

    assert known_fingerprint(tmp_path / "id", identify(text)) == pair.fingerprint


def test_what_is_no_public_key_tells_nothing(
    pair: KeyPair, document: KeyDocument, few_iterations: int, tmp_path: Path
) -> None:
    file, beside = tmp_path / "key", tmp_path / "key.pub"
    contents = [b"", b"\xff" * 100, private_key_pem(pair, Encrypted(PASSPHRASE, few_iterations)).encode()]
    contents += [pair.public_key_pem.encode() + b"\n" * 65_536]

    for content in contents:
        beside.write_bytes(content)
        assert known_fingerprint(file, document) is None


def test_no_more_than_the_limit_is_read(document: KeyDocument, tmp_path: Path) -> None:
    with (tmp_path / "key.pub").open("wb") as stream:
        stream.truncate(1 << 42)

    assert known_fingerprint(tmp_path / "key", document) is None
    assert read_at_most(tmp_path / "key.pub", 10) == bytes(10)


def test_nothing_that_stands_there_can_make_it_wait_or_fail(document: KeyDocument, tmp_path: Path) -> None:
    file, beside = tmp_path / "key", tmp_path / "key.pub"
    assert known_fingerprint(file, document) is None
    os.mkfifo(beside)
    assert known_fingerprint(file, document) is None
    with open(
        os.open(beside, os.O_RDWR), encoding="utf-8"
    ):  # somebody is there who could write, and does not
        assert known_fingerprint(file, document) is None
    beside.unlink()
    beside.mkdir()
    assert known_fingerprint(file, document) is None
    beside.rmdir()
    beside.symlink_to(beside)
    assert known_fingerprint(file, document) is None
    assert known_fingerprint(Path("/"), document) is None
    assert known_fingerprint(tmp_path / "nul\0", document) is None
    assert known_fingerprint(tmp_path / ("x" * 300), document) is None


def test_one_passphrase_is_remembered_for_each_pair(pairs: dict[str, KeyPair]) -> None:
    store = MemoryStore()

    remember(list(pairs.values()), PASSPHRASE, store)

    assert store.held == dict.fromkeys((pair.fingerprint for pair in pairs.values()), PASSPHRASE)
    for pair in pairs.values():
        assert recall(pair.fingerprint, store) == PASSPHRASE
        assert forget(pair.fingerprint, store) is True
        assert recall(pair.fingerprint, store) is None
        assert forget(pair.fingerprint, store) is False


class Full(MemoryStore):
    """Takes two."""

    def store(self, fingerprint: str, passphrase: Passphrase) -> None:
        if len(self.held) == 2:
            raise KeyringError(text("The keyring is full."), text("Make room."))
        super().store(fingerprint, passphrase)


def test_a_failure_on_the_way_counts_what_is_stored(pairs: dict[str, KeyPair]) -> None:
    many = list(pairs.values())

    with pytest.raises(KeyringError) as raised:
        remember(many, PASSPHRASE, Full())

    values = values_of(raised.value.message)
    assert (values["number"], values["count"]) == (2, len(many))
    assert raised.value.hint == "Make room."


def test_a_failure_of_the_first_counts_nothing(pair: KeyPair) -> None:
    with pytest.raises(KeyringError) as raised:
        remember([pair], PASSPHRASE, MemoryStore(trouble=KeyringError(text("It is locked."))))

    assert raised.value.message == "It is locked."
