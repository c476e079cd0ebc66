"""A whole run in the terminal with a passphrase that is nowhere else in the world: where is it afterwards?"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pexpect
import pytest

from tests.process.canary import found_in
from tests.process.scene import Scene
from tests.process.watcher import watching
from tests.product import BOTH

pytestmark = [pytest.mark.interop, BOTH]


def test_nothing_is_left_of_a_whole_run(scene: Scene) -> None:
    """GIVEN new keys, opened and inspected WHEN all that a run leaves is searched THEN no secret is there."""
    secret = ("--passphrase-file", "FIFO")
    keys = scene.root / "here" / "keys"
    scene.akg("generate", "-l", "one", "-d", "keys", "--json", *secret)
    scene.akg("generate", "-l", "two", "-d", "keys", "-k", "rsa-2048", *secret)
    scene.akg("generate", "-a", "three.tar.gz", "-n", "2", *secret)
    scene.akg("generate", "-l", "one", "-d", "keys", "--force", "--json", *secret)
    public = scene.akg("public", "keys/two.private.pem", *secret)
    described = scene.akg("inspect", "--json", "keys/two.private.pem")
    steps = scene.akg("register", "keys/two.private.pem", "--venue", "bybit", *secret)
    scene.akg("convert", "keys/two.private.pem", "--to", "openssh", *secret)
    in_clear = scene.akg("decrypt", "keys/two.private.pem", *secret)
    scene.akg("use", "ccxt", "keys/two.private.pem", "--json")

    assert public == (keys / "two.public.pem").read_bytes()
    assert json.loads(described)["encryption"]
    assert public in steps
    assert in_clear.startswith(b"-----BEGIN PRIVATE KEY-----\n")
    canaries = scene.canaries(*sorted(keys.glob("*.private.pem*")))
    assert [canary.name for canary in canaries[1:]] == ["the Ed25519 key", "the Ed25519 key", "the RSA key"]
    pipe = "decrypt: standard output"
    assert found_in(scene.places(), canaries) == {(pipe, "the RSA key")}
    assert b"HOME=" in scene.seen["/proc: environ"] or os.geteuid() != 0
    assert b"--passphrase-file" in scene.seen["/proc: cmdline"]
    encrypted = {place for place, data in scene.places().items() if b"PRIVATE KEY-----" in data}
    assert {Path(place).parent for place in encrypted - {pipe}} == {keys, keys.parent}
    clear = {place for place, data in scene.places().items() if b"-----BEGIN PRIVATE KEY" in data}
    assert clear == {pipe}


def test_nothing_is_left_of_a_typed_passphrase(scene: Scene) -> None:
    """GIVEN a terminal WHEN the passphrase is typed twice and then once THEN the terminal never shows it."""
    transcript = scene.root.parent / "transcript"
    with transcript.open("wb") as log:
        for arguments, times in ((["generate", "-l", "one", "-d", "keys"], 2), (["public", "KEY"], 1)):
            words = [word.replace("KEY", "keys/one.private.pem") for word in arguments]
            program, *rest = scene.product.akg(*words)
            child = pexpect.spawn(
                program,
                rest,
                cwd=str(scene.root / "here"),
                env=scene.environment,
                timeout=30,
            )
            child.logfile_read = log
            assert child.pid
            with watching(child.pid) as watcher:
                for _ in range(times):
                    child.expect("assphrase.*: ")
                    child.sendline(scene.passphrase)
                child.expect(pexpect.EOF)
                child.close()
            assert child.exitstatus == 0
            scene.seen |= watcher.places
    said = transcript.read_bytes()
    assert b"BEGIN PUBLIC KEY" in said
    private = scene.root / "here" / "keys" / "one.private.pem"
    assert found_in(scene.places() | {"terminal": said}, scene.canaries(private)) == set()
