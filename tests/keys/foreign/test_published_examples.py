"""Keys that others published, with what they say about them. Sources stand in tests/vectors."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key

from app.errors import UnusableKeyError
from app.keys.foreign.document import Container, identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair, key_pair_of, private_key_pem
from app.keys.protection import Unencrypted

_VECTORS = Path(__file__).parents[2] / "vectors"
RFC8410 = json.loads((_VECTORS / "rfc8410.json").read_text("utf-8"))
RFC8032 = json.loads((_VECTORS / "rfc8032.json").read_text("utf-8"))["tests"]
BINANCE = json.loads((_VECTORS / "binance.json").read_text("utf-8"))


def _sign(pair: KeyPair, message: bytes) -> bytes:
    key = load_der_private_key(pair.private_key_info, None)
    assert isinstance(key, Ed25519PrivateKey)
    return key.sign(message)


@pytest.mark.parametrize("form", ["private_key", "private_key_with_attributes_and_public_key"])
def test_rfc_8410_private_key_when_opened_then_has_the_published_public_key(form: str) -> None:
    document = identify(RFC8410[form].encode())
    pair = open_private_key(document, None)

    assert (document.container, document.algorithm, document.bits) == (Container.PKCS8, "ed25519", 256)
    assert pair.public_key_pem == RFC8410["public_key"]
    assert pair.fingerprint == RFC8410["fingerprint"]


@pytest.mark.parametrize("form", ["private_key", "private_key_with_attributes_and_public_key"])
def test_rfc_8410_private_key_when_saved_again_then_is_the_first_form_that_all_clients_read(
    form: str,
) -> None:
    pair = open_private_key(identify(RFC8410[form].encode()), None)

    assert private_key_pem(pair, Unencrypted()) == RFC8410["private_key"]


def test_rfc_8410_public_key_when_identified_then_is_a_public_key_with_its_fingerprint() -> None:
    document = identify(RFC8410["public_key"].encode())

    assert (document.container, document.is_private) == (Container.SPKI, False)
    assert document.fingerprint == RFC8410["fingerprint"]


def test_rfc_8410_second_form_when_its_public_key_is_another_then_is_refused() -> None:
    der = bytearray(
        base64.b64decode("".join(RFC8410["private_key_with_attributes_and_public_key"].split("\n")[1:-2]))
    )
    der[-1] ^= 1

    with pytest.raises(UnusableKeyError, match="does not belong"):
        open_private_key(identify(bytes(der)), None)


@pytest.mark.parametrize("example", RFC8032, ids=["test 1", "test 2", "test 3", "SHA(abc)"])
def test_rfc_8032_key_when_taken_then_has_the_published_public_key_and_signature(
    example: dict[str, str],
) -> None:
    seed = bytes.fromhex(example["private_key"])
    file = bytes.fromhex("302e020100300506032b657004220420") + seed

    pair = open_private_key(identify(file), None)

    assert pair == key_pair_of(Ed25519PrivateKey.from_private_bytes(seed))
    assert pair.private_key_info == file
    assert pair.subject_public_key_info[-32:].hex() == example["public_key"]
    assert _sign(pair, bytes.fromhex(example["message"])).hex() == example["signature"]


@pytest.mark.parametrize("example", BINANCE, ids=lambda example: str(example["id"]))
def test_venue_example_when_opened_then_its_public_key_and_signature_come_out(
    example: dict[str, Any],
) -> None:
    text = example["private_key_pem"]

    pair = open_private_key(identify(text.encode()), None)

    assert pair.public_key_pem == example["public_key_pem"]
    assert private_key_pem(pair, Unencrypted()) == text
    signature = _sign(pair, example["payload"].encode())
    assert base64.b64encode(signature).decode() == example["expected_signature_b64"]
