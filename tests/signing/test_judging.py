"""A signature that is not valid: the reason is the one that the test made, by itself."""

import base64
from collections.abc import Callable
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import load_der_private_key

from app.keys.algorithm import ED25519 as ED25519_KEY
from app.keys.pair import KeyPair, generate_key_pair
from app.signing.judging import Judgement, judge
from app.signing.schemes import ED25519, RSA_PKCS1, RSA_PSS
from app.signing.signatures import LONGEST, Form, readings
from tests.signing.examples import PAIRS

PAYLOAD = b"symbol=BTCUSDT&note=x%3A1&timestamp=1795824000000"
KINDS = ("ed25519", "rsa-2048")


def signed(pair: KeyPair, payload: bytes) -> bytes:
    """As a venue's documents say, without any code of ours."""
    key = load_der_private_key(pair.private_key_info, None)
    if isinstance(key, Ed25519PrivateKey):
        return key.sign(payload)
    assert isinstance(key, RSAPrivateKey)
    return key.sign(payload, padding.PKCS1v15(), hashes.SHA256())


def text_of(signature: bytes) -> str:
    return base64.b64encode(signature).decode()


def judged(kind: str, signature: str, payload: bytes = PAYLOAD, form: Form | None = None) -> Judgement:
    scheme = ED25519 if kind == "ed25519" else RSA_PKCS1
    return judge(PAIRS[kind].subject_public_key_info, payload, signature, (scheme,), form)


def digest(data: bytes) -> bytes:
    state = Hash(SHA256())
    state.update(data)
    return state.finalize()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "written",
    [
        text_of,
        lambda raw: base64.urlsafe_b64encode(raw).decode().rstrip("="),
        lambda raw: text_of(raw).rstrip("="),
        bytes.hex,
        lambda raw: raw.hex().upper(),
        lambda raw: quote(text_of(raw), safe=""),
        lambda raw: quote(quote(text_of(raw), safe=""), safe=""),
        lambda raw: text_of(raw).replace("+", " "),
        lambda raw: base64.encodebytes(raw).decode(),
        lambda raw: f"b'{text_of(raw)}'",
        lambda raw: f'"{text_of(raw)}"\n',
    ],
)
def test_any_form_is_read_where_no_venue_is_named(kind: str, written: Callable[[bytes], str]) -> None:
    judgement = judged(kind, written(signed(PAIRS[kind], PAYLOAD)))
    assert judgement.is_valid
    assert not judgement.reason


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("written", "fits"),
    [
        (text_of, {Form.BASE64}),
        (lambda raw: base64.urlsafe_b64encode(raw).decode().rstrip("="), {Form.BASE64URL}),
        (lambda raw: quote(text_of(raw), safe=""), {Form.BASE64, Form.BASE64_QUOTED}),
        (lambda raw: quote(quote(text_of(raw), safe=""), safe=""), set()),
        (bytes.hex, set()),
        (lambda raw: text_of(raw).replace("+", " "), set()),
        (lambda raw: f"b'{text_of(raw)}'", set()),
        (lambda raw: text_of(raw).rstrip("="), set()),
    ],
)
def test_form_has_to_be_that_of_the_venue(
    kind: str, written: Callable[[bytes], str], fits: set[Form]
) -> None:
    payload = next(
        each for n in range(99) if {"+", "/"} <= set(text_of(signed(PAIRS[kind], each := b"%d" % n)))
    )
    text = written(signed(PAIRS[kind], payload))
    for form in (Form.BASE64, Form.BASE64URL, Form.BASE64_QUOTED):
        judgement = judged(kind, text, payload, form)
        assert judgement.is_valid is (form in fits)
        assert judgement.is_valid or (judgement.proved and judgement.reason)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("payload", "was_signed", "word"),
    [
        (PAYLOAD, PAYLOAD + b"\n", "line end behind"),
        (PAYLOAD, PAYLOAD + b"\r\n", "line end behind"),
        (PAYLOAD + b"\n", PAYLOAD, "without the line end"),
        (PAYLOAD + b"\r\n", PAYLOAD, "without the line end"),
        (b"a\r\nb", b"a\nb", "other line ends"),
        (b"a\nb", b"a\r\nb", "other line ends"),
        (PAYLOAD, PAYLOAD.replace(b"%3A", b":"), "before the text was percent-encoded"),
        (b"note=a+b", b"note=a b", "before the text was percent-encoded"),
        (b"note=a:b", b"note=a%3Ab", "after the text was percent-encoded"),
        (PAYLOAD, digest(PAYLOAD), "digest"),
        (PAYLOAD, digest(PAYLOAD).hex().encode(), "digest"),
        (PAYLOAD, base64.b64encode(PAYLOAD), "base64"),
        ("caf\u00e9".encode(), "caf\u00e9".encode("latin-1"), "UTF-8"),
        (PAYLOAD, PAYLOAD.decode().encode("utf-16-le"), "UTF-8"),
        ("caf\u00e9".encode(), "cafe\u0301".encode(), "Unicode form"),
    ],
)
def test_what_was_signed_instead_is_proved(kind: str, payload: bytes, was_signed: bytes, word: str) -> None:
    judgement = judged(kind, text_of(signed(PAIRS[kind], was_signed)), payload)
    assert (judgement.is_valid, judgement.proved) == (False, True)
    assert word in judgement.reason
    assert judgement.hint


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("pad", "algorithm", "word"),
    [
        (padding.PKCS1v15(), hashes.SHA1(), "SHA-1"),
        (padding.PKCS1v15(), hashes.SHA384(), "SHA-384"),
        (padding.PKCS1v15(), hashes.SHA512(), "SHA-512"),
        (padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256(), "PSS"),
        (padding.PSS(padding.MGF1(hashes.SHA512()), 64), hashes.SHA512(), "PSS with SHA-512"),
    ],
)
def test_padding_and_hash_are_named(
    pad: padding.PKCS1v15 | padding.PSS, algorithm: hashes.HashAlgorithm, word: str
) -> None:
    key = load_der_private_key(PAIRS["rsa-2048"].private_key_info, None)
    assert isinstance(key, RSAPrivateKey)
    judgement = judged("rsa-2048", text_of(key.sign(PAYLOAD, pad, algorithm)))
    assert not judgement.is_valid
    assert word in judgement.reason


def test_kalshi_wants_pss_with_a_salt_of_32_bytes() -> None:
    pair = PAIRS["rsa-2048"]
    key = load_der_private_key(pair.private_key_info, None)
    assert isinstance(key, RSAPrivateKey)
    public = pair.subject_public_key_info
    for salt, valid in ((32, True), (padding.PSS.MAX_LENGTH, False), (20, False)):
        pad = padding.PSS(padding.MGF1(hashes.SHA256()), salt)
        signature = text_of(key.sign(PAYLOAD, pad, hashes.SHA256()))
        judgement = judge(public, PAYLOAD, signature, (RSA_PSS,))
        assert judgement.is_valid is valid
        assert valid or "salt 32" in judgement.hint
    judgement = judge(public, PAYLOAD, text_of(signed(pair, PAYLOAD)), (RSA_PSS,))
    assert "PKCS1-v1_5" in judgement.reason


@pytest.mark.parametrize(
    ("kind", "signature", "word"),
    [
        ("ed25519", "", "empty"),
        ("ed25519", " \n", "empty"),
        ("ed25519", "not a signature!", "not a signature"),
        ("ed25519", "0" * 64, "HMAC"),
        ("rsa-2048", text_of(bytes(32)), "HMAC"),
        ("ed25519", text_of(bytes(63)), "63 bytes"),
        ("ed25519", text_of(bytes(256)), "RSA key"),
        ("rsa-2048", text_of(bytes(64)), "Ed25519 key"),
        ("rsa-2048", text_of(bytes(512)), "512 bytes"),
    ],
)
def test_length_and_form_come_first(kind: str, signature: str, word: str) -> None:
    judgement = judged(kind, signature)
    assert (judgement.is_valid, judgement.proved) == (False, False)
    assert word in judgement.reason


def test_what_cannot_be_proved_is_not_said_as_a_fact() -> None:
    other = signed(generate_key_pair(ED25519_KEY), PAYLOAD)
    assert not judged("ed25519", text_of(other)).proved
    assert not judged("ed25519", text_of(signed(PAIRS["ed25519"], b"another"))).proved
    assert not judged("rsa-2048", text_of(bytes(256))).proved


def test_rsa_proves_that_this_key_signed_another_text() -> None:
    judgement = judged("rsa-2048", text_of(signed(PAIRS["rsa-2048"], b"another")))
    assert (judgement.is_valid, judgement.proved) == (False, True)


def test_text_that_is_too_long_is_no_signature() -> None:
    assert not list(readings("A" * (LONGEST + 1)))
