"""The list of keys under attack: afterwards it is what it was or what it was to be, and nothing is damaged.

Run as a program it does one thing to the list, and says by its status how that ended.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from app.errors import RegistryError
from app.storage.registry import connecting
from app.storage.registry.database import NAME, copies_set_aside
from app.storage.registry.record import KeyRecord
from app.storage.registry.registry import Registry
from tests.faults.akg import FOLDER, Command, Ended, Listing, found
from tests.faults.contract import Outcome
from tests.faults.inspection import demand
from tests.storage.registry.keys import fingerprint, full_key, key, registry_in

FAILED = 4
_OTHER = "journal.key"
_NUMBERS = range(1, 9)


def enrol(registry: Registry) -> None:
    registry.enrol([full_key(number, note="met again") for number in range(6, 12)])


def change(registry: Registry) -> None:
    registry.change(map(fingerprint, _NUMBERS), lambda record: replace(record, note="changed" * 50))


def forget(registry: Registry) -> None:
    registry.forget(map(fingerprint, _NUMBERS[::2]))


def begin(registry: Registry) -> None:
    registry.enrol([full_key(1)])


_WORK: dict[str, Callable[[Registry], None]] = {
    each.__name__: each for each in (enrol, change, forget, begin)
}


@cache
def _command(name: str, *, is_new: bool = False) -> Command:
    before = {_OTHER: (0o600, b"not of the list")}
    if not is_new:
        before[NAME] = (0o600, _content(_nothing)[0])
    return Command(f"the list of keys, {name}", (name,), before=before, verb=(), module="tests.faults.listed")


@cache
def _content(work: Callable[[Registry], None]) -> tuple[bytes, tuple[KeyRecord, ...]]:
    """The file and the records after this was done to the usual list."""
    with tempfile.TemporaryDirectory() as folder:
        registry = registry_in(Path(folder))
        if work is not begin:
            registry.enrol(full_key(number) for number in _NUMBERS)
        work(registry)
        return registry.path.read_bytes(), registry.all()


def enrolling() -> Command:
    return _command("enrol")


def changing() -> Command:
    return _command("change")


def forgetting() -> Command:
    return _command("forget")


def beginning() -> Command:
    return _command("begin", is_new=True)


COMMANDS = (enrolling, changing, forgetting, beginning)


def judge(command: Command, where: Path, before: Listing, ended: Ended) -> Outcome:
    """The list is as before or as it was to be, opens without a word of damage, and goes on."""
    demand("Traceback" not in ended.err or "KeyboardInterrupt" in ended.err, ended.err)
    demand(found(where)[_OTHER] == before[_OTHER], "another file was changed")
    old = _content(_nothing)[1] if NAME in before else ()
    new = _content(_WORK[command.arguments[0]])[1]
    registry = Registry(where / FOLDER / NAME)
    now = registry.all()
    demand(now in (old, new), f"neither before nor after: {len(now)} records")
    demand(ended.status != 0 or now == new, "said to be done, and is not")
    _check_going_on(registry, now)
    if ended.status == FAILED or not ended.killed:
        return _outcome(ended, is_done=now == new)
    return Outcome.KILLED_SAVED if now == new else Outcome.KILLED_CLEAN


def _nothing(registry: Registry) -> None:
    pass


def _outcome(ended: Ended, *, is_done: bool) -> Outcome:
    if not is_done:
        return Outcome.NOTHING
    return Outcome.SAVED if ended.status == 0 else Outcome.SAVED_WITH_WARNING


def _check_going_on(registry: Registry, now: tuple[KeyRecord, ...]) -> None:
    registry.enrol([key(99, name="~")])
    demand(registry.all() == (*now, key(99, name="~")), "the next key is not the only new one")
    demand(not registry.notice, f"said: {registry.notice}")
    demand(not copies_set_aside(registry.path), "a list was set aside")
    demand(not Path(f"{registry.path}-journal").exists(), "a journal was left")


def main(name: str) -> int:
    """Do it in the home of the command. A lock that fails is not tried for as long as people would wait."""
    connecting.SECONDS_TO_WAIT = 0.3
    try:
        _WORK[name](Registry(Path.cwd() / FOLDER / NAME))
    except RegistryError as error:
        sys.stderr.write(f"{error.message}\n")
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
