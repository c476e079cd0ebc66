"""All files of a job or none, whole or absent, never over an existing one: also when the disk fails."""

import errno
import os
import stat
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import NameTakenError, RefusedError, StorageError
from app.storage.writer.directory import Location
from app.storage.writer.file_system import NEW, SYSTEM, FileSystem
from app.storage.writer.pair_writer import PRIVATE_MODE, PUBLIC_MODE, Published, staging
from tests.faults.faulty_disk import FaultyDisk
from tests.keys.samples import outcome
from tests.sentences import refusal
from tests.storage.writer import disk

_FILES = (("k.private.pem", b"private" * 50, PRIVATE_MODE), ("k.public.pem", b"public" * 50, PUBLIC_MODE))
_WRITTEN = {name: (mode, content) for name, content, mode in _FILES}


def _write(
    folder: Path,
    *,
    replace: bool = False,
    files: tuple[tuple[str, bytes, int], ...] = _FILES,
    system: FileSystem = SYSTEM,
) -> Published:
    with staging(folder, system) as job:
        for name, content, mode in files:
            job.add(name, content, mode)
        return job.publish(replace=replace)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
def test_files_when_written_then_have_their_modes_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    with disk.umask(mask):
        published = _write(tmp_path)

    assert disk.listing(tmp_path) == _WRITTEN
    names, modes = ("k.private.pem", "k.public.pem"), (0o600, 0o644)
    assert published == Published(tmp_path, names, (), durable=True, modes=modes, wanted_modes=modes)
    assert published.paths == (tmp_path / "k.private.pem", tmp_path / "k.public.pem")


@pytest.mark.parametrize("number_is_free", [False, True])
def test_file_when_exchanged_before_it_gets_its_name_then_is_refused(
    tmp_path: Path, number_is_free: bool
) -> None:
    """GIVEN a neighbour WHEN the temporary is another file, with the number of the first or not THEN no."""

    class Exchanged(FileSystem):
        def link(self, source: Location, target: Location) -> None:
            self.replace(source, tmp_path / "aside")
            if number_is_free:
                (tmp_path / "aside").unlink()
            descriptor = self.open(source, NEW)
            self.write(descriptor, memoryview(b"theirs"))
            self.close(descriptor)
            super().link(source, target)

    with refusal(RefusedError, path=str(tmp_path / "k.private.pem")):
        _write(tmp_path, system=Exchanged())
    assert list(tmp_path.glob("k.*")) == []


def test_private_file_when_on_its_way_then_is_never_open_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    real = os.write

    def spy(descriptor: int, content: bytes) -> int:
        seen.append(os.fstat(descriptor).st_mode & 0o777)
        return real(descriptor, content)

    monkeypatch.setattr(os, "write", spy)
    with disk.umask(0):
        _write(tmp_path)

    assert seen == [0o600] * 4  # two files, and two lines of the record


def test_files_when_written_then_all_are_synced_before_the_first_has_its_name_and_then_the_folder(
    tmp_path: Path,
) -> None:
    calls: list[str] = []

    class Recorded(FaultyDisk):
        def attempt(self, operation: str, work: Callable[[], Any]) -> Any:
            calls.append(operation)
            return super().attempt(operation, work)

    _write(tmp_path, system=Recorded())

    changes = [call for call in calls if call in ("write", "fchmod", "fsync", "link", "unlink")]
    begun, file, committed = ["write"], ["write", "fchmod", "fsync"], ["write", "fsync"]
    assert changes == [
        *begun,
        *file,
        *file,
        *committed,
        "link",
        "link",
        "unlink",
        "unlink",
        "unlink",
        "fsync",
    ]


def test_disk_that_takes_few_octets_at_a_time_when_written_to_then_gets_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: real(descriptor, bytes(content[:7])))

    _write(tmp_path)

    assert disk.listing(tmp_path) == _WRITTEN


def test_octets_when_written_then_are_the_same_on_every_system(tmp_path: Path) -> None:
    content = b"line\nline\r\n\x1a\x00" * 3

    _write(tmp_path, files=(("x.pem", content, PRIVATE_MODE),))

    assert (tmp_path / "x.pem").read_bytes() == content


def _occupy(kind: str, path: Path, elsewhere: Path) -> None:
    match kind:
        case "file":
            path.write_bytes(b"mine")
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(elsewhere / "target")
        case "dangling link":
            path.symlink_to(elsewhere / "nowhere")
        case _:
            path.symlink_to(elsewhere)


@pytest.mark.parametrize("name", ["k.private.pem", "k.public.pem"])
@pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling link", "link to a folder"])
def test_name_when_taken_then_nothing_is_written_over_it_or_through_it(
    tmp_path: Path, name: str, kind: str
) -> None:
    # GIVEN something under one of the two names
    folder, elsewhere = tmp_path / "keys", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "target").write_bytes(b"target")
    (elsewhere / "target").chmod(0o644)
    _occupy(kind, folder / name, elsewhere)

    # WHEN both files are written
    with pytest.raises(RefusedError) as caught:
        _write(folder)

    # THEN it is refused by that name, and everything is as before
    assert name in caught.value.message
    assert [entry.name for entry in folder.iterdir()] == [name]
    assert (folder / name).is_symlink() == ("link" in kind)
    assert disk.listing(elsewhere) == {"target": (0o644, b"target")}
    assert kind != "file" or (folder / name).read_bytes() == b"mine"


@pytest.mark.parametrize("kind", ["link", "dangling link", "link to a folder"])
def test_link_when_replacing_was_asked_for_then_is_still_refused(tmp_path: Path, kind: str) -> None:
    folder, elsewhere = tmp_path / "keys", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "target").write_bytes(b"target")
    (elsewhere / "target").chmod(0o644)
    _occupy(kind, folder / "k.public.pem", elsewhere)

    with pytest.raises(RefusedError, match="symbolic link"):
        _write(folder, replace=True)

    assert [entry.name for entry in folder.iterdir()] == ["k.public.pem"]
    assert disk.listing(elsewhere) == {"target": (0o644, b"target")}


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_when_replacing_was_asked_for_then_is_refused(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "k.public.pem")

    with refusal(RefusedError, path=str(tmp_path / "k.public.pem")):
        _write(tmp_path, replace=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["k.public.pem"]


@pytest.mark.parametrize("replace", [False, True])
def test_name_when_one_is_there_that_is_equal_but_for_case_then_is_refused_also_when_replacing(
    tmp_path: Path, replace: bool
) -> None:
    (tmp_path / "K.Private.pem").write_bytes(b"mine")

    with pytest.raises(NameTakenError) as caught:
        _write(tmp_path, replace=replace)
    assert caught.value.names == ("K.Private.pem",)
    assert [entry.name for entry in tmp_path.iterdir()] == ["K.Private.pem"]


def test_name_when_replaced_then_there_is_no_moment_without_the_old_or_the_new_file(tmp_path: Path) -> None:
    """Before and after each call to the disk, and the step between them is one call: rename."""
    old = {name: b"old " + name.encode() for name in _WRITTEN}
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)
    seen: dict[str, list[bytes]] = {name: [] for name in old}

    class Watched(FaultyDisk):
        def attempt(self, operation: str, work: Callable[[], Any]) -> Any:
            for name in old:
                seen[name].append((tmp_path / name).read_bytes())
            return super().attempt(operation, work)

    _write(tmp_path, replace=True, system=Watched())

    for name, contents in seen.items():
        new = _WRITTEN[name][1]
        first = contents.index(new)
        assert contents == [old[name]] * first + [new] * (len(contents) - first)


def test_file_when_another_program_changes_it_before_it_is_replaced_then_is_not_replaced(
    tmp_path: Path,
) -> None:
    (tmp_path / "k.public.pem").write_bytes(b"old")

    class Busy(FileSystem):
        def fsync(self, descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                (tmp_path / "k.public.pem").write_bytes(b"newer than the backup")

    with refusal(RefusedError, path=str(tmp_path / "k.public.pem")):
        _write(tmp_path, replace=True, system=Busy())
    assert disk.listing(tmp_path) == {"k.public.pem": (0o644, b"newer than the backup")}


def test_link_when_put_in_the_place_of_a_file_at_this_moment_then_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"of somebody else")
    (tmp_path / "k.public.pem").write_bytes(b"old")

    class Rival(FileSystem):
        def open(self, place: Location, flags: int) -> int:
            if place.name == "k.public.pem":
                (tmp_path / place.name).unlink()
                (tmp_path / place.name).symlink_to(tmp_path / "target")
            return super().open(place, flags)

    with pytest.raises(StorageError):
        _write(tmp_path, replace=True, system=Rival())
    assert (tmp_path / "k.public.pem").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"of somebody else"
    assert sorted(os.listdir(tmp_path)) == ["k.public.pem", "target"]


def test_replacing_when_it_fails_then_no_other_file_gets_the_old_mode(tmp_path: Path) -> None:
    """Somebody else puts another private key in the place of what was restored. Fails on d090508: 0666."""
    for name in _WRITTEN:
        (tmp_path / name).write_bytes(b"old")
        (tmp_path / name).chmod(0o666)
    other = tmp_path / "other.private.pem"
    other.write_bytes(b"of the same user")
    other.chmod(0o600)

    class Rival(FileSystem):
        def replace(self, source: Location, target: Location) -> None:
            if source.name.startswith(".akg") and target.name == "k.public.pem":
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            super().replace(source, target)
            if source.name.endswith(".bak"):
                other.replace(tmp_path / target.name)

    with pytest.raises(StorageError):
        _write(tmp_path, replace=True, system=Rival())

    now = disk.listing(tmp_path)
    assert now["k.private.pem"] == (0o600, b"of the same user")
    assert now["k.public.pem"] == (0o666, b"old")


def test_backup_when_swapped_for_another_file_then_that_does_not_get_the_old_mode(tmp_path: Path) -> None:
    (tmp_path / "k.private.pem").write_bytes(b"old")
    (tmp_path / "k.private.pem").chmod(0o666)
    other = tmp_path / "other.private.pem"
    other.write_bytes(b"of the same user")
    other.chmod(0o600)

    class Rival(FileSystem):
        def link(self, source: Location, target: Location) -> None:
            (backup,) = tmp_path.glob("*.bak")
            other.replace(backup)
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(StorageError):
        _write(tmp_path, replace=True, system=Rival())

    assert not [entry for entry in disk.listing(tmp_path).values() if entry == (0o666, b"of the same user")]


def test_folder_when_swapped_before_the_first_name_then_nothing_is_written(tmp_path: Path) -> None:
    """Fails on d090508, which worked by the path, and left its files in the first one."""
    folder, away = tmp_path / "keys", tmp_path / "away"
    folder.mkdir()

    def swapped() -> None:
        with staging(folder) as job:
            for name, content, mode in _FILES:
                job.add(name, content, mode)
            folder.rename(away)
            folder.mkdir()
            job.publish(replace=False)

    with refusal(RefusedError, folder=str(folder)):
        swapped()
    assert disk.listing(folder) == disk.listing(away) == {}


def test_folder_when_swapped_while_names_are_given_then_all_is_in_the_first_one_and_it_is_told(
    tmp_path: Path,
) -> None:
    folder, away = tmp_path / "keys", tmp_path / "away"
    folder.mkdir()

    class Rival(FileSystem):
        def link(self, source: Location, target: Location) -> None:
            super().link(source, target)
            if not away.exists():
                folder.rename(away)
                folder.symlink_to(tmp_path)

    published = _write(folder, system=Rival())

    assert published.moved
    assert disk.listing(away) == _WRITTEN
    assert sorted(os.listdir(tmp_path)) == ["away", "keys"]


@pytest.mark.thorough
def test_file_when_it_is_huge_and_replaced_then_is_not_read_into_memory(tmp_path: Path) -> None:
    """Fails on d090508, which held it twice."""
    with (tmp_path / "k.private.pem").open("wb") as file:
        file.truncate(64 << 20)
    tracemalloc.start()
    try:
        published = _write(tmp_path, replace=True)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 16 << 20
    assert published.backups[0].stat().st_size == 64 << 20


def test_modes_when_the_disk_keeps_none_then_what_they_are_is_reported(tmp_path: Path) -> None:
    class Careless(FileSystem):
        def fchmod(self, descriptor: int, mode: int) -> None:
            super().fchmod(descriptor, 0o755)

    with staging(tmp_path, Careless()) as job:
        job.add("k.private.pem", b"private", PRIVATE_MODE)
        assert job.publish(replace=False).modes == (0o755,)


def _rival(folder: Path, mark: bytes, start: threading.Barrier, results: list[object]) -> None:
    files = tuple((name, mark + content, mode) for name, content, mode in _FILES)
    start.wait()
    results.append(outcome(lambda: _write(folder, files=files)))


@pytest.mark.thorough
def test_threads_when_they_save_the_same_name_then_exactly_one_wins(tmp_path: Path) -> None:
    for number in range(20):
        folder = tmp_path / str(number)
        folder.mkdir()
        start = threading.Barrier(4)
        results: list[object] = []
        arguments = [(folder, str(mark).encode(), start, results) for mark in range(4)]
        threads = [threading.Thread(target=_rival, args=each) for each in arguments]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        # THEN one wrote both of its files and the others were told
        assert len(results) == 4
        assert sum(isinstance(result, Published) for result in results) == 1
        assert sum(isinstance(result, NameTakenError) for result in results) == 3
        content = disk.listing(folder)
        assert list(content) == ["k.private.pem", "k.public.pem"]
        assert content["k.private.pem"][1][:1] == content["k.public.pem"][1][:1]


_SAVE = """
import sys
from pathlib import Path
from app.errors import NameTakenError
from app.storage.writer.pair_writer import staging
sys.stdin.readline()
try:
    with staging(Path(sys.argv[1])) as job:
        for name in ("k.private.pem", "k.public.pem"):
            job.add(name, sys.argv[2].encode(), 0o600)
        job.publish(replace=False)
except NameTakenError:
    sys.exit(5)
"""


@pytest.mark.thorough
def test_processes_when_they_save_the_same_name_then_exactly_one_wins(tmp_path: Path) -> None:
    rivals = [
        subprocess.Popen([sys.executable, "-c", _SAVE, str(tmp_path), mark], stdin=subprocess.PIPE)
        for mark in "abc"
    ]
    for rival in rivals:
        assert rival.stdin is not None
        rival.stdin.write(b"go\n")
        rival.stdin.close()
    codes = [rival.wait(30) for rival in rivals]

    assert sorted(codes) == [0, 5, 5]
    winner = "abc"[codes.index(0)].encode()
    assert disk.listing(tmp_path) == dict.fromkeys(("k.private.pem", "k.public.pem"), (0o600, winner))


@pytest.mark.parametrize("error", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK])
def test_file_system_without_links_when_written_to_then_the_files_stand_all_the_same(
    tmp_path: Path, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "link", refuse)

    _write(tmp_path)
    assert disk.listing(tmp_path) == _WRITTEN

    with pytest.raises(NameTakenError, match=r"k\.private\.pem"):
        _write(tmp_path)
    assert disk.listing(tmp_path) == _WRITTEN


class _Disk(FileSystem):
    """A disk that gives back another octet than it got."""

    def read(self, descriptor: int, size: int) -> bytes:
        content = super().read(descriptor, size)
        return content[:-1] + b"?" if content else content


def test_disk_that_changes_an_octet_when_read_back_then_is_found_out(tmp_path: Path) -> None:
    with refusal(StorageError, name="k.private.pem"), staging(tmp_path, _Disk()) as job:
        job.add("k.private.pem", b"private", PRIVATE_MODE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, MemoryError, SystemExit])
def test_job_when_interrupted_before_publishing_then_leaves_nothing(
    tmp_path: Path, error: type[BaseException]
) -> None:
    def interrupted() -> None:
        with staging(tmp_path) as job:
            job.add("k.private.pem", b"private", PRIVATE_MODE)
            raise error

    with pytest.raises(error):
        interrupted()

    assert list(tmp_path.iterdir()) == []


def test_job_when_interrupted_between_its_two_names_then_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.link

    def interrupted(source: str, target: str, **named: Any) -> None:
        if target == "k.public.pem":
            raise KeyboardInterrupt
        real(source, target, **named)

    monkeypatch.setattr(os, "link", interrupted)

    with pytest.raises(KeyboardInterrupt):
        _write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_files_when_replaced_then_a_backup_for_the_owner_alone_stays(tmp_path: Path) -> None:
    (tmp_path / "k.private.pem").write_bytes(b"old private")
    (tmp_path / "k.private.pem").chmod(0o644)
    with disk.umask(0):
        published = _write(tmp_path, replace=True)

    (backup,) = published.backups
    assert disk.listing(tmp_path) == {**_WRITTEN, backup.name: (0o600, b"old private")}
    assert backup.name.startswith("k.private.pem.")
    assert backup.name.endswith(".bak")


def test_files_when_replaced_twice_at_once_then_every_backup_has_a_name_of_its_own(tmp_path: Path) -> None:
    for _ in range(5):
        _write(tmp_path, replace=True)

    assert len(list(tmp_path.glob("*.bak"))) == 8
    assert not list(tmp_path.glob(".akg-*"))


class _NeverSynced(FileSystem):
    """Files are synced, the folder never."""

    def fsync(self, descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def test_folder_when_the_system_cannot_sync_it_then_is_a_warning_and_no_failure(tmp_path: Path) -> None:
    with staging(tmp_path, _NeverSynced()) as job:
        job.add("k.private.pem", b"private", PRIVATE_MODE)
        published = job.publish(replace=False)

    assert published.durable is False
    assert disk.listing(tmp_path) == {"k.private.pem": (0o600, b"private")}


def test_folder_when_it_vanished_then_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be used"):
        _write(tmp_path / "gone")


_LIMITED = """
import resource, sys
from pathlib import Path
from app.errors import KeygenError
from app.storage.writer.pair_writer import staging
if sys.argv[2] == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    with staging(Path(sys.argv[1])) as job:
        job.add("k.private.pem", b"p" * 3000, 0o600)
        job.add("k.public.pem", b"p" * 100_000, 0o644)
        job.publish(replace=False)
except KeygenError as error:
    print(type(error).__name__, error.message, error.hint)
"""


def _run_limited(folder: Path, how: str) -> str:
    command = [sys.executable, "-c", _LIMITED, str(folder), how]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


def test_disk_when_full_then_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    # GIVEN a disk of 32 KiB; where none may be mounted, a limit on the size of a file
    with disk.tiny_disk(tmp_path, 32) as mounted:
        # WHEN 100 KB are written to it
        said = _run_limited(tmp_path, "disk" if mounted else "limit")

        # THEN the error says so, and not even the first file is left
        assert said.startswith("StorageError")
        assert os.strerror(errno.ENOSPC if mounted else errno.EFBIG) in said
        assert not mounted or "Free some space" in said
        assert list(tmp_path.iterdir()) == []


def test_limit_on_the_size_of_files_when_reached_then_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    said = _run_limited(tmp_path, "limit")

    assert said.startswith("StorageError")
    assert os.strerror(errno.EFBIG) in said
    assert list(tmp_path.iterdir()) == []


class _Unsynced(FileSystem):
    def fsync(self, descriptor: int) -> None:
        """Do not wait: this asks for memory."""


@pytest.mark.thorough
def test_job_of_many_files_when_published_then_needs_little_memory_for_each(tmp_path: Path) -> None:
    count = 1_500
    tracemalloc.start()
    try:
        with staging(tmp_path, _Unsynced()) as job:
            for number in range(count):
                job.add(f"key-{number:05}.private.pem", b"private", 0o600)
            job.publish(replace=False)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    one_piece = 1 << 20  # of a file that is read back
    assert peak - one_piece < 850 * count, "a record of all of them at once would be another kilobyte"
