"""What the table says against a client is true: without the workaround, the venue refuses it."""

import dataclasses
import re
from pathlib import Path

import pytest

from app.clients.client import Opening
from app.clients.snippets.filling import Snippet
from app.clients.table import BY_IDENTIFIER
from app.usecases.use import Way, ways
from tests.clients.conftest import Key
from tests.clients.programs import Desk
from tests.clients.venue.server import Venue

pytestmark = pytest.mark.clients


def way_of(name: str, key: Key, opening: Opening) -> Way:
    found = ways(
        BY_IDENTIFIER[name],
        key.algorithm,
        str(key.private_file),
        api_key=key.api_key,
        passphrase_file=str(key.passphrase_file),
    )
    return next(way for way in found if way.opening is opening)


def changed(way: Way, old: str, new: str) -> Way:
    """The way with one change in its first program."""
    (first, *rest) = way.snippets
    assert old in first.code
    return dataclasses.replace(way, snippets=(Snippet(first.language, first.code.replace(old, new)), *rest))


def codes(venue: Venue) -> set[int]:
    return {each.code for each in venue.take_judged()}


@pytest.mark.parametrize(
    ("name", "algorithm", "opening"),
    [
        ("node-binance-api", "ed25519", Opening.DECRYPT_IN_PROGRAM),
        ("@binance/connector-typescript", "ed25519", Opening.KEY_OBJECT),
        ("@binance/connector-typescript", "rsa-2048", Opening.OPENS),
    ],
)
def test_signature_is_sent_without_percent_encoding(
    name: str, algorithm: str, opening: Opening, keys: dict[str, Key], venue: Venue, tmp_path: Path
) -> None:
    with pytest.raises(AssertionError):
        Desk(tmp_path, BY_IDENTIFIER[name], venue).run(way_of(name, keys[algorithm], opening))
    assert codes(venue) == {-1022}


def test_python_binance_signs_before_it_encodes(keys: dict[str, Key], venue: Venue, tmp_path: Path) -> None:
    way = way_of("python-binance", keys["ed25519"], Opening.DECRYPT_IN_PROGRAM)
    parts = 'symbol="BTCUSDT", side="BUY", type="MARKET", quantity=1, newClientOrderId="a{}b"'
    order = f"client.create_test_order({parts})"
    good = changed(way, "client.get_account()", order.replace("{}", "-"))
    bad = changed(way, "client.get_account()", order.replace("{}", ":"))
    desk = Desk(tmp_path, BY_IDENTIFIER["python-binance"], venue)
    desk.run(good)
    assert codes(venue) == {0}
    with pytest.raises(AssertionError):
        desk.run(bad)
    assert codes(venue) == {-1022}


def test_ccxt_opens_no_encrypted_file(keys: dict[str, Key], venue: Venue, tmp_path: Path) -> None:
    key = keys["ed25519"]
    way = way_of("ccxt", key, Opening.DECRYPT_IN_PROGRAM)
    code = re.sub(
        r"secret = .*", f"secret = Path({str(key.private_file)!r}).read_text()", way.snippets[0].code
    )
    with pytest.raises(AssertionError, match=r"[Pp]assword"):
        Desk(tmp_path, BY_IDENTIFIER["ccxt"], venue).run(
            dataclasses.replace(way, snippets=(Snippet(way.snippets[0].language, code),))
        )
    assert codes(venue) == set()


def test_line_more_makes_an_ed25519_key_an_rsa_key(
    keys: dict[str, Key], venue: Venue, tmp_path: Path
) -> None:
    """As many clients tell them apart by 120 characters; ours has 119."""
    way = way_of("python-binance", keys["ed25519"], Opening.DECRYPT_IN_PROGRAM)
    longer = changed(way, "private_key=secret", 'private_key=secret + "\\n\\n"')
    with pytest.raises(AssertionError, match="RSA"):
        Desk(tmp_path, BY_IDENTIFIER["python-binance"], venue).run(longer)
    assert codes(venue) == set()


def test_signing_function_must_encode_what_it_returns(
    keys: dict[str, Key], venue: Venue, tmp_path: Path
) -> None:
    way = way_of("binance", keys["rsa-2048"], Opening.SIGNING_FUNCTION)
    bare = changed(way, "encodeURIComponent(", "(")
    with pytest.raises(AssertionError):
        Desk(tmp_path, BY_IDENTIFIER["binance"], venue).run(bare)
    assert codes(venue) == {-1022}


@pytest.mark.parametrize(("ahead", "code"), [(60_000, -1021), (-60_000, -1021)])
def test_clock_that_is_wrong_is_told_from_a_wrong_signature(
    ahead: int, code: int, keys: dict[str, Key], venue: Venue, tmp_path: Path
) -> None:
    venue.ahead = ahead
    with pytest.raises(AssertionError, match=str(code)):
        Desk(tmp_path, BY_IDENTIFIER["binance-connector"], venue).run(
            way_of("binance-connector", keys["ed25519"], Opening.OPENS)
        )
    assert codes(venue) == {code}


def test_api_key_that_is_a_pem_and_one_of_another_key(
    keys: dict[str, Key], venue: Venue, tmp_path: Path
) -> None:
    key = keys["ed25519"]
    way = way_of("binance-connector", key, Opening.OPENS)
    desk = Desk(tmp_path, BY_IDENTIFIER["binance-connector"], venue)
    for wrong, code in (("MCowBQYDK2VwAyEA", -2014), ("a" * 64, -2015), (keys["rsa-2048"].api_key, -1022)):
        with pytest.raises(AssertionError, match=str(code)):
            desk.run(changed(way, key.api_key, wrong))
        assert codes(venue) == {code}
