"""Open and inspect: the words for the owner of a key."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.errors import UnusableKeyError
from app.keys import pbes2
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair, key_pair_of, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.usecases.open_key import inspect, notices_about, recognise
from tests.keys import samples
from tests.keys.foreign.test_document import OTHER_KINDS


def test_encrypted_key_when_inspected_then_no_kdf_runs_and_no_fingerprint_is_known(
    pairs: dict[str, KeyPair], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = private_key_pem(pairs["ed25519"], Encrypted(Passphrase("x")))
    monkeypatch.setattr(pbes2, "_derive_key", lambda *_: pytest.fail("a KDF ran"))

    inspection = inspect(text.encode())

    assert inspection.fingerprint is None
    assert inspection.document.encryption is not None


@pytest.mark.parametrize("name", ["ed25519", "rsa-2048"])
def test_key_in_clear_when_inspected_then_its_fingerprint_is_known(
    name: str, pairs: dict[str, KeyPair]
) -> None:
    for text in (private_key_pem(pairs[name], Unencrypted()), pairs[name].public_key_pem):
        assert inspect(text.encode()).fingerprint == pairs[name].fingerprint


def test_key_of_another_kind_when_inspected_then_is_named_and_no_error() -> None:
    for data, name in OTHER_KINDS.values():
        assert inspect(data).document.algorithm == name


def test_damaged_key_when_inspected_then_the_damage_is_said() -> None:
    with pytest.raises(UnusableKeyError, match="damaged"):
        inspect(samples.in_pkcs8(samples.rsa_private_key(n=1 << 2047 | 1)))


def test_key_when_recognised_then_what_no_passphrase_could_open_is_refused(
    pairs: dict[str, KeyPair], few_iterations: int
) -> None:
    text = private_key_pem(pairs["ed25519"], Encrypted(Passphrase("right"), few_iterations)).encode()

    assert recognise(text).encryption is not None
    with pytest.raises(UnusableKeyError):
        recognise(pairs["ed25519"].public_key_pem.encode())


def test_notices_when_a_key_was_opened_then_tell_its_owner_what_to_do(pairs: dict[str, KeyPair]) -> None:
    openssh = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(1).build(b"x")
    ssh_file = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, openssh)
    cases = [
        (private_key_pem(pairs["ed25519"], Unencrypted()).encode(), "NOT encrypted"),
        (private_key_pem(pairs["ed25519"], Encrypted(Passphrase("x"))).encode(), ""),
        (samples.pbes2(samples.pbkdf2(2048)), "easier to crack"),
        (samples.pbes1(2048), "PBES1"),
        (ssh_file, "OpenSSH"),
    ]

    for data, expected in cases:
        notices = notices_about(identify(data))
        assert len(notices) == bool(expected)
        assert expected in "".join(notices)


def test_openssh_key_in_clear_when_opened_then_its_pair_comes_out() -> None:
    key = Ed25519PrivateKey.generate()
    data = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())

    assert open_private_key(recognise(data), None) == key_pair_of(key)
