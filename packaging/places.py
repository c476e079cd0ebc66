"""Where building happens, what the results are called, and their time stamp."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import app  # noqa: E402

VERSION = app.__version__
PACKAGE = "asymmetric-key-generator"
APPLICATION_ID = app.APPLICATION_ID
PUBLISHER = "The Asymmetric Key Generator maintainers"
WINDOW, TERMINAL = "AsymmetricKeyGenerator", "akg"

DIST = ROOT / "dist"
BUILD = ROOT / "build"
BUNDLES = BUILD / "bundle"
FOLDER = BUNDLES / PACKAGE
APP = BUNDLES / f"{app.NAME}.app"  # macOS: the same folder once more, as Apple wants it
SIGNING = BUILD / "signing.txt"  # Windows and macOS: what was signed, in a line
MANUALS = BUILD / "manuals"

LOOSELY = "--loosely"  # of package.py and compare.py


def epoch() -> int:
    """Return the time stamp of everything built, in seconds since 1970: SOURCE_DATE_EPOCH; without it the
    last commit's time; without git midnight (UTC) of the newest date in CHANGELOG.md, or of 2026-01-01.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    if (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    newest = max((date for _, date in releases()), default="2026-01-01")
    return int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())


def address() -> str:
    """Return the project's address, which the workflow's machine knows; "" elsewhere."""
    server, repository = (os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY"))
    return f"{server}/{repository}" if server and repository else ""


def releases() -> list[tuple[str, str]]:
    """Return version and date (YYYY-MM-DD) of every release in CHANGELOG.md, newest first."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    return re.findall(r"^## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d)$", text, re.MULTILINE)


def machine() -> str:
    """Return `x86_64` or `arm64`, as the names of the results say it."""
    name = platform.machine().lower()
    return {"amd64": "x86_64", "aarch64": "arm64"}.get(name, name)
