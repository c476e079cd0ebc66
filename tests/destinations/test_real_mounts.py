"""Mounts of this computer's own kernel, in a namespace of their own; where that is not allowed, only the
words of fake ones were tested (test_mounts).
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[3]
MAY_NOT_MOUNT = 77
PROGRAM = """
import ctypes, json, os, sys, time
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
NEW_NAMESPACE, PRIVATE = 0x00020000, 0x00044000


def mount(source, where, kind, options):
    if libc.mount(source.encode(), where.encode(), kind.encode(), 0, options.encode()):
        sys.exit(77)


where, kind = sys.argv[1:]
if libc.unshare(NEW_NAMESPACE) or libc.mount(b"none", b"/", None, PRIVATE, None):
    sys.exit(77)
options = "mode=0700"
if kind.startswith("fuse"):  # nobody ever answers what the kernel asks through this device
    try:
        device = os.open("/dev/fuse", os.O_RDWR)
    except OSError:
        sys.exit(77)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0"
mount("me@server:/", where, kind, options)
from app.destinations import examine
from app.destinations.mounts import _mount_of
from app.destinations.system import this_system

start = time.monotonic()
findings = examine(Path(where) / "keys", ("spot.private.pem",))
seconds = time.monotonic() - start
found = _mount_of(Path(where) / "keys", this_system().mounts)
print(json.dumps({
    "kinds": [finding.kind.name for finding in findings],
    "messages": [finding.message for finding in findings],
    "seconds": seconds,
    "mount": [found.source, str(found.point), found.kind],
}), flush=True)
os._exit(0)
"""


def mounted(where: Path, kind: str) -> dict[str, Any] | None:
    """What a process says of a folder in a mount of this kind; None where it may not make one."""
    where.mkdir()
    command = [sys.executable, "-c", PROGRAM, str(where), kind]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode == MAY_NOT_MOUNT:
        assert not may_mount()
        return None
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def may_mount() -> bool:
    """Whether this process has CAP_SYS_ADMIN (capabilities(7)) and the kernel has FUSE."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    effective = int(status.partition("CapEff:")[2].split()[0], 16)
    return bool(effective >> 21 & 1) and Path("/dev/fuse").exists()


def test_network_when_it_is_dead_then_is_named_within_the_patience(tmp_path: Path) -> None:
    told = mounted(tmp_path / "share", "fuse.sshfs")

    if told is not None:
        assert told["kinds"] == ["NETWORK"]
        assert "(file system fuse.sshfs)" in told["messages"][0]
        assert 1.5 < told["seconds"] < 10, "two seconds, on a machine that may be busy"


def test_disk_of_this_computer_when_its_name_is_odd_then_is_found_among_the_mounts(tmp_path: Path) -> None:
    where = tmp_path / "my \\ disk\tand\n#more"
    told = mounted(where, "tmpfs")

    if told is not None:
        assert told["kinds"] == []
        assert told["mount"] == ["me@server:/", str(where), "tmpfs"]
