"""What a killed save left is finished or removed by the next one, and nothing else is touched."""

import errno
import os
import time
from pathlib import Path

import pytest

from app.storage.file_system import FileSystem
from app.storage.pair_writer import PRIVATE_MODE, staging
from app.storage.unfinished import Recovered, record_name, temporary_name
from tests.storage import disk

_JOB = "0123456789abcdef"
_HALF_PUBLIC = temporary_name(_JOB, 2, "k.public.pem")
_PRIVATE = temporary_name(_JOB, 1, "k.private.pem")
_RECORD = record_name(_JOB)


def _leave(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(b"" if name == _RECORD else name.encode())
        (folder / name).chmod(0o600)


def _next(folder: Path, system: FileSystem | None = None) -> Recovered:
    """The next save, of another file."""
    with staging(folder, system or FileSystem()) as job:
        job.add("next.pem", b"next", PRIVATE_MODE)
        recovered = job.publish(replace=False).recovered
    (folder / "next.pem").unlink()
    return recovered


def _names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_temporaries_when_no_name_was_given_then_are_removed_at_once(tmp_path: Path) -> None:
    _leave(tmp_path, _PRIVATE, _HALF_PUBLIC)

    recovered = _next(tmp_path)

    assert recovered == Recovered(removed=(tmp_path / _PRIVATE, tmp_path / _HALF_PUBLIC))
    assert _names(tmp_path) == []


def test_names_when_giving_them_had_begun_then_the_rest_is_given(tmp_path: Path) -> None:
    _leave(tmp_path, _RECORD, _PRIVATE, _HALF_PUBLIC)
    (tmp_path / "k.private.pem").hardlink_to(tmp_path / _PRIVATE)

    recovered = _next(tmp_path)

    assert recovered.finished == (tmp_path / "k.public.pem",)
    assert len(recovered.removed) == 3
    assert disk.listing(tmp_path) == {
        "k.private.pem": (0o600, _PRIVATE.encode()),
        "k.public.pem": (0o600, _HALF_PUBLIC.encode()),
    }


def test_reserved_name_when_its_file_is_still_there_then_gets_it(tmp_path: Path) -> None:
    """Where there are no links, a name is first an empty file."""
    _leave(tmp_path, _RECORD, _HALF_PUBLIC)
    (tmp_path / "k.public.pem").touch()

    assert _next(tmp_path).finished == (tmp_path / "k.public.pem",)
    assert (tmp_path / "k.public.pem").read_bytes() == _HALF_PUBLIC.encode()
    assert _names(tmp_path) == ["k.public.pem"]


def test_name_when_something_else_stands_there_then_stays_and_is_told(tmp_path: Path) -> None:
    _leave(tmp_path, _RECORD, _PRIVATE)
    (tmp_path / "k.private.pem").write_bytes(b"mine")

    recovered = _next(tmp_path)

    assert recovered.unreplaced == (tmp_path / "k.private.pem",)
    assert _names(tmp_path) == ["k.private.pem"]
    assert (tmp_path / "k.private.pem").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "name",
    [
        ".akg-0123456789abcdef.tmp",
        ".akg-0123456789abcdef-00001-.tmp",
        ".akg-0123456789ABCDEF-00001-k.tmp",
        ".akg-0123456789abcde-00001-k.tmp",
        ".akg-0123456789abcdef-1-k.tmp",
        ".akg-0123456789abcdef-00001-k",
        "akg-0123456789abcdef-00001-k.tmp",
    ],
)
def test_file_when_its_name_only_looks_like_ours_then_stays(tmp_path: Path, name: str) -> None:
    _leave(tmp_path, name)

    assert _next(tmp_path) == Recovered()
    assert _names(tmp_path) == [name]


def test_entry_when_it_is_no_file_then_stays(tmp_path: Path) -> None:
    (tmp_path / _PRIVATE).mkdir()
    (tmp_path / _HALF_PUBLIC).symlink_to(tmp_path / "elsewhere")

    assert _next(tmp_path) == Recovered()
    assert _names(tmp_path) == [_PRIVATE, _HALF_PUBLIC]


def test_file_when_it_belongs_to_somebody_else_then_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _leave(tmp_path, _RECORD, _PRIVATE)
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)

    assert _next(tmp_path) == Recovered()
    assert _names(tmp_path) == [_RECORD, _PRIVATE]


def test_save_when_another_is_at_work_in_the_folder_then_leaves_its_files_alone(tmp_path: Path) -> None:
    # GIVEN a save in the midst of its work, however long ago it began
    with staging(tmp_path) as slow:
        staged = slow.add("slow.pem", b"slow", PRIVATE_MODE)
        os.utime(staged.temporary, (time.time() - 3600, time.time() - 3600))

        # WHEN another one saves to the same folder
        assert _next(tmp_path) == Recovered()

        # THEN the first can still finish
        slow.publish(replace=False)
    assert _names(tmp_path) == ["slow.pem"]


class _NoLocks(FileSystem):
    """A network share that knows no locks on folders."""

    def lock(self, descriptor: int, *, alone: bool) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


@pytest.mark.parametrize(("hours", "stays"), [(0, True), (23, True), (25, False), (-25, True)])
def test_folder_when_it_cannot_be_locked_then_only_what_is_older_than_a_day_goes(
    tmp_path: Path, hours: int, stays: bool
) -> None:
    _leave(tmp_path, _PRIVATE, _HALF_PUBLIC)
    then = time.time() - 3600 * hours
    os.utime(tmp_path / _PRIVATE, (0, 0))
    os.utime(tmp_path / _HALF_PUBLIC, (then, then))

    recovered = _next(tmp_path, _NoLocks())

    assert _names(tmp_path) == ([_PRIVATE, _HALF_PUBLIC] if stays else [])
    assert bool(recovered.removed) is not stays


def test_lock_when_another_program_keeps_it_then_saving_goes_on(tmp_path: Path) -> None:
    class Held(FileSystem):
        def lock(self, descriptor: int, *, alone: bool) -> None:
            raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))

    _leave(tmp_path, _PRIVATE)

    assert _next(tmp_path, Held()) == Recovered()
    assert _names(tmp_path) == [_PRIVATE]


@pytest.mark.parametrize("operation", ["lstat", "names"])
def test_folder_when_not_everything_in_it_can_be_seen_then_nothing_is_touched(
    tmp_path: Path, operation: str
) -> None:
    class Blind(FileSystem):
        looked = False

        def lstat(self, path: Path) -> os.stat_result:
            self._look("lstat", path.name == _PRIVATE)
            return super().lstat(path)

        def names(self, folder: Path) -> list[str]:
            self._look("names", not self.looked)
            return super().names(folder)

        def _look(self, what: str, now: bool) -> None:
            if what == operation and now:
                self.looked = True
                raise OSError(errno.EIO, os.strerror(errno.EIO))

    _leave(tmp_path, _RECORD, _PRIVATE, _HALF_PUBLIC)

    assert _next(tmp_path, Blind()) == Recovered()
    assert _names(tmp_path) == [_RECORD, _PRIVATE, _HALF_PUBLIC]
