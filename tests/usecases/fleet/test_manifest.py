"""The manifest: what akg keys import reads, what standards and Binance document, and the list of keys."""

import json
from pathlib import Path

import pytest

from app.errors import RegistryError, UsageError
from app.keys.encodings import json_web_key
from app.keys.protection import Unencrypted
from app.storage.registry.registry import Registry
from app.usecases.fleet import manifest
from app.usecases.fleet.cost import cost_in_words, cost_of
from app.usecases.fleet.enrolment import enrol
from app.usecases.fleet.making import make_fleet
from app.usecases.fleet.plan import FleetKey, plan
from app.usecases.fleet.rows import read_rows
from app.usecases.key_list.exchange import read_records

LIST = b"""name,venue,purpose,key type,note,email,ip address
two,binance,futures,rsa-2048,,,
one,binance,spot,,=1+1,a@example.com,192.0.2.1 192.0.2.2
"""


@pytest.fixture
def keys(folder: Path) -> tuple[FleetKey, ...]:
    return make_fleet(plan(read_rows(LIST), folder, resume=False), Unencrypted()).keys


@pytest.mark.parametrize("form", ["csv", "json"])
def test_csv_and_json_are_what_the_list_of_keys_imports(keys: tuple[FleetKey, ...], form: str) -> None:
    one, two = read_records(manifest.FORMATS[form](keys))
    assert (one.name, one.venue, one.purpose, one.algorithm) == ("one", "binance", "spot", "ed25519")
    assert (one.note, one.files, two.name, two.algorithm) == ("=1+1", (), "two", "rsa-2048")
    assert {one.fingerprint, two.fingerprint} == {key.fingerprint for key in keys}
    assert one.created == keys[1].day < one.due


def test_the_key_set_has_thumbprints_and_names(keys: tuple[FleetKey, ...]) -> None:
    found = json.loads(manifest.FORMATS["jwks"](keys))["keys"]
    assert found == [{**json_web_key(key.public_key), "name": key.row.name} for key in keys]
    assert len({each["kid"] for each in found}) == 2


def test_the_form_for_binance_never_leaves_a_key_open_to_every_address(keys: tuple[FleetKey, ...]) -> None:
    two, one = json.loads(manifest.FORMATS["binance"](keys))
    assert one == {
        "email": "a@example.com",
        "apiName": "one",
        "status": 2,
        "ipAddress": "192.0.2.1,192.0.2.2",
        "canTrade": True,
        "publicKey": one["publicKey"],
    }
    assert one["publicKey"].startswith("-----BEGIN PUBLIC KEY-----\n")
    assert (two["status"], two["ipAddress"], two["canFuturesTrade"]) == (2, "", True)
    assert "canTrade" not in two


def test_the_form_for_binance_takes_no_key_of_another_venue(tmp_path: Path) -> None:
    rows = read_rows(b"name,venue\none,binance\ntwo,binance-testnet\nthree,\n")
    with pytest.raises(UsageError, match="2 rows"):
        manifest.check_manifest(tmp_path / "m.json", "binance", rows, resume=False)


@pytest.mark.parametrize(
    ("name", "named", "form"),
    [
        ("m.csv", None, "csv"),
        ("m.JWKS", None, "jwks"),
        ("m.json", "binance", "binance"),
        ("m", "json", "json"),
    ],
)
def test_the_format_is_named_or_that_of_the_ending(name: str, named: str | None, form: str) -> None:
    assert manifest.format_of(Path(name), named) == form


@pytest.mark.parametrize("name", ["manifest", "m.txt", "m.binance.", ".csv"])
def test_an_ending_that_says_no_format_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        manifest.format_of(Path(name), None)


def test_resuming_what_is_there_stays_if_it_says_the_same(keys: tuple[FleetKey, ...], tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    assert manifest.write_manifest(file, "csv", keys[:1], resume=True)
    assert manifest.write_manifest(file, "csv", keys[:1], resume=True) is None
    assert manifest.write_manifest(file, "csv", keys, resume=True)
    assert len(list(tmp_path.glob("m.csv.*.bak"))) == 1
    assert len(read_records(file.read_bytes())) == 2


def test_the_list_of_keys_knows_them_all(keys: tuple[FleetKey, ...], folder: Path, tmp_path: Path) -> None:
    registry = Registry(tmp_path / "keys.sqlite")
    enrol(keys, folder, registry, "30")
    one, two = registry.all()
    assert (one.name, one.note, two.purpose) == ("one", "=1+1", "futures")
    assert [file.path for file in one.files] == [str(folder / "one.private.pem")]
    enrol(keys, folder, registry, "never")
    assert registry.all()[0].due == one.due != ""
    assert [record.fingerprint for record in registry.all()] == [one.fingerprint, two.fingerprint]


def test_a_list_of_keys_that_cannot_be_written_says_so(
    keys: tuple[FleetKey, ...], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RegistryError):
        enrol(keys, folder, Registry(tmp_path / "file" / "keys.sqlite"), "30")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("types", "number"), [("ed25519 ed25519", None), ("rsa-2048 ed25519", 1), ("rsa-4096 rsa-2048", 2)]
)
def test_primes_are_said_not_to_be_in_the_cost(types: str, number: int | None) -> None:
    """They take several times as long as the derivations, which alone can be measured."""
    lines = [f"{kind}-{row},{kind}" for row, kind in enumerate(types.split())]
    said = cost_of(read_rows("\n".join(["name,key type", *lines]).encode()), 600_000)
    assert f"{len(lines)} keys" in said
    assert f"{number} RSA" in said if number else "RSA" not in said


@pytest.mark.parametrize(
    ("count", "each", "cores", "said"),
    [
        (1, 0.1, 8, "about 1 second"),
        (200, 0.1, 2, "about 20 seconds"),
        (10_000, 0.15, 2, "about 25 minutes"),
        (10_000, 1.5, 1, "about 8 hours"),
    ],
)
def test_the_cost_is_twice_the_derivation_of_each_key_on_all_cores(
    count: int, each: float, cores: int, said: str
) -> None:
    assert said in cost_in_words(count, each, cores)
