"""`python -m tests.hostile.costs`: seconds of CPU and MiB of memory that the dearest allowed files take.

Each is opened in a process of its own, started anew: the memory is that of the whole process, its modules
included, as the system counts it. Linux and macOS.
"""

import argparse
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.costly import KINDS, PASSPHRASE
from tests.keys import samples

_ROOT = Path(__file__).parents[2]
_LARGEST_PROCESS = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """CPU seconds of opening, peak memory in MiB of the process, and how it ended."""

    seconds: float
    memory: float
    end: str


def measure(kind: str) -> Cost:
    """What this kind costs, in a new process; one that takes a minute of CPU is killed by the system."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.costs", "--one", kind],
        capture_output=True,
        text=True,
        cwd=_ROOT,
        check=True,
    )
    seconds, memory, end = done.stdout.split(maxsplit=2)
    return Cost(float(seconds), float(memory), end.strip())


def _open_here(kind: str) -> None:
    """Opens it as the terminal's two commands do, and prints the cost of what happened since it was built."""
    from app.keys.foreign.reader import open_private_key
    from app.keys.passphrase import Passphrase
    from app.usecases.open_key import inspect, recognise

    data = KINDS[kind]()
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_AS, (_LARGEST_PROCESS, _LARGEST_PROCESS))
    began = time.process_time()
    seen = samples.outcome(lambda: inspect(data))
    inspected = time.process_time()
    end = samples.outcome(lambda: open_private_key(recognise(data), Passphrase(PASSPHRASE)))
    opened = time.process_time()
    memory = _peak_memory()
    longer = max(inspected - began, opened - inspected)
    print(f"{longer:.3f} {memory:.1f} {getattr(end, 'message', '') or seen}")


def _peak_memory() -> float:
    """MiB. On Linux not ru_maxrss, which begins with what the process that started this one had."""
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:"))


def main() -> None:
    """The table, or the line of one kind."""
    parser = argparse.ArgumentParser(prog="tests.hostile.costs", description=__doc__)
    parser.add_argument("--one", choices=KINDS)
    kind = parser.parse_args().one
    if kind:
        _open_here(kind)
        return
    for name in KINDS:
        cost = measure(name)
        print(f"{name:44}{cost.seconds:7.2f} s {cost.memory:7.0f} MiB  {cost.end[:70]}", flush=True)


if __name__ == "__main__":
    main()
