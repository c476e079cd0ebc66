"""Making: all or none, or batch by batch, and what is there is never made twice."""

import csv
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import KeyringError, NameTakenError, PassphraseError, RefusedError, StorageError
from app.keys.foreign.reader import open_private_key
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.storage.writer.directory import Location
from app.storage.writer.file_system import FileSystem
from app.text import text
from app.usecases.fleet.making import FleetReport, OneForEach, UnfinishedError, make_fleet, nothing_to_make
from app.usecases.fleet.passphrase_file import PassphraseFile
from app.usecases.fleet.plan import Plan, check_opens, plan
from app.usecases.open_key import recognise
from tests.keyrings import MemoryStore
from tests.product import PROJECT
from tests.storage.writer import disk
from tests.usecases.fleet.conftest import planned, rows

NAMES = ("one", "two", "three", "four", "five")


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def files_of(*names: str) -> list[str]:
    return sorted(f"{name}.{half}.pem" for name in names for half in ("private", "public"))


def passphrases_in(file: Path) -> dict[str, tuple[str, str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        return {row["name"]: (row["fingerprint"], row["passphrase"]) for row in csv.DictReader(lines)}


def stop_after(steps: int) -> Callable[[int, int], None]:
    def on_progress(done: int, _total: int) -> None:
        if done > steps:
            raise KeyboardInterrupt

    return on_progress


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "passphrases.csv"


def make_each(plan: Plan, book: Path, iterations: int, **more: Any) -> FleetReport:
    file = PassphraseFile(book)
    file.check(plan.fingerprints, [row.name for row in plan.rows], resume=plan.resume)
    return make_fleet(plan, OneForEach(iterations, file=file), **more)


def assert_complete(folder: Path, book: Path, *names: str) -> None:
    """Every key opens with the passphrase of its line, and there is nothing else."""
    assert files_in(folder) == files_of(*names)
    lines = passphrases_in(book)
    assert sorted(lines) == sorted(names)
    assert len(book.read_text(encoding="utf-8").splitlines()) == len(names) + 1
    for name, (fingerprint, passphrase) in lines.items():
        document = recognise((folder / f"{name}.private.pem").read_bytes())
        assert open_private_key(document, Passphrase(passphrase)).fingerprint == fingerprint


def test_each_key_has_a_passphrase_of_its_own(folder: Path, book: Path, few_iterations: int) -> None:
    report = make_each(planned(folder, *NAMES), book, few_iterations)

    assert_complete(folder, book, *NAMES)
    assert [key.row.name for key in report.keys] == list(NAMES)
    lines = passphrases_in(book)
    assert [key.fingerprint for key in report.keys] == [lines[name][0] for name in NAMES]
    assert len({passphrase for _, passphrase in lines.values()}) == len(NAMES)
    assert all(len(passphrase.split("-")) >= 6 for _, passphrase in lines.values())
    assert book.stat().st_mode & 0o777 == 0o600
    assert (folder / "one.private.pem").stat().st_mode & 0o777 == 0o600
    assert not any(passphrase in repr(report) for _, passphrase in lines.values())


def test_all_or_none_when_it_is_stopped_then_nothing_is_left(
    folder: Path, book: Path, few_iterations: int
) -> None:
    with pytest.raises(KeyboardInterrupt):
        make_each(planned(folder, *NAMES), book, few_iterations, on_progress=stop_after(7))
    assert not folder.exists()
    assert not book.exists()


def test_what_the_last_look_refuses_leaves_nothing(folder: Path, book: Path, few_iterations: int) -> None:
    def refuse() -> None:
        raise RefusedError(text("Another folder."))

    with pytest.raises(RefusedError):
        make_each(planned(folder, *NAMES), book, few_iterations, before_writing=refuse)
    assert (folder.exists(), book.exists()) == (False, False)


def test_resuming_when_it_is_stopped_then_whole_batches_stay_and_nothing_says_otherwise(
    folder: Path, book: Path, few_iterations: int
) -> None:
    with pytest.raises(UnfinishedError) as caught:
        make_each(planned(folder, *NAMES, resume=True), book, few_iterations, on_progress=stop_after(6))
    assert "2 of 5" in caught.value.message
    assert_complete(folder, book, "one", "two")
    before = {name: (folder / name).read_bytes() for name in files_in(folder)}

    report = make_each(planned(folder, *NAMES, resume=True), book, few_iterations)

    assert report.made == 3
    assert_complete(folder, book, *NAMES)
    assert {name: (folder / name).read_bytes() for name in before} == before
    again = planned(folder, *NAMES, resume=True)
    assert not again.missing
    assert nothing_to_make(again).keys == report.keys


def test_a_disk_that_is_full_takes_back_the_passphrases(
    folder: Path, book: Path, few_iterations: int
) -> None:
    class Full(FileSystem):
        count = 0

        def link(self, source: Any, target: Any) -> None:
            self.count += 1
            if self.count > 6:
                raise OSError(28, "No space left on device")
            super().link(source, target)

    wanted = planned(folder, *NAMES, resume=True)
    with pytest.raises(UnfinishedError):
        make_each(wanted, book, few_iterations, disk=Full())
    assert_complete(folder, book, "one", "two")


class Unforeseen(FileSystem):
    """Once the third name is asked for it has no memory; and it takes no name of a key away."""

    def __init__(self) -> None:
        self._links = 0

    def link(self, source: Location, target: Location) -> None:
        self._links += 1
        if self._links == 3:
            raise MemoryError
        super().link(source, target)

    def unlink(self, place: Location) -> None:
        if not place.name.endswith(".tmp"):
            raise PermissionError
        super().unlink(place)


class ForgetfulAtTheEnd(FileSystem):
    """It has no memory when the folder is synced, after all files have their names."""

    def fsync(self, descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise MemoryError
        super().fsync(descriptor)


@pytest.mark.parametrize(
    ("system", "left"), [(Unforeseen(), files_of("one")), (ForgetfulAtTheEnd(), files_of("one", "two"))]
)
def test_what_nobody_foresaw_takes_back_no_passphrase_of_a_key_that_is_there(
    system: FileSystem, left: list[str], folder: Path, book: Path, few_iterations: int
) -> None:
    with pytest.raises(MemoryError):
        make_each(planned(folder, "one", "two"), book, few_iterations, disk=system)
    assert files_in(folder) == left
    assert sorted(passphrases_in(book)) == ["one", "two"]


def test_the_system_keyring_has_them_before_the_files_have_their_names(
    folder: Path, few_iterations: int
) -> None:
    store = MemoryStore()
    report = make_fleet(planned(folder, "one", "two"), OneForEach(few_iterations, store=store))
    for key in report.keys:
        passphrase = store.load(key.fingerprint)
        assert passphrase
        document = recognise((folder / f"{key.row.name}.private.pem").read_bytes())
        assert open_private_key(document, passphrase).fingerprint == key.fingerprint


def test_without_the_keyring_nothing_is_made(folder: Path, few_iterations: int) -> None:
    class Locked(MemoryStore):
        def store(self, fingerprint: str, passphrase: Passphrase) -> None:
            raise KeyringError(text("It is locked."))

    with pytest.raises(KeyringError):
        make_fleet(planned(folder, "one"), OneForEach(few_iterations, store=Locked()))
    assert not folder.exists()


def test_one_passphrase_for_all(folder: Path, few_iterations: int) -> None:
    protection = Encrypted(Passphrase("a passphrase"), few_iterations)
    make_fleet(planned(folder, *NAMES), protection)
    for name in NAMES:
        document = recognise((folder / f"{name}.private.pem").read_bytes())
        assert open_private_key(document, protection.passphrase)
    more = planned(folder, *NAMES, "six", resume=True)
    check_opens(more, protection)
    with pytest.raises(PassphraseError):
        check_opens(more, Encrypted(Passphrase("a passphrase."), few_iterations))


def test_without_resume_no_name_may_be_taken(folder: Path) -> None:
    make_fleet(planned(folder, "one"), Unencrypted())
    with pytest.raises(RefusedError, match=r"one\.private\.pem"):
        planned(folder, "one", "two")


@pytest.mark.thorough
@pytest.mark.parametrize("broken", ["no private", "no public", "another type", "not a key", "other capitals"])
def test_what_is_there_and_is_not_what_the_row_wants_is_left_alone(folder: Path, broken: str) -> None:
    make_fleet(planned(folder, "one", "two"), Unencrypted())
    match broken:
        case "no private":
            (folder / "two.private.pem").unlink()
        case "no public":
            (folder / "two.public.pem").unlink()
        case "another type":
            (folder / "two.public.pem").write_bytes(_RSA)
        case "not a key":
            (folder / "two.public.pem").write_bytes(b"\0" * 100_000)
        case _:
            (folder / "two.private.pem").rename(folder / "TWO.private.pem")
            (folder / "two.public.pem").rename(folder / "TWO.public.pem")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises((RefusedError, NameTakenError)):
        planned(folder, "one", "two", "three", resume=True)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


_RSA = b"""-----BEGIN PUBLIC KEY-----
MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf
9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==
-----END PUBLIC KEY-----
"""


def test_a_folder_that_cannot_be_read_is_said() -> None:
    with disk.shared_folder() as shared:
        shared.chmod(0o777)
        one = rows("one")
        with disk.ordinary_user():
            (shared / "keys").mkdir(mode=0o300)
            with pytest.raises(StorageError):
                plan(one, shared / "keys", resume=True)


def test_a_file_of_passphrases_is_never_overwritten(folder: Path, book: Path, few_iterations: int) -> None:
    book.write_text("mine\n", encoding="utf-8")
    with pytest.raises(NameTakenError):
        make_each(planned(folder, "one"), book, few_iterations)
    book.chmod(0o600)
    with pytest.raises(RefusedError):
        make_each(planned(folder, "one", resume=True), book, few_iterations)
    assert book.read_text(encoding="utf-8") == "mine\n"
    assert not folder.exists()


@pytest.mark.parametrize("trouble", ["open to others", "a link", "a second name"])
def test_a_file_of_passphrases_that_others_may_reach_is_refused(
    folder: Path, book: Path, few_iterations: int, trouble: str, tmp_path: Path
) -> None:
    make_each(planned(folder, "one"), book, few_iterations)
    match trouble:
        case "open to others":
            book.chmod(0o640)
        case "a link":
            book.rename(tmp_path / "elsewhere")
            book.symlink_to(tmp_path / "elsewhere")
        case _:
            os.link(book, tmp_path / "second")
    with pytest.raises(StorageError if trouble == "a link" else RefusedError):
        make_each(planned(folder, "one", "two", resume=True), book, few_iterations)
    assert files_in(folder) == files_of("one")


def test_a_key_whose_passphrase_is_not_in_the_file_ends_it(
    folder: Path, book: Path, few_iterations: int
) -> None:
    make_fleet(planned(folder, "one"), Unencrypted())
    with pytest.raises(RefusedError, match="1 key"):
        make_each(planned(folder, "one", "two", resume=True), book, few_iterations)
    assert (files_in(folder), book.exists()) == (files_of("one"), False)


def test_no_spreadsheet_runs_a_name_in_the_file_of_passphrases(
    folder: Path, book: Path, few_iterations: int
) -> None:
    make_each(planned(folder, "=1+1"), book, few_iterations)
    assert book.read_text(encoding="utf-8").splitlines()[1].startswith("'=1+1,")
    make_each(planned(folder, "=1+1", "two", resume=True), book, few_iterations)
    assert len(book.read_text(encoding="utf-8").splitlines()) == 3


def test_lines_of_keys_that_are_not_there_go_and_the_old_file_stays_as_a_backup(
    folder: Path, book: Path, few_iterations: int
) -> None:
    make_each(planned(folder, "one"), book, few_iterations)
    whole = book.read_text(encoding="utf-8")
    lost = whole + "two,SHA256:" + "x" * 43 + ",a-b-c-d-e-f\nthr"
    book.write_text(lost, encoding="utf-8")
    make_each(planned(folder, "one", "two", resume=True), book, few_iterations)
    assert_complete(folder, book, "one", "two")
    assert book.read_text(encoding="utf-8").startswith(whole)
    (backup,) = book.parent.glob("passphrases.csv.*.bak")
    assert (backup.read_text(), backup.stat().st_mode & 0o777) == (lost, 0o600)


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("how", ["new", "resume"])
def test_killed_at_any_moment_resume_ends_complete(tmp_path: Path, how: str) -> None:
    """In a small process: each kill is of a fork, and to fork a worker of the tests takes long."""
    words = [sys.executable, "-m", "tests.usecases.fleet.killing", str(tmp_path), how]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    done = subprocess.run(
        words, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 40
