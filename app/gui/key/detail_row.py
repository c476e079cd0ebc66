"""A row of the details: an icon, what it is about, what is the case, and what can be done."""

from PySide6.QtWidgets import QLayout, QWidget

from app.gui.widgets.basics import column, label, row
from app.gui.widgets.cards import Icon
from app.gui.widgets.flow import Flow
from app.text import Text


def detail_row(icon: str, title: Text, what: QWidget | QLayout, action: QWidget | QLayout) -> Flow:
    """Lay it out; the action is below where there is little room."""
    texts = column(label(title, "muted", wrap=True), what, spacing=0)
    left = row(Icon(icon), texts, spacing=16)
    left.setStretch(1, 1)
    line = Flow(left, action, spacing=12, lines=24)
    line.setStretch(0, 1)
    line.setContentsMargins(0, 6, 0, 6)
    return line
