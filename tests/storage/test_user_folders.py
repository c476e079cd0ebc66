"""Settings and data of this program lie where the system wants them, and never below the working folder."""

import errno
import os
import sys
from pathlib import Path

import pytest

from app.storage.preferences import Preferences, preferences_file, save
from app.storage.writer.own_folder import make
from app.storage.writer.user_key import key_file, user_key
from tests.storage.writer.disk import NOBODY

_VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")
_NAME = "asymmetric-key-generator"
_CONFIG, _DATA = f"/home/me/.config/{_NAME}", f"/home/me/.local/share/{_NAME}"


@pytest.mark.parametrize(
    ("platform", "environment", "settings", "data"),
    [
        ("linux", {}, _CONFIG, _DATA),
        ("linux", {"XDG_CONFIG_HOME": "/config"}, f"/config/{_NAME}", _DATA),
        ("linux", {"XDG_DATA_HOME": "/data"}, _CONFIG, f"/data/{_NAME}"),
        ("linux", {"XDG_CONFIG_HOME": "", "XDG_DATA_HOME": ""}, _CONFIG, _DATA),
        ("linux", {"XDG_CONFIG_HOME": "c", "XDG_DATA_HOME": "."}, _CONFIG, _DATA),
        ("darwin", {}, *[f"/home/me/Library/Application Support/{_NAME}"] * 2),
        ("win32", {}, f"/home/me/AppData/Roaming/{_NAME}", f"/home/me/AppData/Local/{_NAME}"),
        ("win32", {"APPDATA": "/roaming", "LOCALAPPDATA": "/here"}, f"/roaming/{_NAME}", f"/here/{_NAME}"),
    ],
)
def test_files_when_looked_for_then_are_where_the_system_wants_them(
    platform: str, environment: dict[str, str], settings: str, data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in _VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/me", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)

    assert preferences_file() == Path(settings) / "preferences.json"
    assert key_file() == Path(data) / "journal.key"


def test_home_of_another_user_when_used_then_nothing_is_left_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN the home that `sudo -E` keeps: a folder of root's in it would lock its owner out."""
    for name in _VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    if os.geteuid() == 0:
        os.chown(tmp_path, NOBODY, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)

    save(preferences_file(), Preferences())

    assert user_key() is None
    assert list(tmp_path.iterdir()) == []


def test_folder_when_the_system_shows_nothing_of_its_disk_then_it_is_an_error_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "lstat", failing)
        patch.setattr(os, "stat", failing)
        patch.setattr(Path, "stat", failing)
        patch.setattr(os.path, "lexists", lambda _: False)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            make(tmp_path / "program")
