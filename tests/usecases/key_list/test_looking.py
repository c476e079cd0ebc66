"""Looking at the files of keys: what they are is said, whatever they are, and nothing holds it up."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.keys import private_formats
from app.keys.encodings import ENCODINGS
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.storage.registry.record import KeyFile, KeyRecord
from app.usecases.key_list import looking
from app.usecases.key_list.looking import FileState, look, state_of
from app.waiting import Begun
from tests.storage.registry.keys import key, public_key
from tests.storage.writer.disk import ordinary_user, shared_folder

pytestmark = pytest.mark.usefixtures("quick_derivation")
PASSPHRASE = Encrypted(Passphrase("correct horse battery staple"))


@pytest.fixture(params=["ed25519", "rsa-2048"])
def pair(request: pytest.FixtureRequest, pairs: dict[str, KeyPair]) -> KeyPair:
    return pairs[request.param]


@pytest.fixture
def saved(pair: KeyPair, tmp_path: Path) -> Path:
    """An encrypted key as we save it, its public half beside it."""
    (tmp_path / "key.public.pem").write_text(pair.public_key_pem)
    return write(tmp_path / "key.private.pem", private_key_pem(pair, PASSPHRASE))


def write(path: Path, content: str | bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(mode)
    return path


def state(path: Path | str, pair: KeyPair) -> FileState:
    return state_of(str(path), pair.subject_public_key_info)


def test_key_when_as_it_was_saved_then_is_well(saved: Path, pair: KeyPair) -> None:
    assert state(saved, pair) is FileState.WELL


def test_key_when_its_lines_end_as_on_windows_then_is_well(saved: Path, pair: KeyPair) -> None:
    for path in (saved, saved.with_name("key.public.pem")):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert state(saved, pair) is FileState.WELL


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_key_when_others_can_reach_it_then_is_said(mode: int, saved: Path, pair: KeyPair) -> None:
    saved.chmod(mode)

    assert state(saved, pair) is FileState.READABLE_BY_OTHERS


def test_key_when_not_encrypted_then_is_said_before_its_rights(saved: Path, pair: KeyPair) -> None:
    write(saved, private_key_pem(pair, Unencrypted()), 0o644)

    assert state(saved, pair) is FileState.NOT_ENCRYPTED


def test_key_when_in_the_form_of_openssh_then_is_known_by_its_public_half(
    tmp_path: Path, pair: KeyPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private_formats, "OPENSSH_ROUNDS", 1)
    file = write(tmp_path / "id", private_formats.openssh_private_key(pair, PASSPHRASE))

    assert state(file, pair) is FileState.WELL
    assert state_of(str(file), public_key(1)) is FileState.ANOTHER_KEY


def test_file_when_it_is_the_public_half_then_is_not_the_key(tmp_path: Path, pair: KeyPair) -> None:
    assert state(write(tmp_path / "k.pem", pair.public_key_pem), pair) is FileState.ANOTHER_KEY


def test_plain_key_when_it_is_another_one_then_is_said(saved: Path, pair: KeyPair) -> None:
    write(saved, private_key_pem(pair, Unencrypted()))

    assert state_of(str(saved), public_key(1)) is FileState.ANOTHER_KEY


def test_public_file_beside_when_of_another_key_then_the_private_one_may_be_another(
    saved: Path, pair: KeyPair, pairs: dict[str, KeyPair]
) -> None:
    other = next(each for each in pairs.values() if each is not pair)
    write(saved.with_name("key.public.pem"), other.public_key_pem)

    assert state(saved, pair) is FileState.ANOTHER_KEY


@pytest.mark.parametrize("content", [b"", b"\0" * 10_000, b"no key", None], ids=repr)
def test_public_file_beside_when_it_is_none_then_says_nothing_of_the_private_one(
    content: bytes | None, saved: Path, pair: KeyPair
) -> None:
    beside = saved.with_name("key.public.pem")
    beside.unlink()
    if content is not None:
        write(beside, content)

    assert state(saved, pair) is FileState.WELL


def test_public_file_beside_when_in_any_public_form_then_is_known(saved: Path, pair: KeyPair) -> None:
    for encoding in ENCODINGS:
        if pair.algorithm.family in encoding.families:
            write(saved.with_name("key.public.pem"), encoding.encode(pair.subject_public_key_info, "me"))
            assert state(saved, pair) is FileState.WELL, encoding


MEMORY = "/proc/self/mem"


def places(folder: Path) -> Iterator[tuple[str, FileState]]:
    os.mkfifo(folder / "pipe")
    (folder / "folder").mkdir()
    (folder / "loop").symlink_to("loop")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "file").touch()
    with (folder / "huge").open("wb") as file:
        file.truncate(1 << 30)
    yield from {
        "pipe": FileState.UNREADABLE,
        "folder": FileState.UNREADABLE,
        "loop": FileState.UNREADABLE,
        "dangling": FileState.NOT_FOUND,
        "missing": FileState.NOT_FOUND,
        "file/inside": FileState.NOT_FOUND,
        "huge": FileState.ANOTHER_KEY,
        "file": FileState.ANOTHER_KEY,
        "a\0b": FileState.UNREADABLE,
        "\ud800": FileState.UNREADABLE,
        "n" * 300: FileState.UNREADABLE,
        "/dev/zero": FileState.UNREADABLE,
        "/dev/tty": FileState.UNREADABLE,
        MEMORY: FileState.UNREADABLE if os.path.exists(MEMORY) else FileState.NOT_FOUND,  # macOS has none
    }.items()


def test_place_when_hostile_then_is_judged_at_once_and_nothing_is_read_without_end(tmp_path: Path) -> None:
    for name, expected in places(tmp_path):
        assert state_of(os.path.join(tmp_path, name), public_key(1)) is expected, name


def test_key_when_a_gigabyte_follows_it_then_only_its_beginning_is_read(saved: Path, pair: KeyPair) -> None:
    os.truncate(saved, 1 << 30)

    assert state(saved, pair) is FileState.WELL


def test_file_when_it_may_not_be_read_then_is_said(pair: KeyPair) -> None:
    with shared_folder() as folder:
        closed = write(folder / "key.pem", private_key_pem(pair, PASSPHRASE), 0)
        with ordinary_user():
            assert state(closed, pair) is FileState.UNREADABLE


class DeadShare:
    """Whoever looks at a file below /dead waits until the test is over; nobody waits for them any longer."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.end, self.is_asked = threading.Event(), threading.Event()
        self.patience: list[float] = []
        self._stat = os.stat
        patch.setattr(os, "stat", self.stat)
        patch.setattr(looking, "wait_for", self.wait_for)

    def stat(self, path: str, *arguments: Any, **options: Any) -> os.stat_result:
        if not str(path).startswith("/dead"):
            return self._stat(path, *arguments, **options)
        self.is_asked.set()
        self.end.wait()
        raise FileNotFoundError

    def wait_for(self, work: Callable[[], None], limit: float, check: Callable[[], None]) -> None:
        self.patience.append(limit)
        self.is_asked.clear()
        begun = Begun(work)
        while True:
            with suppress(TimeoutError):
                return begun.result(0.01)
            if self.is_asked.is_set():
                check()
                raise TimeoutError


def with_files(number: int, *paths: str) -> KeyRecord:
    return key(number, files=tuple(KeyFile(path) for path in paths))


def of_pair(pair: KeyPair, *paths: str) -> KeyRecord:
    return replace(
        with_files(1, *paths), public_key=pair.subject_public_key_info, fingerprint=pair.fingerprint
    )


def test_share_when_it_does_not_answer_then_the_other_files_are_looked_at(
    saved: Path, pair: KeyPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [with_files(number, f"/dead/{number}/a", f"/dead/{number}/b") for number in range(2, 8)]
    with monkeypatch.context() as patch:
        share = DeadShare(patch)
        findings = look([*folders, of_pair(pair, str(saved))])
        share.end.set()

    assert [finding.state for finding in findings] == [FileState.UNREADABLE] * 12 + [FileState.WELL]
    assert [finding.path for finding in findings[:2]] == ["/dead/2/a", "/dead/2/b"]
    assert [finding.fingerprint for finding in findings[:2]] == [folders[0].fingerprint] * 2
    assert sum(share.patience) < 30  # seconds, however many folders of it there are
    assert min(share.patience) >= 1


def test_person_when_they_stop_it_then_a_silent_share_does_not_hold_it_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if (done, total) == (0, 0):
            raise StoppedError

    with monkeypatch.context() as patch:
        share = DeadShare(patch)
        with pytest.raises(StoppedError):
            look([with_files(1, "/dead/a")], stop)
        share.end.set()


def test_files_when_looked_at_then_each_is_found_once_and_nothing_is_changed(
    saved: Path, pair: KeyPair, tmp_path: Path
) -> None:
    before = {path: path.stat() for path in tmp_path.iterdir()}
    record = of_pair(pair, str(saved), str(tmp_path / "gone" / "k"))

    found = {finding.path: finding.state for finding in look([record, key(2)])}

    assert found == {record.files[0].path: FileState.WELL, record.files[1].path: FileState.NOT_FOUND}
    assert {path: (status.st_mtime_ns, status.st_mode) for path, status in before.items()} == {
        path: (path.stat().st_mtime_ns, path.stat().st_mode) for path in tmp_path.iterdir()
    }
