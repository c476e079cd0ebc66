"""The prompts, on a real pseudo-terminal."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pexpect
import pytest

from app.cli import sources
from app.errors import WeakPassphraseError
from app.keys.passphrase import DIFFERENT
from app.keys.strength.patterns import BY_DICTIONARY
from app.text import NOTHING
from tests.cli.conftest import PASSPHRASE, Akg, Spawn, files_in
from tests.product import BOTH

pytestmark = pytest.mark.slow

ASK = "Passphrase for the private key: "
REPEAT = "Repeat passphrase: "
OPEN = "Passphrase of the private key: "
TOO_WEAK = WeakPassphraseError(NOTHING, length=0, bits=0).message


def answer(child, question: str, text: str) -> None:  # type: ignore[no-untyped-def]
    """Waits for the question and types. The echo is off by then: the question follows it."""
    child.expect_exact(question)
    child.sendline(text)


def end_of(child) -> tuple[int, str]:  # type: ignore[no-untyped-def]
    """The exit status, and what was shown until then."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


@BOTH
def test_a_new_passphrase_is_asked_twice_and_not_shown(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate", "-l", "spot")
    answer(child, ASK, PASSPHRASE)
    answer(child, REPEAT, PASSPHRASE)
    status, shown = end_of(child)
    assert status == 0
    assert "spot.private.pem (only you can read it)" in shown
    assert PASSPHRASE not in shown
    opened = akg("public", "api-keys/spot.private.pem", "--passphrase-file", "passphrase.txt")
    assert opened.out == (akg.home / "api-keys/spot.public.pem").read_text()


def test_two_that_differ_are_asked_again(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate", "-l", "spot")
    answer(child, ASK, PASSPHRASE)
    answer(child, REPEAT, PASSPHRASE.upper())
    child.expect_exact(DIFFERENT)
    answer(child, ASK, PASSPHRASE)
    answer(child, REPEAT, PASSPHRASE)
    assert end_of(child)[0] == 0


@pytest.mark.parametrize(
    ("typed", "told", "hint"),
    [
        ("schl\u00fcssel", "beyond printable ASCII", "US keyboard"),
        ("Binance2024!", TOO_WEAK, sources._WAYS_OUT),
        ("kR9#vQ2!xT7&mZ", TOO_WEAK, sources._WAYS_OUT),
        ("my-spot-key", BY_DICTIONARY["user_inputs"], sources._WAYS_OUT),
    ],
)
def test_what_policy_refuses_is_asked_again_and_then_ends(
    akg: Akg, spawn: Spawn, typed: str, told: str, hint: str
) -> None:
    child = spawn("generate", "-l", "spot")
    for _ in range(3):
        answer(child, ASK, typed)
        child.expect_exact(told)
    status, shown = end_of(child)
    assert status == 5
    assert hint in shown
    assert files_in(akg.home) == ["passphrase.txt"]


def test_a_weak_one_is_taken_where_that_was_asked_for(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate", "-l", "spot", "--weak-passphrase-ok")
    answer(child, ASK, "weak")
    answer(child, REPEAT, "weak")
    assert end_of(child)[0] == 0
    (akg.home / "passphrase.txt").write_text("weak")
    assert akg("public", "api-keys/spot.private.pem", "--passphrase-file", "passphrase.txt").status == 0


# An empty answer: a suggestion.

USE_IT = "Use it? [Y/n] "
CONFIRM = "Type the suggested passphrase to confirm it: "
SUGGESTION = re.compile(r"\x1b\[\?1049h\x1b\[HA passphrase of 6 random words, 77\.5 bits:\s+([a-z-]+)\s")


def suggested(child) -> str:  # type: ignore[no-untyped-def]
    """What the other screen shows, up to its question."""
    answer(child, ASK, "")
    child.expect(SUGGESTION)
    phrase = str(child.match[1])
    child.expect_exact(USE_IT)
    return phrase


@BOTH
@pytest.mark.parametrize("yes", ["", "y", "YES"])
def test_an_empty_answer_suggests_one_that_is_shown_once_and_typed_once_more(
    akg: Akg, spawn: Spawn, yes: str
) -> None:
    child = spawn("generate", "-l", "spot")
    phrase = suggested(child)
    child.sendline(yes)
    child.expect_exact("\x1b[?1049l")
    answer(child, CONFIRM, phrase)
    status, shown = end_of(child)
    assert status == 0
    assert phrase not in shown
    (akg.home / "passphrase.txt").write_text(phrase)
    assert akg("public", "api-keys/spot.private.pem", "--passphrase-file", "passphrase.txt").status == 0


def test_a_suggestion_that_is_not_wanted_leads_back_to_the_question(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate", "-l", "spot")
    phrases = set()
    for _ in range(5):
        phrases.add(suggested(child))
        child.sendline("n")
    answer(child, ASK, PASSPHRASE)
    answer(child, REPEAT, PASSPHRASE)
    assert end_of(child)[0] == 0
    assert len(phrases) == 5


def test_a_suggestion_that_nobody_can_type_is_not_used(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate", "-l", "spot")
    for _ in range(3):
        suggested(child)
        child.sendline("")
        for _ in range(3):
            answer(child, CONFIRM, "something else")
            child.expect_exact("That is not what was suggested.")
    status, shown = end_of(child)
    assert status == 3
    assert "error:" in shown
    assert files_in(akg.home) == ["passphrase.txt"]


@BOTH
def test_the_screen_comes_back_after_ctrl_c(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate")
    suggested(child)
    child.sendcontrol("c")
    child.expect_exact("\x1b[?1049l")
    assert end_of(child)[0] == 130
    assert files_in(akg.home) == ["passphrase.txt"]


def test_a_terminal_that_knows_no_other_screen_shows_it_plainly(spawn: Spawn) -> None:
    child = spawn("generate", TERM="dumb")
    answer(child, ASK, "")
    child.expect_exact(USE_IT)
    assert "random words, 77.5 bits:" in str(child.before)
    assert "\x1b" not in str(child.before)
    child.sendcontrol("c")
    end_of(child)


# akg passphrase change


def test_change_asks_for_the_old_one_and_twice_for_the_new_one(akg: Akg, spawn: Spawn) -> None:
    akg("generate", "-d", ".", "-l", "k", "--passphrase-file", "passphrase.txt")
    new = "the ferry left at nine thirty"
    child = spawn("passphrase", "change", "k.private.pem")
    answer(child, OPEN, PASSPHRASE)
    answer(child, ASK, new)
    answer(child, REPEAT, new)
    status, shown = end_of(child)
    assert status == 0
    assert "Checked" in shown
    assert new not in shown
    assert PASSPHRASE not in shown
    assert akg("public", "k.private.pem", "--passphrase-file", "passphrase.txt").status == 3
    (akg.home / "passphrase.txt").write_text(new)
    opened = akg("public", "k.private.pem", "--passphrase-file", "passphrase.txt")
    assert opened.out == (akg.home / "k.public.pem").read_text()


def test_change_ends_at_a_wrong_old_one_before_it_asks_for_a_new_one(akg: Akg, spawn: Spawn) -> None:
    akg("generate", "-d", ".", "-l", "k", "--passphrase-file", "passphrase.txt")
    before = (akg.home / "k.private.pem").read_bytes()
    child = spawn("passphrase", "change", "k.private.pem")
    answer(child, OPEN, "wrong")
    status, shown = end_of(child)
    assert status == 3
    assert ASK not in shown
    assert (akg.home / "k.private.pem").read_bytes() == before


def test_change_asks_for_no_old_one_where_there_is_none(akg: Akg, spawn: Spawn) -> None:
    akg("generate", "-d", ".", "-l", "k", "--no-passphrase", "--force-plaintext")
    child = spawn("passphrase", "change", "k.private.pem")
    phrase = suggested(child)
    child.sendline("")
    answer(child, CONFIRM, phrase)
    assert end_of(child)[0] == 0
    (akg.home / "passphrase.txt").write_text(phrase)
    assert akg("public", "k.private.pem", "--passphrase-file", "passphrase.txt").status == 0


def test_an_encrypted_key_asks_once(spawn: Spawn, saved: Path) -> None:
    child = spawn("public", str(saved / "key.private.pem"))
    answer(child, OPEN, PASSPHRASE)
    status, shown = end_of(child)
    assert status == 0
    assert shown.strip().replace("\r", "") == (saved / "key.public.pem").read_text().strip()


def test_a_wrong_one_ends_with_3(spawn: Spawn, saved: Path) -> None:
    child = spawn("public", str(saved / "key.private.pem"))
    answer(child, OPEN, "wrong")
    status, shown = end_of(child)
    assert status == 3
    assert "Wrong passphrase" in shown


def test_a_passphrase_is_taken_as_typed(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate", "-l", "spot")
    answer(child, ASK, "  gallows unwrapped tiptop blizzard  ")
    answer(child, REPEAT, "  gallows unwrapped tiptop blizzard  ")
    assert end_of(child)[0] == 0
    (akg.home / "passphrase.txt").write_text("  gallows unwrapped tiptop blizzard  \n")
    opened = akg("public", "api-keys/spot.private.pem", "--passphrase-file", "passphrase.txt")
    assert opened.status == 0


@BOTH
@pytest.mark.parametrize("key", ["c", "d"])
def test_ctrl_c_and_ctrl_d_end_with_130_and_nothing_written(akg: Akg, spawn: Spawn, key: str) -> None:
    child = spawn("generate")
    child.expect_exact(ASK)
    child.sendcontrol(key)
    status, shown = end_of(child)
    assert status == 130
    assert "Traceback" not in shown
    assert files_in(akg.home) == ["passphrase.txt"]


def test_the_echo_is_on_again_after_ctrl_c(spawn: Spawn) -> None:
    child = spawn("generate")
    child.expect_exact(ASK)
    assert not child.getecho()
    child.sendcontrol("c")
    child.expect_exact("Interrupted.")
    assert child.getecho()


def test_the_bar_shows_for_several_pairs_and_is_gone_at_the_end(spawn: Spawn) -> None:
    child = spawn("generate", "-n", "3", "--no-passphrase", "--force-plaintext")
    child.expect(r"Generating \[#+\] 100 %.*\r\x1b\[K")
    status, shown = end_of(child)
    assert status == 0
    assert "%" not in shown.rpartition("\x1b[K")[2]


def test_colour_marks_one_word_and_no_color_none(spawn: Spawn) -> None:
    coloured = end_of(spawn("generate", "-n", "0"))[1]
    assert "akg: \x1b[1;31merror:\x1b[0m 0 key pairs" in coloured
    assert "\x1b" not in end_of(spawn("generate", "-n", "0", NO_COLOR="1"))[1]


# A name that is taken.


def test_the_second_key_of_a_day_gets_a_free_name_before_the_passphrase_is_asked(
    akg: Akg, spawn: Spawn
) -> None:
    for number in (1, 2, 3):
        child = spawn("generate")
        answer(child, ASK, PASSPHRASE)
        answer(child, REPEAT, PASSPHRASE)
        assert end_of(child)[0] == 0
        assert len(files_in(akg.home / "api-keys")) == 2 * number


@BOTH
def test_what_was_typed_ahead_of_a_refusal_does_not_go_to_the_shell(akg: Akg, spawn: Spawn) -> None:
    """GIVEN a label that is taken WHEN the passphrase is typed ahead THEN no shell gets it as a command."""
    akg("generate", "-l", "spot", "--no-passphrase", "--force-plaintext")
    command = shlex.join(akg.product.akg("generate", "-l", "spot"))
    shell = pexpect.spawn(
        "/bin/sh",
        cwd=str(akg.home),
        env=akg.environment(TERM="xterm", PS1="ready$ "),
        encoding="utf-8",
        timeout=30,
    )
    shell.expect_exact("ready$ ")
    shell.sendline(f"{command}; echo ended-with-$?")
    shell.sendline("echo typed-ahead")
    shell.expect("ended-with-5")
    shell.expect_exact("ready$ ")
    shell.sendline("echo last-$((1+1))")
    shell.expect_exact("last-2")
    assert "typed-ahead" not in str(shell.before)
    shell.close(force=True)


# Without a display, `akg` alone.


@BOTH
def test_without_a_display_the_job_is_done_by_guided_prompts(akg: Akg, spawn: Spawn) -> None:
    child = spawn()
    child.expect_exact("akg: No display was found. The key pair is made here in the terminal instead.")
    answer(child, "Key type [ed25519]: ", "2")
    answer(child, "Label, which becomes the file names [api-key-rsa-2048-20", "spot/trading")
    child.expect_exact("no file name may have: /")
    answer(child, "Label, which becomes the file names [", "spot")
    answer(child, f"Folder [{akg.home}/api-keys]: ", "")
    answer(child, "Number of key pairs [1]: ", "0")
    child.expect_exact("0 key pairs cannot be generated.")
    answer(child, "Number of key pairs [1]: ", "")
    answer(child, ASK, PASSPHRASE)
    answer(child, REPEAT, PASSPHRASE)
    status, shown = end_of(child)
    assert status == 0
    assert "-----BEGIN PUBLIC KEY-----" in shown
    assert files_in(akg.home / "api-keys") == ["spot.private.pem", "spot.public.pem"]
    public = json.loads(akg("inspect", "--json", "api-keys/spot.public.pem").out)
    assert public["algorithm"] == "rsa-2048"


def test_enter_takes_every_default_and_the_suggested_label_is_free(akg: Akg, spawn: Spawn) -> None:
    for number in (1, 2):
        child = spawn()
        for question in ("Key type [", "Label, ", "Folder [", "Number of key pairs ["):
            answer(child, question, "")
        answer(child, ASK, PASSPHRASE)
        answer(child, REPEAT, PASSPHRASE)
        assert end_of(child)[0] == 0
        assert len(files_in(akg.home / "api-keys")) == 2 * number


def test_a_taken_label_is_asked_for_again(akg: Akg, spawn: Spawn) -> None:
    akg("generate", "-l", "spot", "--no-passphrase", "--force-plaintext")
    child = spawn()
    for text in ("", "spot", "", ""):
        answer(child, "]: ", text)
    child.expect(r"already exists? in ")
    answer(child, "Label, ", "other")
    child.sendcontrol("c")
    assert end_of(child)[0] == 130


@BOTH
def test_without_display_and_terminal_a_command_to_copy_is_printed_and_works(akg: Akg) -> None:
    result = akg()
    assert (result.status, result.out) == (2, "")
    error, hint = result.err.splitlines()
    assert error == "akg: error: No display was found. Standard input is not a terminal to ask on."
    _, _, command = hint.partition("run: ")
    shell = (*akg.product.inside, "sh", "-c", command)
    subprocess.run(shell, cwd=akg.home, env=akg.environment(), check=True, timeout=30)
    assert len(files_in(akg.home / "api-keys")) == 2
