"""What lies below the faces, where the defaults are others: no UTF-8, CRLF, no programs, no D-Bus."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOMS = (
    "tests/destinations/test_foreign_files.py",
    "tests/destinations/test_ignore_lines.py",
    "tests/destinations/test_work_trees.py",
    "tests/keys",
    "tests/storage/registry/test_damage.py",
    "tests/storage/registry/test_registry.py",
    "tests/storage/test_preferences.py",
    "tests/usecases/fleet",
    "tests/usecases/key_list/test_calendar.py",
    "tests/usecases/key_list/test_exchange.py",
    "tests/usecases/test_save.py",
)
NOT = "not interop and not slow and not desktop and not thorough"


LOCALES = {"ascii": "C", "cp1252": "en_US.CP1252"}
"""By the encoding of text files where nobody says another one; the one of Windows is made for the test."""


@pytest.mark.slow
@pytest.mark.parametrize("encoding", LOCALES)
def test_rooms_when_the_defaults_are_those_of_another_system_then_pass(encoding: str, tmp_path: Path) -> None:
    """GIVEN another encoding, line ends of Windows and an empty PATH WHEN their tests run THEN they pass."""
    subprocess.run(["localedef", "-f", "CP1252", "-i", "en_US", tmp_path / LOCALES["cp1252"]], check=True)
    environment = {
        "HOME": str(tmp_path),
        "LC_ALL": LOCALES[encoding],
        "LOCPATH": str(tmp_path),
        "PATH": str(tmp_path),
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "QT_QPA_PLATFORM": "offscreen",
    }
    asked = [sys.executable, "-c", "import codecs, locale; print(codecs.lookup(locale.getencoding()).name)"]
    assert subprocess.check_output(asked, env=environment, text=True).strip() == encoding
    options = ["-q", "-n0", "-p", "tests.other_defaults", "-m", NOT, "--hypothesis-profile=check"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *ROOMS],
        env=environment,
        cwd=os.getcwd(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-3000:]
