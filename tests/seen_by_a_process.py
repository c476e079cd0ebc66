"""Prints as JSON what a process sees of how it was started; `flood`: much of it, `wait`: and then waits."""

import io
import json
import os
import resource
import signal
import sys
import threading
import time

FLOOD = 300_000
_LIMITS = ("AS", "CPU", "CORE", "FSIZE", "NOFILE")
_STREAMS = [each for each in (sys.stdin, sys.stdout, sys.stderr) if isinstance(each, io.TextIOWrapper)]


def seen() -> dict[str, object]:
    """What `python -m` leads to, as far as it can differ."""
    umask = os.umask(0)
    os.umask(umask)
    return {
        "arguments": sys.argv,
        "folder": os.getcwd(),
        "first place of modules": sys.path[0],
        "environment": dict(os.environ),
        "standard input": os.readlink("/proc/self/fd/0").partition("[")[0],
        "read from it": sys.stdin.read(),
        "streams": [(each.encoding, each.errors, each.line_buffering) for each in _STREAMS],
        "file names": (sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()),
        "leads its session": os.getsid(0) == os.getpgrp() == os.getpid(),
        "files": sorted(set(os.listdir("/proc/self/fd")) - {str(len(os.listdir("/proc/self/fd")) - 1)}),
        "handlers": [str(signal.getsignal(each)) for each in sorted(signal.valid_signals())],
        "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
        "umask": umask,
        "limits": [resource.getrlimit(getattr(resource, f"RLIMIT_{name}")) for name in _LIMITS],
        "user": os.geteuid(),
        "threads": threading.active_count(),
        "writes bytecode": not sys.dont_write_bytecode,
        "name": __name__,
        "window": "PySide6" in sys.modules,
    }


if __name__ == "__main__":
    if "flood" in sys.argv:
        sys.stderr.write("x" * FLOOD)
    print(json.dumps(seen(), indent=1), flush=True)
    if "wait" in sys.argv:
        time.sleep(60)
    if "fail" in sys.argv:
        sys.exit(3)
