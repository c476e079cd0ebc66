"""What the list asks of a disk is what NFS and SMB forward: byte-range locks, no shared memory."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.registry.registry import Registry
from tests.storage.registry.keys import key, left_by, reason

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[3]
_WORK = """
import sys
from pathlib import Path
from app.errors import RegistryError
from app.storage.registry import connecting
from app.storage.registry.registry import Registry
from tests.storage.registry.keys import fingerprint, full_key, key

connecting.SECONDS_TO_WAIT = 0.2
registry = Registry(Path(sys.argv[1]))

def edit(record):
    maps = Path("/proc/self/maps").read_text()
    print([name for name in ("keys.sqlite3", "rw-s") if name in maps])
    return record

try:
    registry.enrol(full_key(number) for number in range(2, 40))
    registry.change([fingerprint(2)], edit)
    registry.forget([fingerprint(2)])
    print(len(registry.all()))
except RegistryError as error:
    print(error.message)
"""


def traced(registry: Registry, *options: str) -> tuple[str, str]:
    """What it printed, and what it asked of the system."""
    log = registry.path.parent.parent / "strace.log"
    command = ["strace", "-f", "-y", "-o", str(log), *options]
    command += [sys.executable, "-c", _WORK, str(registry.path)]
    if os.geteuid() != 0:
        command = ["unshare", "-Ur", *command]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip(), log.read_text(errors="replace")


def test_list_when_used_then_asks_for_nothing_that_a_network_home_lacks(registry: Registry) -> None:
    registry.enrol([key(1)])

    said, calls = traced(registry)

    assert said.splitlines() == ["[]", "38"]
    of_ours = [line for line in calls.splitlines() if str(registry.path.parent) in line]
    assert any(
        re.search(r"fcntl\(\d+<[^>]*keys\.sqlite3>, F_SETLK, \{l_type=F_WRLCK", line) for line in of_ours
    )
    unwanted = re.compile(r"\bopen(?:at)?\(.*-(?:wal|shm)|\bflock\(|F_OFD_SETLK|MAP_SHARED")
    assert not [line for line in of_ours if unwanted.search(line)]
    made = re.findall(r"O_CREAT.* = \d+<[^>]*/([^/>]+)>", "\n".join(of_ours))
    assert set(made) == {"keys.sqlite3-journal"}
    synced = re.findall(r"(?:fsync|fdatasync)\(\d+<[^>]*/([^/>]+)>", "\n".join(of_ours))
    assert {"keys.sqlite3", "keys.sqlite3-journal", registry.path.parent.name} <= set(synced)


@pytest.mark.parametrize("error", ["ENOLCK", "EOPNOTSUPP", "EINVAL"])
def test_disk_when_it_locks_no_file_then_it_is_said_and_nothing_is_written(
    error: str, registry: Registry
) -> None:
    registry.enrol([key(1)])
    before = left_by(registry)
    paths = [
        word for name in ("keys.sqlite3", "keys.lock") for word in ("-P", str(registry.path.with_name(name)))
    ]

    said, calls = traced(registry, *paths, "-e", "trace=fcntl", "-e", f"inject=fcntl:error={error}")

    assert "INJECTED" in calls
    assert reason("SQLITE_IOERR_LOCK") in said
    assert {name: content for name, content in left_by(registry).items() if content} == before
