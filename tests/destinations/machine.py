"""Computers of every kind, and the trees that stand on them, for tests of what a folder is."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from app.destinations import Finding, Kind, examine
from app.destinations.system import System

NAMES = ("spot.private.pem", "spot.public.pem")
UNHURRIED = 60.0


def machine(home: Path, **values: Any) -> System:
    """Linux, without mounts, as whoever runs the tests; `values` replace what it says."""
    usual: dict[str, Any] = {
        "platform": "linux",
        "environ": {"PATH": os.environ["PATH"], "HOME": str(home)},
        "uid": os.getuid(),
        "patience": UNHURRIED,
    }
    return System(home=home, **{**usual, **values})


IGNORED, EXPOSED, UNKNOWN = "which ignores", "would include", "may include"
"""What a finding says of the private keys in a work tree."""


def kinds(folder: Path, system: System) -> list[Kind]:
    return [finding.kind for finding in examine(folder, NAMES, system)]


def only(folder: Path, system: System, names: tuple[str, ...] = NAMES) -> Finding:
    (finding,) = examine(folder, names, system)
    return finding


def folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def write(path: Path, content: str | dict[str, Any]) -> Path:
    folder(path.parent)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def git(where: Path, *arguments: str, home: Path) -> str:
    """The real program, with an empty home, so that the settings of whoever runs the tests say nothing."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder(where),
        env={"PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
