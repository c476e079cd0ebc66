"""A private file of lines: what is left of it when it was made for nothing."""

import os
import sys
from pathlib import Path

import pytest

from app.storage.writer.directory import Location
from app.storage.writer.file_system import FileSystem
from app.storage.writer.line_file import made


class Closing(FileSystem):
    """Writes down what was closed, and refuses to remove what is open, as Windows does."""

    def __init__(self) -> None:
        super().__init__()
        self.closed: list[int] = []

    def close(self, descriptor: int) -> None:
        self.closed.append(descriptor)
        super().close(descriptor)

    def unlink(self, place: Location) -> None:
        if not self.closed:
            raise PermissionError(13, "in use", str(place))
        super().unlink(place)


def test_file_when_removed_on_windows_then_is_closed_before_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Closing()
    file = made(tmp_path / "lines.csv", b"name\n", disk)
    disk.closed.clear()  # of the folder, which was synced

    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        file.remove()
        file.close()

    assert len(disk.closed) == 1
    assert os.listdir(tmp_path) == []
