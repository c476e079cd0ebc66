"""What a save leaves on the disk, as the system's own tools see it: for its owner alone."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from app.keys.algorithm import ALGORITHMS
from app.keys.pair import generate_key_pair
from app.keys.protection import Unencrypted
from app.storage.writer import windows_access
from app.storage.writer.file_system import NEW, SYSTEM, WindowsFileSystem
from app.usecases.save import SaveReport, SaveRequest, save
from app.usecases.save_report import file_and_access
from app.windows.token import this_token
from tests.sentences import values_of


def saved(folder: Path, *, replace: bool = False) -> SaveReport:
    pair = generate_key_pair(ALGORITHMS[0])
    return save(SaveRequest((pair,), "key", folder, Unencrypted(), replace=replace))


def access_list(path: Path) -> str:
    """The access list without owner and group, as PowerShell reads it."""
    return powershell("(Get-Acl -LiteralPath $env:AKG_FILE).GetSecurityDescriptorSddlForm('Access')", path)


def powershell(script: str, path: Path) -> str:
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command"]
    environment = {**os.environ, "AKG_FILE": str(path)}
    done = subprocess.run(
        [*command, script], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


def is_owner_only(text: str) -> bool:
    return windows_access.is_owner_only(text, windows_access.system_access().person)


@pytest.mark.system("win32")
def test_files_when_saved_on_windows_then_their_lists_let_in_the_owner_alone(tmp_path: Path) -> None:
    report = saved(tmp_path / "keys")
    assert not report.has_warnings, report.rows
    files = [row for row in report.rows if row.title in ("Private key", "Public key")]
    own, everybodys = (values_of(file_and_access(tmp_path, mode))["access"] for mode in (0o600, 0o644))
    assert own != everybodys
    assert [values_of(row.detail)["access"] for row in files] == [own] * 2
    for path in report.paths:
        assert is_owner_only(access_list(path)), access_list(path)


@pytest.mark.system("win32")
def test_backup_when_a_file_is_replaced_on_windows_then_is_private_too(tmp_path: Path) -> None:
    saved(tmp_path)
    saved(tmp_path, replace=True)
    kept = list(tmp_path.glob("*.bak"))
    assert len(kept) == 2
    for path in (*kept, *tmp_path.glob("*.pem")):
        assert is_owner_only(access_list(path)), access_list(path)


@pytest.mark.system("win32")
def test_folder_when_made_on_windows_then_what_is_in_it_is_the_persons(
    tmp_path: Path,
) -> None:
    """GIVEN a runner that is elevated WHEN a folder is made THEN no group owns it or is let in."""
    folder = tmp_path / "keys"
    saved(folder)
    (folder / "other").write_bytes(b"")
    assert is_owner_only(access_list(folder)), access_list(folder)
    entries = access_list(folder / "other").partition("(")[2]
    assert "BA" not in entries
    assert windows_access.system_access().person & set(entries.replace(")", ";").split(";")), entries


@pytest.mark.system("win32")
def test_owner_when_saved_on_windows_then_is_the_person_also_where_elevated(tmp_path: Path) -> None:
    command = "(Get-Acl -LiteralPath $env:AKG_FILE).GetOwner([Security.Principal.SecurityIdentifier]).Value"
    for path in (*saved(tmp_path / "keys").paths, tmp_path / "keys"):
        assert powershell(command, path) == this_token().sid


@pytest.mark.system("win32")
def test_list_when_it_is_the_folders_then_is_told_as_open(tmp_path: Path) -> None:
    """GIVEN a file that another program made WHEN its rights are asked for THEN they are not called ours."""
    file = tmp_path / "other"
    file.write_bytes(b"")
    assert SYSTEM.mode(file, file.stat()) == 0o666
    assert not is_owner_only(access_list(file))


@pytest.mark.system("win32")
def test_new_file_when_the_name_is_taken_on_windows_then_is_refused(tmp_path: Path) -> None:
    assert isinstance(SYSTEM, WindowsFileSystem)
    file = tmp_path / "there"
    file.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        SYSTEM.open(file, NEW)
    assert file.read_bytes() == b"theirs"


@pytest.mark.system("win32")
def test_new_file_while_it_is_written_on_windows_then_nobody_else_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "new"
    descriptor = SYSTEM.open(file, NEW)
    try:
        with pytest.raises(PermissionError):
            file.open("rb")
    finally:
        SYSTEM.close(descriptor)
    assert file.read_bytes() == b""


@pytest.mark.system("darwin")
def test_files_when_saved_on_macos_then_have_their_modes_and_no_list_that_widens_them(tmp_path: Path) -> None:
    report = saved(tmp_path / "keys")
    assert not report.has_warnings, report.rows
    assert [stat.S_IMODE(path.stat().st_mode) for path in report.paths] == [0o600, 0o644]
    listed = subprocess.run(
        ["/bin/ls", "-le", *report.paths], capture_output=True, text=True, timeout=60, check=True
    )
    assert len(listed.stdout.splitlines()) == len(report.paths), listed.stdout  # a list has lines of its own


@pytest.mark.system("darwin")
def test_file_when_it_is_saved_on_macos_then_the_disk_itself_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F_FULLFSYNC for files and folders, and not the fsync that is left where a disk does not know it."""
    fallbacks: list[int] = []
    monkeypatch.setattr(os, "fsync", fallbacks.append)
    assert all(row.good for row in saved(tmp_path).rows if row.title == "Not confirmed")
    assert fallbacks == []
