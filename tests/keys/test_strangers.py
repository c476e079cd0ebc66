"""What people paste by mistake is told by its name, with what to do instead."""

import json

import pytest

from app.errors import UnusableKeyError
from app.keys.document import identify
from tests.keys import samples


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("", "This is empty."),
        (" \r\n\t\n", "This is empty."),
        ("vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A", "looks like the API key"),
        ("0" * 64, "looks like the API key"),
        ("\n  " + "0aZ9" * 16 + "\r\n", "looks like the API key"),
        ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "PuTTY key file"),
        (
            "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n",
            "SSH public key (RFC 4716)",
        ),
        (json.dumps({"kty": "OKP", "crv": "Ed25519", "d": "x", "x": "y"}), "JSON Web Key"),
        ("MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC", "BEGIN and END lines"),
        ("MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK\n1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n", "BEGIN and END lines"),
        ("MC4CAQ\n-----END PRIVATE KEY-----\n", "BEGIN line is missing or damaged"),
        ("----BEGIN PRIVATE KEY-----\nMC4\n-----END PRIVATE KEY-----\n", "BEGIN line is missing or damaged"),
        ("my secret", "This text is no private key."),
        ("0 apples", "This text is no private key."),
        ("0\x01binary", "no key, or it is damaged"),
        ("\x89PNG\x00\x1a\n", "binary file"),
    ],
)
def test_text_that_is_no_key_when_pasted_then_is_told_by_its_name(text: str, statement: str) -> None:
    with pytest.raises(UnusableKeyError) as caught:
        identify(text.encode())

    assert statement in caught.value.message
    assert caught.value.hint
    assert len(text) < 60 or text[:30] not in caught.value.message  # what was pasted is not shown again


@pytest.mark.parametrize(
    ("label", "statement"),
    [
        ("CERTIFICATE", "This is a certificate, not a private key."),
        ("X509 CERTIFICATE", "This is a certificate, not a private key."),
        ("TRUSTED CERTIFICATE", "This is a certificate, not a private key."),
        ("CERTIFICATE REQUEST", "This is a certificate request"),
        ("NEW CERTIFICATE REQUEST", "This is a certificate request"),
        ("PGP PRIVATE KEY BLOCK", "OpenPGP"),
        ("PGP MESSAGE", "OpenPGP"),
        ("ANY PRIVATE KEY", "“ANY PRIVATE KEY”, not a private key that is known here"),
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


def test_utf_16_without_a_mark_when_opened_then_is_called_binary_and_nothing_worse() -> None:
    with pytest.raises(UnusableKeyError, match="binary"):
        identify(samples.ed25519_file().decode().encode("utf-16-le"))
