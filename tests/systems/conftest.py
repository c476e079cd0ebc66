"""Tests that only one system can run. Elsewhere they are skipped, with the reason; there they never are."""

import sys
from collections.abc import Generator

import pytest

NAMES = {"win32": "Windows", "darwin": "macOS"}
"""By their values of sys.platform, as the marker `system` has them."""


def system_of(item: pytest.Item) -> str:
    """The system that the test is for; empty for all."""
    marker = item.get_closest_marker("system")
    return str(marker.args[0]) if marker else ""


def pytest_runtest_setup(item: pytest.Item) -> None:
    system = system_of(item)
    if system and system != sys.platform:
        pytest.skip(f"asks {NAMES.get(system, system)} itself, and this is {sys.platform}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that is skipped on its own system has failed."""
    report = yield
    if report.skipped and system_of(item) == sys.platform:
        report.outcome = "failed"
        report.longrepr = f"This test is for {sys.platform}, and was skipped there: {report.longrepr}"
    return report
