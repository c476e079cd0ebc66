"""akg generate --from: a list of keys in, pairs, passphrases and a manifest out."""

import csv
import json
import os
import shlex
import signal
import subprocess
from pathlib import Path

import pytest

from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.passphrase import Passphrase
from app.storage.names import PRIVATE_SUFFIX
from app.storage.registry.registry import user_registry
from app.usecases.fleet.table import COLUMNS
from app.usecases.key_list.exchange import read_records
from tests.cli.conftest import PASSPHRASE, Akg, Here, Worded, files_in
from tests.cli.test_interruption import wait_until
from tests.cli.test_start import modules_after
from tests.keyrings import MemoryStore
from tests.product import PROJECT

PLAIN = ("--no-passphrase", "--force-plaintext", "-d", "keys")
LIST = "name,venue,purpose,key type,note\nspot-1,binance,spot,,\ntax-1,kalshi,tax,,of last year\n"
EACH = ("--passphrase-each", "passphrases.csv", "--compatible-iterations")


def write_list(home: Path, content: str = LIST) -> str:
    (home / "list.csv").write_text(content)
    return "list.csv"


def names_in(folder: Path) -> list[str]:
    return [name.removesuffix(PRIVATE_SUFFIX) for name in files_in(folder) if name.endswith(PRIVATE_SUFFIX)]


def test_a_list_becomes_pairs_a_manifest_and_entries_in_the_list_of_keys(
    here: Here, worded: Worded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(here.home / "data"))
    result = here("generate", "--from", write_list(here.home), *PLAIN, "--manifest", "m.csv")

    assert result.status == 0
    assert names_in(here.home / "keys") == ["spot-1", "tax-1"]
    spot, tax = read_records((here.home / "m.csv").read_bytes())
    assert (spot.algorithm, tax.algorithm, tax.note) == ("ed25519", "rsa-2048", "of last year")
    assert result.out == f"spot-1 {spot.fingerprint}\ntax-1 {tax.fingerprint}\n"
    known = user_registry().all()
    assert [(each.fingerprint, each.purpose) for each in known] == [
        (spot.fingerprint, "spot"),
        (tax.fingerprint, "tax"),
    ]
    worded(result)


def test_each_gets_a_passphrase_and_the_cost_is_said(here: Here) -> None:
    result = here("generate", "--from", write_list(here.home), *EACH, "-d", "keys")

    assert result.status == 0
    assert "2 keys: about" in result.err
    assert (here.home / "passphrases.csv").stat().st_mode & 0o777 == 0o600
    assert_opens(here.home, "spot-1", "tax-1")


def assert_opens(home: Path, *names: str) -> None:
    with (home / "passphrases.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert sorted(row["name"] for row in rows) == sorted(names) == names_in(home / "keys")
    for row in rows:
        document = identify((home / "keys" / (row["name"] + PRIVATE_SUFFIX)).read_bytes())
        assert open_private_key(document, Passphrase(row["passphrase"])).fingerprint == row["fingerprint"]


def test_the_list_comes_through_standard_input_and_one_passphrase_from_a_file(akg: Akg) -> None:
    rows = [{"name": "one"}, {"name": "two"}]
    result = akg(
        *("generate", "--from", "-", "--passphrase-file", "passphrase.txt", "-d", "keys"),
        stdin=json.dumps(rows).encode(),
    )
    assert result.status == 0
    for name in ("one", "two"):
        document = identify((akg.home / f"keys/{name}.private.pem").read_bytes())
        assert open_private_key(document, Passphrase(PASSPHRASE))


def test_resume_makes_what_is_missing_and_nothing_twice(here: Here) -> None:
    line = ("generate", "--from", write_list(here.home), *PLAIN, "--resume", "--manifest", "m.json")
    first = here(*line)
    write_list(here.home, LIST + "more,,,,\n")
    second = here(*line)
    assert (first.status, second.status) == (0, 0)
    assert second.out.startswith(first.out)
    assert names_in(here.home / "keys") == ["more", "spot-1", "tax-1"]
    assert len(read_records((here.home / "m.json").read_bytes())) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (LIST + "a/b,,,,\n", ()),
        (LIST + "x,gmgn,,rsa-2048,\n", ()),
        ("name\n", ()),
        (LIST, ("--manifest", "m.txt")),
        (LIST, ("--manifest", "m.json", "--manifest-format", "binance")),
        (LIST, ("--manifest", "passphrase.txt", "--manifest-format", "csv")),
    ],
    ids=["bad row", "refused type", "empty", "no format", "another venue", "taken"],
)
def test_what_cannot_be_done_is_said_before_anything_is_made(
    here: Here, worded: Worded, content: str, words: tuple[str, ...]
) -> None:
    result = here("generate", "--from", write_list(here.home, content), *PLAIN, *words)
    assert result.status in (2, 5)
    assert not (here.home / "keys").exists()
    worded(result)


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "list.csv", "-n", "2"),
        ("--from", "list.csv", "--purpose", "spot"),
        ("--from", "list.csv", "-a", "x.tar.gz"),
        ("--from", "list.csv", "-o", "-"),
        ("--from", "list.csv", "--json"),
        ("--from", "list.csv", "--passphrase-each"),
        ("--from", "list.csv", "--manifest-format", "csv"),
        ("--from", "-", "--passphrase-stdin"),
        ("--from", "list.csv", "--no-passphrase", "--keyring"),
        ("--from", "list.csv", "--force-plaintext"),
        ("--from", "list.csv", "--manifest", "../home/list.csv", "--resume"),
        ("--from", "list.csv", *EACH, "--manifest", "Passphrases.csv"),
        ("--resume",),
        ("--manifest", "m.csv"),
        ("--passphrase-each", "p.csv"),
    ],
    ids=" ".join,
)
def test_options_that_make_no_sense_together(here: Here, worded: Worded, words: tuple[str, ...]) -> None:
    write_list(here.home)
    result = here("generate", *words)
    assert result.status == 2
    worded(result)


def test_a_manifest_never_takes_the_place_of_what_the_line_reads(here: Here) -> None:
    """Resuming, what differs is replaced: the passphrases would be in a backup alone."""
    line = ("generate", "--from", write_list(here.home), "-d", "keys", "--resume")
    assert here(*line, *EACH).status == 0
    passphrase = ("--passphrase-file", "passphrase.txt", "--manifest-format", "csv")
    before = files_in(here.home)

    for words in ((*EACH, "--manifest", "passphrases.csv"), (*passphrase, "--manifest", "passphrase.txt")):
        assert here(*line, *words).status == 2

    assert files_in(here.home) == before


def test_keys_in_clear_want_two_options_for_a_list_too(here: Here) -> None:
    result = here("generate", "--from", write_list(here.home), "--no-passphrase", "-d", "keys")
    assert (result.status, (here.home / "keys").exists()) == (5, False)


def test_passphrases_beside_the_keys_are_warned_of(here: Here) -> None:
    (here.home / "keys").mkdir(mode=0o700)
    each = ("--passphrase-each", "keys/p.csv", "--compatible-iterations")
    result = here("generate", "-q", "--from", write_list(here.home), *each, "-d", "keys")
    assert result.status == 0
    assert "akg: warning: The passphrases are in the folder of the keys" in result.err


@pytest.mark.parametrize("file", [(), ("p.csv",)], ids=["keyring", "keyring and file"])
def test_each_passphrase_is_kept_by_the_system_keyring(
    here: Here, monkeypatch: pytest.MonkeyPatch, file: tuple[str, ...]
) -> None:
    store = MemoryStore()
    monkeypatch.setattr("app.cli.keyring.system_store", lambda: store)
    each = ("--compatible-iterations", "--keyring", "--passphrase-each", *file)
    result = here("generate", "-q", "--from", write_list(here.home), "-d", "keys", *each)
    assert result.status == 0
    assert len(store.held) == 2
    for name in ("spot-1", "tax-1"):
        assert here("public", f"keys/{name}.private.pem", "--keyring").status == 0
    assert (here.home / "p.csv").exists() is bool(file)


def test_one_passphrase_is_remembered_for_all(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    monkeypatch.setattr("app.cli.keyring.system_store", lambda: store)
    line = ("generate", "--from", write_list(here.home), "-d", "keys", "--passphrase-file", "passphrase.txt")
    assert here(*line, "--keyring").status == 0
    assert list(store.held.values()) == [Passphrase(PASSPHRASE)] * 2


@pytest.mark.slow
@pytest.mark.process
def test_interrupted_it_says_what_is_saved_and_how_to_go_on(akg: Akg) -> None:
    """Status 1, not 130: that one promises that nothing was saved."""
    names = [f"bot-{number:03}" for number in range(140)]
    line = ("generate", "--from", write_list(akg.home, "\n".join(["name", *names])), *EACH, "-d", "keys")
    child = akg.start(*line, "--resume")
    wait_until(lambda: any((akg.home / "keys").glob("bot-*.private.pem")))
    child.send_signal(signal.SIGINT)
    _, error = child.communicate(timeout=60)

    assert child.returncode == 1
    assert b"of 140 key pairs are saved." in error
    assert b"--resume" in error
    assert not [name for name in files_in(akg.home / "keys") if name.endswith(".tmp")]
    assert_opens(akg.home, *names_in(akg.home / "keys"))


@pytest.mark.process
def test_without_a_list_nothing_of_it_is_loaded(akg: Akg) -> None:
    loaded = modules_after(akg, "generate", "--no-passphrase", "--force-plaintext")
    assert not {name for name in loaded if "fleet" in name}


@pytest.mark.slow
@pytest.mark.process
def test_killed_and_resumed_it_ends_complete(akg: Akg) -> None:
    """By kill -9, once the first batch has its names."""
    names = [f"bot-{number:02}" for number in range(70)]
    line = ("generate", "--from", write_list(akg.home, "\n".join(["name", *names])), *EACH, "-d", "keys")
    child = akg.start(*line, "--resume")
    wait_until(lambda: any((akg.home / "keys").glob("bot-*.private.pem")))
    os.killpg(child.pid, signal.SIGKILL)
    child.communicate()
    before = {file: file.read_bytes() for file in (akg.home / "keys").glob("bot-*")}

    assert akg(*line, "--resume").status == 0
    assert_opens(akg.home, *names)
    assert before.items() <= {file: file.read_bytes() for file in (akg.home / "keys").iterdir()}.items()


@pytest.mark.slow
@pytest.mark.interop
@pytest.mark.process
def test_slices_for_several_machines_as_the_document_has_them(akg: Akg) -> None:
    """GNU parallel splits the list, each job makes its slice, and the manifests become one list of keys."""
    names = [f"bot-{number}" for number in range(5)]
    write_list(akg.home, "\n".join(["name,venue", *(f"{name},binance" for name in names)]) + "\n")
    (akg.home / "machines").write_text(":\n")
    program = akg.home / "bin/akg"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.join(akg.product.akg())} "$@"\n')
    program.chmod(0o755)
    environment = akg.environment(PATH=f"{program.parent}:{os.environ['PATH']}")

    lines = recipe().replace("-N 1000", "-N 2")
    done = subprocess.run(
        ["sh", "-euc", lines], cwd=akg.home, env=environment, capture_output=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr.decode()
    assert len(list(akg.home.glob("slices/*.passphrases"))) == 3
    assert names_in(akg.home / "api-keys") == names
    exported = read_records(akg("keys", "export").out.encode())
    assert [record.name for record in exported] == names


def recipe() -> str:
    """The lines of FLEET.md for a shell."""
    page = (PROJECT / "FLEET.md").read_text(encoding="utf-8")
    return page.partition("```sh\n")[2].partition("```")[0]


def test_the_document_names_every_column() -> None:
    page = (PROJECT / "FLEET.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    assert rows == ["column", *COLUMNS]
