"""A plug-in of pytest: ends the run (status 4) where `app` or `tests` would not be those of this folder."""

import subprocess
import sys
from pathlib import Path

import pytest

import app
import tests


def pytest_configure(config: pytest.Config) -> None:
    """Looks before anything is collected, also at what a program gets that a test starts elsewhere."""
    started = [sys.executable, "-c", "import app; print(app.__file__)"]
    elsewhere = subprocess.run(started, cwd="/", env={}, capture_output=True, text=True, check=True).stdout
    for file in (app.__file__, tests.__file__, elsewhere):
        if not Path(file or "").is_relative_to(Path.cwd()):
            raise pytest.UsageError(f"this is not of the copy: {file}")
