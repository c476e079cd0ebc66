"""Folders that look like they are synced to a cloud, by what the providers' own programs leave behind.

Whole path components of real paths are compared: `Dropbox-old` is not Dropbox. It is a guess from
outside, so the words are "looks like".
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from app.destinations.findings import Finding, Kind
from app.destinations.inside import exists_inside
from app.destinations.place import Place, is_inside
from app.destinations.small_files import read_text
from app.destinations.system import System
from app.text import text

_HINT = text(
    "Whoever gets into that account, or any device on it, gets the file. Choose a folder that is not synced."
)
_GOOGLE_DRIVE = "Google Drive"
_DRIVE_FIXED = 3  # winbase.h
_IN_THE_HOME = {
    "Google Drive": _GOOGLE_DRIVE,
    "GoogleDrive": _GOOGLE_DRIVE,
    "MEGA": "MEGA",
    "pCloudDrive": "pCloud",
    "Box": "Box",
}
_MARKS = {".shortcut-targets-by-id": _GOOGLE_DRIVE, ".stfolder": "Syncthing"}
"""What the programs leave in a folder that they sync, or at the root of their drive."""
_LOCAL_PATH = re.compile(r"^[^=\n]*\\localPath=(.*)$", re.MULTILINE)
_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{1,6})|\\(.)")


def synced(place: Place, system: System) -> tuple[Finding, ...]:
    """Return at most one finding: the first provider that fits."""
    for provider, folder in _synced_folders(place, system):
        if is_inside(place.real, Path(os.path.realpath(folder)), system):
            return (_finding(provider),)
    for name, provider in _MARKS.items():
        if any(exists_inside(folder, name) for folder in place.ancestors):
            return (_finding(provider),)
    if system.platform == "win32" and _is_google_drive(place.real, system):
        return (_finding(_GOOGLE_DRIVE),)
    return ()


def _is_google_drive(real: Path, system: System) -> bool:
    """Return whether the drive is the one that Google's program makes; it calls itself a fixed disk."""
    root = PureWindowsPath(str(real)).anchor
    is_fixed = system.drive_type(root) == _DRIVE_FIXED  # others may not answer
    return is_fixed and _GOOGLE_DRIVE.casefold() in system.volume_label(root).casefold()


def _finding(provider: str) -> Finding:
    message = text("This folder looks like it is synced by {provider}.", provider=provider)
    return Finding(Kind.SYNCED, message, _HINT)


def _synced_folders(place: Place, system: System) -> Iterator[tuple[str, Path]]:
    for provider, path in _named_folders(system):
        if path and os.path.isabs(path) and "\x00" not in path:
            yield provider, Path(path)
    yield from ((provider, system.home / name) for name, provider in _IN_THE_HOME.items())
    if system.platform == "win32":
        yield "iCloud", system.home / "iCloudDrive"
    if system.platform == "darwin":
        yield text("a cloud provider of macOS"), system.home / "Library" / "CloudStorage"
        yield from (("iCloud", folder) for folder in _folders_of_icloud(place, system))


def _folders_of_icloud(place: Place, system: System) -> Iterator[Path]:
    """Yield iCloud Drive, and Desktop and Documents of the home where it has these: it syncs them then.

    It is looked into for those alone who save there: macOS may ask a person whether that is allowed.
    """
    everything = system.home / "Library" / "Mobile Documents"
    yield everything
    for name in ("Desktop", "Documents"):
        folder = system.home / name
        if is_inside(place.real, folder, system) and os.path.lexists(
            everything / "com~apple~CloudDocs" / name
        ):
            yield folder


def _named_folders(system: System) -> Iterator[tuple[str, str]]:
    """Yield what the environment and the providers' own files name, as it is there."""
    for variable in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        yield "OneDrive", _variable(system, variable)
    for file in _dropbox_files(system):
        yield from (("Dropbox", path) for path in _dropbox_paths(read_text(file)))
    yield from (("Nextcloud", path) for path in _nextcloud_paths(read_text(_nextcloud_file(system))))


def _variable(system: System, name: str) -> str:
    """Return a variable of the environment; on Windows upper and lower case are the same."""
    if system.platform == "win32":
        return next((value for key, value in system.environ.items() if key.upper() == name.upper()), "")
    return system.environ.get(name, "")


def _dropbox_files(system: System) -> Iterator[Path]:
    yield system.home / ".dropbox" / "info.json"
    for variable in ("APPDATA", "LOCALAPPDATA"):
        if folder := _variable(system, variable):
            yield Path(folder) / "Dropbox" / "info.json"


def _dropbox_paths(content: str) -> Iterator[str]:
    """Read `{"personal": {"path": ...}, "business": {"path": ...}}`."""
    if not content:
        return
    import json

    try:
        accounts = json.loads(content)
    except (ValueError, RecursionError):
        return
    for name in ("personal", "business"):
        account = accounts.get(name) if isinstance(accounts, dict) else None
        path = account.get("path") if isinstance(account, dict) else None
        if isinstance(path, str):
            yield path


def _nextcloud_file(system: System) -> Path:
    if system.platform == "win32":
        return Path(_variable(system, "APPDATA") or system.home) / "Nextcloud" / "nextcloud.cfg"
    if system.platform == "darwin":
        return system.home / "Library" / "Preferences" / "Nextcloud" / "nextcloud.cfg"
    return (
        Path(system.environ.get("XDG_CONFIG_HOME") or system.home / ".config") / "Nextcloud" / "nextcloud.cfg"
    )


def _nextcloud_paths(content: str) -> Iterator[str]:
    r"""Read Qt's INI form: `0\Folders\1\localPath=/home/me/Nextcloud/`, other letters as `\x444`."""
    for match in _LOCAL_PATH.finditer(content):
        yield _ESCAPE.sub(_unescaped, match[1].strip().strip('"'))


def _unescaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if number <= 0x10FFFF else ""
