"""The steps of a registration: in which order, with what to copy, and what is refused before them."""

import base64
import json
import re
import subprocess

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from app.errors import RefusedError
from app.keys.algorithm import BY_NAME
from app.keys.encodings import BY_NAME as ENCODINGS
from app.keys.pair import KeyPair, generate_key_pair
from app.text import Text
from app.usecases.register import (
    Copies,
    Step,
    check_taken,
    names_of_algorithms,
    shared_key_warning,
    steps,
)
from app.venues.interactive_brokers import DH_COMMAND
from app.venues.purpose import FOUR, OTHER, PURPOSES, SPOT, TAX, Purpose
from app.venues.table import BY_IDENTIFIER, VENUES
from app.venues.venue import Venue
from tests.sentences import refusal, values_of

NAME = "spot-trading-2026-11-28"
each_venue = pytest.mark.parametrize("venue", VENUES, ids=lambda venue: venue.identifier)


@pytest.fixture(scope="module")
def pairs() -> dict[str, KeyPair]:
    return {name: generate_key_pair(BY_NAME[name]) for name in ("ed25519", "rsa-2048")}


def pair_for(venue: Venue, pairs: dict[str, KeyPair]) -> KeyPair:
    return next(pair for name, pair in pairs.items() if name in names_of_algorithms(venue))


def by_identifier(venue: Venue, purpose: Purpose, pair: KeyPair, name: str = NAME) -> dict[str, Step]:
    return {step.identifier: step for step in steps(venue, purpose, name, pair.subject_public_key_info)}


@each_venue
@pytest.mark.parametrize("purpose", PURPOSES, ids=lambda purpose: purpose.identifier)
def test_each_step_is_a_sentence_with_what_belongs_to_it(
    venue: Venue, purpose: Purpose, pairs: dict[str, KeyPair]
) -> None:
    listed = steps(venue, purpose, NAME, pair_for(venue, pairs).subject_public_key_info)
    assert len({step.identifier for step in listed}) == len(listed) >= 4
    for step in listed:
        assert isinstance(step.sentence, Text)
        assert step.sentence
        assert bool(step.copied) == (step.copies is not Copies.NOTHING)
        assert step.address in ("", venue.page)


@each_venue
def test_what_is_copied_is_the_public_key_in_the_encoding_of_the_venue(
    venue: Venue, pairs: dict[str, KeyPair]
) -> None:
    pair = pair_for(venue, pairs)
    listed = steps(venue, SPOT, NAME, pair.subject_public_key_info)
    copied = [step.copied for step in listed if step.copies is Copies.PUBLIC_KEY]
    if venue.pairs:
        assert copied == []  # files are uploaded
    else:
        assert copied == [ENCODINGS[venue.pasted_as].encode(pair.subject_public_key_info, NAME)]


def test_the_order_at_binance_is_that_of_the_page(pairs: dict[str, KeyPair]) -> None:
    listed = steps(BY_IDENTIFIER["binance"], SPOT, NAME, pairs["ed25519"].subject_public_key_info)
    assert [step.identifier for step in listed] == [
        "copy",
        "paste",
        "name",
        "permissions",
        "ip",
        "second-factor",
        "api-key",
    ]
    assert listed[1].address == "https://www.binance.com/en/my/settings/api-management"
    assert listed[2].copied == NAME


def test_what_is_ticked_depends_on_the_purpose_and_withdrawals_are_never(pairs: dict[str, KeyPair]) -> None:
    words = {
        purpose.identifier: str(
            by_identifier(BY_IDENTIFIER["binance"], purpose, pairs["ed25519"])["permissions"].sentence
        )
        for purpose in PURPOSES
    }
    assert "Enable Spot & Margin Trading" in words["spot"]
    assert "Enable Futures" in words["futures"]
    for purpose in ("tax", "read-only", "other"):
        assert "Enable Reading" in words[purpose]
        assert "Trading" not in words[purpose]
        assert "Futures" not in words[purpose]
    for said in words.values():
        assert "Never" in said.partition("Enable Withdrawals")[0]


@each_venue
def test_withdrawals_are_warned_of_wherever_something_is_ticked(
    venue: Venue, pairs: dict[str, KeyPair]
) -> None:
    step = by_identifier(venue, OTHER, pair_for(venue, pairs)).get("permissions")
    if step and venue.identifier != "snowflake":
        assert "Never" in step.sentence


def test_without_trusted_ips_the_consequence_is_said(pairs: dict[str, KeyPair]) -> None:
    assert by_identifier(BY_IDENTIFIER["binance"], SPOT, pairs["ed25519"])["ip"].detail
    assert "90" in by_identifier(BY_IDENTIFIER["bybit"], SPOT, pairs["rsa-2048"])["ip"].detail
    assert "ip" not in by_identifier(BY_IDENTIFIER["binance-testnet"], SPOT, pairs["ed25519"])


def test_a_name_that_the_venue_does_not_take_is_made_to_fit_and_why_is_said(
    pairs: dict[str, KeyPair],
) -> None:
    step = by_identifier(BY_IDENTIFIER["deribit"], SPOT, pairs["ed25519"])["name"]
    assert re.fullmatch("[A-Za-z0-9_]{1,16}", step.copied)
    assert values_of(step.detail)["most"] == 16
    assert not by_identifier(BY_IDENTIFIER["deribit"], SPOT, pairs["ed25519"], "spot")["name"].detail


def test_what_is_known_at_second_hand_is_marked(pairs: dict[str, KeyPair]) -> None:
    for identifier in ("robinhood", "backpack"):
        venue = BY_IDENTIFIER[identifier]
        assert values_of(by_identifier(venue, SPOT, pairs["ed25519"])["paste"].detail)["venue"] == venue.title


def test_the_request_of_kalshi_is_json_with_the_key_and_its_scopes(pairs: dict[str, KeyPair]) -> None:
    pair = pairs["rsa-2048"]
    hostile = 'it\'s "$(id)" \\ \xe9'
    listed = by_identifier(BY_IDENTIFIER["kalshi"], TAX, pair, hostile)
    assert next(iter(listed)) == "account"
    body = json.loads(listed["request"].copied)
    assert body == {"name": hostile, "public_key": pair.public_key_pem, "scopes": ["read"]}
    trading = json.loads(by_identifier(BY_IDENTIFIER["kalshi"], SPOT, pair)["request"].copied)
    assert trading["scopes"] == ["read", "write"]


def test_the_statement_of_snowflake_has_the_key_in_one_line_and_its_fingerprint(
    pairs: dict[str, KeyPair],
) -> None:
    pair = pairs["rsa-2048"]
    listed = by_identifier(BY_IDENTIFIER["snowflake"], SPOT, pair, "a';DROP TABLE x;--")
    matched = re.fullmatch(
        r"ALTER USER USER_NAME SET RSA_PUBLIC_KEY='([A-Za-z0-9+/=]+)';", listed["statement"].copied
    )
    assert matched
    assert base64.b64decode(matched[1]) == pair.subject_public_key_info
    openssl = ["openssl", "dgst", "-sha256", "-binary"]
    done = subprocess.run(openssl, input=pair.subject_public_key_info, capture_output=True, check=True)
    shown = "SHA256:" + base64.b64encode(done.stdout).decode()
    assert values_of(listed["check"].sentence)["value"] == shown
    assert "api-key" not in listed


def test_interactive_brokers_wants_two_files_and_parameters_by_openssl(pairs: dict[str, KeyPair]) -> None:
    venue = BY_IDENTIFIER["interactive-brokers"]
    for name in ("ibkr", "ibkr-signature", "ibkr-encryption"):
        listed = by_identifier(venue, OTHER, pairs["rsa-2048"], name)
        assert values_of(listed["signature"].sentence)["file"] == "ibkr-signature.public.pem"
        assert values_of(listed["encryption"].sentence)["file"] == "ibkr-encryption.public.pem"
        assert listed["dh"].copied == DH_COMMAND
        assert listed["log-in"].copied == "&action=OAUTH"


@pytest.mark.parametrize(
    ("identifier", "algorithm"),
    [("bybit", "ed25519"), ("snowflake", "ed25519"), ("revolut-x", "rsa-2048"), ("backpack", "rsa-2048")],
)
def test_a_type_that_is_not_taken_is_refused_with_what_is(
    identifier: str, algorithm: str, pairs: dict[str, KeyPair]
) -> None:
    venue = BY_IDENTIFIER[identifier]
    with refusal(RefusedError, venue=venue.title):
        steps(venue, SPOT, NAME, pairs[algorithm].subject_public_key_info)
    with pytest.raises(RefusedError) as caught:
        check_taken(venue, algorithm)
    assert values_of(caught.value.hint)["names"] == ", ".join(venue.algorithms)


def test_one_key_for_several_purposes_is_warned_of() -> None:
    assert not shared_key_warning([])
    assert not shared_key_warning([SPOT])
    assert shared_key_warning([SPOT, TAX])
    assert shared_key_warning(FOUR)


def test_what_is_pasted_as_pem_is_read_back_by_another_library(pairs: dict[str, KeyPair]) -> None:
    copied = by_identifier(BY_IDENTIFIER["gmgn"], SPOT, pairs["ed25519"])["copy"].copied
    assert load_pem_public_key(copied.encode())
