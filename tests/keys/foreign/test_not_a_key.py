"""What people paste by mistake is told by its name, with what to do instead."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnusableKeyError
from app.keys.foreign.document import identify
from app.keys.foreign.not_a_key import NO_KEY
from app.keys.foreign.reader import open_private_key
from tests.keys import samples


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("", "This is empty."),
        (" \r\n\t\n", "This is empty."),
        ("vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A", "like an API key or API secret"),
        ("\n  " + "0aZ9" * 16 + "\r\n", "like an API key or API secret"),
        ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "PuTTY key file"),
        (
            "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n",
            "SSH public key (RFC 4716)",
        ),
        (json.dumps({"kty": "OKP", "crv": "Ed25519", "d": "x", "x": "y"}), "JSON Web Key"),
        ("MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVh", "BEGIN and END lines"),
        ("MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK\n1bbY8fdp+K06/nwoy/HU++CXqI9EdV\n", "BEGIN and END lines"),
        ("this is a text of words without any full stop that is longer than forty", NO_KEY[0]),
        ("PK\x03\x04rest", "archive (zip)"),
        ("secret: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t\nkind: Secret", "encoded once more in base64"),
        ("MC4CAQ\n-----END PRIVATE KEY-----\n", "BEGIN line is missing or damaged"),
        ("----BEGIN PRIVATE KEY-----\nMC4\n-----END PRIVATE KEY-----\n", "BEGIN line is missing or damaged"),
        ("my secret", NO_KEY[0]),
        ("0 apples", NO_KEY[0]),
        ("0\x01binary", "not a key, or it is damaged"),
        ("\x89PNG\x00\x1a\n", "binary file"),
    ],
)
def test_text_that_is_no_key_when_pasted_then_is_told_by_its_name(text: str, statement: str) -> None:
    with pytest.raises(UnusableKeyError) as caught:
        identify(text.encode())

    assert statement in caught.value.message
    assert caught.value.hint
    assert (
        len(text) < 60 or text.strip()[:30] not in caught.value.message
    )  # what was pasted is not shown again


@pytest.mark.parametrize(
    ("label", "statement"),
    [
        ("CERTIFICATE", "a certificate,"),
        ("X509 CERTIFICATE", "a certificate,"),
        ("TRUSTED CERTIFICATE", "a certificate,"),
        ("CERTIFICATE REQUEST", "a certificate request,"),
        ("NEW CERTIFICATE REQUEST", "a certificate request,"),
        ("PGP PRIVATE KEY BLOCK", "OpenPGP"),
        ("PGP MESSAGE", "OpenPGP"),
        ("ANY PRIVATE KEY", "“ANY PRIVATE KEY”, not a supported private key"),
        ("SOME PRIVATE KEY", "a PEM block, but not a supported private key"),
        ("X509 CRL", "“X509 CRL”, not"),
    ],
)
def test_block_that_is_no_key_when_pasted_then_is_told_by_its_name(label: str, statement: str) -> None:
    with pytest.raises(UnusableKeyError) as caught:
        identify(samples.armour(label, b"content"))

    assert statement in caught.value.message
    assert caught.value.hint


def test_pgp_block_when_it_has_headers_and_a_checksum_then_is_still_told_by_its_name() -> None:
    text = (
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n"
        "lQOYBF\nabcd\n=wXyZ\n-----END PGP PRIVATE KEY BLOCK-----\n"
    )

    with pytest.raises(UnusableKeyError, match="OpenPGP"):
        identify(text.encode())


def test_label_when_it_could_steer_a_terminal_then_is_damage_and_not_shown() -> None:
    with pytest.raises(UnusableKeyError, match="BEGIN line") as caught:
        identify(samples.armour("\x1b[31mRED\x07", b"content"))

    assert caught.value.message.isprintable()


def test_label_when_endless_then_is_not_shown_at_length() -> None:
    with pytest.raises(UnusableKeyError) as caught:
        identify(samples.armour("X" * 79, b"content"))

    assert len(caught.value.message) < 100


def test_files_of_other_kinds_when_opened_then_are_named() -> None:
    cases = [(b"\x1f\x8b\x08\x00", "compressed archive"), (b"\xfe\xed\xfe\xed\x00", "Java keystore")]
    for data, said in cases:
        with pytest.raises(UnusableKeyError, match=said):
            identify(data)


SEED = bytes.fromhex("d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842")
_STANDARD = base64.b64encode(SEED).decode()
_URL_SAFE = base64.urlsafe_b64encode(SEED).decode()
_SEEDS = [
    *(SEED.hex(), SEED.hex().upper(), "0x" + SEED.hex(), f"\n {SEED.hex()}\n"),
    *(_STANDARD, _STANDARD.rstrip("="), _URL_SAFE, _URL_SAFE.rstrip("=")),
    "0" * 64,
]


@pytest.mark.parametrize("text", _SEEDS)
def test_bare_seed_when_pasted_then_is_named_for_what_it_may_be_and_never_as_public(text: str) -> None:
    with pytest.raises(UnusableKeyError, match="may be the seed of a private key") as caught:
        identify(text.encode())

    said = caught.value.message + caught.value.hint
    assert "public" not in said.casefold()
    assert "the API key" not in said
    assert "to yourself" in caught.value.hint


@pytest.mark.parametrize("text", [base64.b64encode(SEED * 2).decode(), (SEED * 2).hex()])
def test_seed_with_its_public_half_when_pasted_then_is_named_as_what_may_be_private(text: str) -> None:
    with pytest.raises(UnusableKeyError, match="may be a private key as 64 bytes"):
        identify(text.encode())


@given(st.binary(min_size=32, max_size=32))
def test_any_body_of_ed25519_when_its_lines_are_missing_then_is_never_called_an_api_key(seed: bytes) -> None:
    body = base64.b64encode(bytes.fromhex("302e020100300506032b657004220420") + seed).decode()

    assert identify(body.encode()).algorithm == "ed25519"
    # AND one that lost or gained a character is never called public, nor an API key and nothing else
    for damaged in (body[:-1], body[1:], body[:-1] + "A" + body[-1:], body[:20] + body[21:] + "A"):
        result = samples.outcome(lambda given=damaged: open_private_key(identify(given.encode()), None))  # type: ignore[misc]
        said = result.message if isinstance(result, UnusableKeyError) else "opened"
        assert "public" not in said
        assert "API key" not in said or "private key" in said
