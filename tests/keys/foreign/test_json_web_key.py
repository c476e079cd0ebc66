"""JSON Web Keys: private Ed25519 and RSA keys open, everything else is named."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.errors import KeygenError, RefusedError, UnusableKeyError
from app.keys.foreign.document import Container, identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import key_pair_of
from tests.keys import samples

# RFC 8037, appendix A.1.
_PUBLISHED = {
    "kty": "OKP",
    "crv": "Ed25519",
    "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}
_RSA = rsa.generate_private_key(65537, 2048)
_OTHER = Ed25519PrivateKey.generate().public_key().public_bytes_raw()


def _digits(number: int) -> str:
    octets = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def rsa_members() -> dict[str, Any]:
    numbers = _RSA.private_numbers()
    public = numbers.public_numbers
    values = {"n": public.n, "e": public.e, "d": numbers.d, "p": numbers.p, "q": numbers.q}
    values |= {"dp": numbers.dmp1, "dq": numbers.dmq1, "qi": numbers.iqmp}
    return {"kty": "RSA", **{name: _digits(value) for name, value in values.items()}}


def test_published_ed25519_key_when_opened_then_is_its_key() -> None:
    document = identify(json.dumps(_PUBLISHED, indent=2).encode())

    assert (document.container, document.algorithm) == (Container.JWK, "ed25519")
    assert not document.is_alone
    pair = open_private_key(document, None)
    assert pair.private_key_info[-32:].hex().startswith("9d61b19deffd5a60")  # RFC 8032, section 7.1, test 1
    assert pair.subject_public_key_info[-32:].hex().startswith("d75a980182b10ab7")
    assert document.fingerprint == pair.fingerprint


def test_rsa_key_when_opened_then_is_its_key() -> None:
    document = identify(json.dumps(rsa_members()).encode())

    assert (document.container, document.algorithm) == (Container.JWK, "rsa-2048")
    assert open_private_key(document, None) == key_pair_of(_RSA)


def test_key_whose_public_half_is_another_when_opened_then_is_refused() -> None:
    members = _PUBLISHED | {"x": base64.urlsafe_b64encode(_OTHER).decode()}

    with pytest.raises(UnusableKeyError, match="does not belong"):
        open_private_key(identify(json.dumps(members).encode()), None)


_WITHOUT_D = {name: value for name, value in _PUBLISHED.items() if name != "d"}
_NAMED: dict[str, tuple[Any, str]] = {
    "public": (_WITHOUT_D, "public key"),
    "public RSA": ({"kty": "RSA", "n": "AQAB", "e": "AQAB"}, "public key"),
    "set": ({"keys": [_PUBLISHED], "x": {"kty": 1}}, "set of JSON Web Keys"),
    "EC": ({"kty": "EC", "crv": "P-256", "d": "AQAB"}, "an EC key"),
    "X25519": ({"kty": "OKP", "crv": "X25519", "d": "AQAB", "x": "AQAB"}, "on another curve"),
    "symmetric": ({"kty": "oct", "k": "AQAB"}, "symmetric"),
    "unknown": ({"kty": "d-secret-kty", "d": "AQAB"}, "of another kind"),
    "no string": ({"kty": ["OKP"], "d": 7}, "of another kind"),
    "several primes": (rsa_members() | {"oth": []}, "more than two prime numbers"),
    "no primes": ({k: v for k, v in rsa_members().items() if k not in "pq"}, "incomplete"),
    "seed too short": (_PUBLISHED | {"d": "AQAB"}, "incomplete"),
    "number for a text": (_PUBLISHED | {"d": 12}, "incomplete"),
}


@pytest.mark.parametrize("name", _NAMED)
def test_other_json_web_key_when_opened_then_is_named(name: str) -> None:
    members, said = _NAMED[name]

    with pytest.raises(UnusableKeyError, match=said) as caught:
        identify(json.dumps(members).encode())
    assert caught.value.hint
    assert "secret-kty" not in caught.value.message


@pytest.mark.parametrize("text", ['{"kty":', '{"kty"' + "[" * 60_000, '{"kty":"RSA","n":' + "9" * 60_000])
def test_damaged_json_when_opened_then_is_damage_and_no_crash(text: str) -> None:
    with pytest.raises(UnusableKeyError, match="damaged or incomplete"):
        identify(text.encode())


def test_large_rsa_when_opened_then_is_refused() -> None:
    with pytest.raises(RefusedError, match="bits"):
        identify(json.dumps(rsa_members() | {"n": "_" * 2000}).encode())


_VALUES = st.none() | st.integers() | st.text(max_size=50) | st.sampled_from(list(rsa_members().values()))


@pytest.mark.thorough
@given(
    st.dictionaries(st.sampled_from(["kty", "crv", *rsa_members(), "x", "oth", "keys"]), _VALUES),
    st.sampled_from([{}, _PUBLISHED, rsa_members()]),
)
def test_any_members_when_opened_then_only_our_errors_come_out(
    changes: dict[str, Any], start: dict[str, Any]
) -> None:
    data = json.dumps({**start, **changes}).encode()
    document = samples.outcome(lambda: identify(data))
    if not isinstance(document, KeygenError):
        samples.outcome(lambda: open_private_key(document, None))  # type: ignore[arg-type]
