"""The public half in the form that is pasted and in the form that is compared."""

import base64
import hashlib

from app.keys.pair import KeyPair
from app.keys.public_formats import fingerprint, public_key_pem


def test_public_key_when_written_then_is_subject_public_key_info_pem(pairs: dict[str, KeyPair]) -> None:
    text = public_key_pem(pairs["ed25519"].subject_public_key_info)

    assert text.startswith("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA")
    assert text.endswith("\n-----END PUBLIC KEY-----\n")
    assert len(text) == 113


def test_fingerprint_when_shown_then_is_sha_256_of_the_der_in_base64_without_padding() -> None:
    shown = fingerprint(b"any DER")

    assert shown.startswith("SHA256:")
    assert "=" not in shown
    assert base64.b64decode(shown[7:] + "=") == hashlib.sha256(b"any DER").digest()
