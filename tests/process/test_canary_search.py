"""The search for canaries finds one in every form, and in every place where it is looked for."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import tarfile
from collections.abc import Callable

import pytest

from app.keys.algorithm import ED25519, Algorithm
from app.keys.algorithm import rsa as rsa_algorithm
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from tests.desktop.waiting import until
from tests.process.canary import found_in, key_canary, new_passphrase, passphrase_canary
from tests.process.outside import ended_afterwards
from tests.process.scene import Scene
from tests.process.watcher import watching


def planted_file(scene: Scene, secret: bytes) -> str:
    path = scene.root / "xdg" / "CACHE_HOME" / "deep" / "file"
    path.parent.mkdir()
    path.write_bytes(b"before " + secret + b" after")
    return str(path)


def planted_name(scene: Scene, secret: bytes) -> str:
    path = scene.root / "tmp" / secret.hex()
    path.mkdir()
    return str(path)


def planted_archive(scene: Scene, secret: bytes) -> str:
    inside = scene.root.parent / "inside"
    inside.write_bytes(secret)
    path = scene.root / "home" / "archive.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(inside)
    return str(path)


def planted_link(scene: Scene, secret: bytes) -> str:
    path = scene.root / "home" / "link"
    path.symlink_to(secret.hex())
    return str(path)


PLANTED_FILES = [planted_file, planted_name, planted_archive, planted_link]


@pytest.mark.parametrize("plant", PLANTED_FILES)
def test_a_planted_file_is_found(scene: Scene, plant: Callable[[Scene, bytes], str]) -> None:
    canary = passphrase_canary(scene.passphrase)
    assert found_in(scene.places(), [canary]) == set()
    place = plant(scene, scene.passphrase.encode())
    assert found_in(scene.places(), [canary]) == {(place, "the passphrase")}


@pytest.mark.thorough
@pytest.mark.parametrize("kind", [ED25519, rsa_algorithm(2048)])
def test_a_private_key_is_found_in_every_form(pairs: dict[str, KeyPair], kind: Algorithm) -> None:
    pair, passphrase = pairs[kind.name], new_passphrase()
    canary = key_canary(private_key_pem(pair, Encrypted(Passphrase(passphrase))).encode(), passphrase)
    plain = private_key_pem(pair, Unencrypted())
    der = pair.private_key_info
    one_line = "".join(plain.splitlines()[1:-1])
    forms = [
        plain,
        plain.replace("\n", "\r\n"),
        json.dumps(plain),
        one_line,
        der.hex(),
        der.hex(":"),
        der.hex().upper(),
    ]
    forms += [base64.urlsafe_b64encode(b"?" * shift + der).decode() for shift in range(3)]
    for data in (der, *(form.encode() for form in forms), *(form.encode("utf-16-le") for form in forms)):
        assert canary.is_in(data)
        assert not canary.is_in(pair.subject_public_key_info + pair.public_key_pem.encode())


SHOW_IT = 'exec 3> "$2"; printf "%.14s" "${2##*/}" > /proc/$$/comm; read end; : "$1"'


def test_what_a_process_shows_is_found(scene: Scene) -> None:
    """GIVEN a process whose child shows the canary in each place below /proc THEN each is told."""
    held = scene.root / scene.passphrase
    canary = passphrase_canary(scene.passphrase)
    process = subprocess.Popen(
        ["sh", "-c", f"sh -c '{SHOW_IT}' sh x \"$HELD\"; :", "sh"],
        stdin=subprocess.PIPE,
        env={"HELD": str(held), "PATH": os.environ["PATH"]},
    )
    with ended_afterwards(process), watching(process.pid) as watcher:
        until(lambda: len(found_in(watcher.places, [canary])) == len(watcher.seen), "all is seen")
        process.communicate(b"\n", timeout=20)
