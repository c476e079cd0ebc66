"""`akg --version` and `akg --version --json`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from tests.bundles import make_bundle
from tests.cli.conftest import Akg, Here, Worded

IN_A_BUNDLE = """
import sys
sys._MEIPASS = sys.argv.pop(1)
from app.__main__ import main
sys.exit(main())
"""


def test_json_tells_what_is_inside(akg: Akg) -> None:
    result = akg("--version", "--json")
    assert (result.status, result.err) == (0, "")
    told = json.loads(result.out)
    assert told["version"] == __version__
    assert told["changed"] == told["missing"] == told["added"] == []
    assert told["files"] == {}, "only a bundle has a record of them"


@pytest.mark.parametrize("words", [("--version", "x"), ("--version", "--yaml"), ("--version", "--json", "x")])
def test_nothing_else_goes_with_it(here: Here, words: tuple[str, ...], worded: Worded) -> None:
    result = here(*words)
    assert (result.status, result.out) == (2, "")
    worded(result)


def in_bundle(libraries: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", IN_A_BUNDLE, str(libraries), "--version", "--json"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_bundle_that_is_as_it_was_built(tmp_path: Path) -> None:
    done = in_bundle(make_bundle(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["kind"], told["changed"]) == ("bundle", [])
    assert all(len(each["sha256"]) == 64 for each in told["files"].values())


def test_a_bundle_with_changed_files_says_so_and_ends_with_1(tmp_path: Path) -> None:
    libraries = make_bundle(tmp_path)
    for name in ("PySide6/Qt/lib/libQt6Core.so.6", "a.so", "b.so", "c.so", "d.so"):
        (libraries / name).write_bytes(b"changed")
    done = in_bundle(libraries)
    assert done.returncode == 1
    assert json.loads(done.stdout)["changed"] == ["_internal/PySide6/Qt/lib/libQt6Core.so.6"]
    assert "akg: error: Files of this program are not as they were built" in done.stderr
    assert "added: _internal/a.so, _internal/b.so, _internal/c.so and 1 more" in done.stderr
    assert "akg: hint: " in done.stderr


def test_a_bundle_without_its_record_ends_with_1(tmp_path: Path) -> None:
    libraries = make_bundle(tmp_path)
    (libraries / "resources/contents.json").unlink()
    done = in_bundle(libraries)
    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot be read" in done.stderr
