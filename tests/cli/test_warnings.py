"""Saved, with a warning: status 6. Not saved: every leftover is named."""

import errno
import os
import stat
import subprocess
from pathlib import Path

import pytest

from app.errors import KeygenError
from app.keys.algorithm import ED25519
from app.keys.protection import Unencrypted
from app.storage.writer.file_system import FileSystem
from app.usecases.generate import GenerateRequest, generate_key_pairs
from app.usecases.save import SaveRequest, save
from tests.cli.conftest import Akg, Here, Worded, files_in
from tests.faults.faulty_disk import Fault, FaultyDisk, Lasting
from tests.product import BOTH

PLAIN = ("--no-passphrase", "--force-plaintext")
SAVE = ("generate", "-l", "spot", "-d", "keys", *PLAIN)
SAVED = ["keys/spot.private.pem", "keys/spot.public.pem"]


def stuck(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def keys_in(folder: Path) -> list[str]:
    return [name for name in files_in(folder) if name.startswith("keys/")]


def test_a_folder_that_cannot_be_synced(here: Here, monkeypatch: pytest.MonkeyPatch, worded: Worded) -> None:
    def fsync(self: FileSystem, descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            stuck()

    monkeypatch.setattr(FileSystem, "fsync", fsync)
    result = here(*SAVE)
    assert result.status == 6
    worded(result)
    assert keys_in(here.home) == SAVED


def test_temporary_names_that_cannot_be_removed(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileSystem, "unlink", stuck)
    result = here(*SAVE)
    assert result.status == 6
    left = [name.removeprefix("keys/") for name in keys_in(here.home) if name not in SAVED]
    assert len(left) == 3
    assert all(name in result.err for name in left)
    assert "akg: warning: Left behind:" in result.err


def test_a_disk_that_keeps_no_permissions(
    here: Here, monkeypatch: pytest.MonkeyPatch, worded: Worded
) -> None:
    monkeypatch.setattr(FileSystem, "fchmod", lambda self, descriptor, _: os.fchmod(descriptor, 0o755))
    result = here(*SAVE)
    assert result.status == 6
    worded(result)


def interrupt_a_save(folder: Path) -> None:
    """A save of `old` dies after the private key has got its name, and before the public one does."""
    pairs = generate_key_pairs(GenerateRequest(ED25519))
    dying = FaultyDisk(Fault("link", errno.EIO, 2, Lasting.DEAD))
    with pytest.raises(KeygenError):
        save(SaveRequest(pairs, "old", folder, Unencrypted()), disk=dying)


def test_what_a_killed_save_left_is_told(here: Here, worded: Worded) -> None:
    interrupt_a_save(here.home / "keys")
    result = here(*SAVE)
    assert result.status == 0
    worded(result)
    assert keys_in(here.home) == ["keys/old.private.pem", "keys/old.public.pem", *SAVED]


def test_what_a_killed_save_left_is_finished_and_told_also_where_its_name_is_asked_for_again(
    here: Here, worded: Worded
) -> None:
    """Fails on d090508: the name was refused, and the pair stayed half."""
    interrupt_a_save(here.home / "keys")
    result = here("generate", "-l", "old", "-d", "keys", *PLAIN)
    assert result.status == 5
    worded(result)
    assert keys_in(here.home) == ["keys/old.private.pem", "keys/old.public.pem"]


def test_planted_files_are_named_and_stay(here: Here) -> None:
    """Fails on d090508, which gave the planted file the name that it asked for."""
    (here.home / "keys").mkdir()
    planted = [f".akg-0123456789abcdef-{name}.tmp" for name in ("00000-commit", "00001-spot.private.pem")]
    for name in planted:
        (here.home / "keys" / name).touch()
    result = here(*SAVE)
    assert result.status == 6
    assert "akg: warning: Unknown temporary files: " in result.err
    assert all(result.err.count(name) == 1 for name in planted)
    assert keys_in(here.home) == [*(f"keys/{name}" for name in planted), *SAVED]
    assert (here.home / "keys/spot.private.pem").stat().st_size == 119


def test_a_failure_that_cannot_be_undone(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileSystem, "unlink", stuck)
    monkeypatch.setattr(FileSystem, "link", stuck)
    result = here(*SAVE)
    assert (result.status, result.out) == (1, "")
    assert "Nothing was written" not in result.err
    left = [name.removeprefix("keys/") for name in keys_in(here.home)]
    assert len(left) == 3
    assert all(f"{name} (temporary)" in result.err for name in left)


@BOTH
def test_standard_output_that_is_full(akg: Akg) -> None:
    done = akg.redirected("> /dev/full", "generate", "-l", "spot", *PLAIN)
    assert done.returncode == 6
    assert b"Everything is saved." in done.stderr
    assert files_in(akg.home / "api-keys") == ["spot.private.pem", "spot.public.pem"]


def test_standard_output_that_nobody_reads_any_more(akg: Akg) -> None:
    """Status 6 has a warning, always."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            akg.product.akg("generate", "-l", "spot", "-q", *PLAIN),
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=akg.home,
            env=akg.environment(),
            check=False,
        )
    finally:
        os.close(writing)
    assert done.returncode == 6
    assert (
        b"akg: warning: Standard output was closed before all was printed. Everything is saved.\n"
        in done.stderr
    )
