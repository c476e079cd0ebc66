"""One file beside the keys: whole and read back, or absent; never over another one unasked."""

import errno
import stat
from pathlib import Path

import pytest

from app.errors import (
    CancelledError,
    KeygenError,
    LeftBehindError,
    NameTakenError,
    RefusedError,
    StorageError,
)
from app.text import text
from app.usecases.save_file import PRIVATE_MODE, PUBLIC_MODE, NewFile, check_file_free, save_file
from tests.faults.faulty_disk import Fault, FaultyDisk, Lasting
from tests.sentences import refusal

CONTENT = b"the content\n" * 400


def new(path: Path, mode: int = PUBLIC_MODE, *, replace: bool = False) -> NewFile:
    return NewFile(path, CONTENT, text("Picture"), mode, replace)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mode", [PRIVATE_MODE, PUBLIC_MODE])
def test_it_is_there_as_asked_and_reported(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "it's a $file \xfc.svg"
    report = save_file(new(file, mode))
    assert file.read_bytes() == CONTENT
    assert mode_of(file) == mode
    assert not report.has_warnings
    assert [row.title for row in report.rows] == ["Picture"]
    assert str(file) in report.rows[0].detail
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    file = tmp_path / "code.svg"
    file.write_bytes(b"old")
    with pytest.raises(NameTakenError):
        check_file_free(file)
    with pytest.raises(NameTakenError):
        save_file(new(file))
    assert file.read_bytes() == b"old"


def test_what_is_replaced_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "code.svg"
    file.write_bytes(b"old")
    report = save_file(new(file, replace=True))
    (backup,) = set(tmp_path.iterdir()) - {file}
    assert (file.read_bytes(), backup.read_bytes()) == (CONTENT, b"old")
    assert any(str(backup) in row.detail for row in report.rows)


@pytest.mark.parametrize("replace", [False, True])
def test_a_link_is_not_followed(tmp_path: Path, replace: bool) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"old")
    (tmp_path / "code.svg").symlink_to(target)
    with pytest.raises(RefusedError):
        save_file(new(tmp_path / "code.svg", replace=replace))
    assert target.read_bytes() == b"old"


def test_what_is_read_back_and_is_not_sound_gets_no_name(tmp_path: Path) -> None:
    seen = []

    def is_sound(content: bytes) -> bool:
        seen.append(content)
        return False

    with pytest.raises(StorageError):
        save_file(NewFile(tmp_path / "a", CONTENT, text("Key"), is_sound=is_sound))
    assert seen == [CONTENT]
    assert not list(tmp_path.iterdir())


def test_an_interrupt_before_the_name_is_given_leaves_nothing(tmp_path: Path) -> None:
    def interrupt() -> None:
        assert list(tmp_path.iterdir()), "all is written by then"
        raise CancelledError

    with pytest.raises(CancelledError):
        save_file(new(tmp_path / "a"), interrupt)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with refusal(StorageError, folder=str(tmp_path / "no" / "folder")):
        save_file(new(tmp_path / "no" / "folder" / "a"))
    assert not list(tmp_path.iterdir())


@pytest.mark.thorough
@pytest.mark.parametrize("lasting", [Lasting.ONCE, Lasting.DONE])
@pytest.mark.parametrize("replace", [False, True])
def test_whatever_call_fails_the_file_is_whole_or_the_old_one(
    tmp_path: Path, replace: bool, lasting: Lasting
) -> None:
    nth, happened = 0, True
    while happened:
        nth += 1
        folder = tmp_path / str(nth)
        folder.mkdir()
        if replace:
            (folder / "a").write_bytes(b"old")
        disk = FaultyDisk(Fault("", errno.EIO, nth, lasting))
        try:
            save_file(new(folder / "a", replace=replace), disk=disk)
        except LeftBehindError as error:
            left = error.left
            assert all(any(path.name in each for each in left) for path in folder.glob(".akg-*-a.tmp"))
        except KeygenError:
            assert [path.read_bytes() for path in folder.iterdir()] == ([b"old"] if replace else [])
        else:
            assert (folder / "a").read_bytes() == CONTENT
        happened = disk.happened
    assert nth > 20
