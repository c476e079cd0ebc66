"""What AppImages are made with is taken by its hash, or not at all. Downloads are stand-ins here."""

import os
import re
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "linux" / "appimage_tools.sh"


def fetched(tmp_path: Path, machine: str) -> subprocess.CompletedProcess[str]:
    """The script's run where every download is the same wrong file."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, body in {
        "curl": 'while [ "$1" != --output ]; do shift; done; echo wrong >"$2"',
        "uname": f"echo {machine}",
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n")
        (programs / name).chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "GITHUB_PATH": str(tmp_path / "path"),
        "GITHUB_ENV": str(tmp_path / "env"),
    }
    return subprocess.run(
        ["bash", str(SCRIPT), str(tmp_path / "tools")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_download_when_it_is_not_what_it_should_be_then_is_not_kept_and_nothing_goes_on(
    tmp_path: Path, machine: str
) -> None:
    done = fetched(tmp_path, machine)
    assert done.returncode != 0
    assert "did NOT match" in done.stderr
    assert [path.name for path in (tmp_path / "tools").iterdir()] == ["tool.part"]
    assert not (tmp_path / "path").exists()
    assert not (tmp_path / "env").exists()


def test_machine_when_nothing_is_known_for_it_then_nothing_is_fetched(tmp_path: Path) -> None:
    done = fetched(tmp_path, "riscv64")
    assert (done.returncode, done.stderr) == (1, "appimage: nothing is known for riscv64\n")
    assert not (tmp_path / "tools").exists()


def test_hashes_when_read_then_are_four_different_ones() -> None:
    hashes = re.findall(r"_SHA256=([0-9a-f]{64})$", SCRIPT.read_text("utf-8"), re.MULTILINE)
    assert len(hashes) == len(set(hashes)) == 4
