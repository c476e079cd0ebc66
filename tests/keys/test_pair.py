"""A pair that somebody sees has signed and verified, and shows no secret by accident."""

import base64

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_public_key

from app.errors import KeygenError
from app.keys import pair as pair_module
from app.keys.algorithm import ALGORITHMS, BY_NAME, ED25519, Algorithm
from app.keys.pair import KeyPair, generate_key_pair, key_pair_of, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted


@pytest.mark.thorough
@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda row: row.name)
def test_pair_when_generated_then_both_halves_belong_together(
    algorithm: Algorithm, pairs: dict[str, KeyPair]
) -> None:
    pair = pairs[algorithm.name]
    private = load_der_private_key(pair.private_key_info, None)
    public = load_pem_public_key(pair.public_key_pem.encode("ascii"))

    assert pair.algorithm is algorithm
    if isinstance(private, ed25519.Ed25519PrivateKey):
        assert isinstance(public, ed25519.Ed25519PublicKey)
        public.verify(private.sign(b"message"), b"message")
    else:
        assert isinstance(private, rsa.RSAPrivateKey)
        assert isinstance(public, rsa.RSAPublicKey)
        signature = private.sign(b"message", padding.PKCS1v15(), hashes.SHA256())
        public.verify(signature, b"message", padding.PKCS1v15(), hashes.SHA256())
        assert (public.key_size, public.public_numbers().e) == (algorithm.bits, 65537)


def test_pairs_when_generated_twice_then_differ() -> None:
    assert generate_key_pair(ED25519).private_key_info != generate_key_pair(ED25519).private_key_info


class _FaultyPublicKey:
    """Stands for a pair whose halves do not belong together: a bit flipped in memory."""

    def verify(self, *_: object) -> None:
        raise InvalidSignature


class _FaultyEd25519:
    def sign(self, *_: object) -> bytes:
        return b"signature"

    def public_key(self) -> _FaultyPublicKey:
        return _FaultyPublicKey()


class _FaultyRSA(_FaultyEd25519):
    key_size = 2048


@pytest.mark.parametrize("name", ["ed25519", "rsa-2048"])
def test_signature_that_does_not_verify_when_generated_then_no_pair_comes_out(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a computer that makes a pair whose halves do not belong together
    class Rsa:
        RSAPrivateKey = _FaultyRSA

        @staticmethod
        def generate_private_key(*_: object) -> _FaultyRSA:
            return _FaultyRSA()

    class Ed25519:
        class Ed25519PrivateKey:
            @staticmethod
            def generate() -> _FaultyEd25519:
                return _FaultyEd25519()

    monkeypatch.setattr(pair_module, "rsa", Rsa)
    monkeypatch.setattr(pair_module, "ed25519", Ed25519)

    # WHEN a pair is generated
    with pytest.raises(KeygenError, match="failed its own check") as caught:
        generate_key_pair(BY_NAME[name])

    # THEN there is none, and the error says what to do
    assert "Do not use this key" in caught.value.hint


def test_library_that_cannot_sign_when_generated_then_no_pair_comes_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> bytes:
        raise ValueError("digest too large")

    monkeypatch.setattr(_FaultyEd25519, "sign", fail)

    with pytest.raises(KeygenError, match="failed its own check"):
        key_pair_of(_FaultyEd25519())  # type: ignore[arg-type]


def test_pair_when_shown_or_formatted_then_has_no_secret_in_it() -> None:
    pair = generate_key_pair(ED25519)
    seed = pair.private_key_info[-32:]

    for text in (repr(pair), str(pair), f"{pair}", repr([pair])):
        assert text.strip("[]") == f"KeyPair(ed25519, {pair.fingerprint})"
        assert seed.hex() not in text
        assert base64.b64encode(seed).decode() not in text


def test_plain_ed25519_when_written_then_has_the_119_bytes_by_which_clients_know_it() -> None:
    for _ in range(20):
        text = private_key_pem(generate_key_pair(ED25519), Unencrypted())

        assert len(text.encode("ascii")) == 119
        assert text.startswith("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEI")


@pytest.mark.parametrize("name", BY_NAME)
def test_key_when_written_encrypted_then_says_so_and_holds_no_plain_octets(
    name: str, pairs: dict[str, KeyPair], few_iterations: int
) -> None:
    text = private_key_pem(pairs[name], Encrypted(Passphrase("p"), few_iterations))
    content = base64.b64decode("".join(text.splitlines()[1:-1]))

    assert text.startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
    assert pairs[name].private_key_info[-32:] not in content


def test_rsa_key_when_it_is_no_size_of_the_table_then_keeps_its_own_name() -> None:
    pair = key_pair_of(rsa.generate_private_key(65537, 2304))

    assert pair.algorithm.name == "rsa-2304"
