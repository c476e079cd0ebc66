"""The menu of the application at the top of a Mac's screen.

Qt makes it, with Hide and Quit; it shows About and Settings there once actions have their roles.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from app import NAME
from app.gui.words import said
from app.text import text


def add_menu(window: QMainWindow, go: Callable[[str], None], *, about: str, settings: str) -> None:
    """Let About and Settings lead to these places. Where Qt has no such menu it is a bar in the window."""
    roles = QAction.MenuRole
    menu = window.menuBar().addMenu(NAME)
    for title, role, place in (
        (text("About {name}", name=NAME), roles.AboutRole, about),
        (text("Settings\u2026"), roles.PreferencesRole, settings),
    ):
        action = menu.addAction(said(title))
        action.setMenuRole(role)
        action.triggered.connect(partial(go, place))
