"""The prompts, on a real pseudo-terminal."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Akg, Spawn, files_in

ASK = "Passphrase for the private key: "
REPEAT = "Repeat passphrase: "
OPEN = "Passphrase of the private key: "


def answer(child, question: str, text: str) -> None:  # type: ignore[no-untyped-def]
    """Waits for the question and types. The echo is off by then: the question follows it."""
    child.expect_exact(question)
    child.sendline(text)


def end_of(child) -> tuple[int, str]:  # type: ignore[no-untyped-def]
    """The exit status, and what was shown until then."""
    import pexpect

    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


def test_a_new_passphrase_is_asked_twice_and_not_shown(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate", "-l", "spot")
    answer(child, ASK, PASSPHRASE)
    answer(child, REPEAT, PASSPHRASE)
    status, shown = end_of(child)
    assert status == 0
    assert "spot.private.pem (0600)" in shown
    assert PASSPHRASE not in shown
    opened = akg("public", "api-keys/spot.private.pem", "--passphrase-file", "passphrase.txt")
    assert opened.out == (akg.home / "api-keys/spot.public.pem").read_text()


def test_two_that_differ_are_asked_again(akg: Akg, spawn: Spawn) -> None:
    child = spawn("generate", "-l", "spot")
    answer(child, ASK, "one")
    answer(child, REPEAT, "other")
    child.expect_exact("The two passphrases differ.")
    answer(child, ASK, PASSPHRASE)
    answer(child, REPEAT, PASSPHRASE)
    assert end_of(child)[0] == 0


@pytest.mark.parametrize(
    ("typed", "told", "status"),
    [("", "The passphrase is empty.", 3), ("schl\u00fcssel", "beyond printable ASCII", 5)],
)
def test_what_policy_refuses_is_asked_again_and_then_ends(
    akg: Akg, spawn: Spawn, typed: str, told: str, status: int
) -> None:
    child = spawn("generate")
    for _ in range(3):
        answer(child, ASK, typed)
        child.expect_exact(told)
    assert end_of(child)[0] == status
    assert files_in(akg.home) == ["passphrase.txt"]


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
    answer(child, ASK, "  both ends  ")
    answer(child, REPEAT, "  both ends  ")
    assert end_of(child)[0] == 0
    (akg.home / "passphrase.txt").write_text("  both ends  \n")
    opened = akg("public", "api-keys/spot.private.pem", "--passphrase-file", "passphrase.txt")
    assert opened.status == 0


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


# Without a display, `akg` alone.


def test_without_a_display_the_job_is_done_by_guided_prompts(akg: Akg, spawn: Spawn) -> None:
    child = spawn()
    child.expect_exact("akg: no display was found, so the key pair is made here in the terminal.")
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
    child.expect_exact("Already in ")
    answer(child, "Label, ", "other")
    child.sendcontrol("c")
    assert end_of(child)[0] == 130


def test_without_display_and_terminal_a_command_to_copy_is_printed_and_works(akg: Akg) -> None:
    result = akg()
    assert (result.status, result.out) == (2, "")
    error, hint = result.err.splitlines()
    assert error == "akg: error: No display was found, and standard input is no terminal to ask on."
    _, _, command = hint.partition("run: ")
    subprocess.run(["sh", "-c", command], cwd=akg.home, env=akg.environment(), check=True, timeout=30)
    assert len(files_in(akg.home / "api-keys")) == 2
