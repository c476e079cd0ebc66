"""Keys and passphrases through pipes, named ones and those of the shell, also where they answer oddly."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

from tests.cli.conftest import PASSPHRASE, Akg

SOON = 10.0


def through_the_shell(akg: Akg, script: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-c", script, *akg.product.akg()]
    environment = akg.environment()
    return subprocess.run(
        command, cwd=akg.home, env=environment, capture_output=True, text=True, check=False, timeout=30
    )


def test_substituted_process_gives_a_key_and_a_passphrase(akg: Akg, saved: Path) -> None:
    script = (
        f'"$0" "$@" public <(cat {saved}/key.private.pem) --passphrase-file <(sleep 0.3; cat passphrase.txt)'
    )
    done = through_the_shell(akg, script)
    assert (done.stdout, done.stderr) == ((saved / "key.public.pem").read_text(), "")


def test_named_pipe_is_waited_for_until_somebody_writes(akg: Akg, saved: Path) -> None:
    os.mkfifo(akg.home / "pipe")
    child = akg.start("public", "pipe")
    time.sleep(0.5)
    assert child.poll() is None
    threading.Thread(
        target=(akg.home / "pipe").write_bytes, args=((saved / "plain.private.pem").read_bytes(),)
    ).start()
    assert child.communicate(timeout=SOON)[0] == (saved / "plain.public.pem").read_bytes()


def test_named_pipe_that_nobody_writes_can_be_interrupted(akg: Akg) -> None:
    os.mkfifo(akg.home / "pipe")
    child = akg.start("inspect", "pipe")
    time.sleep(1.5)
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=SOON)
    assert child.returncode == 130


def test_endless_device_is_read_no_further_than_the_limit(akg: Akg) -> None:
    result = akg("inspect", "/dev/zero")
    assert result.status != 0
    assert "Something went wrong" not in result.err


def test_passphrase_that_comes_late_through_a_pipe_that_never_waits_is_whole(akg: Akg, saved: Path) -> None:
    """GIVEN a pipe set to O_NONBLOCK by its other end WHEN half comes first THEN it is waited for."""
    children = []
    for option in ("--passphrase-stdin", "--passphrase-fd=0"):
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        child = subprocess.Popen(
            akg.product.akg("public", str(saved / "key.private.pem"), option),
            stdin=reading,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=akg.home,
            env=akg.environment(),
            start_new_session=True,
        )
        os.close(reading)
        children.append((child, writing))
    for piece in (b"", PASSPHRASE[:5].encode(), PASSPHRASE[5:].encode()):
        time.sleep(0.7)
        for _, writing in children:
            os.write(writing, piece)
    for child, writing in children:
        os.close(writing)
        out, err = child.communicate(timeout=SOON)
        assert (out, err) == ((saved / "key.public.pem").read_bytes(), b"")
