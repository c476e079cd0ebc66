"""What is for one system runs there or fails, and is skipped elsewhere with the reason."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.systems.conftest import NAMES

OTHER = "win32" if sys.platform != "win32" else "darwin"
ROOM = Path(__file__).parent


def outcome(folder: Path, system: str, body: str) -> tuple[int, str]:
    """The exit status and the output of a pytest that runs one test for this system."""
    shutil.copy(ROOM / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = system\naddopts = -ra\n")
    (folder / "test_it.py").write_text(
        f"import pytest\n\n@pytest.mark.system({system!r})\ndef test_it():\n    {body}\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(folder),
        str(folder),
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout


@pytest.mark.thorough
def test_test_of_another_system_when_run_here_then_is_skipped_with_the_reason(tmp_path: Path) -> None:
    status, told = outcome(tmp_path, OTHER, "raise AssertionError('it ran')")
    assert (status, "1 skipped" in told) == (0, True), told
    assert f"asks {NAMES[OTHER]} itself, and this is {sys.platform}" in told


@pytest.mark.thorough
def test_test_of_this_system_when_run_here_then_runs(tmp_path: Path) -> None:
    status, told = outcome(tmp_path, sys.platform, "pass")
    assert (status, "1 passed" in told) == (0, True), told


@pytest.mark.thorough
def test_test_of_this_system_when_skipped_here_then_has_failed(tmp_path: Path) -> None:
    status, told = outcome(tmp_path, sys.platform, "pytest.skip('no reason')")
    assert (status, "1 failed" in told) == (1, True), told


@pytest.mark.parametrize("system", NAMES)
@pytest.mark.parametrize("what", ["files", "clipboard", "keyring", "names"])
def test_system_when_it_is_no_linux_then_has_tests_of_its_own(system: str, what: str) -> None:
    text = (ROOM / f"test_{what}.py").read_text("utf-8")
    assert f'pytest.mark.system("{system}")' in text
