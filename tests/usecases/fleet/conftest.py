"""A small fleet, and passphrases that cost little: drawing them is tested elsewhere."""

from pathlib import Path

import pytest

from app.usecases.fleet.plan import Plan, plan
from app.usecases.fleet.rows import Row, read_rows


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of two, so that a few keys are several batches."""
    monkeypatch.setattr("app.usecases.fleet.making.BATCH", 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def rows(*names: str) -> tuple[Row, ...]:
    return read_rows("\n".join(["name", *names]).encode())


def planned(folder: Path, *names: str, resume: bool = False) -> Plan:
    return plan(rows(*names), folder, resume=resume)
