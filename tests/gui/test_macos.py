"""What a person on a Mac expects of any window, as far as it can be seen without one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.gui.mac_menu import add_menu
from app.gui.places import HELP, NEW_KEY, SETTINGS
from tests.gui.conftest import Window

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LETTERS = """
import json
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget
qt = QApplication([])
letters = qt.font()
letters.setPointSizeF(13)
qt.setFont(letters)
from app.gui.application import Application
whole = Application(qt)
for place in whole.places.all():
    whole.window.page(place.name)
print(json.dumps(sorted({QFontInfo(each.font()).pixelSize() for each in whole.window.findChildren(QWidget)})))
"""


@pytest.mark.thorough
def test_letters_are_as_large_where_a_point_is_a_pixel(tmp_path: Path) -> None:
    """macOS: 72 to an inch, and letters of 13 points; elsewhere 96, on which nothing here may build."""
    done = subprocess.run(
        [sys.executable, "-c", LETTERS],
        env={**os.environ, "QT_FONT_DPI": "72", "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    pixels = json.loads(done.stdout)
    assert pixels[0] >= 0.84 * 13  # the smallest, 0.86 of the usual ones
    assert pixels[-1] == round(1.5 * 13)  # titles


def test_about_and_settings_are_in_the_menu_of_the_application(window: Window) -> None:
    add_menu(window.main, window.main.go, about=HELP, settings=SETTINGS)
    actions = {each.menuRole(): each for each in window.main.menuBar().findChildren(QAction)}
    for role, place in ((QAction.MenuRole.AboutRole, HELP), (QAction.MenuRole.PreferencesRole, SETTINGS)):
        window.main.go(NEW_KEY)
        actions[role].trigger()
        assert window.main.place == place


def test_tab_leads_to_every_control_also_without_full_keyboard_access(window: Window) -> None:
    hints = QGuiApplication.styleHints()
    everywhere = _tabbed_through(window)
    assert len(everywhere) > 5
    usual = hints.tabFocusBehavior()
    hints.setTabFocusBehavior(Qt.TabFocusBehavior.TabFocusTextControls)  # macOS, unless a person changed it
    try:
        assert _tabbed_through(window) == everywhere
    finally:
        hints.setTabFocusBehavior(usual)


def _tabbed_through(window: Window) -> list[QWidget]:
    window.new_key.generate.setFocus()
    seen: list[QWidget] = []
    while not seen or seen[-1] is not window.new_key.generate:
        QTest.keyClick(window.main.focusWidget(), Qt.Key.Key_Tab)
        focused = window.main.focusWidget()
        assert isinstance(focused, QWidget)
        assert focused not in seen
        seen.append(focused)
    return seen
