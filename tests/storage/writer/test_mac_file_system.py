"""How macOS is asked to bring what was written to the disk itself: through a call that is a fake."""

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.storage.registry.connecting import connect
from app.storage.writer import folder, whole_file
from app.storage.writer.file_system import MacFileSystem

CONTENT = b"canary"


class Disk:
    """What F_FULLFSYNC and fsync were asked for; `error`: how it answers F_FULLFSYNC."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: int = 0) -> None:
        self.full: list[str] = []
        self.plain: list[str] = []
        self._error = error
        monkeypatch.setattr(os, "fsync", lambda descriptor: self.plain.append(_name(descriptor)))

    def full_sync(self, descriptor: int) -> int:
        self.full.append(_name(descriptor))
        if self._error:
            raise OSError(self._error, os.strerror(self._error))
        return 0


def _name(descriptor: int) -> str:
    return Path(os.readlink(f"/proc/self/fd/{descriptor}")).name


def _save(disk: Disk, where: Path) -> bool:
    system = MacFileSystem(disk.full_sync)
    opened = folder.opened(where, system)
    try:
        whole_file.create(system, opened.entry("key.pem"), CONTENT, 0o600)
        return whole_file.sync_folder(system, opened)
    finally:
        folder.closed(opened, system)


def test_a_file_and_its_folder_reach_the_disk_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    assert _save(disk, tmp_path)
    assert (disk.full, disk.plain) == (["key.pem", tmp_path.name], [])


@pytest.mark.parametrize("name", ["ENOTSUP", "EOPNOTSUPP", "ENOTTY", "EINVAL", "ENOSYS"])
def test_a_disk_that_does_not_know_the_call_is_asked_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    disk = Disk(monkeypatch, getattr(errno, name))
    assert _save(disk, tmp_path)
    assert disk.plain == ["key.pem", tmp_path.name]


def test_a_disk_that_fails_is_not_asked_again_until_it_says_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch, errno.EIO)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        _save(disk, tmp_path)
    assert disk.plain == []


def test_the_list_of_keys_is_written_to_the_disk_itself(tmp_path: Path) -> None:
    opening = connect(tmp_path / "keys.sqlite3", make=True)
    with closing(opening.connection):
        assert _pragma(opening.connection, "fullfsync") == 1  # synchronous = FULL alone is fsync(2) on macOS
        assert _pragma(opening.connection, "synchronous") == 2


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
