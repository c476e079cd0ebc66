"""No record contains a private key or a passphrase, whatever is typed, imported or named so."""

import base64
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import RegistryError, UsageError
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.storage.registry.private_text import may_be_private
from app.storage.registry.record import KeyFile, checked, fingerprint_of
from app.storage.registry.registry import Registry
from app.usecases.key_list import replacing
from app.usecases.key_list.remembering import Intent, remember_opened, remember_saved
from app.usecases.passphrases import suggest
from app.usecases.save import SaveRequest, save
from app.venues.purpose import PURPOSES, suggested_name
from app.venues.table import VENUES
from tests.conftest import examples
from tests.storage.registry.keys import full_key, key, left_by

_PASSPHRASE = "correct horse battery staple"


def forms_of(pair: KeyPair) -> Iterator[tuple[str, str]]:
    """The private key as people and programs write it."""
    secret = loaded(pair)
    locked = BestAvailableEncryption(_PASSPHRASE.encode())
    for name, format_, lock in (
        ("pkcs8", PrivateFormat.PKCS8, NoEncryption()),
        ("encrypted", PrivateFormat.PKCS8, locked),
        ("traditional", PrivateFormat.TraditionalOpenSSL, NoEncryption()),
        ("openssh", PrivateFormat.OpenSSH, NoEncryption()),
    ):
        if name == "traditional" and pair.algorithm.name == "ed25519":
            continue
        pem = secret.private_bytes(Encoding.PEM, format_, lock).decode()
        body = "".join(pem.splitlines()[1:-1])
        yield f"{name} PEM", pem
        yield f"{name} on one line", " ".join(pem.split())
        yield f"{name} body", body
        yield f"{name} body in pieces", " ".join(re.findall(".{1,40}", body))
        yield f"{name} body after a word", f"key={body[:400]}"
        yield f"{name} URL-safe", body.replace("+", "-").replace("/", "_").rstrip("=")
        yield f"{name} hexadecimal", base64.b64decode(body).hex()
        yield f"{name} twice in base64", base64.b64encode(pem.encode()).decode()


def loaded(pair: KeyPair) -> RSAPrivateKey | Ed25519PrivateKey:
    key = load_der_private_key(pair.private_key_info, None)
    assert isinstance(key, RSAPrivateKey | Ed25519PrivateKey)
    return key


def seeds_of(pair: KeyPair) -> Iterator[tuple[str, str]]:
    seed = pair.private_key_info[-32:]
    both = seed + pair.subject_public_key_info[-32:]
    for name, octets in (("seed", seed), ("seed and public key", both)):
        yield f"{name} base64", base64.b64encode(octets).decode()
        yield f"{name} base64 without padding", base64.b64encode(octets).decode().rstrip("=")
        yield f"{name} base64url", base64.urlsafe_b64encode(octets).decode().rstrip("=")
        yield f"{name} hexadecimal", octets.hex()
        yield f"{name} capital hexadecimal", f"0x{octets.hex().upper()}"
    yield "JWK", json.dumps({"kty": "OKP", "crv": "Ed25519", "d": base64.urlsafe_b64encode(seed).decode()})


@pytest.mark.thorough
@pytest.mark.parametrize("field", ["name", "note", "api_key"])
@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048", "rsa-4096"])
def test_private_key_when_put_into_a_field_then_is_refused_and_not_repeated(
    algorithm: str, field: str, pairs: dict[str, KeyPair]
) -> None:
    pair = pairs[algorithm]
    record = key(
        1, fingerprint=pair.fingerprint, public_key=pair.subject_public_key_info, algorithm=algorithm
    )
    assert checked(record) == record
    forms = dict(forms_of(pair)) | (dict(seeds_of(pair)) if algorithm == "ed25519" else {})

    for name, form in forms.items():
        for cut in (form, form[:480]):
            with pytest.raises(UsageError) as caught:
                checked(replace(record, **{field: cut}))  # type: ignore[arg-type]
            said = f"{caught.value.message} {caught.value.hint}"
            pieces = [cut[n : n + 12] for n in range(min(len(cut), 120) - 11)]
            assert not any(piece in said for piece in pieces), name


@pytest.mark.thorough
@pytest.mark.parametrize("field", ["name", "note"])
def test_seed_of_another_key_when_put_into_a_name_or_a_note_then_is_refused(
    field: str, pairs: dict[str, KeyPair]
) -> None:
    for name, form in seeds_of(pairs["ed25519"]):
        with pytest.raises(UsageError):
            checked(key(1, **{field: f"seed: {form}"}))
        assert name


@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048"])
def test_private_key_when_given_as_the_public_one_then_is_refused(
    algorithm: str, pairs: dict[str, KeyPair]
) -> None:
    der = pairs[algorithm].private_key_info

    with pytest.raises(UsageError):
        checked(key(1, public_key=der, fingerprint=fingerprint_of(der)))


@pytest.mark.parametrize("words", [5, 6, 10])
def test_passphrase_when_suggested_then_is_neither_name_nor_note_nor_api_key(words: int) -> None:
    for _ in range(4):
        phrase = suggest(words).passphrase.reveal()
        for form in (phrase, phrase.replace("-", " "), f"bot {phrase}", phrase.upper()):
            for field in ("name", "note", "api_key"):
                with pytest.raises(UsageError):
                    checked(key(1, **{field: form}))


FORMS = {venue.api_key.pattern for venue in VENUES if venue.api_key} - {""}


@pytest.mark.parametrize("form", sorted(FORMS | {"[A-Za-z0-9]{16,64}"}))
def test_api_key_when_it_has_the_form_of_its_venue_then_is_never_refused(form: str) -> None:
    @settings(max_examples=examples(50))
    @given(st.from_regex(form, fullmatch=True))
    def is_taken(api_key: str) -> None:
        assert checked(key(1, api_key=api_key)).api_key == api_key

    is_taken()


@given(st.one_of(st.uuids().map(str), st.binary(min_size=16, max_size=64).map(bytes.hex)))
def test_api_key_when_a_uuid_or_hexadecimal_then_is_taken(api_key: str) -> None:
    assert checked(key(1, api_key=api_key)).api_key == api_key


@pytest.mark.parametrize(
    "words",
    [
        *(suggested_name(purpose, "2026-11-29") for purpose in PURPOSES),
        "my-private-key-2026",
        "private key of the bot",
        "spot-trading-on-the-grid-of-2026-for-anna-b",  # 43 characters of base64url
        "spot-trading-" * 6 + "of-anna_",  # 86
        "Replaces SHA256:EDwLPJ4xm6xGeBvOTzIgdQ5MoiYyICBU4Z0Y1XxlwNA since Monday",
        "this one is for the grid bot on the small machine, ask Anna before it is deleted",
        "read only, IPs 10.0.0.1 and 10.0.0.2; see https://example.com/a/b-c_d?e=f",
        "-----",
        "\u9375 f\u00fcr die B\u00f6rse",
    ],
)
def test_words_when_they_are_a_name_or_a_note_then_are_taken(words: str) -> None:
    assert checked(key(1, name=words, note=words)).note == words


@pytest.mark.parametrize(
    "values",
    [
        {"name": "two\nlines"},
        {"note": "\x1b[31mred"},
        {"note": "\u202egnp"},
        {"name": "\udc80"},
        {"api_key": "a\0b"},
        {"note": "n" * 501},
        {"venue": "Binance "},
        {"client": "c" * 41},
        {"steps": ("a b",)},
        {"steps": tuple(f"step-{n}" for n in range(65))},
        {"due": "2026-02-30"},
        {"created": "29.11.2026"},
        {"retired": "\u0662\u0660\u0662\u0666-11-29"},
        {"replaced_by": "SHA256:short"},
        {"algorithm": "a" * 64},
        {"files": (KeyFile(""),)},
        {"files": (KeyFile("/a\0b"),)},
        {"files": (KeyFile("/a\ud800"),)},
        {"files": (KeyFile("/a"), KeyFile("/a", "2026-11-01T10:00:00Z"))},
        {"files": (KeyFile("/a", "today"),)},
        {"files": (KeyFile("-----BEGIN PRIVATE KEY-----"),)},
        {"files": tuple(KeyFile(f"/{n}") for n in range(17))},
        {"public_key": b""},
        {"fingerprint": full_key(2).fingerprint},
    ],
    ids=repr,
)
def test_record_when_it_has_what_none_may_have_then_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        checked(key(1, **values))


@given(st.text(max_size=600))
def test_text_when_it_may_be_anything_then_is_judged_without_another_error(words: str) -> None:
    with suppress(UsageError):
        assert checked(key(1, note=words)).note == words
    assert may_be_private(words, is_api_key=True) <= may_be_private(words)


@pytest.mark.usefixtures("quick_derivation")
def test_list_after_the_whole_life_of_keys_then_contains_no_private_byte(
    tmp_path: Path, registry: Registry, pairs: dict[str, KeyPair]
) -> None:
    """GIVEN Ed25519 and RSA keys WHEN saved, opened, replaced, marked and forgotten."""
    passphrase = suggest().passphrase
    both = pairs["ed25519"], pairs["rsa-2048"]
    for protection, folder in ((Encrypted(passphrase), "sealed"), (Unencrypted(), "plain")):
        report = save(SaveRequest(both, "life", tmp_path / folder, protection))
        remember_saved(report, Intent("2026-11-29", venue="binance", purpose="spot"), registry)
    for pair in both:
        remember_opened(pair, "opened", str(tmp_path / "elsewhere.pem"), Intent("2026-11-29"), registry)
    old, new = (pair.fingerprint for pair in both)
    registry.change([old], lambda record: replacing.begun(record, new))
    replacing.mark_leaked(old, registry)
    for step in (replacing.NEW_REGISTERED, replacing.SWITCHED, replacing.OLD_DELETED):
        replacing.tick((old, new), step, True, "2026-11-30", registry)

    content = b"".join(left_by(registry).values())

    assert all(pair.subject_public_key_info in content for pair in both)
    assert passphrase.reveal().encode() not in content
    for pair in both:
        for octets in private_octets(pair):
            for form in (octets, base64.b64encode(octets)[:-4], octets.hex().encode()):
                assert form not in content
    assert len(registry.all()) == 2


def private_octets(pair: KeyPair) -> list[bytes]:
    if pair.algorithm.name == "ed25519":
        return [pair.private_key_info[-32:]]
    key = loaded(pair)
    assert isinstance(key, RSAPrivateKey)
    numbers = key.private_numbers()
    return [
        number.to_bytes(-(-number.bit_length() // 8), "big")
        for number in (numbers.d, numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp)
    ]


def test_name_when_it_may_not_be_remembered_then_a_finished_save_is_no_mistake_of_its_user(
    registry: Registry, pairs: dict[str, KeyPair]
) -> None:
    name = Passphrase(suggest().passphrase.reveal()).reveal()

    with pytest.raises(RegistryError):
        remember_opened(pairs["ed25519"], name, "/a.pem", Intent("2026-11-29"), registry)

    assert registry.all() == ()


def test_path_when_it_is_no_utf_8_then_it_is_remembered_as_it_is(
    registry: Registry, pairs: dict[str, KeyPair]
) -> None:
    remember_opened(pairs["ed25519"], "name", "/folder\udcff/a.pem", Intent("2026-11-29"), registry)

    assert [file.path for record in registry.all() for file in record.files] == ["/folder\udcff/a.pem"]
