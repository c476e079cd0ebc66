"""`akg passphrase suggest` and `akg passphrase change`, and what a new file's passphrase must be."""

import errno
import os
import re
from pathlib import Path

import pytest

from app import resources
from app.errors import KeygenError
from app.keys.foreign.document import identify
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from app.usecases.change_passphrase import change_passphrase
from tests.cli.conftest import PASSPHRASE, Akg, Here, Worded, files_in
from tests.faults.faulty_disk import Fault, FaultyDisk, Lasting
from tests.product import BOTH

NEW = "the ferry left at nine thirty"
OLD_AND_NEW = ("--passphrase-file", "passphrase.txt", "--new-passphrase-file", "new.txt")


@pytest.fixture
def key(akg: Akg, saved: Path) -> Path:
    """A copy of an encrypted key in akg's home, and a new passphrase in new.txt."""
    file = akg.home / "key.private.pem"
    file.touch(mode=0o600)
    file.write_bytes((saved / "key.private.pem").read_bytes())
    (akg.home / "new.txt").touch(mode=0o600)
    (akg.home / "new.txt").write_text(NEW + "\n")
    return file


@pytest.mark.parametrize(
    ("arguments", "count", "told"),
    [
        ((), 6, "6 random words: 77.5 bits, good."),
        (("--words", "4"), 4, "4 random words: 51.7 bits, weak."),
        (("--words", "10"), 10, "10 random words: 129.2 bits, excellent."),
    ],
)
def test_a_suggestion_is_alone_on_standard_output(
    here: Here, arguments: tuple[str, ...], count: int, told: str
) -> None:
    result = here("passphrase", "suggest", *arguments)
    assert result.status == 0
    assert re.fullmatch(r"[a-z-]+\n", result.out)
    assert result.err.startswith(f"{told} One graphics card: ")
    assert result.err.endswith(" at 600,000 iterations.\n")
    words = result.out.strip()
    for word in ("drop-down", "felt-tip", "t-shirt", "yo-yo"):
        words = words.replace(word, "yoyo")
    assert len(words.split("-")) == count
    assert set(words.split("-")) <= set(resources.word_list())
    assert here("passphrase", "suggest").out != result.out


@pytest.mark.parametrize(
    "words",
    [
        ("suggest", "--words", "3"),
        ("suggest", "--words", "11"),
        ("suggest", "--words", "six"),
        ("suggest", "--json"),
        ("suggest", "extra"),
        (),
        ("forget",),
        ("change",),
        ("change", "-"),
        ("change", "key", "--no-passphrase"),
        ("change", "key", "--new-passphrase-file", "-"),
        ("change", "key", "--new-passphrase-fd", "x"),
        ("change", "key", "--new-passphrase-file", "a", "--new-passphrase-fd", "3"),
        ("change", "key", "--passphrase-stdin", "--new-passphrase-fd", "0"),
        ("change", "key", "--passphrase-fd", "3", "--new-passphrase-fd", "3"),
        ("change", "key", "--iterations", "many"),
    ],
)
def test_what_makes_no_sense_ends_with_2(here: Here, words: tuple[str, ...], worded: Worded) -> None:
    result = here("passphrase", *words)
    assert (result.status, result.out) == (2, "")
    worded(result)


@BOTH
def test_a_change_leaves_one_file_that_only_the_new_passphrase_opens(
    akg: Akg, key: Path, worded: Worded
) -> None:
    before = files_in(akg.home)
    result = akg("passphrase", "change", key.name, *OLD_AND_NEW, "--iterations", "700000")
    assert (result.status, result.out) == (0, "")
    worded(result)
    assert files_in(akg.home) == before
    assert key.stat().st_mode & 0o777 == 0o600
    assert '"iterations": 700000' in akg("inspect", "--json", key.name).out
    assert akg("public", key.name, "--passphrase-file", "passphrase.txt").status == 3
    assert akg("public", key.name, "--passphrase-file", "new.txt").status == 0


@BOTH
def test_both_passphrases_may_come_through_descriptors(akg: Akg, key: Path) -> None:
    ends = [os.pipe(), os.pipe()]
    for (_, write), text in zip(ends, (PASSPHRASE, NEW), strict=True):
        os.write(write, text.encode())
        os.close(write)
    old, new = (read for read, _ in ends)
    descriptors = ("--passphrase-fd", str(old), "--new-passphrase-fd", str(new))
    assert akg("passphrase", "change", key.name, *descriptors, pass_fds=(old, new)).status == 0
    assert akg("public", key.name, "--passphrase-file", "new.txt").status == 0


@BOTH
def test_the_old_one_may_come_through_standard_input(akg: Akg, key: Path) -> None:
    arguments = (key.name, "--passphrase-stdin", "--new-passphrase-file", "new.txt")
    assert akg("passphrase", "change", *arguments, stdin=PASSPHRASE.encode()).status == 0


@pytest.mark.parametrize(
    ("old", "new", "arguments", "status"),
    [
        ("wrong", NEW, (), 3),
        (PASSPHRASE, PASSPHRASE, (), 5),
        (PASSPHRASE, "Binance2024!", (), 5),
        (PASSPHRASE, "schl\u00fcssel", ("--weak-passphrase-ok",), 5),
        (PASSPHRASE, "", ("--weak-passphrase-ok",), 3),
        (PASSPHRASE, NEW, ("--iterations", "2048"), 5),
        (PASSPHRASE, NEW, ("--compatible-iterations", "--weak-passphrase-ok"), 5),
    ],
    ids=["wrong", "the same", "weak", "not ASCII", "empty", "iterations", "few iterations"],
)
def test_what_is_refused_leaves_the_file_as_it_was(
    here: Here, key: Path, old: str, new: str, arguments: tuple[str, ...], status: int, worded: Worded
) -> None:
    (here.home / "passphrase.txt").write_text(old)
    (here.home / "new.txt").write_text(new)
    before = key.read_bytes()
    result = here("passphrase", "change", key.name, *OLD_AND_NEW, *arguments)
    assert (result.status, result.out) == (status, "")
    worded(result)
    assert key.read_bytes() == before


@BOTH
def test_a_link_is_refused_before_anything_is_asked(akg: Akg, key: Path, worded: Worded) -> None:
    (akg.home / "link.pem").symlink_to(key)
    result = akg("passphrase", "change", "link.pem")
    assert result.status == 5
    worded(result)


@BOTH
def test_a_public_key_is_refused_before_anything_is_asked(akg: Akg, saved: Path, worded: Worded) -> None:
    result = akg("passphrase", "change", str(saved / "key.public.pem"))
    assert result.status == 4
    worded(result)


@BOTH
def test_without_a_terminal_the_ways_for_a_new_one_are_named(akg: Akg, saved: Path, worded: Worded) -> None:
    result = akg("passphrase", "change", str(saved / "plain.private.pem"))
    assert result.status == 2
    worded(result)


def test_an_interrupted_change_loses_its_copy_also_when_the_next_one_fails(here: Here, key: Path) -> None:
    """The file opens with the new passphrase by then, and the old one is wrong. Fails on d090508."""
    document = identify(key.read_bytes())
    dying = FaultyDisk(Fault("unlink", errno.EIO, 1, Lasting.DEAD))
    old, new = Passphrase(PASSPHRASE), Encrypted(Passphrase(NEW))
    with pytest.raises(KeygenError):
        change_passphrase(key, document, old, new, disk=dying)
    assert list(key.parent.glob("*.bak"))
    result = here("passphrase", "change", key.name, *OLD_AND_NEW)
    assert result.status != 0
    assert "Cleaned up" in result.err
    assert not list(key.parent.glob("*.bak"))


def test_a_warning_ends_with_6(
    here: Here, key: Path, monkeypatch: pytest.MonkeyPatch, worded: Worded
) -> None:
    monkeypatch.setattr("app.storage.writer.whole_file.sync_folder", lambda disk, folder: False)
    result = here("passphrase", "change", key.name, *OLD_AND_NEW)
    assert result.status == 6
    worded(result)


@pytest.mark.parametrize(
    "text",
    [
        "Binance2024!",
        "spot-trading-bot",
        "kR9#vQ2!xT7&mZ",
    ],
)
def test_a_weak_passphrase_for_a_new_file_is_refused_with_the_reason(
    here: Here, text: str, worded: Worded
) -> None:
    (here.home / "passphrase.txt").write_text(text)
    arguments = ("generate", "-d", ".", "-l", "spot-trading", "--passphrase-file", "passphrase.txt")
    result = here(*arguments)
    assert (result.status, result.out) == (5, "")
    worded(result)
    assert text not in result.err
    assert files_in(here.home) == ["passphrase.txt"]
    assert here(*arguments, "--weak-passphrase-ok").status == 0


def test_the_archive_s_name_and_standard_output_are_judged_alike(here: Here) -> None:
    (here.home / "passphrase.txt").write_text("quixotic-vavasour-2")
    given = ("--passphrase-file", "passphrase.txt")
    assert here("generate", "-o", "-", *given).status == 0
    assert here("generate", "-a", "quixotic-vavasour.tar.gz", *given).status == 5
    assert here("generate", "-a", "quixotic-vavasour.tar.gz", "-l", "bot", *given).status == 5
    assert here("generate", "-o", "-", "-l", "quixotic-vavasour", *given).status == 5


def test_weak_passphrase_ok_without_a_passphrase_makes_no_sense(here: Here) -> None:
    result = here("generate", "--no-passphrase", "--force-plaintext", "--weak-passphrase-ok")
    assert result.status == 2


@pytest.mark.parametrize(
    "rest", ["name: bot\n", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_of_more_than_the_key_is_refused_before_anything_is_asked(
    here: Here, key: Path, rest: str, worded: Worded
) -> None:
    whole = key.read_text(encoding="utf-8") + rest
    key.write_text(whole, encoding="utf-8")
    result = here("passphrase", "change", key.name)
    assert (result.status, result.out) == (5, "")
    worded(result)
    assert key.read_text(encoding="utf-8") == whole
    assert files_in(here.home) == ["key.private.pem", "new.txt", "passphrase.txt"]
