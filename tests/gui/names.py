"""What assistive technology calls a widget."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def name_of(widget: QWidget) -> str:
    """Its accessible name: its own, or that of its text."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
