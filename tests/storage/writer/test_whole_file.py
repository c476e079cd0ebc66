"""One file: new or refused, whole or an error, gone or told."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import StorageError
from app.storage.writer import whole_file
from app.storage.writer.directory import Directory, Location
from app.storage.writer.file_system import SYSTEM, FileSystem
from app.storage.writer.publishing import Publication, StagedFile
from tests.faults.faulty_disk import Fault, FaultyDisk, Lasting


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_file_when_its_name_is_taken_then_is_refused_and_nothing_is_changed(
    tmp_path: Path, kind: str
) -> None:
    (tmp_path / "target").write_bytes(b"mine")
    path = tmp_path / "new"
    if kind == "file":
        path.write_bytes(b"mine")
    else:
        path.symlink_to(tmp_path / ("target" if kind == "link" else "nowhere"))

    with pytest.raises(FileExistsError):
        whole_file.create(SYSTEM, path, b"ours", 0o600)
    assert (tmp_path / "target").read_bytes() == b"mine"
    assert not (tmp_path / "nowhere").exists()
    assert kind != "file" or path.read_bytes() == b"mine"


def test_file_when_created_then_is_on_disk_before_it_is_closed(tmp_path: Path) -> None:
    calls = []

    class Watched(FileSystem):
        def write(self, descriptor: int, content: memoryview) -> int:
            calls.append("write")
            return super().write(descriptor, content)

        def fsync(self, descriptor: int) -> None:
            calls.append("fsync")
            super().fsync(descriptor)

        def close(self, descriptor: int) -> None:
            calls.append("close")
            super().close(descriptor)

    whole_file.create(Watched(), tmp_path / "new", b"ours", 0o600)
    assert calls == ["write", "fsync", "close"]


def test_disk_when_it_takes_nothing_and_reports_no_error_then_is_one(tmp_path: Path) -> None:
    class Full(FileSystem):
        def write(self, descriptor: int, content: memoryview) -> int:
            return 0

    with pytest.raises(OSError, match="takes no more"):
        whole_file.create(Full(), tmp_path / "new", b"ours", 0o600)


def test_close_when_it_is_interrupted_then_has_closed_and_is_no_error(tmp_path: Path) -> None:
    disk = FaultyDisk(Fault("close", errno.EINTR, 1, Lasting.ON))

    whole_file.create(disk, tmp_path / "new", b"ours", 0o600)

    assert disk.happened
    assert whole_file.read(disk, tmp_path / "new")[0] == b"ours"


@pytest.mark.parametrize(
    ("lasting", "gone"), [(Lasting.ONCE, True), (Lasting.ON, False), (Lasting.DONE, True)]
)
def test_removing_when_it_fails_then_is_tried_again_and_the_answer_is_true(
    tmp_path: Path, lasting: Lasting, gone: bool
) -> None:
    (tmp_path / "file").touch()

    assert whole_file.remove(FaultyDisk(Fault("unlink", errno.EIO, 1, lasting)), tmp_path / "file") is gone
    assert (tmp_path / "file").exists() is not gone


def test_read_only_disk_when_there_is_nothing_to_remove_then_it_is_gone(tmp_path: Path) -> None:
    disk = FaultyDisk(Fault("unlink", errno.EROFS, 1, Lasting.ON))

    assert whole_file.remove(disk, tmp_path / "never there")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_when_read_then_is_an_error_and_no_wait(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "thing")

    with pytest.raises(OSError, match="Not a file"):
        whole_file.read(SYSTEM, tmp_path / "thing")


def test_backup_when_the_disk_gives_back_something_else_then_is_found_out(tmp_path: Path) -> None:
    class Forgetful(FileSystem):
        backups = False

        def open(self, place: Location, flags: int) -> int:
            self.backups = place.name.endswith(".bak")
            return super().open(place, flags)

        def read(self, descriptor: int, size: int) -> bytes:
            content = super().read(descriptor, size)
            return content[:-1] + b"?" if content and self.backups else content

    (tmp_path / "k.pem").write_bytes(b"old")
    staged = StagedFile("k.pem", 0o600, tmp_path / "temporary", Forgetful())
    publication = Publication(staged, Directory(tmp_path, None, (0, 0)))
    publication.plan_backup()

    with pytest.raises(StorageError):
        publication.back_up()
