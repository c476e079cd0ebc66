"""What was measured on, and with which versions; and which core a process may use."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def cores() -> list[int]:
    """Returns the cores that this process may use."""
    return sorted(os.sched_getaffinity(0))


@contextmanager
def confined_to(chosen: list[int]) -> Iterator[None]:
    """Confines what is started inside to these cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, chosen)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def description() -> dict[str, str]:
    """Returns processor, system and versions."""
    return {
        "processor": _processor(),
        "cores": str(len(cores())),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "load before": f"{os.getloadavg()[0]:.2f}",
        "Python": platform.python_version(),
        "cryptography": version("cryptography"),
        "PySide6": version("PySide6-Essentials"),
        "Node": _output("node", "--version"),
        "OpenSSL of Node": _output("node", "-p", "process.versions.openssl"),
        "openssl": _output("openssl", "version"),
        "OpenSSH": _output("ssh", "-V"),
        "OpenSSL of cryptography": _output(
            sys.executable,
            "-c",
            "from cryptography.hazmat.backends.openssl import backend; print(backend.openssl_version_text())",
        ),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return (done.stdout or done.stderr).strip()
