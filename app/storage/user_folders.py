"""Where keys go if nobody says otherwise, and where the system wants what a program keeps for its user.

The latter by XDG Base Directory, Application Support, AppData.

A relative folder in a variable is ignored, as the XDG specification asks: it would be inside whatever folder
this was called from. Without a home the folder is relative, and whoever asks must not use it.
"""

import os
import sys
from pathlib import Path

_NAME = "asymmetric-key-generator"


def default_folder() -> Path:
    """Return `api-keys` in the user's home, for the keys."""
    return Path(os.path.expanduser("~")) / "api-keys"


def settings_folder() -> Path:
    """Return the folder for what the user has chosen."""
    return _folder("XDG_CONFIG_HOME", ".config", "APPDATA", "Roaming")


def data_folder() -> Path:
    """Return the folder for what the program makes for itself."""
    return _folder("XDG_DATA_HOME", ".local/share", "LOCALAPPDATA", "Local")


def _folder(xdg: str, usual: str, windows: str, usual_there: str) -> Path:
    home = Path(os.path.expanduser("~"))
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / _NAME
    variable, default = xdg, home / usual
    if sys.platform == "win32":
        variable, default = windows, home / "AppData" / usual_there
    named = Path(os.environ.get(variable, ""))
    return (named if named.is_absolute() else default) / _NAME
