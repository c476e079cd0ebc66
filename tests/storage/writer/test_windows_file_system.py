"""What Windows needs beyond access lists: patience with programs that hold a file, long paths, locks."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from app.storage import reading
from app.storage.writer import file_system
from app.storage.writer.file_system import UPDATED, WindowsFileSystem
from app.storage.writer.patience import Patience
from app.storage.writer.windows_access import WindowsAccess

DENIED, SHARING, LOCKED, EXISTS = 5, 32, 33, 183  # winerror.h


class Scanner:
    """Holds a file for so many calls of `os`."""

    def __init__(self, patch: pytest.MonkeyPatch, function: str, code: int, holds: int) -> None:
        self.calls, self.waited = 0, [0.0]
        self._real: Callable[..., Any] = getattr(os, function)
        self._code, self._holds = code, holds
        patch.setattr(os, function, self)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        if self.calls > self._holds:
            return self._real(*arguments, **named)
        error = PermissionError(errno.EACCES, "held")
        error.winerror = self._code  # type: ignore[attr-defined]
        raise error

    def disk(self) -> WindowsFileSystem:
        return WindowsFileSystem(cast(WindowsAccess, None), Patience(self.waited.append))


CALLS: dict[str, Callable[[WindowsFileSystem, Path], None]] = {
    "link": lambda disk, folder: disk.link(folder / "old", folder / "new"),
    "replace": lambda disk, folder: disk.replace(folder / "old", folder / "new"),
    "unlink": lambda disk, folder: disk.unlink(folder / "old"),
}


@pytest.mark.parametrize("code", [DENIED, SHARING, LOCKED])
@pytest.mark.parametrize("name", CALLS)
def test_file_when_a_scanner_lets_go_of_it_then_the_call_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    (tmp_path / "old").write_bytes(b"key")
    scanner = Scanner(monkeypatch, name, code, holds=9)
    CALLS[name](scanner.disk(), tmp_path)
    assert sorted(os.listdir(tmp_path)) == {"link": ["new", "old"], "replace": ["new"], "unlink": []}[name]
    assert 0.5 < sum(scanner.waited) < 1


@pytest.mark.parametrize("name", CALLS)
def test_file_when_held_for_longer_then_the_refusal_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "old").write_bytes(b"key")
    scanner = Scanner(monkeypatch, name, SHARING, holds=10)
    with pytest.raises(PermissionError, match="held"):
        CALLS[name](scanner.disk(), tmp_path)
    assert scanner.calls == 10


def test_name_when_taken_then_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = Scanner(monkeypatch, "link", EXISTS, holds=1)
    with pytest.raises(PermissionError):
        CALLS["link"](scanner.disk(), tmp_path)
    assert (scanner.calls, sum(scanner.waited)) == (1, 0)


def test_many_files_when_refused_for_good_then_nobody_waits_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner = Scanner(monkeypatch, "unlink", DENIED, holds=100_000)
    disk = scanner.disk()
    for _ in range(1_000):
        with pytest.raises(PermissionError):
            CALLS["unlink"](disk, tmp_path)
    assert sum(scanner.waited) < 6


def test_patience_when_a_call_has_succeeded_then_is_whole_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old").write_bytes(b"key")
    scanner = Scanner(monkeypatch, "unlink", DENIED, holds=0)
    disk = scanner.disk()
    for _ in range(20):
        (tmp_path / "old").write_bytes(b"key")
        scanner.calls, scanner._holds = 0, 9
        CALLS["unlink"](disk, tmp_path)
    assert sum(scanner.waited) > 10


def test_lock_file_when_it_is_there_already_then_is_opened(tmp_path: Path) -> None:
    """The file that the damaged list of keys is locked by stays for the next time."""
    disk = WindowsFileSystem(cast(WindowsAccess, None))
    for _ in range(2):
        disk.close(disk.open(tmp_path / "keys.lock", UPDATED | os.O_CREAT))


def test_every_path_when_too_long_then_has_the_prefix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN a folder of 250 letters WHEN anything is done there THEN Windows is given its longer form."""
    asked: list[str] = []

    class Access:
        def create(self, path: str) -> int:
            asked.append(path)
            raise FileExistsError

        def make_folder(self, path: str) -> None:
            asked.append(path)

        def is_private(self, path: str) -> bool:
            asked.append(path)
            return True

    for name in ("listdir", "stat", "lstat", "link", "replace", "unlink", "rmdir", "open"):
        monkeypatch.setattr(os, name, lambda *paths, **_: asked.extend(map(str, paths[:2])))
    monkeypatch.setattr(os.path, "abspath", lambda path: "C:\\" + "a" * 250 + path)
    disk, place = WindowsFileSystem(cast(WindowsAccess, Access())), Path("k.pem")
    for call in (disk.names, disk.stat, disk.lstat, disk.unlink, disk.rmdir, disk.mkdir):
        call(place)
    disk.link(place, place)
    disk.replace(place, place)
    disk.open(place, os.O_RDONLY)
    disk.mode(place, cast(os.stat_result, None))
    with pytest.raises(FileExistsError):
        disk.open(place, file_system.NEW)
    paths = [path for path in asked if not path.isdecimal()]
    assert len(paths) == 13
    assert all(path.startswith("\\\\?\\C:\\aaa") for path in paths)


def test_key_file_when_its_path_is_too_long_then_is_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def look(path: str) -> os.stat_result:
        asked.append(path)
        raise FileNotFoundError

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "stat", look)
    monkeypatch.setattr(os.path, "abspath", lambda path: "C:\\" + "a" * 250 + str(path))
    with pytest.raises(FileNotFoundError):
        reading.read_file(Path("k.pem"), 9)
    assert asked == ["\\\\?\\C:\\" + "a" * 250 + "k.pem"]
