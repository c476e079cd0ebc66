"""The groups of the tests on several workers: pytest and xdist keep to them, which two versions did not."""

import os
import re
import subprocess
import sys

import pytest

from tests.product import PROJECT

CONFTEST = "from tests.conftest import pytest_collection_modifyitems\n"
TESTS = """
import pytest

@pytest.mark.parametrize("number", range(4))
def test_plain(number): pass

@pytest.mark.bundle
@pytest.mark.parametrize("number", range(4))
def test_of_the_bundle(number): pass

@pytest.mark.parametrize("number", [0, pytest.param(1, marks=pytest.mark.bundle)])
def test_of_both(number): pass

@pytest.mark.bundle
@pytest.mark.xdist_group("rebuild")
def test_that_builds_again(): pass
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What two workers say of two files of such tests."""
    folder = tmp_path_factory.mktemp("groups")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    bundle: of the package\n")
    (folder / "conftest.py").write_text(CONFTEST)
    for name in ("test_one.py", "test_other.py"):
        (folder / name).write_text(TESTS)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-v",
        "-n",
        "2",
        "--dist",
        "loadgroup",
        "-p",
        "no:cacheprovider",
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def workers_of(shown: str, name: str) -> list[str]:
    return re.findall(rf"^\[(gw\d)\] .* PASSED test_\w+\.py::{name}", shown, re.MULTILINE)


def test_every_test_of_the_bundle_runs_on_one_worker(shown: str) -> None:
    found = workers_of(shown, r"(?:test_of_the_bundle\[|test_of_both\[1)")
    assert len(found) == 10
    assert len(set(found)) == 1


def test_the_bundle_is_built_again_by_the_other_worker(shown: str) -> None:
    (again, other) = workers_of(shown, "test_that_builds_again")
    assert again == other != workers_of(shown, "test_of_the_bundle")[0]
