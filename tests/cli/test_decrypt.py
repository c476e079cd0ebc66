"""akg decrypt: a key in clear goes into a pipe, and nowhere else unless that is asked for twice."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

from app.cli import clear_text
from app.errors import StorageError
from tests.cli.conftest import PASSPHRASE, Akg, Here, Spawn, Worded, files_in
from tests.product import BOTH

SOURCE = ("--passphrase-file", "passphrase.txt")
BEGIN = "-----BEGIN PRIVATE KEY-----\n"


@pytest.fixture
def key(akg: Akg, saved: Path) -> str:
    """The name of an encrypted key in the home folder, beside its passphrase."""
    (akg.home / "key.private.pem").write_bytes((saved / "key.private.pem").read_bytes())
    return "key.private.pem"


def through_the_shell(akg: Akg, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", script, *akg.product.akg()],
        cwd=akg.home,
        env=akg.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@BOTH
def test_pipe_gets_the_key_and_no_disk_does(akg: Akg, key: str) -> None:
    result = akg("decrypt", key, *SOURCE)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(BEGIN)
    assert len(result.out) == 119
    assert files_in(akg.home) == ["key.private.pem", "passphrase.txt"]
    public = akg("public", "-", stdin=result.out.encode())
    assert public.out == akg("public", key, *SOURCE).out


def test_other_descriptor_gets_it_where_it_is_a_pipe(akg: Akg, key: str) -> None:
    reading, writing = os.pipe()
    result = akg("decrypt", key, *SOURCE, "--fd", str(writing), pass_fds=(writing,))
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        assert pipe.read().startswith(BEGIN)
    assert (result.status, result.out) == (0, "")


def test_substituted_process_gets_it(akg: Akg, key: str) -> None:
    script = f'"$0" "$@" decrypt {key} --passphrase-file passphrase.txt --fd 3 3> >(wc -c) | cat'
    assert through_the_shell(akg, script).stdout.strip() == "119"


def test_file_is_refused_before_a_passphrase_is_read(akg: Akg, key: str) -> None:
    done = akg.redirected("> out.pem", "decrypt", key, "--passphrase-file", "missing.txt")
    assert done.returncode == 5
    assert (akg.home / "out.pem").read_bytes() == b""


def test_file_behind_another_descriptor_is_refused(akg: Akg, key: str) -> None:
    done = akg.redirected("3> out.pem", "decrypt", key, *SOURCE, "--fd", "3")
    assert done.returncode == 5
    assert (akg.home / "out.pem").read_bytes() == b""


@pytest.mark.parametrize(("umask", "status"), [("077", 0), ("022", 6)])
def test_file_gets_it_when_asked_for_twice(akg: Akg, key: str, umask: str, status: int) -> None:
    """GIVEN a file that others can open THEN that is said, and the status says so too."""
    script = (
        f'umask {umask}; "$0" "$@" decrypt {key} --passphrase-file passphrase.txt --force-plaintext > out.pem'
    )
    assert through_the_shell(akg, script).returncode == status
    assert (akg.home / "out.pem").read_text().startswith(BEGIN)


def test_terminal_is_refused_before_a_passphrase_is_asked_for(spawn: Spawn, key: str) -> None:
    child = spawn("decrypt", key)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 5
    assert "assphrase of" not in (child.before or "")


def test_terminal_shows_it_when_asked_for_twice(spawn: Spawn, key: str) -> None:
    child = spawn("decrypt", key, "--force-plaintext")
    child.expect("Passphrase of the private key: ")
    child.sendline(PASSPHRASE)
    child.expect("BEGIN PRIVATE KEY")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_passphrase_is_asked_for_while_a_pipe_takes_the_key(spawn: Spawn, akg: Akg, key: str) -> None:
    """As in NAME="$(akg decrypt FILE)": the question is on the terminal, the key is not."""
    words = " ".join(akg.product.akg("decrypt", key))
    child: pexpect.spawn[str] = pexpect.spawn(
        "bash",
        ["-c", f'SECRET="$({words})" && printf %s "${{#SECRET}}"'],
        cwd=str(akg.home),
        env=akg.environment(TERM="xterm"),
        encoding="utf-8",
        timeout=60,
    )
    child.delaybeforesend = None
    child.expect("Passphrase of the private key: ")
    child.sendline(PASSPHRASE)
    child.expect(pexpect.EOF)
    assert (child.before or "").strip() == "118"


def test_closed_standard_output_gets_nothing(akg: Akg, key: str) -> None:
    done = akg.redirected(">&-", "decrypt", key, *SOURCE)
    assert done.returncode == 1
    assert files_in(akg.home) == ["key.private.pem", "passphrase.txt"]


def test_what_akg_opened_itself_is_not_what_the_caller_opened(tmp_path: Path) -> None:
    """Also when asked for twice: the key would go into a file that happens to have this number."""
    with (tmp_path / "ours").open("wb") as ours, pytest.raises(StorageError):
        clear_text.check(ours.fileno(), forced=True)
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    clear_text.check(writing, forced=False)
    os.close(reading)
    os.close(writing)


def test_standard_output_that_was_closed_at_the_start_is_not_what_has_its_number_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(StorageError):
        clear_text.check(clear_text.STANDARD_OUTPUT, forced=True)


@pytest.mark.parametrize("number", ["3", "9", "999999", "99999999999"])
def test_descriptor_that_nobody_opened_gets_nothing(akg: Akg, key: str, number: str) -> None:
    """One of those that Python opens for itself would be a file of ours."""
    result = akg("decrypt", key, *SOURCE, "--fd", number)
    assert (result.status, result.out) == (1, "")
    assert "BEGIN" not in result.err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("KEY", "--fd", "x"), 2),
        (("KEY", "--fd", "0"), 2),
        (("KEY", "--fd", "-1"), 2),
        (("KEY", "--fd", "3", "--passphrase-fd", "3"), 2),
        (("KEY", "--fd", "3", "--plain-copy"), 2),
        (("KEY", "--crlf"), 2),
        (("-", "--plain-copy", "--force-plaintext"), 2),
        (("-", "--passphrase-stdin"), 2),
        (("KEY", "--plain-copy"), 5),
        (("missing.pem",), 1),
        (("KEY", "--passphrase-file", "wrong.txt"), 3),
        (("PUBLIC",), 4),
    ],
)
def test_what_is_refused_is_explained_and_nothing_is_written(
    akg: Akg, here: Here, saved: Path, key: str, worded: Worded, words: tuple[str, ...], status: int
) -> None:
    (akg.home / "key.public.pem").write_bytes((saved / "key.public.pem").read_bytes())
    (akg.home / "wrong.txt").touch(0o600)
    (akg.home / "wrong.txt").write_text("wrong")
    before = files_in(akg.home)
    names = {"KEY": key, "PUBLIC": "key.public.pem"}
    result = akg("decrypt", *(names.get(word, word) for word in words))
    assert (result.status, result.out) == (status, "")
    assert files_in(akg.home) == before
    assert PASSPHRASE not in result.err
    worded(result)


def test_reader_that_has_left_ends_it_quietly(akg: Akg, key: str) -> None:
    script = f'"$0" "$@" decrypt {key} --passphrase-file passphrase.txt | true; echo "${{PIPESTATUS[0]}}"'
    done = through_the_shell(akg, script)
    assert "Traceback" not in done.stderr
    assert "BEGIN" not in done.stderr


def test_kill_leaves_nothing(akg: Akg, key: str) -> None:
    """GIVEN a pipe that nobody reads, and a passphrase on its way WHEN it is killed THEN no file is there."""
    os.mkfifo(akg.home / "later")
    child = akg.start("decrypt", key, "--passphrase-file", "later")
    time.sleep(1.0)
    with (akg.home / "later").open("w") as passphrase:
        passphrase.write(PASSPHRASE + "\n")
    child.send_signal(signal.SIGKILL)
    out, _ = child.communicate(timeout=10)
    assert child.returncode == -signal.SIGKILL
    assert b"BEGIN ENCRYPTED" not in out
    assert files_in(akg.home) == ["key.private.pem", "later", "passphrase.txt"]


def test_plain_copy_is_made_when_asked_for_twice(akg: Akg, key: str) -> None:
    result = akg("decrypt", key, *SOURCE, "--plain-copy", "--force-plaintext")
    copy = akg.home / "key.private.PLAIN.pem"
    assert (result.status, result.out) == (0, "")
    assert "warning" in result.err
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.read_text() == akg("decrypt", key, *SOURCE).out
    assert files_in(akg.home) == ["key.private.PLAIN.pem", "key.private.pem", "passphrase.txt"]


def test_existing_copy_is_never_overwritten(akg: Akg, key: str) -> None:
    (akg.home / "key.private.PLAIN.pem").write_text("mine")
    result = akg("decrypt", key, *SOURCE, "--plain-copy", "--force-plaintext")
    assert result.status == 5
    assert (akg.home / "key.private.PLAIN.pem").read_text() == "mine"


def test_copy_for_java_on_windows(akg: Akg, key: str) -> None:
    akg("decrypt", key, *SOURCE, "--plain-copy", "--force-plaintext", "--crlf")
    assert (akg.home / "key.private.PLAIN.pem").read_bytes().count(b"\r\n") == 3


def test_key_that_is_not_encrypted_is_written_as_clients_want_it(here: Here, saved: Path, akg: Akg) -> None:
    text = (saved / "plain.private.pem").read_text()
    (akg.home / "odd.pem").write_text("a comment\n" + text.replace("\n", "\r\n"))
    result = akg("decrypt", "odd.pem")
    assert (result.status, result.out) == (0, text)
