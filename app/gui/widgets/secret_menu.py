"""The menu of a field that takes a secret and gives none."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

from app.gui.words import said
from app.text import text


def open_menu(field: QLineEdit | QPlainTextEdit, place: QPoint) -> None:
    """Paste and Select All, at this place of the screen."""
    menu = QMenu(field)
    menu.addAction(said(text("&Paste")), field.paste)
    menu.addAction(said(text("Select &All")), field.selectAll)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
