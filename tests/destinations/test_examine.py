"""Looking at a folder raises nothing, changes nothing, and ends in time whatever the folder does."""

import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app.destinations as destinations
from app.destinations import Kind, examine
from app.destinations.place import Place
from app.destinations.system import SECONDS_TO_EXAMINE
from tests.destinations.machine import NAMES, folder, kinds, machine

ODD_PATHS = {
    "empty": "",
    "here": ".",
    "root": "/",
    "tilde": "~",
    "nul": "a\x00b",
    "surrogate": "\ud800",
    "long name": "/" + "a" * 300,
    "long path": "/a" * 5000,
    "server": "//server/share",
    "backslashes": "\\\\",
}


@pytest.mark.thorough
@pytest.mark.parametrize("path", ODD_PATHS.values(), ids=ODD_PATHS)
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_path_when_odd_then_nothing_is_raised(tmp_path: Path, path: str, platform: str) -> None:
    examine(Path(path), NAMES, machine(tmp_path, platform=platform))


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3), st.text(max_size=100))
def test_any_path_and_names_when_looked_at_then_nothing_is_raised(
    path: str, names: list[str], mounts: str
) -> None:
    home = Path("/nonexistent")
    for where in (path, "/" + path):
        findings = examine(
            Path(where), tuple(names), machine(home, mounts=mounts, environ={"OneDrive": path})
        )
        assert all(finding.message.endswith(".") and finding.hint for finding in findings)


def test_link_when_it_leads_to_itself_then_nothing_is_raised(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    examine(tmp_path / "loop" / "keys", NAMES, machine(tmp_path))


def test_working_folder_when_gone_then_nothing_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder(tmp_path / "gone"))
    (tmp_path / "gone").rmdir()
    assert examine(Path("keys"), NAMES, machine(tmp_path)) == ()


def test_findings_when_many_then_stand_in_the_order_of_their_kinds(tmp_path: Path) -> None:
    keys = folder(tmp_path / "Box/keys")
    keys.chmod(0o777)
    folder(tmp_path / "Box/.hg")
    before = sorted(tmp_path.rglob("*"))

    found = kinds(keys, machine(tmp_path, mounts=f"server {tmp_path} nfs4 rw 0 0\n"))

    assert found == [Kind.WORK_TREE, Kind.SYNCED, Kind.NETWORK, Kind.WRITABLE_BY_OTHERS]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("error", [OSError, ValueError, RecursionError])
def test_check_when_it_fails_then_the_others_speak(
    tmp_path: Path, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> tuple[()]:
        raise error

    monkeypatch.setattr(destinations, "_CHECKS", (failing, *destinations._CHECKS, failing))
    assert kinds(tmp_path / "MEGA", machine(tmp_path)) == [Kind.SYNCED]


@pytest.mark.parametrize(
    ("mounts", "said"),
    [("", "answers too slowly"), ("server {} nfs4 rw 0 0\n", "(file system nfs4)")],
    ids=["nothing is known", "its mount is known"],
)
def test_folder_when_it_never_answers_then_is_said_in_time(
    tmp_path: Path, mounts: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = threading.Event()

    def hanging(folder: Path, names: tuple[str, ...]) -> Place:
        never.wait(60)
        raise OSError

    monkeypatch.setattr(destinations, "place_of", hanging)
    start = time.monotonic()
    findings = examine(tmp_path, NAMES, machine(tmp_path, patience=0.2, mounts=mounts.format(tmp_path)))
    took = time.monotonic() - start
    never.set()

    assert [finding.kind for finding in findings] == [Kind.NETWORK]
    assert said in findings[0].message
    assert took < 30


def test_patience_is_two_seconds() -> None:
    assert SECONDS_TO_EXAMINE == 2.0
