"""How long a copied secret stays on the clipboard, and a button that clears it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame

from app.gui import messages
from app.gui.guard.clipboard import Clipboard
from app.gui.painting import fill_area
from app.gui.theme import colours_of
from app.gui.widgets.basics import announce, label, row, set_role
from app.gui.widgets.buttons import small_button
from app.gui.widgets.cards import Icon
from app.gui.words import said
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class ClipboardBar(QFrame):
    """Visible while there is something to clear. Announced when it appears, and not every second."""

    def __init__(self, clipboard: Clipboard) -> None:
        super().__init__()
        self._clipboard = clipboard
        self._refused = False
        self.icon = Icon("copy", "muted", 16)
        self.text = label("", "muted", wrap=True)
        self.clear = small_button(text("Clear now"))
        self._build()
        self._connect()

    def present(self, seconds_left: int, what: Text) -> None:
        """Show the seconds that are left, 0 for nothing to clear."""
        if not seconds_left:
            self.hide()
        elif self.isHidden():
            self._appear(seconds_left, what)
        elif not self._refused:
            self.text.setText(said(messages.countdown_text(seconds_left, what)))

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the line above."""
        painter = QPainter(self)
        fill_area(painter, QRect(0, 0, self.width(), 1), colours_of(self).hairline)
        painter.end()

    def _build(self) -> None:
        layout = row(self.icon, self.text, self.clear, spacing=10)
        layout.setContentsMargins(24, 7, 24, 6)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.clear.setAccessibleDescription(said(text("Clears the clipboard now")))
        self.hide()

    def _connect(self) -> None:
        self._clipboard.countdown_changed.connect(self.present)
        self._clipboard.refused.connect(self._on_refused)
        self.clear.clicked.connect(self._clipboard.clear_now)

    def _appear(self, seconds_left: int, what: Text) -> None:
        self._become("muted", NOTHING)
        self.text.setText(said(messages.countdown_text(seconds_left, what)))
        self.show()
        self.text.setAccessibleDescription(said(messages.countdown_announcement(seconds_left, what)))
        announce(self.text, self.text.accessibleDescription())

    def _on_refused(self, what: Text) -> None:
        hint = messages.clipboard_refused_hint(what)
        self._become("warning", hint)
        self.text.setText(said(messages.CLIPBOARD_REFUSED))
        self.text.setAccessibleDescription(said(hint))
        announce(self.text, paragraph(messages.CLIPBOARD_REFUSED, hint))

    def _become(self, role: str, hint: Text) -> None:
        self._refused = role == "warning"
        set_role(self.text, role)
        self.text.setToolTip(said(hint))
        self.icon.present("alert" if self._refused else "copy", role)
