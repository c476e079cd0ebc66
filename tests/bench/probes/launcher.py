"""Starts commands and measures them, from a process so small that it does not show in their memory.

A process inherits the largest memory of the one that started it, as far as the kernel counts. So this one
imports next to nothing. Each line of standard input is a folder and a command, separated by NUL; the
answer is one line: status, wall seconds, CPU seconds, largest resident memory in KiB.
"""

import os
import sys
import time


def measure(folder: str, command: list[str]) -> str:
    """Runs it to its end, with the environment of this process and no output."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.chdir(folder)
    actions = [(os.POSIX_SPAWN_DUP2, nothing, number) for number in (0, 1, 2)]
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    os.close(nothing)
    cpu = usage.ru_utime + usage.ru_stime
    return f"{os.waitstatus_to_exitcode(status)} {wall} {cpu} {usage.ru_maxrss}\n"


if __name__ == "__main__":
    for line in sys.stdin:
        where, *words = line.rstrip("\n").split("\0")
        sys.stdout.write(measure(where, words))
        sys.stdout.flush()
