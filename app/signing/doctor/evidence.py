"""Whether a text was signed, for one public key and one signature: the only judge of every hypothesis.

Promises: nothing is taken for proved but what the cryptography says. RSA is opened once, and a text costs a
digest from then on, or two; Ed25519 costs a verification for each text.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.keys.algorithm import Family
from app.signing.algorithms import (
    OpenedPSS,
    digest,
    family_of,
    opened_pss,
    recovered_digest,
    signature_length,
    verify,
)
from app.signing.schemes import ED25519, RSA_PSS, Padding, Scheme

COST_OF_DIGEST = 8  # microseconds on the machine that the budget was measured on
COST_OF_VERIFICATION = 100


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """`judge` returns the causes of how the octets were signed; None where they were not.

    `is_certain`: this key made the signature, of whatever text; `causes` of how it did, where that shows.
    """

    public_key: bytes
    judge: Callable[[bytes], tuple[str, ...] | None]
    cost: int
    is_certain: bool = False
    causes: tuple[str, ...] = ()


def evidence_of(public_key: bytes, raw: bytes, scheme: Scheme | None) -> Evidence | None:
    """Return what judges texts; None where this key cannot have made it, by its length or its padding."""
    if len(raw) != signature_length(public_key):
        return None
    if family_of(public_key) is Family.ED25519:
        return Evidence(public_key, lambda octets: _ed25519(public_key, octets, raw), COST_OF_VERIFICATION)
    recovered = recovered_digest(public_key, raw)
    wants_pss = scheme is not None and scheme.padding is Padding.PSS
    if recovered is None:
        opened = opened_pss(public_key, raw)
        return _of_pss(public_key, opened, wants=wants_pss) if opened else None
    name, value = recovered
    extra: tuple[str, ...] = ("rsa-not-pss",) if wants_pss else ()
    extra += ("rsa-wrong-hash",) if name not in ("SHA-256", "") else ()
    unnamed: tuple[str, ...] = () if name else ("rsa-wrong-hash",)
    return Evidence(
        public_key, lambda octets: _pkcs1(octets, name, value, extra + unnamed), COST_OF_DIGEST, True, extra
    )


def _of_pss(public_key: bytes, opened: tuple[OpenedPSS, ...], *, wants: bool) -> Evidence:
    """Return the evidence of a signature that opens as PSS, with one pair of digests or, by chance, two."""
    certain = next((each for each in opened if each.is_certain), None)
    return Evidence(
        public_key,
        lambda octets: _pss(octets, opened, wants=wants),
        COST_OF_DIGEST * 2,
        certain is not None,
        _causes_of_pss(certain, wants=wants) if certain else (),
    )


def _ed25519(public_key: bytes, octets: bytes, raw: bytes) -> tuple[str, ...] | None:
    return () if verify(public_key, octets, raw, ED25519) else None


def _pkcs1(octets: bytes, name: str, value: bytes, extra: tuple[str, ...]) -> tuple[str, ...] | None:
    if name:
        return extra if digest(octets, name) == value else None
    return extra if octets == value or digest(octets, "SHA-256") == value else None


def _pss(octets: bytes, opened: tuple[OpenedPSS, ...], *, wants: bool) -> tuple[str, ...] | None:
    found = next((each for each in opened if each.is_of(octets)), None)
    return _causes_of_pss(found, wants=wants) if found else None


def _causes_of_pss(found: OpenedPSS, *, wants: bool) -> tuple[str, ...]:
    causes: tuple[str, ...] = () if found.name == "SHA-256" else ("rsa-wrong-hash",)
    if not wants:
        return ("rsa-pss", *causes)
    causes += () if found.mask_name == found.name else ("pss-mgf1",)
    return causes if len(found.salt) == RSA_PSS.salt else (*causes, "pss-salt")
