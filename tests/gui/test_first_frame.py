"""What stands between a click and the first frame: nothing that only a later click needs is loaded."""

import os
import subprocess
import sys
from pathlib import Path

WINDOW = """
import os, sys
from app import __main__
__main__._screen_is_missing()
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
from app.gui.application import Application
whole = Application(QApplication([]))
whole.window.show()
print(*sys.modules)
whole.close()
"""


def loaded(home: Path) -> set[str]:
    """The modules that a window has loaded when it is shown for the first time."""
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "DISPLAY": ":65000"}
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):  # so that an X server is looked for
        environment.pop(name, None)
    command = [sys.executable, "-c", WINDOW]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return set(done.stdout.split())


def test_nothing_is_loaded_that_only_a_later_click_needs(tmp_path: Path) -> None:
    names = loaded(tmp_path)
    assert {"app.gui.main_window", "app.storage.keyring.names"} <= names
    for slow in ("keyring", "secretstorage", "cryptography", "bcrypt", "zxcvbn"):
        assert slow not in names
    for slow in ("socket", "selectors", "datetime", "app.storage.keyring.store", "app.usecases.passphrases"):
        assert slow not in names
    for page in ("key", "open_key", "settings", "help"):
        assert f"app.gui.{page}.page" not in names
    for part in (
        "guard.clipboard_bar",
        "widgets.focus_ring",
        "widgets.table",
        "widgets.drops",
        "key.change_dialog",
    ):
        assert f"app.gui.{part}" not in names
    assert "app.storage.writer" not in names
