"""akg clients and akg use: the table and the lines to copy, for people and for programs."""

import json
from pathlib import Path

import pytest

from app.clients.table import CLIENTS
from tests.cli.conftest import PASSPHRASE, Here, Worded, files_in

API_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"


def test_table_has_every_client(here: Here) -> None:
    result = here("clients")
    assert result.status == 0
    lines = result.out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [client.identifier for client in CLIENTS]
    assert all(len(line) <= 120 for line in lines)


def test_table_for_programs(here: Here) -> None:
    shown = json.loads(here("clients", "--json").out)["clients"]
    assert [each["client"] for each in shown] == [client.identifier for client in CLIENTS]
    (one,) = json.loads(here("clients", "ccxt", "--json").out)["clients"]
    assert (one["ed25519"][0], one["tried"]) == ("decrypt-in-program", True)


def test_one_client_with_its_quirks(here: Here) -> None:
    result = here("clients", "nautilus_trader")
    client = next(each for each in CLIENTS if each.identifier == "nautilus_trader")
    assert result.status == 0
    assert all(quirk in result.out for quirk in client.quirks)
    assert client.versions[0] in result.out


def test_lines_for_an_encrypted_key(here: Here, saved: Path) -> None:
    file = saved / "key.private.pem"
    result = here("use", "ccxt", str(file), "--api-key", API_KEY, "--passphrase-file", "passphrase.txt")
    assert (result.status, result.err) == (0, "")
    assert str(file) in result.out
    assert API_KEY in result.out
    assert str(here.home / "passphrase.txt") in result.out
    assert PASSPHRASE not in result.out
    assert "PRIVATE KEY-----" not in result.out
    assert files_in(here.home) == ["passphrase.txt"]


def test_lines_for_programs(here: Here, saved: Path) -> None:
    result = here("use", "ccxt", str(saved / "key.private.pem"), "--json")
    shown = json.loads(result.out)
    assert shown["client"] == "ccxt"
    assert [way["way"] for way in shown["ways"]] == ["decrypt-in-program", "environment", "plain-copy"]
    assert [bool(way["risk"]) for way in shown["ways"]] == [False, True, True]
    assert all(snippet["code"] for way in shown["ways"] for snippet in way["snippets"])


def test_path_is_whole_however_it_was_typed(here: Here, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(saved)
    result = here("use", "binance-sdk-spot", "key.private.pem")
    assert f'"{saved / "key.private.pem"}"' in result.out


def test_key_that_is_not_encrypted_needs_no_passphrase(here: Here, saved: Path) -> None:
    result = here("use", "ccxt", str(saved / "plain.private.pem"))
    assert result.status == 0
    assert "getpass" not in result.out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("hummingbot", "KEY"), 5),
        (("pybit", "KEY"), 5),
        (("ccxtt", "KEY"), 2),
        (("zzzzzz", "KEY"), 2),
        (("ccxt", "-"), 2),
        (("ccxt", "missing.private.pem"), 1),
        (("ccxt", "KEY", "--venue", "bybit"), 2),
        (("ccxt", "KEY", "--api-key", "two words"), 2),
        (("ccxt", "KEY", "--api-key", "-----BEGIN PRIVATE KEY-----"), 2),
        (("ccxt", "PUBLIC"), 4),
        (("ccxt",), 2),
        ((), 2),
    ],
)
def test_what_makes_no_sense_is_explained(
    here: Here, saved: Path, worded: Worded, words: tuple[str, ...], status: int
) -> None:
    for name in ("key.private.pem", "key.public.pem"):
        (here.home / name).write_bytes((saved / name).read_bytes())
    names = {"KEY": "key.private.pem", "PUBLIC": "key.public.pem"}
    result = here("use", *(names.get(word, word) for word in words))
    assert (result.status, result.out) == (status, "")
    worded(result)


def test_path_with_a_line_break_is_refused(here: Here, saved: Path) -> None:
    (here.home / "a\nb.private.pem").write_bytes((saved / "key.private.pem").read_bytes())
    result = here("use", "ccxt", "a\nb.private.pem")
    assert (result.status, result.out) == (2, "")
