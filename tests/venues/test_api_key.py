"""What is pasted where the API key belongs: its form, and what it is instead; never repeated."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.keys.algorithm import BY_NAME
from app.keys.encodings import BODY, PEM, RAW_BASE64
from app.keys.pair import KeyPair, generate_key_pair, private_key_pem
from app.keys.protection import Unencrypted
from app.venues.api_key import check_api_key
from app.venues.table import BY_IDENTIFIER, VENUES
from app.venues.venue import Venue
from tests.sentences import values_of

BINANCE = BY_IDENTIFIER["binance"]
BYBIT = BY_IDENTIFIER["bybit"]
API_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
each_venue = pytest.mark.parametrize("venue", VENUES, ids=lambda venue: venue.identifier)


@pytest.fixture(scope="module")
def pair() -> KeyPair:
    return generate_key_pair(BY_NAME["ed25519"])


@pytest.mark.parametrize(
    ("identifier", "typed"),
    [
        ("binance", API_KEY),
        ("binance-testnet", API_KEY),
        ("revolut-x", API_KEY),
        ("kalshi", "a952bcbe-ec3b-4b5b-b8f9-11dae589608c"),
        ("deribit", "aD-KFx-H"),
        ("interactive-brokers", "ABCDEFGHI"),
        ("backpack", "zwVw3LZppzPkiyCCjol/Rw6rdXBs6XQE70j8zVZ2mF0="),
        ("bybit", "whatever-it-is"),
    ],
)
def test_what_a_venue_shows_is_taken(identifier: str, typed: str) -> None:
    assert not check_api_key(BY_IDENTIFIER[identifier], typed)


@given(st.text(string.ascii_letters + string.digits, min_size=64, max_size=64))
def test_any_64_letters_and_digits_are_one_of_binance(typed: str) -> None:
    assert not check_api_key(BINANCE, typed) or typed.startswith(("MC4CAQ", "MFECAQ", "MCowBQ", "MII"))


@given(st.text(string.ascii_letters + string.digits, max_size=200).filter(lambda text: len(text) != 64))
def test_any_other_length_is_not(typed: str) -> None:
    said = check_api_key(BINANCE, typed)
    assert said
    if typed and not typed.startswith("M"):
        assert values_of(said)["number"] == len(typed)


@given(st.text(max_size=300))
def test_nothing_typed_is_repeated_and_every_venue_answers(typed: str) -> None:
    for venue in VENUES:
        said = check_api_key(venue, typed)
        if len(typed) > 12 and typed.isascii() and typed.isalnum():
            assert typed not in said


@each_venue
@pytest.mark.parametrize("typed", ["", " ", "\n", " \t\r\n"])
def test_nothing_is_not_an_api_key(venue: Venue, typed: str) -> None:
    assert check_api_key(venue, typed)


@pytest.mark.parametrize(
    "broken", [f" {API_KEY}", f"{API_KEY}\n", f"{API_KEY[:9]} {API_KEY[10:]}", "a\nb", "a\0b"]
)
def test_spaces_and_line_breaks_are_named(broken: str) -> None:
    for venue in (BINANCE, BYBIT):
        assert values_of(check_api_key(venue, broken)) == {"name": "API key"}


@each_venue
def test_a_private_key_is_recognised_in_each_form_and_not_repeated(venue: Venue, pair: KeyPair) -> None:
    pem = private_key_pem(pair, Unencrypted())
    body = "".join(pem.splitlines()[1:-1])
    assert len(body) == 64  # as long as an API key of Binance
    for form in (pem, pem.replace("\n", " "), pem.replace("\n", "\\n"), f"\n\n  {pem}", body, pem * 500):
        said = check_api_key(venue, form)
        assert {"venue", "name"} <= set(values_of(said))
        assert "number" not in values_of(said)
        assert body[20:] not in said


@pytest.mark.thorough
@each_venue
def test_an_rsa_key_without_its_lines_is_recognised(venue: Venue) -> None:
    rsa = generate_key_pair(BY_NAME["rsa-2048"])
    body = "".join(private_key_pem(rsa, Unencrypted()).splitlines()[1:-1])
    assert {"venue", "name"} <= set(values_of(check_api_key(venue, body)))
    public = BODY.encode(rsa.subject_public_key_info, "")
    assert check_api_key(venue, public) != check_api_key(venue, body)


@each_venue
def test_a_public_key_is_told_from_a_private_one(venue: Venue, pair: KeyPair) -> None:
    der = pair.subject_public_key_info
    private = check_api_key(venue, private_key_pem(pair, Unencrypted()))
    for form in (PEM.encode(der, ""), BODY.encode(der, "")):
        said = check_api_key(venue, form)
        assert said
        assert said != private


def test_the_api_key_of_backpack_is_the_public_key(pair: KeyPair) -> None:
    assert not check_api_key(BY_IDENTIFIER["backpack"], RAW_BASE64.encode(pair.subject_public_key_info, ""))


@pytest.mark.parametrize(
    "typed",
    [
        "spot.private.pem",
        "/home/me/my keys/spot.pem",
        r"C:\Users\me\spot.key",
        "~/it's $HOME/schl\xfcssel.pem",
    ],
)
def test_the_name_of_a_file_is_recognised_and_not_repeated(typed: str) -> None:
    for venue in (BINANCE, BYBIT):
        said = check_api_key(venue, typed)
        assert {"venue", "name"} <= set(values_of(said))
        assert typed not in said


@each_venue
@pytest.mark.parametrize("typed", ["x" * 100_000, "\xe9" * 100_000, " x" * 50_000, "=" * 100_000])
def test_what_is_far_too_long_is_refused(venue: Venue, typed: str) -> None:
    assert values_of(check_api_key(venue, typed))["number"] == len(typed)


@pytest.mark.parametrize(
    "typed", ["\u043a\u043b\u044e\u0447" * 16, "\u2019" * 64, "$(id);`id`|&<>\"'" * 4, "\u200b" * 64]
)
def test_other_characters_are_refused(typed: str) -> None:
    assert check_api_key(BINANCE, typed)
