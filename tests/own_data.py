"""Where the program keeps what it makes for itself: not with the person who runs the tests, on any system."""

import sys
from pathlib import Path

import pytest

_ITS_READERS = ("app.storage.registry.registry", "app.storage.writer.user_key")


def keep_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        patch.setenv(variable, str(folder))
    if sys.platform == "darwin":  # it is in the home there; with another home there is no Keychain
        for module in _ITS_READERS:
            patch.setattr(f"{module}.data_folder", lambda: folder / "of macOS")
