"""--keyring and akg keyring forget, with a keyring in memory: what is said, and what it ends with."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.cli.status import DONE_WITH_WARNING
from app.errors import KeyringError
from app.keys.foreign.document import identify
from app.keys.passphrase import Passphrase
from app.storage.keyring.store import system_store
from app.text import text
from app.usecases.change_passphrase import ChangeReport, change_passphrase
from tests.cli.conftest import PASSPHRASE, Akg, Here, Worded, files_in
from tests.keyrings import MemoryStore

FILE = "--passphrase-file", "passphrase.txt"


pytestmark = pytest.mark.usefixtures("quick_derivation")


@pytest.fixture
def saved(here: Here, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same files, made under the same derivation."""
    folder = tmp_path_factory.mktemp("saved")
    here("generate", "-d", str(folder), "-l", "key", *FILE)
    here("generate", "-d", str(folder), "-l", "plain", "--no-passphrase", "--force-plaintext")
    return folder


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryStore:
    store = MemoryStore("the keyring")
    monkeypatch.setattr("app.cli.keyring.system_store", lambda: store)
    return store


def fingerprint(public_file: Path) -> str:
    found = identify(public_file.read_bytes()).fingerprint
    assert found
    return found


def test_generate_stores_what_public_uses_and_forget_removes(
    here: Here, store: MemoryStore, worded: Worded
) -> None:
    made = here("generate", "--keyring", "-d", ".", "-l", "key", *FILE)
    assert made.status == 0
    assert made.err.endswith("Remembered in the system keyring (the keyring): the passphrase.\n")
    mark = fingerprint(here.home / "key.public.pem")
    assert store.held == {mark: Passphrase(PASSPHRASE)}

    opened = here("public", "key.private.pem", "--keyring")
    assert (opened.status, opened.out, opened.err) == (0, made.out, "")

    forgotten = here("keyring", "forget", "key.private.pem")
    assert (forgotten.status, forgotten.out) == (0, "")
    assert mark in forgotten.err
    worded(forgotten)
    assert store.held == {}


@pytest.mark.parametrize("options", [(), ("--json",), ("--quiet",), ("-n", "3"), ("-a", "all.tar.gz")])
def test_no_output_tells_the_passphrase(here: Here, store: MemoryStore, options: tuple[str, ...]) -> None:
    result = here("generate", "--keyring", *options, *FILE)

    assert result.status == 0
    assert PASSPHRASE not in result.out + result.err
    assert len(store.held) == (3 if "-n" in options else 1)


def test_it_is_stored_when_the_files_are_saved_and_not_before(here: Here, store: MemoryStore) -> None:
    assert here("generate", "--keyring", "-d", ".", "-l", "key", *FILE).status == 0
    before = dict(store.held)

    assert here("generate", "--keyring", "-d", ".", "-l", "key", *FILE).status == 5
    assert here("generate", "--keyring", "-d", "missing/folder", *FILE).status == 1
    assert store.held == before


def test_without_a_keyring_nothing_is_asked_or_made(
    here: Here, monkeypatch: pytest.MonkeyPatch, worded: Worded
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)

    result = here("generate", "--keyring", "-d", ".")

    assert (result.status, result.out) == (1, "")
    worded(result)
    assert files_in(here.home) == ["passphrase.txt"]


def test_a_keyring_that_fails_leaves_the_files_and_says_so(
    here: Here, store: MemoryStore, worded: Worded
) -> None:
    store.trouble = KeyringError(text("It is locked."), text("Unlock it."))

    result = here("generate", "--keyring", "-d", ".", "-l", "key", *FILE)

    assert result.status == DONE_WITH_WARNING
    assert result.out == (here.home / "key.public.pem").read_text()
    worded(result)
    assert files_in(here.home) == ["key.private.pem", "key.public.pem", "passphrase.txt"]


def test_a_warning_stays_one_though_the_passphrase_is_remembered(
    here: Here, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.generation.show_result", lambda *_: DONE_WITH_WARNING)

    assert here("generate", "--keyring", "-d", ".", "-l", "key", *FILE).status == DONE_WITH_WARNING
    assert len(store.held) == 1


NEW = "another horse, a correct battery"


@pytest.fixture
def changing(here: Here, store: MemoryStore, saved: Path) -> str:
    """A copy of the encrypted pair, whose passphrase is stored; `new.txt` has another. Its fingerprint."""
    for name in ("key.private.pem", "key.public.pem"):
        (here.home / name).write_bytes((saved / name).read_bytes())
    (here.home / "new.txt").touch(mode=0o600)
    (here.home / "new.txt").write_text(NEW)
    mark = fingerprint(here.home / "key.public.pem")
    store.held[mark] = Passphrase(PASSPHRASE)
    return mark


CHANGE = "passphrase", "change", "key.private.pem", "--keyring", "--new-passphrase-file", "new.txt"


def test_a_change_takes_the_old_one_from_the_keyring_and_leaves_the_new_one_there(
    here: Here, store: MemoryStore, changing: str, worded: Worded
) -> None:
    changed = here(*CHANGE)

    assert changed.status == 0, changed.err
    worded(changed)
    assert store.held == {changing: Passphrase(NEW)}
    assert here("public", "key.private.pem", "--keyring").status == 0
    assert here("public", "key.private.pem", "--passphrase-file", "passphrase.txt").status == 3


def test_a_change_with_the_old_one_given_begins_to_remember(
    here: Here, store: MemoryStore, changing: str
) -> None:
    store.held.clear()

    assert here(*CHANGE, *FILE).status == 0
    assert store.held == {changing: Passphrase(NEW)}


def test_a_change_that_fails_leaves_the_stored_one(here: Here, store: MemoryStore, changing: str) -> None:
    before = (here.home / "key.private.pem").read_bytes()

    assert here(*CHANGE[:-1], "missing.txt").status == 1
    store.held[changing] = Passphrase("of another file")
    assert here(*CHANGE).status == 3
    store.held.clear()
    assert here(*CHANGE).status == 3

    assert store.held == {}
    assert (here.home / "key.private.pem").read_bytes() == before


def test_a_change_that_cannot_be_remembered_is_done_and_says_so(
    here: Here, store: MemoryStore, changing: str, worded: Worded
) -> None:
    store.trouble = KeyringError(text("It is locked."))

    changed = here(*CHANGE, *FILE)

    assert changed.status == DONE_WITH_WARNING
    worded(changed)
    assert here("public", "key.private.pem", "--passphrase-file", "new.txt").status == 0


def test_a_warning_of_the_change_stays_one(
    here: Here, store: MemoryStore, changing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_warning(*arguments: Any) -> ChangeReport:
        return replace(change_passphrase(*arguments), has_warnings=True)

    monkeypatch.setattr("app.usecases.change_passphrase.change_passphrase", with_warning)

    assert here(*CHANGE).status == DONE_WITH_WARNING
    assert store.held == {changing: Passphrase(NEW)}


def test_a_change_without_a_keyring_is_not_begun(
    here: Here, store: MemoryStore, changing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (here.home / "key.private.pem").read_bytes()
    monkeypatch.setattr("app.cli.keyring.system_store", system_store)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)

    assert here(*CHANGE, *FILE).status == 1
    assert (here.home / "key.private.pem").read_bytes() == before


def test_forgetting_works_with_either_file_and_with_a_key_in_clear(here: Here, store: MemoryStore) -> None:
    here("generate", "-d", ".", "-l", "key", "--no-passphrase", "--force-plaintext")
    mark = fingerprint(here.home / "key.public.pem")

    for file in ("key.private.pem", "key.public.pem"):
        store.held[mark] = Passphrase("old")
        assert here("keyring", "forget", file).status == 0
        assert store.held == {}


OF_A_KEY = pytest.mark.parametrize("words", [("public", "--keyring"), ("keyring", "forget")])


@OF_A_KEY
def test_where_nothing_is_stored_the_fingerprint_is_told(
    here: Here, store: MemoryStore, saved: Path, words: tuple[str, ...], worded: Worded
) -> None:
    result = here(*words, str(saved / "key.private.pem"))
    assert (result.status, result.out) == (3, "")
    assert fingerprint(saved / "key.public.pem") in result.err
    worded(result)


@OF_A_KEY
def test_a_key_that_cannot_be_known_is_not_asked_for(
    here: Here, store: MemoryStore, saved: Path, words: tuple[str, ...], worded: Worded
) -> None:
    (here.home / "alone.pem").write_bytes((saved / "key.private.pem").read_bytes())
    store.trouble = KeyringError(text("It was asked."))
    result = here(*words, "alone.pem")
    assert (result.status, result.out) == (3, "")
    worded(result)


def test_standard_input_has_nothing_beside_it(akg: Akg, saved: Path, worded: Worded) -> None:
    (akg.home / "-.pub").write_bytes((saved / "key.public.pem").read_bytes())

    result = akg("public", "-", "--keyring", stdin=(saved / "key.private.pem").read_bytes())

    assert result.status == 3
    worded(result)


def test_a_stored_passphrase_that_does_not_fit_is_told_from_a_typed_one(
    here: Here, store: MemoryStore, saved: Path, worded: Worded
) -> None:
    store.held[fingerprint(saved / "key.public.pem")] = Passphrase("of another file")

    result = here("public", str(saved / "key.private.pem"), "--keyring")

    assert (result.status, result.out) == (3, "")
    worded(result)


def test_a_key_in_clear_asks_no_keyring(here: Here, store: MemoryStore, saved: Path) -> None:
    store.trouble = KeyringError(text("It was asked."))

    assert here("public", str(saved / "plain.private.pem"), "--keyring").status == 0


@pytest.mark.parametrize(
    "words",
    [("--keyring", "-o", "-", *FILE), ("--keyring", "--no-passphrase", "--force-plaintext")],
)
def test_what_makes_no_sense_with_it(here: Here, words: tuple[str, ...], worded: Worded) -> None:
    result = here("generate", *words)

    assert (result.status, result.out) == (2, "")
    worded(result)


def test_a_secret_where_an_action_belongs_is_not_repeated(here: Here) -> None:
    for words in ((PASSPHRASE,), ("forget", "key.pem", PASSPHRASE), (f"x (choose {PASSPHRASE}", "y")):
        result = here("keyring", *words)
        assert result.status == 2
        assert PASSPHRASE not in result.err


@pytest.mark.parametrize("command", [("generate",), ("keyring",), ("passphrase", "change")])
def test_the_help_says_who_can_read_it(here: Here, command: tuple[str, ...]) -> None:
    assert "any program that runs as you can read" in " ".join(here(*command, "--help").out.lower().split())
