"""The line stands once, at the end, in a file that is otherwise as it was; or the file is as it was."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.destinations import IgnoreLine, add_ignore_line
from app.destinations.ignore_lines import MAXIMUM_IGNORE_FILE
from app.errors import StorageError
from tests.storage.writer import disk

LINE = "*.private.pem*"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".gitignore"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"*.private.pem*\n"),
        (b"*.log\n", b"*.log\n*.private.pem*\n"),
        (b"*.log", b"*.log\n*.private.pem*\n"),
        (b"*.log\r\n", b"*.log\r\n*.private.pem*\r\n"),
        (b"*.log\r\n*.tmp", b"*.log\r\n*.tmp\r\n*.private.pem*\r\n"),
        (b"#*.private.pem*\n", b"#*.private.pem*\n*.private.pem*\n"),
        (b"*.private.pem*x\n", b"*.private.pem*x\n*.private.pem*\n"),
        (b"\xff\xfe\x00", b"\xff\xfe\x00\n*.private.pem*\n"),
    ],
)
def test_line_when_added_then_stands_at_the_end(file: Path, before: bytes, after: bytes) -> None:
    file.write_bytes(before)
    for _ in range(2):
        add_ignore_line(IgnoreLine(file, LINE))
        assert file.read_bytes() == after
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("before", [b"*.private.pem*", b"*.private.pem*\r\n*.log", b"a\n*.private.pem*\nb"])
def test_line_when_it_stands_there_then_nothing_is_written(file: Path, before: bytes) -> None:
    file.write_bytes(before)
    status = file.stat()

    add_ignore_line(IgnoreLine(file, LINE))

    assert file.read_bytes() == before
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (status.st_ino, status.st_mtime_ns)


def test_file_when_missing_then_is_made_for_everybody_to_read(file: Path) -> None:
    with disk.umask(0o077):
        add_ignore_line(IgnoreLine(file, LINE))
    assert disk.listing(file.parent) == {".gitignore": (0o644, b"*.private.pem*\n")}


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_file_when_written_then_keeps_its_mode_and_owner(file: Path, mode: int) -> None:
    file.write_bytes(b"*.log\n")
    file.chmod(mode)
    if os.geteuid() == 0:
        os.chown(file, 1234, 5678)
    before = file.stat()

    add_ignore_line(IgnoreLine(file, LINE))

    after = file.stat()
    assert (stat.S_IMODE(after.st_mode), after.st_uid, after.st_gid) == (mode, before.st_uid, before.st_gid)


@pytest.mark.parametrize("exists", [True, False])
def test_link_when_in_its_place_then_is_refused(file: Path, tmp_path: Path, exists: bool) -> None:
    target = tmp_path / "target"
    if exists:
        target.write_text("mine")
    file.symlink_to(target)

    with pytest.raises(StorageError, match="symbolic link"):
        add_ignore_line(IgnoreLine(file, LINE))

    assert file.is_symlink()
    assert target.exists() is exists
    assert not exists or target.read_text() == "mine"


def test_thing_when_no_ordinary_file_then_is_refused(file: Path, tmp_path: Path) -> None:
    file.mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"\n" * (MAXIMUM_IGNORE_FILE + 1))
    for path in (file, tmp_path / "pipe", tmp_path / "large", tmp_path / "missing/file", Path("\x00")):
        with pytest.raises(StorageError) as caught:
            add_ignore_line(IgnoreLine(path, LINE))
        assert caught.value.hint
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", "large", "pipe"]


@pytest.mark.parametrize("line", ["", " ", "a\nb", "a\r", "\x1b[2J", "\ud800"])
def test_line_when_it_is_none_then_is_refused(file: Path, line: str) -> None:
    with pytest.raises(StorageError):
        add_ignore_line(IgnoreLine(file, line))
    assert not file.exists()


@pytest.mark.parametrize("function", ["open", "fsync", "fchmod", "replace", "fstat"])
@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_system_call_when_it_fails_then_the_file_is_as_it_was(
    file: Path, function: str, nth: int, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(b"*.log")
    faults = disk.Faults(monkeypatch, function, error, nth)
    told: StorageError | None = None
    try:
        add_ignore_line(IgnoreLine(file, LINE))
    except StorageError as caught:
        told = caught
    monkeypatch.undo()

    assert (told is not None) is faults.happened
    assert file.read_bytes() == (b"*.log" if told else b"*.log\n*.private.pem*\n")
    assert list(file.parent.iterdir()) == [file]


def test_file_when_another_program_writes_it_meanwhile_then_its_work_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_bytes(b"*.log\n")
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        file.write_bytes(b"theirs, longer\n")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(StorageError, match="another program"):
        add_ignore_line(IgnoreLine(file, LINE))
    assert disk.listing(file.parent) == {".gitignore": (0o644, b"theirs, longer\n")}


def test_file_when_it_appears_meanwhile_then_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: file.write_bytes(b"theirs\n"))
    with pytest.raises(StorageError, match="another program"):
        add_ignore_line(IgnoreLine(file, LINE))
    assert file.read_bytes() == b"theirs\n"


def test_folder_when_not_ones_own_then_is_refused() -> None:
    with disk.shared_folder() as shared:
        (shared / ".gitignore").write_bytes(b"*.log\n")
        shared.chmod(0o555)
        with disk.ordinary_user(), pytest.raises(StorageError, match="Permission denied"):
            add_ignore_line(IgnoreLine(shared / ".gitignore", LINE))
        assert disk.listing(shared)[".gitignore"][1] == b"*.log\n"


@given(st.binary(max_size=200))
def test_any_content_when_the_line_is_added_then_stays_in_front(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("tree") / ".gitignore"
    file.write_bytes(content)

    add_ignore_line(IgnoreLine(file, LINE))

    written = file.read_bytes()
    assert written.startswith(content)
    assert [line.rstrip(b"\r") for line in written.split(b"\n")].count(LINE.encode()) == 1
