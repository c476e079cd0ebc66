"""Run by a program of the same user: starts a victim, and tries what such a program could do to it.

The words: a FIFO to make, which the victim reads from once it is where it is attacked, and the victim's
command. On standard output: a JSON object that says which attack worked.
"""

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PTRACE_ATTACH, PTRACE_DETACH = 16, 17


def open_memory(pid: int) -> None:
    with open(f"/proc/{pid}/mem", "rb"):
        pass


def read_environment(pid: int) -> None:
    assert b"HOME=" in Path(f"/proc/{pid}/environ").read_bytes()


def list_open_files(pid: int) -> None:
    os.listdir(f"/proc/{pid}/fd")


def attach_a_debugger(pid: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(PTRACE_ATTACH, pid, None, None) != 0:
        raise OSError(ctypes.get_errno(), "ptrace")
    os.waitpid(pid, 0)
    libc.ptrace(PTRACE_DETACH, pid, None, None)


ATTACKS: dict[str, Callable[[int], None]] = {
    "memory": open_memory,
    "environment": read_environment,
    "open files": list_open_files,
    "debugger": attach_a_debugger,
}


def works(attack: Callable[[int], None], pid: int) -> bool:
    try:
        attack(pid)
    except PermissionError:
        return False
    return True


def main() -> None:
    fifo, *command = sys.argv[1:]
    os.mkfifo(fifo, 0o600)
    with subprocess.Popen(command) as victim, open(fifo, "wb"):
        children = Path(f"/proc/{victim.pid}/task/{victim.pid}/children").read_text(encoding="utf-8").split()
        pids = [victim.pid, *map(int, children)]
        print(json.dumps({name: any(works(attack, pid) for pid in pids) for name, attack in ATTACKS.items()}))
        victim.kill()


if __name__ == "__main__":
    main()
