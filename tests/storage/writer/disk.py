"""Disks and users that misbehave, for tests of what is written."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NOBODY = 65534


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Runs as a user without rights of its own, also where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@contextmanager
def shared_folder() -> Iterator[Path]:
    """A folder that an ordinary user reaches; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@contextmanager
def tiny_disk(folder: Path, kibibytes: int) -> Iterator[bool]:
    """Mounts a small file system over the folder; False where that is not allowed."""
    options = f"size={kibibytes}k,mode=0700"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


class Faults:
    """Makes the nth call of a function of `os` fail; counts the calls."""

    def __init__(self, patch: pytest.MonkeyPatch, function: str, error: int, nth: int) -> None:
        self.calls = 0
        self._real: Callable[..., Any] = getattr(os, function)
        self._error = error
        self._nth = nth
        patch.setattr(os, function, self)

    @property
    def happened(self) -> bool:
        return self.calls >= self._nth

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        if self.calls == self._nth:
            raise OSError(self._error, os.strerror(self._error))
        return self._real(*arguments, **named)


def listing(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every entry with its mode and content."""
    return {
        entry.name: (entry.lstat().st_mode & 0o7777, entry.read_bytes() if entry.is_file() else b"")
        for entry in sorted(folder.iterdir())
    }
