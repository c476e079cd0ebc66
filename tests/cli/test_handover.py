"""`akg handover`: commands on standard output, what to know beside them, nothing run, no secret in either."""

import json
from pathlib import Path

import pytest

from app.handover.manager import Place
from app.handover.table import MANAGERS
from tests.cli.conftest import PASSPHRASE, Akg, Here, Worded, files_in

EVERY = pytest.mark.parametrize("manager", [each.name for each in MANAGERS])


@pytest.fixture
def key(here: Here, saved: Path) -> str:
    name = "it's $HOME \xfc.private.pem"
    (here.home / name).write_bytes((saved / "key.private.pem").read_bytes())
    return name


def test_the_list_names_every_manager(here: Here, saved: Path) -> None:
    for words in ((), (str(saved / "key.private.pem"),)):
        result = here("handover", *words)
        assert (result.status, result.err) == (0, "")
        assert [line.split()[0] for line in result.out.splitlines()] == [each.name for each in MANAGERS]
    listed = json.loads(here("handover", "--json").out)["managers"]
    assert [each["manager"] for each in listed] == [each.name for each in MANAGERS]


@EVERY
def test_what_is_said_of_each(here: Here, key: str, manager: str, worded: Worded) -> None:
    before = files_in(here.home)
    result = here("handover", key, "--to", manager)
    refused = next(each.refused for each in MANAGERS if each.name == manager)
    assert result.status == (5 if refused else 0)
    worded(result)
    commands = [line for line in result.out.splitlines() if line and not line.startswith("# ")]
    assert len(commands) in ((0,) if refused else (1, 2, 3))
    assert not any(character in result.out for character in "\x1b\r")
    assert files_in(here.home) == before


@EVERY
def test_no_secret_is_in_it(here: Here, key: str, manager: str) -> None:
    result = here("handover", key, "--to", manager, "--passphrase-file", "passphrase.txt", "--json")
    body = (here.home / key).read_text().splitlines()[1]
    for secret in (PASSPHRASE, "horse", body, body[:20]):
        assert secret not in result.out + result.err


@EVERY
def test_json_says_the_same(here: Here, key: str, manager: str) -> None:
    text = here("handover", key, "--to", manager)
    if text.status == 0:
        told = json.loads(here("handover", key, "--to", manager, "--json").out)
        assert told["manager"] == manager
        assert told["encrypted"] is True
        for command in told["commands"]:
            assert f"\n{command['command']}\n" in text.out
        for note in told["notes"]:
            assert note in text.err
        for word in told["replace"]:
            assert word in text.err


def test_the_advice_of_the_venue_stands_before_each_cloud_and_no_other(here: Here, key: str) -> None:
    for each in MANAGERS:
        told = here("handover", key, "--to", each.name).err
        assert ("third parties" in told) == (each.place is Place.CLOUD), each.name


def test_the_passphrase_file_is_named_whole_and_not_read(here: Here, key: str) -> None:
    (here.home / "pass phrase").touch(mode=0)
    result = here("handover", key, "--to", "age", "--passphrase-file", "pass phrase")
    assert result.status == 0
    assert f"'{here.home}/pass phrase'" in result.out
    assert "PASSPHRASE-FILE" not in result.out + result.err


@pytest.mark.parametrize("word", [PASSPHRASE, "/no/such", "x" * 5000, "."])
def test_a_passphrase_typed_as_the_name_of_its_file_is_not_repeated(
    here: Here, key: str, word: str, worded: Worded
) -> None:
    result = here("handover", key, "--to", "pass", "--passphrase-file", word)
    assert (result.status, result.out) == (1, "")
    assert word == "." or word not in result.err
    worded(result.__class__(result.status, result.out, result.err, "handover KEY --passphrase-file WORD"))


def test_a_key_in_clear_is_warned_of(here: Here, saved: Path, worded: Worded) -> None:
    result = here("handover", str(saved / "plain.private.pem"), "--to", "keepassxc")
    assert result.status == 0
    worded(result)
    assert "assphrase" not in result.out


def test_what_is_not_a_private_key_is_refused(here: Here, saved: Path) -> None:
    assert here("handover", str(saved / "key.public.pem"), "--to", "pass").status == 4
    assert here("handover", "missing.pem", "--to", "pass").status == 1


def test_a_path_that_would_steer_the_terminal_is_refused(akg: Akg, saved: Path, worded: Worded) -> None:
    name = "a\x1b[31m\nb.private.pem"
    (akg.home / name).write_bytes((saved / "key.private.pem").read_bytes())
    result = akg("handover", name, "--to", "pass")
    assert (result.status, result.out) == (2, "")
    assert "\x1b" not in result.err
    worded(result.__class__(result.status, result.out, result.err, "handover NAME --to pass"))


@pytest.mark.parametrize(
    "words",
    [
        ("--to", "pas"),
        ("--to", "keepass"),
        ("--to", "kubectl"),
        ("--to", "x" * 100),
        ("--to",),
        ("--to", "pass"),
        ("-", "--to", "pass"),
        ("a", "b"),
    ],
)
def test_what_makes_no_sense(here: Here, words: tuple[str, ...], worded: Worded) -> None:
    result = here("handover", *words)
    assert (result.status, result.out) == (2, "")
    worded(result)
