"""Any call fails while a passphrase is changed: the old file stands as it was, or the new one does.

What else stands there was told. The disk fails as in `test_failures`; the contract is another one, because
a change takes its backup away in the end.
"""

import errno
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import KeygenError, LeftBehindError
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from app.usecases.change_passphrase import ChangeReport, change_passphrase
from tests.faults.faulty_disk import ERRORS, OPERATIONS, Fault, FaultyDisk, Lasting
from tests.faults.loops import faults
from tests.storage.writer import disk

_OLD, _NEW = Passphrase("the old one"), Passphrase("the new one")
_NAME = "key.private.pem"


class Attack:
    """One change of one file on a disk with one fault, judged."""

    def __init__(self, folder: Path, pair: KeyPair, iterations: int) -> None:
        self._folder = folder
        self._pair = pair
        self._new = Encrypted(_NEW, iterations)
        self._old = private_key_pem(pair, Encrypted(_OLD, iterations)).encode()

    def outcome_of_a_kill(self, nth: int) -> str:
        """The process dies at this call, and the next change comes to the same folder."""
        if not (killed := self._killed(nth)):
            return ""
        content = killed.pop(_NAME)[1]
        assert content == self._old or self._opens(content)
        assert all(mode == 0o600 for mode, _ in killed.values()), nth
        assert all(name.startswith(".akg-") or name.endswith(".bak") for name in killed), nth
        self._change_another()
        now = disk.listing(self._folder)
        assert now[_NAME][1] == content, nth
        assert not [name for name in now if name.startswith(".akg-")], nth
        return "the old file" if content == self._old else "changed"

    def _killed(self, nth: int) -> dict[str, tuple[int, bytes]]:
        self._prepare()
        faulty = FaultyDisk(Fault("", errno.EIO, nth, Lasting.DEAD))
        self._change(self._folder / _NAME, faulty)
        return disk.listing(self._folder) if faulty.happened else {}

    def _change_another(self) -> None:
        other = self._folder / "other.pem"
        other.write_bytes(self._old)
        change_passphrase(other, identify(self._old), _OLD, self._new, disk=FaultyDisk())

    def outcome(self, fault: Fault, *, stuck: str = "") -> str:
        """What came of it; empty where the fault did not come. A broken contract fails the test."""
        file = self._prepare()
        faulty = FaultyDisk(fault, stuck=stuck)
        result = self._change(file, faulty)
        if not faulty.happened:
            return ""
        blind = fault.operation == "lstat" and fault.lasting is Lasting.ON
        return self._judge(disk.listing(self._folder), result, f"{fault}, {stuck}, {result!r}", blind=blind)

    def _prepare(self) -> Path:
        for left in self._folder.iterdir():
            left.unlink()
        file = self._folder / _NAME
        file.write_bytes(self._old)
        file.chmod(0o640)
        return file

    def _change(self, file: Path, faulty: FaultyDisk) -> ChangeReport | KeygenError:
        try:
            return change_passphrase(file, identify(self._old), _OLD, self._new, disk=faulty)
        except KeygenError as error:
            return error

    def _judge(
        self,
        now: dict[str, tuple[int, bytes]],
        result: ChangeReport | KeygenError,
        case: str,
        *,
        blind: bool,
    ) -> str:
        mode, content = now[_NAME]
        others = set(now) - {_NAME}
        for name in others:
            assert now[name][0] == 0o600, case
        if isinstance(result, ChangeReport):
            assert (mode, self._opens(content)) == (0o600, _NEW), case
            told = " ".join(row.detail for row in result.rows if not row.good)
            assert all(name in told for name in others), case
            assert result.has_warnings or not others, case
            return "changed, with a warning" if result.has_warnings else "changed"
        if content == self._old:
            named = set(result.left) if isinstance(result, LeftBehindError) else set()
            assert all(any(name in each for each in named) for name in others), case
            assert blind or mode == 0o640 or named, case
            return "the old file, leftovers named" if others else "the old file"
        assert self._opens(content) == _NEW, case
        assert all(name in result.message for name in others), case
        assert others, case
        return "an error that names the old file"

    def _opens(self, content: bytes) -> Passphrase:
        pair = open_private_key(identify(content), _NEW)
        assert pair == self._pair
        return _NEW


@pytest.fixture
def attack(pairs: dict[str, KeyPair], few_iterations: int) -> Iterator[Attack]:
    where = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="akg-change-", dir=where) as folder:
        yield Attack(Path(folder), pairs["ed25519"], few_iterations)


def _all(attack: Attack, errors: tuple[int, ...], stuck: str = "") -> list[str]:
    found = []
    for operation in OPERATIONS:
        for error, lasting in faults(operation, errors):
            nth = 1
            while outcome := attack.outcome(Fault(operation, error, nth, lasting), stuck=stuck):
                found.append(outcome)
                nth += 1
    return found


@pytest.mark.thorough
def test_call_when_it_fails_then_the_old_file_stands_or_the_new_one(attack: Attack) -> None:
    found = _all(attack, (errno.EIO,))

    assert len(found) > 100
    assert {"changed", "the old file"} <= set(found)


@pytest.mark.thorough
def test_process_when_it_dies_at_any_call_then_the_old_file_stands_or_the_new_one(attack: Attack) -> None:
    found, nth = [], 1
    while outcome := attack.outcome_of_a_kill(nth):
        found.append(outcome)
        nth += 1

    assert len(found) > 50
    assert set(found) == {"changed", "the old file"}


@pytest.mark.interop
@pytest.mark.parametrize("stuck", ["", "unlink"])
def test_call_when_it_fails_in_any_way_then_what_stands_there_was_told(attack: Attack, stuck: str) -> None:
    found = _all(attack, ERRORS, stuck)

    assert len(found) > 500
    assert "changed, with a warning" in found
