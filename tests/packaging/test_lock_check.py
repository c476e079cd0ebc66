"""`packaging/lock.sh --check`, with a stand-in for uv: asks again, finds each difference, writes nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CLIENTS = ("python", "connector", "futures-connector", "node", "nautilus", "freqtrade", "ibind", "signers")
LOCKS = ("run", "build", "test", "package", "publish", "fuzz", *(f"clients-{name}" for name in CLIENTS))
UV = """#!/bin/sh
# Writes what the registry would say into the file behind -o; notes how it was asked, and what it found there.
printf '%s\\n' "$*" >> "$REGISTRY/asked"
while [ "$1" != -o ]; do shift; done
grep -e '--hash' "$2" >> "$REGISTRY/trusted"
name="$(basename "$2")"
[ -f "$REGISTRY/$name" ] || { echo "error: no answer" >&2; exit 2; }
cp "$REGISTRY/$name" "$2"
"""
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no bash; the locks are checked on Linux"
)


class Project:
    """A copy of the locks, and a registry that says just that."""

    def __init__(self, folder: Path) -> None:
        self.root, self.registry = folder / "project", folder / "registry"
        shutil.copytree(ROOT / "packaging" / "locks", self.root / "packaging" / "locks")
        shutil.copytree(ROOT / "packaging" / "locks", self.registry)
        shutil.copy(ROOT / "packaging" / "lock.sh", self.root / "packaging")
        shutil.copy(ROOT / "pyproject.toml", self.root)
        uv = self.root / ".venv" / "bin" / "uv"
        uv.parent.mkdir(parents=True)
        uv.write_text(UV)
        uv.chmod(0o755)

    def check(self) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", str(self.root / "packaging" / "lock.sh"), "--check"],
            env={**os.environ, "REGISTRY": str(self.registry)},
            capture_output=True,
            text=True,
            check=False,
        )

    def locks(self) -> dict[str, str]:
        return {file.name: file.read_text() for file in (self.root / "packaging" / "locks").glob("*.txt")}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_current_locks_pass_and_the_registry_was_asked_for_all(project: Project) -> None:
    done = project.check()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    asked = (project.registry / "asked").read_text().splitlines()
    assert [f"-o packaging/locks/{name}.txt" in line for name, line in zip(LOCKS, asked, strict=True)] == [
        True
    ] * len(LOCKS)
    assert all("--refresh" in line and "--generate-hashes" in line for line in asked)


def test_hashes_of_the_locks_themselves_are_not_trusted(project: Project) -> None:
    """uv takes over the hashes that it finds in its output file: a false one would never be found."""
    assert project.check().returncode == 0
    assert (project.registry / "trusted").read_text() == ""


@pytest.mark.thorough
@pytest.mark.parametrize("name", LOCKS)
def test_a_changed_lock_fails_and_stays_as_it_is(project: Project, name: str) -> None:
    lock = project.root / "packaging" / "locks" / f"{name}.txt"
    lock.write_text(lock.read_text().replace("sha256:", "sha256:0", 1))
    before = project.locks()
    done = project.check()
    assert done.returncode == 1
    assert f"locks/{name}.txt" in done.stdout
    assert "make lock" in done.stderr
    assert project.locks() == before


def test_an_entry_too_many_fails(project: Project) -> None:
    lock = project.root / "packaging" / "locks" / "run.txt"
    lock.write_text(lock.read_text() + "evil==1.0 \\\n    --hash=sha256:00\n")
    assert project.check().returncode == 1


@pytest.mark.thorough
@pytest.mark.parametrize("name", LOCKS)
def test_a_registry_that_does_not_answer_is_no_pass(project: Project, name: str) -> None:
    (project.registry / f"{name}.txt").unlink()
    done = project.check()
    assert done.returncode == 2
    assert "could not be checked" in done.stderr


@pytest.mark.interop
def test_a_dead_registry_is_no_pass() -> None:
    """GIVEN the real uv, and a registry that is not there."""
    done = subprocess.run(
        ["bash", str(ROOT / "packaging" / "lock.sh"), "--check"],
        env={**os.environ, "UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple", "UV_HTTP_RETRIES": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "could not be checked" in done.stderr
