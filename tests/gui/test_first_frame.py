"""What stands between a click and the first frame: nothing that only a later click needs."""

import json
import os
import subprocess
import sys

import pytest

from app.storage.preferences import Preferences, save

WINDOW = """
import builtins, json, os, sys
from enum import Enum
pythons_own = builtins.__import__
from app import __main__
__main__._screen_is_missing()
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from app.gui import later
from app.gui.application import Application
from PySide6.QtWidgets import QApplication

def made(kind):
    return [kind, *(deeper for each in kind.__subclasses__() for deeper in made(each))]

def unread():
    return [name for name, each in sys.modules.items() if type(each).__name__ == "_LazyModule"]

later.begin()
go_on = Application._on_first_painted
Application._on_first_painted = lambda self: painted.append(self)
painted = []
qt = QApplication(["akg", "-style", "fusion"])
whole = Application(qt)
whole.show()
while not painted:
    qt.processEvents()
seen = {
    "modules": list(sys.modules),
    "enumerations": [kind.__qualname__ for kind in made(Enum) if kind.__module__.startswith("PySide6")],
    "python_imports": builtins.__import__ is pythons_own,
    "unread": unread(),
}
go_on(whole)
while whole._later:
    qt.processEvents()
seen["unread in the end"] = unread()
try:
    whole.window.resize("wide")
except TypeError as error:
    seen["told"] = str(error)
print(json.dumps(seen))
whole.close()
"""


@pytest.fixture(scope="module", params=["system", "dark"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What there is when a window has been painted for the first time, with this theme remembered."""
    home = tmp_path_factory.mktemp("home")
    save(home / "asymmetric-key-generator" / "preferences.json", Preferences(theme=request.param))
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "DISPLAY": ":65000"}
    environment["QT_IM_MODULE"] = "compose"  # as on a desktop: it asks what has the focus
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):  # so that an X server is looked for
        environment.pop(name, None)
    command = [sys.executable, "-c", WINDOW]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    answer: dict[str, list[str]] = json.loads(done.stdout)
    return answer


@pytest.mark.thorough
def test_nothing_is_loaded_that_only_a_later_click_needs(seen: dict[str, list[str]]) -> None:
    names = seen["modules"]
    assert {"app.gui.main_window", "app.storage.keyring.names"} <= set(names)
    for slow in ("keyring", "secretstorage", "cryptography", "bcrypt", "zxcvbn", "sqlite3"):
        assert slow not in names
    for slow in ("socket", "selectors", "datetime", "app.storage.keyring.store", "app.usecases.passphrases"):
        assert slow not in names
    for page in ("key", "open_key", "settings", "help", "check"):
        assert f"app.gui.{page}.page" not in names
    for part in (
        "guard.clipboard_bar",
        "widgets.focus_ring",
        "widgets.table",
        "widgets.drops",
        "widgets.check_field",
        "widgets.number_field",
        "key.change_dialog",
    ):
        assert f"app.gui.{part}" not in names
    for room in ("gui.check", "gui.key", "gui.open_key", "gui.tasks", "signing", "usecases.diagnose"):
        assert f"app.{room}" not in names
    for table in ("clients", "handover", "signing", "venues"):
        assert f"app.{table}.table" not in names
    assert "app.storage.writer" not in names


def test_few_of_qts_enumerations_are_made(seen: dict[str, list[str]]) -> None:
    """A class for each of the 93 of the namespace Qt costs a sixth of what a bare window costs."""
    names = seen["enumerations"]
    assert "QPalette.ColorRole" in names
    for part in ("Qt", "QAccessible", "QStyle", "QKeySequence", "QIcon", "QGradient", "QSizePolicy"):
        assert [name for name in names if name.startswith(f"{part}.")] == []


def test_imports_are_pythons_own(seen: dict[str, list[str]]) -> None:
    """PySide's reads the source of every module that is imported."""
    assert seen["python_imports"]


def test_what_pyside_says_of_wrong_arguments_is_loaded_afterwards(seen: dict[str, list[str]]) -> None:
    late = {"errorhandler", "layout", "mapping", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool"}
    assert {name.removeprefix("shibokensupport.signature.") for name in seen["unread"]} == late
    assert seen["unread in the end"] == []
    assert "resize(w: int, h: int, /)" in seen["told"]
