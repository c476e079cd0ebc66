"""What `pip install` takes: the wheel, installed where nothing else is, and the sources of it."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

import checksums
import package
import smoke
from app import __version__

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with both."""
    made = tmp_path_factory.mktemp("distributions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1763942400")
        package.build_distributions(made)
    return made


@pytest.fixture(scope="module")
def wheel(folder: Path) -> Path:
    return next(folder.glob("*.whl"))


def test_sources_when_a_wheel_is_built_from_them_then_it_is_the_same(
    folder: Path, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    (sources,) = tmp_path.iterdir()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763942400")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=sources, capture_output=True, timeout=60, check=True)
    assert checksums.sha256(tmp_path / wheel.name) == checksums.sha256(wheel)


def test_wheel_when_it_is_installed_where_nothing_else_is_then_both_programs_work(
    wheel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """GIVEN an empty environment WHEN the wheel is installed THEN `akg` makes pairs and the window is shown.

    What it depends on is lent by the environment of the tests, which has it by the same lock.
    """
    made = tmp_path / "environment"
    for command in (
        [sys.executable, "-m", "venv", "--without-pip", str(made)],
        [sys.executable, "-m", "pip", "--python", str(made), "install", "-q", "--no-deps", str(wheel)],
    ):
        subprocess.run(command, env={**os.environ, "PIP_NO_INDEX": "1"}, timeout=60, check=True)
    python = made / ("Scripts" if sys.platform == "win32" else "bin") / Path(sys.executable).name
    own = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    (Path(own.stdout.strip()) / "lent.pth").write_text(sysconfig.get_path("purelib"))
    assert smoke.main([str(python.with_name(f"akg{smoke.EXE}"))]) == 0
    said = capsys.readouterr().out.splitlines()
    assert (said[0], said[-1]) == (f"akg {__version__}", "window: shown, and ended in order")


def test_wheel_when_windows_starts_the_window_then_no_console_stands_behind_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        points = ConfigParser()
        points.read_string(
            archive.read(next(n for n in archive.namelist() if n.endswith("entry_points.txt"))).decode()
        )
    assert dict(points["console_scripts"]) == {"akg": "app.__main__:start"}
    assert dict(points["gui_scripts"]) == {"asymmetric-key-generator": "app.__main__:start"}
