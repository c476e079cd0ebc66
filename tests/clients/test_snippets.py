"""Every snippet for a client that PyPI or npm has is run, as it is copied, and the venue lets it in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.clients.client import Client, Opening
from app.clients.table import CLIENTS
from app.keys.algorithm import BY_NAME
from app.usecases.diagnose import KnownKey, diagnose, public_key_in
from app.usecases.use import Way, ways
from tests.clients.conftest import ALGORITHMS, Key
from tests.clients.programs import Desk
from tests.clients.venue.server import Venue

pytestmark = pytest.mark.clients

HEAVY = ("freqtrade", "nautilus_trader", "nautilus_trader-1.221")
_BARE_BASE64 = (  # as their quirks say
    ("node-binance-api", "ed25519"),
    ("@binance/connector-typescript", "ed25519"),
    ("@binance/connector-typescript", "rsa-2048"),
)


@dataclass(frozen=True)
class Case:
    """One way of one kind of key into one client."""

    client: Client
    algorithm: str
    venue: str
    opening: Opening

    def __str__(self) -> str:
        return f"{self.client.identifier}-{self.venue}-{self.algorithm}-{self.opening.value}"


def cases() -> Iterator[Case]:
    for client in CLIENTS:
        if client.tried and client.identifier not in HEAVY:
            for algorithm in ALGORITHMS:
                for venue in client.venues:
                    found = ways(client, BY_NAME[algorithm], "/key.private.pem", venue=venue)
                    yield from (Case(client, algorithm, venue, way.opening) for way in found)


def way_of(case: Case, key: Key) -> Way:
    found = ways(
        case.client,
        key.algorithm,
        str(key.private_file),
        api_key=key.api_key,
        passphrase_file=str(key.passphrase_file),
        venue=case.venue,
    )
    return next(way for way in found if way.opening is case.opening)


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_venue_lets_in_what_the_snippet_signs(
    case: Case, keys: dict[str, Key], venue: Venue, tmp_path: Path
) -> None:
    key = keys[case.algorithm]
    venue.strict = (case.client.identifier, case.algorithm) not in _BARE_BASE64
    Desk(tmp_path, case.client, venue).run(way_of(case, key))
    judged = venue.take_judged()
    assert judged
    assert {(each.api_key, each.code) for each in judged} == {(key.api_key, 0)}
    signed = [each.sent for each in judged if "sign" in each.sent.casefold() or "\x01" in each.sent]
    assert signed
    for each in signed:
        bare = not venue.strict and re.search(r"[?&]signature=[^&\s]*[+/]", each)
        assert found_in(each, key, case) == ((False, ["sig-unencoded"]) if bare else (True, [])), each


def found_in(sent: str, key: Key, case: Case) -> tuple[bool | None, list[str]]:
    """What the doctor says about a request as the venue has got it."""
    public = key.private_file.with_name(key.private_file.name.replace(".private.", ".public."))
    known = KnownKey(public_key_in(public.read_bytes()), "registered")
    diagnosis = diagnose(sent.encode(), [known], venue=case.venue, client=case.client)
    return diagnosis.valid, [cause.identifier for cause in diagnosis.findings]
