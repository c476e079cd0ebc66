"""akg keys: the whole life of a key in the terminal, and what each action says and refuses."""

import json
import plistlib
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli.commands.keys_timer import timer
from app.cli.key_descriptions import _FILES
from app.keys.algorithm import ED25519
from app.keys.pair import generate_key_pair
from app.storage.registry.registry import Registry, user_registry
from app.usecases.key_list.looking import FileState
from app.usecases.key_list.remembering import Intent, record_of
from app.venues.table import BY_IDENTIFIER
from tests.cli.conftest import PASSPHRASE, Akg, Here, Result, Spawn, Worded, files_in
from tests.modes import need_modes

DAY = "2026-11-29"
PEM = "-----BEGIN PRIVATE KEY-----MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"
ENCRYPTED = ("--passphrase-file", "passphrase.txt")
API_KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"


@pytest.fixture(autouse=True)
def own_list(here: Here, monkeypatch: pytest.MonkeyPatch, quick_derivation: None) -> None:
    """A list for each test, and a day that does not pass."""
    monkeypatch.setenv("XDG_DATA_HOME", str(here.home / ".local" / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(here.home / ".config"))
    on(monkeypatch, DAY)


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    for module in ("app.storage.names", "app.cli.listing", "app.cli.new_files"):
        monkeypatch.setattr(f"{module}.today", lambda: day)


def generate(here: Here, *words: str) -> Result:
    result = here("generate", "-q", "-d", "keys", *ENCRYPTED, *words)
    assert result.status == 0, result.err
    return result


def keys(here: Here) -> dict[str, dict[str, object]]:
    """By name, as JSON says."""
    result = here("keys", "list", "--json")
    assert result.status == 0, result.err
    return {each["name"]: each for each in json.loads(result.out)["keys"]}


def enrol(here: Here, *names: str) -> None:
    """Keys at Binance, without files."""
    registry = Registry(here.home / ".local" / "share" / "asymmetric-key-generator" / "keys.sqlite3")
    for name in names:
        pair = generate_key_pair(ED25519)
        intent = Intent(DAY, venue="binance")
        registry.enrol([record_of(pair.subject_public_key_info, "ed25519", name, intent)])


def test_the_whole_life(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """GIVEN a new pair WHEN months pass THEN it is listed, registered, due, replaced, and forgotten."""
    generate(here, "--venue", "binance", "--purpose", "spot")
    name, file = f"spot-trading-{DAY}", here.home / "keys" / f"spot-trading-{DAY}.private.pem"
    made = keys(here)[name]
    assert made["states"] == ["not-registered"]
    assert made["files"] == [{**_first(made), "path": str(file), "state": "well"}]
    assert (made["venue"], made["environment"], made["purpose"]) == ("binance", "production", "spot")
    assert (made["created"], made["due"], made["days"]) == (DAY, "2027-02-27", 90)

    assert here("keys", "edit", name, "--registered", "--api-key", API_KEY, "--client", "ccxt").status == 0
    assert keys(here)[name]["states"] == ["in-order"]
    assert here("keys", "due").status == 0

    on(monkeypatch, "2027-02-13")
    assert here("keys", "due").out == ""
    result = here("keys", "due", "--within", "14d")
    assert (result.status, result.out) == (10, f"{name}  binance  due in 14 days\n")
    on(monkeypatch, "2027-03-01")
    assert here("keys", "due").out == f"{name}  binance  due 2 days ago\n"

    new = "spot-trading-2027-03-01"
    result = here("keys", "replace", name, *ENCRYPTED)
    assert result.status == 0, result.err
    assert steps(result) == ["new-registered", "switched", "works", "old-deleted", "file-removed"]
    assert "PRIVATE KEY" not in result.out
    replacement = keys(here)[new]
    assert replacement["states"] == ["not-registered"]
    assert (replacement["venue"], replacement["purpose"]) == ("binance", "spot")
    assert (replacement["client"], replacement["api_key"]) == ("ccxt", "")
    assert keys(here)[name]["replaced_by"] == replacement["fingerprint"]
    assert (here.home / "keys" / f"{new}.private.pem").is_file()
    assert here("keys", "due").status == 10  # the old API key still works

    for step in ("new-registered", "switched", "works", "old-deleted", "file-removed"):
        result = here("keys", "replace", name, "--done", step)
        assert result.status == 0
        assert steps(here("keys", "replace", name)) == steps(result)
    assert steps(result) == []
    assert here("keys", "due").status == 0
    assert keys(here)[name]["states"] == ["retired"]
    assert keys(here)[new]["registered"] == "2027-03-01"
    assert len(keys(here)) == 2

    assert here("keys", "forget", name, "--force").status == 0
    assert set(keys(here)) == {new}
    assert file.is_file()


def _first(made: dict[str, object]) -> dict[str, object]:
    files = made["files"]
    assert isinstance(files, list)
    first: dict[str, object] = files[0]
    return first


_STEPS = {
    "Register": "new-registered",
    "Tell": "switched",
    "See": "works",
    "Delete": "old-deleted",
    "Remove": "file-removed",
}


def steps(result: Result) -> list[str]:
    """What is left to do, in order."""
    lines = [line.partition("[ ] ")[2] for line in result.out.splitlines() if "[ ] " in line]
    return [_STEPS[line.split()[0]] for line in lines]


def test_what_leaked_is_deleted_at_the_venue_first(here: Here, worded: Worded) -> None:
    generate(here, "--venue", "binance", "-l", "bot")
    result = here("keys", "replace", "bot", "--leaked", *ENCRYPTED)
    assert result.status == 0
    assert steps(result)[0] == "old-deleted"
    said = result.err.index("https://www.binance.com/en/my/settings/api-management")
    assert said < result.err.index(".private.pem")
    assert keys(here)["bot"]["states"][0] == "leaked"  # type: ignore[index]
    worded(result)


def test_a_step_is_taken_back_and_a_half_replaced_key_is_not_forgotten(here: Here) -> None:
    """GIVEN a leaked key that is deleted at the venue THEN it stays among what is to do until all is done."""
    generate(here, "--venue", "binance", "-l", "bot")
    assert here("keys", "edit", "bot", "--api-key", API_KEY).status == 0
    made = here("keys", "replace", "bot", "--leaked", *ENCRYPTED)
    assert API_KEY[:12] in made.out
    assert API_KEY not in made.out
    assert here("keys", "replace", "bot", "--done", "old-deleted").status == 0
    assert keys(here)["bot"]["states"] == ["replacement-unfinished"]
    again = here("keys", "replace", "bot", "--not-done", "old-deleted")
    assert steps(again) == steps(made)
    assert keys(here)["bot"]["states"][0] == "leaked"  # type: ignore[index]
    assert here("keys", "due").status == 10
    for step in ("old-deleted", "switched", "works", "file-removed"):
        assert here("keys", "replace", "bot", "--done", step).status == 0
    assert keys(here)["bot"]["states"] == ["retired"]


def test_the_old_file_is_deleted_on_request(here: Here, worded: Worded) -> None:
    """GIVEN a key that is being replaced WHEN its file is to be removed THEN only that goes, if asked."""
    generate(here, "-l", "bot")
    assert here("keys", "replace", "bot", *ENCRYPTED).status == 0
    before = files_in(here.home / "keys")
    refused = here("keys", "replace", "bot", "--remove-file")
    assert refused.status == 2
    assert files_in(here.home / "keys") == before
    removed = here("keys", "replace", "bot", "--remove-file", "--force")
    assert removed.status == 0
    assert set(before) - set(files_in(here.home / "keys")) == {"bot.private.pem", "bot.public.pem"}
    assert "file-removed" not in steps(removed)
    worded(removed)


def test_a_file_that_is_another_key_by_now_is_not_deleted(here: Here) -> None:
    generate(here, "-l", "bot")
    assert here("keys", "replace", "bot", *ENCRYPTED).status == 0
    (here.home / "keys" / "bot.public.pem").unlink()
    before = files_in(here.home / "keys")
    assert here("keys", "replace", "bot", "--remove-file", "--force").status == 5
    assert files_in(here.home / "keys") == before


def test_a_second_call_makes_no_second_key(here: Here) -> None:
    generate(here, "-l", "bot")
    first = here("keys", "replace", "bot", *ENCRYPTED)
    files = files_in(here.home / "keys")
    assert here("keys", "replace", "bot").out == first.out
    assert files_in(here.home / "keys") == files
    assert set(keys(here)) == {"bot", f"bot-{DAY}"}


def test_the_new_name_is_free_among_files_and_keys(here: Here) -> None:
    generate(here, "-l", "bot")
    generate(here, "-l", f"other-{DAY}")
    (here.home / "keys" / f"bot-{DAY}.public.pem").touch()
    assert here("keys", "edit", f"other-{DAY}", "--name", f"bot-{DAY}-2").status == 0
    assert here("keys", "replace", "bot", *ENCRYPTED).status == 0
    assert f"bot-{DAY}-3" in keys(here)


def test_what_is_never_due_is_replaced_by_what_is_never_due(here: Here) -> None:
    generate(here, "-l", "bot")
    assert here("keys", "edit", "bot", "--due", "never", "--note", "mine").status == 0
    assert here("keys", "replace", "bot", *ENCRYPTED).status == 0
    new = keys(here)[f"bot-{DAY}"]
    assert (new["due"], new["note"]) == ("", "mine")


def test_a_replacement_is_asked_for_its_passphrase(akg: Akg, here: Here, spawn: Spawn) -> None:
    generate(here, "-l", "bot")
    child = spawn("keys", "replace", "bot")
    child.expect("Passphrase for the private key: ")
    child.sendline(PASSPHRASE)
    child.expect("Repeat passphrase: ")
    child.sendline(PASSPHRASE)
    child.expect("bot is replaced by ")
    child.expect("--done new-registered")


def test_a_list_that_cannot_be_written_ends_no_generation(here: Here, worded: Worded) -> None:
    (here.home / ".local").write_text("in the way")
    result = here("generate", "-d", "keys", "-l", "bot", *ENCRYPTED)
    assert result.status == 0
    assert "BEGIN PUBLIC KEY" in result.out
    worded(result)
    (here.home / ".local").unlink()
    assert keys(here) == {}


def test_a_list_that_cannot_be_written_makes_no_replacement(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(here, "-l", "bot")
    files = files_in(here.home / "keys")
    monkeypatch.setattr("app.storage.registry.database.os.access", lambda *_: False)
    result = here("keys", "replace", "bot", *ENCRYPTED)
    assert (result.status, result.out) == (1, "")
    assert files_in(here.home / "keys") == files


def test_who_wants_no_list_gets_none(here: Here) -> None:
    settings = here.home / ".config" / "asymmetric-key-generator"
    settings.mkdir(mode=0o700, parents=True)
    (settings / "preferences.json").write_text('{"remember_keys": false}')
    (settings / "preferences.json").chmod(0o600)
    generate(here)
    assert not list(here.home.rglob("keys.sqlite3"))
    (settings / "preferences.json").write_text('{"rotation": "30"}')
    generate(here, "-l", "soon")
    assert keys(here)["soon"]["due"] == "2026-12-29"


def test_each_pair_of_a_set_is_listed_with_its_purpose(here: Here) -> None:
    generate(here, "--venue", "binance", "--each-purpose", "-l", "bot")
    assert {name: each["purpose"] for name, each in keys(here).items()} == {
        "spot-trading-bot": "spot",
        "futures-trading-bot": "futures",
        "tax-data-bot": "tax",
        "trading-data-bot": "read-only",
    }
    assert keys(here)["tax-data-bot"]["due"] == "2026-12-29"
    assert here("keys", "list", "--purpose", "tax").out.count("\n") == 2
    assert here("keys", "list", "--venue", "bybit").out == ""


def test_pairs_of_an_archive_have_no_file_of_their_own(here: Here) -> None:
    assert here("generate", "-q", "-n", "2", "-a", "two.tar.gz", *ENCRYPTED).status == 0
    assert [each["files"] for each in keys(here).values()] == [[], []]


def test_the_table_has_the_most_urgent_first_in_words(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("quiet", "due", "gone", "open", "plain"):
        generate(here, "-l", name)
        assert here("keys", "edit", name, "--registered").status == 0
    assert here("keys", "edit", "due", "--due", DAY).status == 0
    (here.home / "keys" / "gone.private.pem").unlink()
    (here.home / "keys" / "open.private.pem").chmod(0o644)
    (here.home / "keys" / "plain.private.pem").unlink()
    plain = here("generate", "-q", "-d", "other", "-l", "plain", "--no-passphrase", "--force-plaintext")
    assert plain.status == 0
    for end in ("private.pem", "public.pem"):
        (here.home / "other" / f"plain.{end}").replace(here.home / "keys" / f"plain.{end}")
    lines = [line.split(maxsplit=4) for line in here("keys", "list").out.splitlines()[1:]]
    first = {(name, state) for name, _, _, _, state in lines}
    assert ("due", "due today") in first
    assert ("gone", "file not found") in first
    assert ("open", "readable by others") in first
    assert ("plain", "wrong file") in first
    assert (lines[0][0], lines[-1][0]) == ("due", "quiet")


def test_the_rule_for_keys_without_trusted_ips_is_said(here: Here) -> None:
    enrol(here, "bot")
    restriction = BY_IDENTIFIER["binance"].ip_restriction
    assert restriction is not None
    rule = restriction.without
    assert rule
    assert rule in here("keys", "show", "bot").out
    assert keys(here)["bot"]["without_trusted_ips"] == rule
    assert here("keys", "edit", "bot", "--whitelisted").status == 0
    assert rule not in here("keys", "show", "bot").out
    assert keys(here)["bot"]["without_trusted_ips"] is None
    assert here("keys", "edit", "bot", "--not-whitelisted").status == 0
    assert rule in here("keys", "show", "bot").out


def test_show_has_every_fact(here: Here) -> None:
    generate(here, "--venue", "binance-testnet", "--purpose", "tax", "-l", "bot")
    assert here("keys", "edit", "bot", "--note", "for the bot", "--api-key", API_KEY).status == 0
    out = here("keys", "show", str(keys(here)["bot"]["fingerprint"])).out
    for fact in ("Binance Spot Testnet", "testnet", "Tax data", "for the bot", API_KEY, "bot.private.pem"):
        assert fact in out
    assert "due in 30 days" in out
    assert _FILES[FileState.WELL] in out


def test_show_has_the_line_that_puts_a_file_right(here: Here) -> None:
    """GIVEN files as they should not be WHEN the line of each is copied THEN it is as it should be."""
    need_modes()
    generate(here, "-l", "bot's key")
    file = here.home / "keys" / "bot's key.private.pem"
    file.chmod(0o644)
    subprocess.run(["/bin/sh", "-c", _remedy(here)], check=True)
    assert keys(here)["bot's key"]["states"] == ["not-registered"]
    (here.home / "elsewhere").mkdir()
    for each in file.parent.iterdir():
        each.rename(here.home / "elsewhere" / each.name)
    words = shlex.split(_remedy(here).replace("FOLDER", "elsewhere"))
    assert here(*words[1:]).status == 0
    assert keys(here)["bot's key"]["states"] == ["not-registered"]
    plain = here("generate", "-q", "-d", "plain", "-l", "clear", "--no-passphrase", "--force-plaintext")
    assert plain.status == 0
    words = shlex.split(_remedy(here, "clear"))
    assert here(*words[1:], "--new-passphrase-file", "passphrase.txt").status == 0
    assert keys(here)["clear"]["states"] == ["not-registered"]


def _remedy(here: Here, name: str = "bot's key") -> str:
    return here("keys", "show", name).out.splitlines()[-1].strip()


@pytest.mark.parametrize(
    "words",
    [
        ("show", "spot-tradin"),
        ("show", "xyz"),
        ("show", "same"),
        ("show", PEM),
        ("edit", "bot"),
        ("edit", "bot", "--name", " "),
        ("edit", "bot", "--venue", "binanse"),
        ("edit", "bot", "--purpose", "spott"),
        ("edit", "bot", "--client", "cctx"),
        ("edit", "bot", "--api-key", PEM),
        ("edit", "bot", "--api-key", "too-short"),
        ("edit", "bot", "--note", PEM),
        ("edit", "bot", "--note", "a\nb"),
        ("edit", "bot", "--due", "tomorrow"),
        ("edit", "bot", "--due", "2027-02-30"),
        ("edit", "bot", "--due", "99999d"),
        ("edit", "bot", "--registered", "--not-registered"),
        ("forget",),
        ("forget", "bot", "--all"),
        ("forget", "bot"),
        ("forget", "bot", "nobody", "--force"),
        ("due", "--within", "14"),
        ("due", "--within", "-1d"),
        ("replace", "bot", "--done", "works"),
        ("replace", "bot", "--done", "switchd"),
        ("export", "--force"),
        ("export", "--format", "xml"),
        ("calendar", "--force"),
        ("import", PEM),
        ("add", PEM),
        ("add",),
        ("lst",),
    ],
)
def test_words_that_make_no_sense(here: Here, words: tuple[str, ...], worded: Worded) -> None:
    enrol(here, "bot", "spot-trading", "same", "same")
    before = here("keys", "export").out
    result = here("keys", *words)
    assert (result.status, result.out) == (2, "")
    assert "MC4CAQ" not in result.err
    assert here("keys", "export").out == before
    worded(result)


def test_what_is_exported_comes_back_the_same(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    generate(here, "--venue", "binance", "--each-purpose", "-l", "bot")
    assert here("keys", "edit", "tax-data-bot", "--note", "=1+1", "--name", "@tax").status == 0
    for file in ("keys.csv", "keys.json"):
        monkeypatch.setenv("XDG_DATA_HOME", str(here.home / ".local" / "share"))
        assert here("keys", "export", "-o", file).status == 0
        written = (here.home / file).read_bytes()
        assert (here.home / file).stat().st_mode & 0o777 == 0o600
        assert here("keys", "export", "--format", file.partition(".")[2]).out.encode() == written
        monkeypatch.setenv("XDG_DATA_HOME", str(here.home / file.replace(".", "-")))
        result = here("keys", "import", file)
        assert (result.status, result.out) == (0, "")
        assert "4 keys are new in the list." in result.err
        assert here("keys", "export", "-o", f"again-{file}").status == 0
        assert (here.home / f"again-{file}").read_bytes() == written
        assert "4 keys were in the list already." in here("keys", "import", file).err
    assert b"\n'@tax," in (here.home / "keys.csv").read_bytes()


def test_a_file_that_is_there_is_not_overwritten(here: Here, worded: Worded) -> None:
    (here.home / "keys.csv").write_text("mine")
    result = here("keys", "export", "-o", "keys.csv")
    assert (result.status, result.out) == (5, "")
    assert (here.home / "keys.csv").read_text() == "mine"
    assert here("keys", "export", "-o", "keys.csv", "--force").status == 0
    assert (here.home / "keys.csv").read_text().startswith("name,")
    worded(result)


@pytest.mark.parametrize("data", [b"", b"\0", b"[" * 100_000, b"name,public_key\na,b\n"])
def test_what_is_no_list_changes_nothing(here: Here, data: bytes, worded: Worded) -> None:
    (here.home / "bad").write_bytes(data)
    result = here("keys", "import", "bad")
    assert (result.status, result.out) == (2, "")
    assert keys(here) == {}
    worded(result)


def test_a_list_comes_through_standard_input(akg: Akg, here: Here) -> None:
    enrol(here, "bot")
    data = here("keys", "export").out.encode()
    assert here("keys", "forget", "--all", "--force").status == 0
    assert akg("keys", "import", "-", stdin=data).status == 0
    assert here("keys", "export").out.encode() == data


def test_files_and_folders_come_in(here: Here, saved: Path) -> None:
    result = here("keys", "add", str(saved), str(saved / "missing.pem"))
    assert result.status == 6
    assert {line.split()[0] for line in result.out.splitlines()} == {"key", "plain"}
    assert "missing.pem" in result.err
    assert keys(here)["key"]["states"] == ["not-registered"]
    assert keys(here)["plain"]["states"][0] == "not-encrypted"  # type: ignore[index]
    again = here("keys", "add", str(saved / "key.private.pem"))
    assert (again.status, again.out) == (0, "")


def test_why_a_file_gives_no_key_has_its_path_once(here: Here) -> None:
    assert here("keys", "add", "missing.pem").err.count("missing.pem") == 1


def test_a_key_that_comes_in_is_due_by_the_day_in_its_name(here: Here) -> None:
    """Else a list that was lost would put every day off."""
    for name in ("bot-2026-10-01", "bot-2026-10-01-02", "bot-2027-10-01", "bot-2026-02-30"):
        generate(here, "-l", name)
    assert here("keys", "forget", "--all", "--force").status == 0
    assert here("keys", "add", "keys").status == 0
    assert {name: each["due"] for name, each in keys(here).items()} == {
        "bot-2026-10-01": "2026-12-30",
        "bot-2026-10-01-02": "2026-12-30",
        "bot-2027-10-01": "2027-02-27",
        "bot-2026-02-30": "2027-02-27",
    }


def test_a_file_that_was_moved_is_found_by_its_key(here: Here, saved: Path) -> None:
    """In place of where it is not any more; another key is refused, and changes nothing."""
    generate(here, "--venue", "binance", "-l", "bot")
    elsewhere = here.home / "elsewhere" / "deeper"
    elsewhere.mkdir(parents=True)
    for file in (here.home / "keys").iterdir():
        file.rename(elsewhere / file.name)
    assert keys(here)["bot"]["states"][0] == "file-not-found"  # type: ignore[index]
    before = keys(here)
    assert here("keys", "edit", "bot", "--file", str(saved / "key.private.pem"), "--note", "x").status == 5
    assert keys(here) == before
    assert here("keys", "edit", "bot", "--file", "elsewhere").status == 0
    found = _first(keys(here)["bot"])
    assert (found["path"], found["state"]) == (str(elsewhere / "bot.private.pem"), "well")
    assert len(keys(here)["bot"]["files"]) == 1  # type: ignore[arg-type]


def test_a_replacement_is_made_where_the_old_file_is(here: Here) -> None:
    generate(here, "--venue", "binance", "-l", "bot")
    (here.home / "keys").rename(here.home / "moved")
    assert here("keys", "add", "moved").status == 0
    assert here("keys", "replace", "bot", *ENCRYPTED).status == 0
    assert _first(keys(here)[f"bot-{DAY}"])["path"] == str(here.home / "moved" / f"bot-{DAY}.private.pem")


def test_lines_to_copy_name_the_file_that_is_there(here: Here) -> None:
    generate(here, "--venue", "binance", "-l", "bot")
    assert here("keys", "replace", "bot", *ENCRYPTED).status == 0
    moved = here.home / "moved"
    moved.mkdir()
    for file in (here.home / "keys").glob(f"bot-{DAY}.*"):
        file.rename(moved / file.name)
    assert here("keys", "add", "moved").status == 0
    assert f"akg register {moved}/" in here("keys", "replace", "bot").out


def test_lines_to_copy_make_no_option_of_a_name(here: Here) -> None:
    """GIVEN a key that is called --all, of an imported list WHEN it is replaced THEN no line forgets all."""
    enrol(here, "--all", "other")
    new = str(keys(here)["other"]["fingerprint"])
    old = str(keys(here)["--all"]["fingerprint"])
    user_registry().change([old], lambda record: replace(record, replaced_by=new))
    while (line := here("keys", "replace", old).out.splitlines()[-1].partition(": ")[2]) and "--done" in line:
        assert here(*shlex.split(line)[1:]).status == 0
    assert here(*shlex.split(line)[1:], "--force").status == 0
    assert set(keys(here)) == {"other"}


def test_a_key_that_was_forgotten_meanwhile_is_not_changed(
    here: Here, monkeypatch: pytest.MonkeyPatch, worded: Worded
) -> None:
    """Looking through a folder takes a while, and another window has the same list."""
    enrol(here, "bot")

    def locate(*_: object) -> Path:
        user_registry().forget_all()
        return here.home / "bot.private.pem"

    monkeypatch.setattr("app.usecases.key_list.locating.locate", locate)
    result = here("keys", "edit", "bot", "--file", ".")
    assert result.status == 1
    worded(result)


def test_forgetting_asks_on_a_terminal(here: Here, spawn: Spawn) -> None:
    enrol(here, "bot")
    for answer, left in (("", {"bot"}), ("yes", set())):
        child = spawn("keys", "forget", "--all")
        child.expect("Forget 1 key")
        child.sendline(answer)
        child.wait()
        assert set(keys(here)) == left


def test_all_is_forgotten_without_a_trace(here: Here) -> None:
    enrol(here, "unforgettable")
    assert here("keys", "forget", "--all", "--force").status == 0
    [file] = here.home.rglob("keys.sqlite3")
    assert b"unforgettable" not in file.read_bytes()


def test_the_calendar_has_what_is_due(here: Here) -> None:
    enrol(here, "bot")
    assert here("keys", "calendar", "-o", "keys.ics").status == 0
    assert b"DTSTART;VALUE=DATE:20270227\r\n" in (here.home / "keys.ics").read_bytes()
    assert "BEGIN:VCALENDAR" in here("keys", "calendar").out


def test_due_as_json(here: Here) -> None:
    enrol(here, "bot")
    assert json.loads(here("keys", "due", "--json").out) == {"keys": []}
    result = here("keys", "due", "--within", "90d", "--json")
    assert result.status == 10
    assert [each["name"] for each in json.loads(result.out)["keys"]] == ["bot"]


@pytest.mark.parametrize("program", ["/opt/my programs/it's 100%/akg", "/usr/bin/akg"])
def test_the_timer_is_what_systemd_takes(
    here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """GIVEN a program that says what is due WHEN the service runs THEN the person is told; else nothing."""
    monkeypatch.setattr("app.cli.commands.keys_timer.shutil.which", lambda _: program)
    out = here("keys", "timer").out
    [start] = [line.removeprefix("ExecStart=") for line in out.splitlines() if line.startswith("ExecStart=")]
    words = shlex.split(start.replace(r"\'", "'\"'\"'"))
    script = words[2].replace("$$", "$").replace("%%", "%").replace("\\\\", "\\")
    told = tmp_path / "told"
    for status, expected in ((0, None), (10, "bot is due"), (1, "bot is due"), (6, "bot is due")):
        fake = tmp_path / "bin"
        fake.mkdir(exist_ok=True)
        (fake / "notify-send").write_text(f'#!/bin/sh\nprintf %s "$3" > {told}\n')
        where = "" if status == 10 else ">&2"
        (fake / "akg").write_text(f"#!/bin/sh\necho bot is due {where}\nexit {status}\n")
        for each in fake.iterdir():
            each.chmod(0o755)
        here_script = script.replace(shlex.quote(program), str(fake / "akg"))
        done = subprocess.run(
            ["/bin/sh", "-c", here_script], env={"PATH": f"{fake}:/usr/bin:/bin"}, check=False
        )
        assert done.returncode == (status not in (0, 10))
        assert (told.read_text() if told.exists() else None) == expected
        told.unlink(missing_ok=True)
    [cron] = [line for line in out.splitlines() if line.startswith("0 9 ")]
    assert cron == f"0 9 * * * {shlex.quote(program)} keys due --within 14d".replace("%", r"\%")


@pytest.mark.parametrize(("status", "is_told"), [(0, False), (10, True), (1, True)])
def test_the_timer_of_macos_is_an_agent_that_tells_what_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int, is_told: bool
) -> None:
    """Whatever a key is called: its name is no part of the AppleScript."""
    due = '-e "bot" & do shell script "rm"'
    fake, told = tmp_path / "my programs & <more>", tmp_path / "told"
    fake.mkdir()
    (fake / "akg").write_text(f"#!/bin/sh\necho {shlex.quote(due)}\nexit {status}\n")
    (fake / "osascript").write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >{told}\n")
    for each in fake.iterdir():
        each.chmod(0o755)
    monkeypatch.setattr("app.cli.commands.keys_timer.shutil.which", lambda _: str(fake / "akg"))

    agent = plistlib.loads(timer("darwin").encode())

    assert agent["Label"] == "akg-keys-due"
    assert agent["StartCalendarInterval"] == {"Hour": 9, "Minute": 0}
    done = subprocess.run(agent["ProgramArguments"], env={"PATH": f"{fake}:/usr/bin:/bin"}, check=False)
    assert done.returncode == (status == 1)
    assert told.exists() is is_told
    if is_told:
        *script, end_of_options, argument = told.read_text().splitlines()
        assert script[::2] == ["-e"] * 3
        assert (end_of_options, argument) == ("--", due)


def test_windows_has_neither_systemd_nor_cron(monkeypatch: pytest.MonkeyPatch) -> None:
    program = r"C:\Program Files\akg\akg.exe"
    monkeypatch.setattr("app.cli.commands.keys_timer.shutil.which", lambda _: program)
    out = timer("win32")
    assert f'/c ""{program}" keys due --within 14d || pause"' in out
    assert "systemd" not in out


def test_an_empty_list_says_where_keys_come_from(here: Here, worded: Worded) -> None:
    result = here("keys", "list")
    assert (result.status, result.out) == (0, "")
    assert here("keys", "due").status == 0
    assert not list(here.home.rglob("keys.sqlite3"))
    worded(result)


def test_a_damaged_list_is_set_aside_and_said(here: Here) -> None:
    enrol(here, "bot")
    [file] = here.home.rglob("keys.sqlite3")
    file.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    result = here("keys", "list")
    assert (result.status, result.out) == (0, "")
    assert "keys.damaged-1.sqlite3" in result.err
    assert Registry(file).all() == ()


def test_as_long_as_a_damaged_list_is_kept_nothing_due_is_no_good_news(here: Here) -> None:
    """GIVEN keys that nobody watches any more THEN each asking says so, until that list is gone."""
    enrol(here, "bot")
    [file] = here.home.rglob("keys.sqlite3")
    file.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    for _ in range(2):
        result = here("keys", "due")
        assert (result.status, result.out) == (6, "")
        assert "keys.damaged-1.sqlite3" in result.err
    enrol(here, "urgent")
    assert here("keys", "edit", "urgent", "--due", "2026-01-01").status == 0
    assert here("keys", "due").status == 10
    file.with_name("keys.damaged-1.sqlite3").unlink()
    assert here("keys", "edit", "urgent", "--due", "never").status == 0
    result = here("keys", "due")
    assert (result.status, result.err) == (0, "")
