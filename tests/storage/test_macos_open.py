"""Browser and Finder on macOS, asked through a program that writes down what it was told as `open`."""

import sys
from pathlib import Path

import pytest

from app import programs
from app.errors import StorageError
from app.storage.browser import open_in_browser
from app.storage.file_manager import show_in_file_manager
from tests.sentences import refusal

PAGE = "https://www.binance.com/en/my/settings/api-management"


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Mac on which `open` ends with the status in the file beside it, if there is one."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("PATH", str(tmp_path))
    program, told = tmp_path / "open", tmp_path / "told"
    program.write_text(f"""#!/bin/sh
printf '%s\\n' "$@" >'{told}'
read -r seconds status <'{tmp_path}/ends' || exit 0
/bin/sleep "$seconds"
exit "$status"
""")
    program.chmod(0o755)
    (tmp_path / "ends").write_text("")
    return told


def test_a_page_and_files_are_handed_to_open(told: Path) -> None:
    open_in_browser(PAGE)
    assert told.read_text("utf-8").split("\n") == [PAGE, ""]
    show_in_file_manager((told.parent / "a b.pem", told.parent / "c.pem"))
    assert told.read_text("utf-8").split("\n") == ["-R", f"{told.parent}/a b.pem", f"{told.parent}/c.pem", ""]


@pytest.mark.parametrize("ends", ["0 1", "5 0", "none"])
def test_where_open_fails_or_does_not_end_that_is_said(
    told: Path, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    monkeypatch.setattr(programs, "_PATIENCE", 0.2)
    (told.parent / "ends").write_text(f"{ends}\n")
    if ends == "none":
        (told.parent / "open").unlink()
    with refusal(StorageError, address=PAGE):
        open_in_browser(PAGE)
    with refusal(StorageError, path=str(told)):
        show_in_file_manager((told,))
