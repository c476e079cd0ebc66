"""A plug-in of pytest: ends the run (status 4) where `app` or `tests` would not be those of this folder."""

from pathlib import Path

import pytest

import app
import tests


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is collected."""
    for room in (app, tests):
        if not Path(room.__file__ or "").is_relative_to(Path.cwd()):
            raise pytest.UsageError(f"{room.__name__} is not of this copy, but {room.__file__}")
