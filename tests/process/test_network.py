"""Nothing in the terminal reaches for a network, nor needs one; and it writes only where it was told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.process.scene import Scene
from tests.process.trace import Trace, families, started, written_to
from tests.product import BOTH

pytestmark = pytest.mark.interop

PASSPHRASE = "Rx7-tangerine-Quoits-58-lamprey"
ALONE = ("unshare", "-n") if os.geteuid() == 0 else ("unshare", "-r", "-n")
SAVED = ["generate", "-l", "one", "-d", "keys", "--passphrase-file", "passphrase"]
WHOLE_JOB = [
    SAVED,
    ["generate", "-l", "two", "-a", "two.tar.gz", "-k", "rsa-2048", "--passphrase-file", "passphrase"],
    ["public", "keys/one.private.pem", "--passphrase-file", "passphrase"],
    ["inspect", "keys/one.private.pem"],
    ["--version"],
    ["--help"],
]
SHELL = "/bin/sh"
REACH_OUT = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"


@pytest.fixture
def here(scene: Scene) -> Path:
    folder = scene.root / "here"
    (folder / "passphrase").touch(mode=0o600)
    (folder / "passphrase").write_text(PASSPHRASE)
    return folder


def run(scene: Scene, *command: str) -> int:
    """The process id of what has ended, with success."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=scene.root / "here",
        env=scene.environment,
    ) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return process.pid


def traced(scene: Scene, program: str, *command: str) -> list[str]:
    trace = Trace(scene.root.parent / "trace")
    lines = trace.lines(run(scene, *trace.before, *command), program)
    trace.file.unlink()
    return lines


@BOTH
def test_no_internet_socket_is_made_and_nothing_written_elsewhere(scene: Scene, here: Path) -> None:
    """GIVEN strace WHEN every command runs THEN no internet socket, and outside the folder two files."""
    product, lines = scene.product, []
    for arguments in WHOLE_JOB:
        lines += traced(scene, product.terminal[0], *product.akg(*arguments))
    assert len(started(lines)) == product.starts * len(WHOLE_JOB), (
        "akg itself, and no other program that could be told a secret"
    )
    elsewhere = {path for path in written_to(lines) if not path.startswith(f"{here}/")}
    assert families(lines) <= {"AF_UNIX"}, "which only a look-up of a user's name may use"
    own = scene.root / "xdg" / "DATA_HOME" / "asymmetric-key-generator"
    users_key, keys = own / "journal.key", own / "keys.sqlite3"
    of_the_list = {str(keys), f"{keys}-journal"}
    drafts = sorted(elsewhere - {"/dev/null", "/dev/tty", *of_the_list})
    begun = (f"{users_key}.", f"{own}/keys.new-", f"{own}/keys.new-")  # the last is SQLite's journal of it
    assert len(drafts) == len(begun), "each made once, by the first command that saves"
    assert all(map(str.startswith, drafts, begun))
    assert set(own.iterdir()) == {users_key, keys}
    assert {file.stat().st_mode & 0o777 for file in own.iterdir()} == {0o600}
    assert f"{here}/keys" in str(written_to(lines))


@BOTH
def test_the_whole_job_without_any_network(scene: Scene, here: Path) -> None:
    """GIVEN a network namespace with no interface that is up WHEN every command runs THEN each succeeds."""
    for arguments in WHOLE_JOB:
        run(scene, *ALONE, *scene.product.akg(*arguments))
    assert {path.name for path in (here / "keys").iterdir()} == {"one.private.pem", "one.public.pem"}


def test_reaching_out_would_be_seen(scene: Scene, here: Path) -> None:
    lines = traced(scene, sys.executable, sys.executable, "-c", REACH_OUT)
    assert "AF_INET" in families(lines)
    assert len(started(traced(scene, SHELL, SHELL, "-c", "true; ls > /dev/null; true"))) == 2
    leak = f"open({str(scene.root / 'tmp' / 'leak')!r}, 'w').write('x')"
    lines = traced(scene, sys.executable, sys.executable, "-c", leak)
    assert str(scene.root / "tmp" / "leak") in written_to(lines)
