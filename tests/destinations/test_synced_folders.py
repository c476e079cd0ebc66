"""Every provider is recognised by what its program leaves behind, and none by a name that is like it."""

import os
from pathlib import Path
from typing import Any

import pytest

from app.destinations import Kind
from app.destinations.place import Place
from app.destinations.synced_folders import synced
from tests.destinations.machine import folder, kinds, machine, only, write


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder(tmp_path / "home")


def said(where: Path, home: Path, **values: Any) -> str:
    finding = only(where, machine(home, **values))
    assert finding.kind is Kind.SYNCED
    assert finding.hint
    return finding.message


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"])
def test_one_drive_is_named_by_the_environment(home: Path, variable: str) -> None:
    environ = {variable: str(folder(home / "OneDrive - Firm"))}

    assert "looks like it is synced by OneDrive" in said(home / "OneDrive - Firm/keys", home, environ=environ)
    assert kinds(home / "OneDrive - Firm 2", machine(home, environ=environ)) == []
    assert kinds(home / "OneDriver", machine(home, environ=environ)) == []
    assert kinds(home / "OneDrive - Firm/keys", machine(home)) == []


def test_one_drive_when_on_windows_then_case_says_nothing(home: Path) -> None:
    environ = {"ONEDRIVE": str(home / "OneDrive")}

    assert "OneDrive" in said(home / "onedrive/Keys", home, environ=environ, platform="win32", uid=None)
    assert kinds(home / "onedrive/Keys", machine(home, environ=environ)) == []


@pytest.mark.parametrize("value", ["", "OneDrive", ".", "\x00", "/\x00"])
def test_variable_when_no_whole_path_then_says_nothing(
    home: Path, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    assert kinds(home / "OneDrive", machine(home, environ={"OneDrive": value})) == []


@pytest.mark.parametrize("account", ["personal", "business"])
@pytest.mark.parametrize(
    ("file", "values"),
    [
        (".dropbox/info.json", {}),
        ("Roaming/Dropbox/info.json", {"variable": "APPDATA", "folder": "Roaming"}),
        ("Local/Dropbox/info.json", {"variable": "LOCALAPPDATA", "folder": "Local"}),
    ],
)
def test_dropbox_is_named_by_its_own_file(
    home: Path, account: str, file: str, values: dict[str, str]
) -> None:
    write(home / file, {account: {"path": str(home / "Dropbox (Firm)"), "host": 1}})
    environ = {values["variable"]: str(home / values["folder"])} if values else {}

    assert "synced by Dropbox" in said(home / "Dropbox (Firm)/a/b", home, environ=environ)
    assert kinds(home / "Dropbox", machine(home, environ=environ)) == []
    assert kinds(home / "Dropbox (Firm)-old", machine(home, environ=environ)) == []


def test_dropbox_when_only_a_folder_has_the_name_then_says_nothing(home: Path) -> None:
    for name in ("Dropbox", "Dropbox-old"):
        assert kinds(folder(home / name) / "keys", machine(home)) == []


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"personal": 3}', '{"personal": {"path": 3}}', "[" * 60_000, '{"personal": {}}'],
)
def test_dropbox_when_its_file_is_damaged_then_says_nothing(home: Path, content: str) -> None:
    write(home / ".dropbox/info.json", content)
    assert kinds(home / "Dropbox", machine(home)) == []


def test_macos_when_below_its_cloud_folders_then_is_said(home: Path) -> None:
    for name in ("Library/CloudStorage/GoogleDrive-me", "Library/Mobile Documents/com~apple~CloudDocs"):
        assert "synced by" in said(home / name / "keys", home, platform="darwin")
        assert kinds(home / name / "keys", machine(home)) == []
    assert kinds(home / "Library/CloudStorage-old", machine(home, platform="darwin")) == []
    assert kinds(home / "CloudStorage/a", machine(home, platform="darwin")) == []


def test_macos_when_names_differ_in_case_or_in_composition_then_are_the_same(home: Path) -> None:
    write(home / ".dropbox/info.json", {"personal": {"path": str(home / "B\u00fcro")}})

    assert "Dropbox" in said(home / "bu\u0308ro/keys", home, platform="darwin")
    assert kinds(home / "bu\u0308ro/keys", machine(home)) == []


@pytest.mark.parametrize(
    ("name", "provider"),
    [
        ("Google Drive", "Google Drive"),
        ("GoogleDrive", "Google Drive"),
        ("MEGA", "MEGA"),
        ("pCloudDrive", "pCloud"),
        ("Box", "Box"),
    ],
)
def test_folder_when_it_has_the_usual_name_in_the_home_then_is_said(
    home: Path, name: str, provider: str
) -> None:
    assert said(home / name, home) == f"This folder looks like it is synced by {provider}."
    assert provider in said(home / name / "trading/keys", home)
    for other in (f"{name}-old", f"{name}es", name.lower(), f"work/{name}"):
        assert kinds(home / other / "keys", machine(home)) == []


@pytest.mark.parametrize(
    ("file", "values"),
    [
        (".config/Nextcloud/nextcloud.cfg", {}),
        ("xdg/Nextcloud/nextcloud.cfg", {"variable": "XDG_CONFIG_HOME", "platform": "linux"}),
        ("Library/Preferences/Nextcloud/nextcloud.cfg", {"platform": "darwin"}),
        ("xdg/Nextcloud/nextcloud.cfg", {"variable": "APPDATA", "platform": "win32"}),
    ],
)
def test_nextcloud_is_named_by_its_configuration(home: Path, file: str, values: dict[str, str]) -> None:
    text = (
        f"[Accounts]\n0\\Folders\\1\\localPath={home}/Cloud/\n0\\Folders\\2\\localPath={home}/Zwei\nurl=x\n"
    )
    write(home / file, text)
    more = {"environ": {values.pop("variable"): str(home / "xdg")} if "variable" in values else {}, **values}

    assert "Nextcloud" in said(home / "Cloud/keys", home, **more)
    assert "Nextcloud" in said(home / "Zwei", home, **more)
    assert kinds(home / "Nextcloud", machine(home, **more)) == []


def test_nextcloud_when_its_path_is_escaped_then_is_understood(home: Path) -> None:
    write(home / ".config/Nextcloud/nextcloud.cfg", rf'0\Folders\1\localPath="{home}/\x41e\x431\x43b \\ako/"')
    assert "Nextcloud" in said(home / "\u041e\u0431\u043b \\ako" / "keys", home)


def test_nextcloud_when_its_file_is_no_utf_8_then_is_understood_on_windows_too(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN the fsdecode of Windows, which refuses such bytes WHEN a name beside the path is in Latin-1."""
    monkeypatch.setattr(os, "fsdecode", lambda octets: octets.decode("utf-8", "surrogatepass"))
    file = write(home / "xdg/Nextcloud/nextcloud.cfg", f"0\\Folders\\1\\localPath={home}/Cloud/\n")
    file.write_bytes(b"0\\dav_user=J\xfcrgen\n" + file.read_bytes())
    environ = {"APPDATA": str(home / "xdg")}
    assert "Nextcloud" in said(home / "Cloud", home, environ=environ, platform="win32")


@pytest.mark.parametrize("escape", [r"\x110000", r"\xffffff", r"\xd800", "\\"])
def test_nextcloud_when_its_escape_is_no_letter_then_says_nothing(home: Path, escape: str) -> None:
    write(home / ".config/Nextcloud/nextcloud.cfg", rf"0\Folders\1\localPath={home}/Cloud{escape}/a")
    assert kinds(home / "Cloud", machine(home)) == []


def test_syncthing_when_its_marker_is_above_then_is_said(home: Path) -> None:
    folder(home / "sync/.stfolder")

    assert "Syncthing" in said(home / "sync", home)
    assert "Syncthing" in said(home / "sync/deep/keys", home)
    assert kinds(home / "sync-old/keys", machine(home)) == []
    assert kinds(home, machine(home)) == []


def test_link_when_it_leads_into_a_synced_folder_then_the_real_path_counts(home: Path) -> None:
    folder(home / "Box/inside")
    (home / "keys").symlink_to(home / "Box/inside")
    (home / "Box/out").symlink_to(folder(home / "plain"))

    assert "Box" in said(home / "keys", home)
    assert "Box" in said(home / "keys/new", home)
    assert kinds(home / "Box/out", machine(home)) == []


def test_provider_when_its_own_folder_is_a_link_then_its_target_counts(home: Path) -> None:
    (home / "MEGA").symlink_to(folder(home / "disk/mega"))

    assert "MEGA" in said(home / "disk/mega/keys", home)
    assert kinds(home / "disk/other", machine(home)) == []


@pytest.mark.parametrize("name", ["Desktop", "Documents"])
@pytest.mark.parametrize("is_link", [False, True])
def test_icloud_when_it_has_desktop_and_documents_then_those_of_the_home_are_synced(
    home: Path, name: str, is_link: bool
) -> None:
    keys = folder(home / name / "keys")
    assert kinds(keys, machine(home, platform="darwin")) == []
    drive = folder(home / "Library/Mobile Documents/com~apple~CloudDocs")
    if is_link:
        (drive / name).symlink_to(home / name)
    else:
        folder(drive / name)

    assert "looks like it is synced by iCloud" in said(keys, home, platform="darwin")
    assert kinds(folder(home / "api-keys"), machine(home, platform="darwin")) == []
    assert kinds(keys, machine(home)) == []  # the same folders on Linux mean nothing


@pytest.mark.parametrize("place", ["keys", "My Drive/keys"])
def test_google_drive_when_its_mark_is_at_the_root_of_the_drive_then_is_named(home: Path, place: str) -> None:
    folder(home / "drive/.shortcut-targets-by-id")
    folder(home / "drive" / place)

    assert "Google Drive" in said(home / "drive" / place, home)
    assert kinds(home / "drive-old", machine(home)) == []


@pytest.mark.parametrize(
    ("label", "drive", "expected"),
    [
        ("Google Drive", 3, True),
        ("me@example.org - Google Drive", 3, True),
        ("Windows", 3, False),
        ("", 3, False),
        ("Google Drive", 4, False),  # a share may not answer: it is not asked
    ],
)
def test_google_drive_when_a_drive_of_windows_is_called_so_then_is_named(
    home: Path, label: str, drive: int, expected: bool
) -> None:
    asked: list[str] = []

    def volume_label(root: str) -> str:
        asked.append(root)
        return label

    system = machine(home, platform="win32", uid=None, drive_type=lambda _: drive, volume_label=volume_label)
    place = Place(Path("G:\\My Drive\\keys"), Path("G:\\"), ())

    assert [finding.message for finding in synced(place, system)] == [
        "This folder looks like it is synced by Google Drive."
    ] * expected
    assert asked == ["G:\\"] * (drive == 3)


def test_icloud_when_on_windows_then_is_named(home: Path) -> None:
    assert "iCloud" in said(home / "iCloudDrive/keys", home, platform="win32", uid=None)
    assert kinds(home / "iCloudDrive/keys", machine(home)) == []
