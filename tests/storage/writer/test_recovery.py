"""What an interrupted save left is finished or removed by the next one, if a record proves it to be ours."""

import errno
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import StorageError
from app.keys.digest import sha256
from app.storage.names import MAXIMUM_LABEL_LENGTH
from app.storage.writer import recovery
from app.storage.writer import user_key as user_keys
from app.storage.writer.backups import backup_name
from app.storage.writer.directory import Location
from app.storage.writer.file_system import FileSystem
from app.storage.writer.pair_writer import PRIVATE_MODE, PUBLIC_MODE, staging
from app.storage.writer.record import Phase, PlannedFile, Record, record_name, temporary_name
from app.storage.writer.recovered import Recovered
from app.storage.writer.user_key import user_key
from app.usecases.generate import MAXIMUM_PAIRS
from tests.storage.writer import disk

_JOB = "0123456789abcdef"
_PRIVATE = temporary_name(_JOB, 1, "k.private.pem")
_PUBLIC = temporary_name(_JOB, 2, "k.public.pem")
_RECORD = record_name(_JOB)
_NEW = {
    "k.private.pem": b"-----BEGIN PRIVATE KEY-----\nnew",
    "k.public.pem": b"-----BEGIN PUBLIC KEY-----\nnew",
}
_MODES = {"k.private.pem": PRIVATE_MODE, "k.public.pem": PUBLIC_MODE}


def _record(where: Path, **changes: object) -> Record:
    """That of a save of one pair which came as far as giving names."""
    status = where.stat()
    files = tuple(
        PlannedFile(
            temporary_name(_JOB, number, name), name, _MODES[name], len(content), sha256(content).hex()
        )
        for number, (name, content) in enumerate(_NEW.items(), start=1)
    )
    made = Record(_JOB, (status.st_dev, status.st_ino), Phase.COMMITTED, files)
    return replace(made, **changes)  # type: ignore[arg-type]


def _leave(folder: Path, record: Record | None = None, key: bytes | None = None) -> None:
    """What a save leaves that is killed after it has written this record."""
    for name, temporary in zip(_NEW, (_PRIVATE, _PUBLIC), strict=True):
        _put(folder / temporary, _NEW[name], _MODES[name])
    if record:
        files = tuple(replace(each, inode=(folder / each.temporary).stat().st_ino) for each in record.files)
        _put(folder / _RECORD, replace(record, files=files).line(key or user_key() or b""))


def _put(path: Path, content: bytes | bytearray, mode: int = 0o600) -> None:
    path.write_bytes(content)
    path.chmod(mode)


def _next(folder: Path, system: FileSystem | None = None) -> Recovered:
    """The next save, of another file."""
    with staging(folder, system or FileSystem()) as job:
        job.add("next.pem", b"next", PRIVATE_MODE)
        recovered = job.publish(replace=False).recovered
    (folder / "next.pem").unlink()
    return recovered


def _names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def _old(record: Record, folder: Path, *, backed_up: bool = True, keep: bool = True) -> Record:
    """The same, over old files whose copies are made."""
    files = []
    for each in record.files:
        content = b"old " + each.name.encode()
        backup = f"{each.name}.20261128-120000-abcd.bak"
        files.append(replace(each, backup=backup, old_sha256=sha256(content).hex()))
        _put(folder / each.name, content, 0o640)
        if backed_up:
            _put(folder / backup, content)
    return replace(record, files=tuple(files), keep=keep)


def test_temporaries_when_no_name_was_given_then_are_removed_at_once(tmp_path: Path) -> None:
    _leave(tmp_path, _record(tmp_path, phase=Phase.BEGUN, files=()))

    recovered = _next(tmp_path)

    assert set(recovered.removed) == {tmp_path / name for name in (_RECORD, _PRIVATE, _PUBLIC)}
    assert _names(tmp_path) == []


def test_names_when_giving_them_had_begun_then_the_rest_is_given(tmp_path: Path) -> None:
    _leave(tmp_path, _record(tmp_path))
    (tmp_path / "k.private.pem").hardlink_to(tmp_path / _PRIVATE)

    recovered = _next(tmp_path)

    assert recovered.finished == (tmp_path / "k.public.pem",)
    assert len(recovered.removed) == 3
    assert disk.listing(tmp_path) == {name: (_MODES[name], content) for name, content in _NEW.items()}


def test_copies_of_temporaries_when_brought_back_then_prove_nothing(tmp_path: Path) -> None:
    _leave(tmp_path, _record(tmp_path))
    for name in (_PRIVATE, _PUBLIC):
        kept = tmp_path / "kept"
        (tmp_path / name).rename(kept)
        _put(tmp_path / name, kept.read_bytes(), kept.stat().st_mode & 0o777)
    before = _names(tmp_path)

    recovered = _next(tmp_path)

    assert recovered.finished == ()
    assert recovered.unknown_count == 3
    assert _names(tmp_path) == before


def test_temporary_when_exchanged_in_the_moment_of_its_name_then_is_named_and_not_called_finished(
    tmp_path: Path,
) -> None:
    """Another user who may write to the folder can do that."""

    class Exchanging(FileSystem):
        def link(self, source: Location, target: Location) -> None:
            if str(target).endswith("k.private.pem"):
                (tmp_path / _PRIVATE).unlink()
                _put(tmp_path / _PRIVATE, b"-----BEGIN PRIVATE KEY-----\nfor")
            super().link(source, target)

    _leave(tmp_path, _record(tmp_path))

    recovered = _next(tmp_path, Exchanging())

    assert tmp_path / "k.private.pem" in recovered.unknown
    assert recovered.finished == (tmp_path / "k.public.pem",)
    assert recovered.removed == ()


def test_name_when_something_else_has_it_then_stays_and_is_told(tmp_path: Path) -> None:
    _leave(tmp_path, _record(tmp_path))
    (tmp_path / "k.private.pem").write_bytes(b"mine")

    recovered = _next(tmp_path)

    assert recovered.unreplaced == (tmp_path / "k.private.pem",)
    assert (tmp_path / "k.private.pem").read_bytes() == b"mine"
    assert _names(tmp_path) == ["k.private.pem", "k.public.pem"]


@pytest.mark.parametrize("reserves", [True, False])
def test_empty_file_when_it_has_the_name_then_is_replaced_only_if_the_save_reserved_names(
    tmp_path: Path, reserves: bool
) -> None:
    _leave(tmp_path, _record(tmp_path, reserves=reserves))
    (tmp_path / "k.private.pem").touch()

    recovered = _next(tmp_path)

    assert ((tmp_path / "k.private.pem").read_bytes() == _NEW["k.private.pem"]) is reserves
    assert bool(recovered.unreplaced) is not reserves


def test_old_files_when_replacing_had_begun_then_the_rest_is_replaced_and_the_copies_are_named(
    tmp_path: Path,
) -> None:
    _leave(tmp_path, _old(_record(tmp_path), tmp_path))
    os.replace(tmp_path / _PRIVATE, tmp_path / "k.private.pem")

    recovered = _next(tmp_path)

    assert recovered.finished == (tmp_path / "k.public.pem",)
    assert [path.name[-4:] for path in recovered.backups] == [".bak", ".bak"]
    now = disk.listing(tmp_path)
    assert {name: now[name][1] for name in _NEW} == _NEW
    assert len(now) == 4


def test_old_file_when_it_was_changed_since_then_is_not_replaced(tmp_path: Path) -> None:
    _leave(tmp_path, _old(_record(tmp_path), tmp_path))
    (tmp_path / "k.private.pem").write_bytes(b"changed since")

    assert _next(tmp_path).unreplaced == (tmp_path / "k.private.pem",)
    assert (tmp_path / "k.private.pem").read_bytes() == b"changed since"


@pytest.mark.parametrize("copied", [b"old k.private.pem", b"old", b""])
def test_copies_when_nothing_was_replaced_yet_then_go_also_where_they_were_cut_short(
    tmp_path: Path, copied: bytes
) -> None:
    record = _old(_record(tmp_path, phase=Phase.PLANNED), tmp_path)
    _leave(tmp_path, record)
    (tmp_path / record.files[0].backup).write_bytes(copied)

    _next(tmp_path)

    assert {name: content for name, (_, content) in disk.listing(tmp_path).items()} == {
        name: b"old " + name.encode() for name in _NEW
    }


def test_copy_when_it_is_not_what_was_copied_then_stays_and_is_named(tmp_path: Path) -> None:
    record = _old(_record(tmp_path, phase=Phase.PLANNED), tmp_path)
    _leave(tmp_path, record)
    backup = tmp_path / record.files[0].backup
    backup.write_bytes(b"something else")

    assert _next(tmp_path).backups == (backup,)
    assert backup.read_bytes() == b"something else"


@pytest.mark.parametrize("replaced", [True, False])
def test_copy_with_the_old_passphrase_when_the_change_was_interrupted_then_goes(
    tmp_path: Path, replaced: bool
) -> None:
    """Fails on d090508, which left it for good."""
    record = _record(tmp_path, phase=Phase.PLANNED, files=_record(tmp_path).files[:1])
    record = _old(record, tmp_path, keep=False)
    _leave(tmp_path, record)
    (tmp_path / _PUBLIC).unlink()
    if replaced:
        os.replace(tmp_path / _PRIVATE, tmp_path / "k.private.pem")

    _next(tmp_path)

    content = _NEW["k.private.pem"] if replaced else b"old k.private.pem"
    assert [entry[1] for entry in disk.listing(tmp_path).values()] == [content]


def _no_record(folder: Path) -> None:
    _leave(folder)


def _of_older_versions(folder: Path) -> None:
    _leave(folder)
    (folder / f".akg-{_JOB}-00000-commit.tmp").touch()


def _of_another_user(folder: Path) -> None:
    _leave(folder, _record(folder), key=b"k" * 32)


def _from_another_folder(folder: Path) -> None:
    _leave(folder, _record(folder, folder=(1, 2)))


def _of_another_job(folder: Path) -> None:
    _leave(folder, _record(folder, job="f" * 16))


def _cut_short(folder: Path) -> None:
    _leave(folder)
    _put(folder / _RECORD, _record(folder).line(user_key() or b"")[:-1])


def _for_a_shell(folder: Path) -> None:
    record = _record(folder)
    _leave(folder, replace(record, files=(replace(record.files[0], name=".bashrc"), record.files[1])))


def _with_another_content(folder: Path) -> None:
    _leave(folder, _record(folder))
    _put(folder / _PRIVATE, _NEW["k.private.pem"][:-1] + b"!")


def _of_an_older_key(folder: Path) -> None:
    _leave(folder, _record(folder))
    user_keys.key_file().unlink()


@pytest.mark.parametrize(
    "plant",
    [
        _no_record,
        _of_older_versions,
        _of_another_user,
        _from_another_folder,
        _of_another_job,
        _cut_short,
        _for_a_shell,
        _with_another_content,
        _of_an_older_key,
    ],
    ids=lambda plant: plant.__name__,
)
def test_files_when_no_record_proves_them_then_stay_as_they_are_and_are_named(
    tmp_path: Path, plant: Callable[[Path], None]
) -> None:
    """Planted by an archive, a clone, a stick: d090508 gave them the names that they asked for."""
    plant(tmp_path)
    before = disk.listing(tmp_path)

    recovered = _next(tmp_path)

    assert recovered.unknown_count
    assert not recovered.removed
    now = disk.listing(tmp_path)
    given = {name: now.pop(name) for name in _NEW if name in now}
    assert now == before
    assert given.keys() <= {"k.public.pem"}  # where only the other file is not what was recorded


@pytest.mark.slow
def test_planted_names_when_they_are_60000_then_are_counted_and_cost_little(tmp_path: Path) -> None:
    for number in range(60_000):
        (tmp_path / f".akg-{number:016x}-00000-record.tmp").touch()

    began = time.process_time()
    recovered = _next(tmp_path)

    assert recovered.unknown_count + len(recovered.removed) == 60_000
    assert recovered.unknown_count > 59_000
    assert len(recovered.unknown) == 3
    assert time.process_time() - began < 2


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
    (tmp_path / name).touch()

    assert _next(tmp_path) == Recovered()
    assert _names(tmp_path) == [name]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("elsewhere")])
def test_record_when_it_is_not_a_file_then_nothing_is_waited_for_or_removed(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    _leave(tmp_path)
    make(tmp_path / _RECORD)

    assert _next(tmp_path).unknown_count == 3
    assert _names(tmp_path) == sorted([_RECORD, _PRIVATE, _PUBLIC])


def test_record_when_it_belongs_to_somebody_else_then_all_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _leave(tmp_path, _record(tmp_path))
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)

    assert _next(tmp_path).unknown_count == 3
    assert _names(tmp_path) == sorted([_RECORD, _PRIVATE, _PUBLIC])


@pytest.mark.parametrize("written", [0, 1, 70, 150])
def test_record_when_its_first_line_was_cut_short_then_goes(tmp_path: Path, written: int) -> None:
    line = _record(tmp_path, phase=Phase.BEGUN, files=()).line(user_key() or b"")
    _put(tmp_path / _RECORD, line[:written])

    assert _next(tmp_path).removed == (tmp_path / _RECORD,)


def test_record_when_it_is_the_largest_that_a_save_writes_then_is_read() -> None:
    """GIVEN the most pairs that a job may have, with the longest names WHEN they replace others."""
    label = "\u00e9" * (MAXIMUM_LABEL_LENGTH // 2)
    files = []
    for number in (9_999, 19_999):
        name = f"{label}-{number:05}.private.pem"
        backup = backup_name(name, "20261130-120000")
        temporary = temporary_name(_JOB, number, name)
        files.append(PlannedFile(temporary, name, 0o600, 9_999, "0" * 64, 1 << 60, backup, "0" * 64))
    one, two = (len(Record(_JOB, (1 << 60,) * 2, files=tuple(some)).line(b"")) for some in (files[:1], files))
    lines = len((Phase.PLANNED, Phase.COMMITTED, "reserves"))

    assert lines * 2 * MAXIMUM_PAIRS * (two - one) < recovery._MOST_BYTES


def test_file_of_mine_when_it_was_renamed_to_a_record_then_stays(tmp_path: Path) -> None:
    _put(tmp_path / _RECORD, b"-----BEGIN PRIVATE KEY-----\nthe only copy")

    assert _next(tmp_path).unknown == (tmp_path / _RECORD,)
    assert _names(tmp_path) == [_RECORD]


def test_line_when_the_last_one_was_cut_short_then_the_one_before_counts(tmp_path: Path) -> None:
    _leave(tmp_path, _record(tmp_path, phase=Phase.BEGUN, files=()))
    with (tmp_path / _RECORD).open("ab") as file:
        file.write(_record(tmp_path).line(user_key() or b"")[:-20])

    assert len(_next(tmp_path).removed) == 3
    assert _names(tmp_path) == []


@pytest.mark.parametrize("hours", [-1_000_000, -1, 0, 1, 1000])
def test_save_when_another_is_at_work_in_the_folder_then_leaves_its_files_alone(
    tmp_path: Path, hours: int
) -> None:
    # GIVEN a save in the midst of its work, whenever it began
    with staging(tmp_path) as slow:
        slow.add("slow.pem", b"slow", PRIVATE_MODE)
        for path in tmp_path.iterdir():
            os.utime(path, (time.time() - 3600 * hours,) * 2)

        # WHEN another one saves to the same folder, and a third one holds a lock on the folder itself
        descriptor = os.open(tmp_path, os.O_RDONLY)
        FileSystem().lock(descriptor)
        assert _next(tmp_path) == Recovered()
        os.close(descriptor)

        # THEN the first can still finish
        slow.publish(replace=False)
    assert _names(tmp_path) == ["slow.pem"]


@pytest.mark.parametrize("hours", [-1_000_000, -25, 0, 25])
def test_orphans_when_the_lock_is_free_then_their_date_does_not_matter(tmp_path: Path, hours: int) -> None:
    """Dated in the future, as on a stick of a computer whose clock is wrong: d090508 left them for good."""
    _leave(tmp_path, _record(tmp_path, phase=Phase.BEGUN, files=()))
    for path in tmp_path.iterdir():
        os.utime(path, (time.time() - 3600 * hours,) * 2)
    descriptor = os.open(tmp_path, os.O_RDONLY)
    FileSystem().lock(descriptor)

    _next(tmp_path)

    os.close(descriptor)
    assert _names(tmp_path) == []


class _NoLocks(FileSystem):
    """A network share that knows no locks."""

    def lock(self, descriptor: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


@pytest.mark.parametrize(("hours", "stays"), [(0, True), (23, True), (25, False), (-23, True), (-25, False)])
def test_files_when_they_cannot_be_locked_then_only_what_is_a_day_away_goes(
    tmp_path: Path, hours: int, stays: bool
) -> None:
    _leave(tmp_path, _record(tmp_path, phase=Phase.BEGUN, files=()))
    then = time.time() - 3600 * hours
    os.utime(tmp_path / _RECORD, (then, then))

    recovered = _next(tmp_path, _NoLocks())

    assert bool(_names(tmp_path)) is stays
    assert bool(recovered.removed) is not stays


def test_lock_when_others_always_have_it_then_saving_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    class Held(FileSystem):
        def lock(self, descriptor: int) -> None:
            raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))

    _leave(tmp_path, _record(tmp_path))

    with pytest.raises(StorageError, match="takes the record away"):
        _next(tmp_path, Held())
    assert _names(tmp_path) == sorted([_RECORD, _PRIVATE, _PUBLIC])


def test_folder_when_it_cannot_be_read_then_nothing_is_touched(tmp_path: Path) -> None:
    class Blind(FileSystem):
        looked = False

        def names(self, folder: Path | int) -> list[str]:
            if not self.looked:
                self.looked = True
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().names(folder)

    _leave(tmp_path, _record(tmp_path))

    assert _next(tmp_path, Blind()) == Recovered()
    assert _names(tmp_path) == sorted([_RECORD, _PRIVATE, _PUBLIC])


class TestUserKey:
    @pytest.fixture(autouse=True)
    def _home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def test_it_is_made_once_for_its_owner_alone(self) -> None:
        with disk.umask(0):
            key = user_key()
        assert key is not None
        assert len(key) == 32
        assert user_key() == key
        assert user_keys.key_file().stat().st_mode & 0o777 == 0o600
        assert user_keys.key_file().parent.stat().st_mode & 0o777 == 0o700
        assert _names(user_keys.key_file().parent) == ["journal.key"]

    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o620])
    def test_one_that_others_know_or_may_change_is_none(self, mode: int) -> None:
        user_key()
        user_keys.key_file().chmod(mode)
        assert user_key() is None

    @pytest.mark.parametrize("content", [b"", b"k" * 31, b"k" * 33])
    def test_one_of_another_size_makes_way_for_a_new_one(self, content: bytes) -> None:
        """A failing disk may damage it: recovery would stay off, and nobody would know."""
        user_key()
        user_keys.key_file().write_bytes(content)
        key = user_key()
        assert key is not None
        assert (len(key), user_keys.key_file().read_bytes()) == (32, key)
        assert user_key() == key

    def test_a_foreign_one_of_another_size_stays(self) -> None:
        user_key()
        user_keys.key_file().write_bytes(b"k" * 31)
        user_keys.key_file().chmod(0o644)
        assert user_key() is None
        assert user_keys.key_file().read_bytes() == b"k" * 31

    def test_a_link_is_none(self, tmp_path: Path) -> None:
        user_key()
        user_keys.key_file().rename(tmp_path / "elsewhere")
        user_keys.key_file().symlink_to(tmp_path / "elsewhere")
        assert user_key() is None

    def test_without_a_home_that_can_be_written_files_are_saved_all_the_same(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_bytes(b"not a folder")
        folder = tmp_path / "keys"
        folder.mkdir()
        assert _next(folder) == Recovered()
        assert user_key() is None

    def test_of_two_that_make_it_at_once_the_first_wins(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real, others = os.link, []

        def slower(source: Path, target: Path, **named: bool) -> None:
            monkeypatch.setattr(os, "link", real)
            others.append(user_key())
            real(source, target, **named)

        monkeypatch.setattr(os, "link", slower)
        assert [user_key()] == others
