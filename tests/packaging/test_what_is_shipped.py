"""What a user downloads says the truth about itself, and Qt in it can be replaced, as its licence wants."""

import json
import shutil
import signal
import subprocess
import tarfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.waiting import until
from tests.process.outside import worker_of
from tests.product import PROJECT, package

pytestmark = pytest.mark.bundle

QT = "_internal/PySide6/Qt/lib/libQt6Core.so.6"
UNLISTED = ("sbom.cdx.json", "_internal/resources/contents.json")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpacks the archive; it is as new as the Debian package."""
    package()
    (archive,) = (PROJECT / "dist").glob("*-linux-*.tar.xz")
    folder = tmp_path_factory.mktemp("shipped")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    (top,) = folder.iterdir()
    return next(top.rglob("akg")).parent if not (top / "akg").exists() else top


@pytest.fixture
def copied(shipped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped, tmp_path / "copy", symlinks=True))


def files_of(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix() for path in found}


def version(folder: Path) -> tuple[int, dict[str, Any], str]:
    done = subprocess.run(
        [str(folder / "akg"), "--version", "--json"], capture_output=True, text=True, check=False
    )
    return done.returncode, json.loads(done.stdout), done.stderr


def test_it_finds_its_files_as_they_were_built(shipped: Path) -> None:
    status, reported, messages = version(shipped)
    assert (status, messages) == (0, "")
    assert reported["changed"] == reported["missing"] == reported["added"] == []
    assert len(reported["commit"].rstrip("+")) == 40
    inside = {path.relative_to(shipped).as_posix() for path in shipped.rglob("*") if path.is_file()}
    assert {path for path in inside if not (shipped / path).is_symlink()} - set(reported["files"]) == {
        UNLISTED[1]
    }


def test_the_bill_names_every_file_and_lies_beside_the_archive(shipped: Path) -> None:
    text = (shipped / "sbom.cdx.json").read_text()
    (beside,) = (PROJECT / "dist").glob("*.cdx.json")
    assert beside.read_text() == text
    bill = json.loads(text)
    parts = [bill["metadata"]["component"], *bill["components"]]
    inner = [each for part in parts for each in part.get("components", ())]
    named = [each["name"] for each in inner if each["type"] == "file"]
    assert len(named) == len(set(named))
    files = {path for path in files_of(shipped) if not path.startswith("licences/")}
    assert set(named) == files - set(UNLISTED)


def test_what_runs_is_in_the_bill(shipped: Path) -> None:
    bill = json.loads((shipped / "sbom.cdx.json").read_text())
    versions = {part["name"]: part["version"] for part in bill["components"]}
    for name in (
        "cryptography",
        "bcrypt",
        "cffi",
        "keyring",
        "segno",
        "zxcvbn",
        "PySide6_Essentials",
        "shiboken6",
    ):
        assert versions[name] == metadata.version(name)
    assert {"Python", "Qt", "ICU", "pyinstaller", "EFF large wordlist"} <= set(versions)


def test_every_licence_is_there(shipped: Path) -> None:
    reported = json.loads((shipped / UNLISTED[1]).read_text())
    index = (shipped / "licences" / "README.txt").read_text()
    for component in reported["components"]:
        assert component["name"] in index
        assert component["licence"], component["name"]
        assert component["texts"]
        assert all((shipped / "licences" / text).stat().st_size > 150 for text in component["texts"])


def rebuild(library: Path, folder: Path) -> None:
    """Writes other bytes of the same binary interface: with a section more."""
    (folder / "note").write_text("rebuilt by its user")
    command = ["objcopy", "--add-section", f".rebuilt={folder / 'note'}", str(library)]
    subprocess.run(command, check=True)


def has_handler(pid: int) -> bool:
    """Returns whether the window has come so far that SIGTERM closes it in order."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) & 1 << (signal.SIGTERM - 1))


def test_qt_can_be_replaced(copied: Path, tmp_path: Path) -> None:
    """GIVEN another build of a Qt library WHEN it is copied over ours THEN the window opens with it."""
    before = (copied / QT).read_bytes()
    rebuild(copied / QT, tmp_path)
    assert (copied / QT).read_bytes() != before

    environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    window = subprocess.Popen(
        [str(copied / "AsymmetricKeyGenerator")], env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        until(lambda: has_handler(worker_of(window.pid)), "the window is shown")
        assert str(copied / QT) in Path(f"/proc/{worker_of(window.pid)}/maps").read_text(encoding="utf-8")
        window.send_signal(signal.SIGTERM)
        assert window.communicate(timeout=30)[1] == ""
        assert window.returncode == 128 + signal.SIGTERM
    finally:
        window.kill()
        window.wait()

    status, reported, messages = version(copied)
    assert (status, reported["changed"]) == (1, [QT])
    assert f"changed: {QT}" in messages


def test_a_planted_library_is_found(copied: Path) -> None:
    (copied / "_internal/libplanted.so").write_bytes(b"")
    status, reported, _ = version(copied)
    assert (status, reported["added"]) == (1, ["_internal/libplanted.so"])
