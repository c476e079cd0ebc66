"""In the status line: how long a copied secret stays on the clipboard, and a button that clears it now."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.gui import messages
from app.gui.clipboard import Clipboard
from app.gui.theme import Theme
from app.gui.widgets.basics import announce, button, label, set_role
from app.gui.words import said
from app.text import NOTHING, Text, paragraph, text

_ICON_SIDE = 16


class ClipboardBar(QWidget):
    """Visible while there is something to clear. Announced when it appears, and not every second."""

    def __init__(self, clipboard: Clipboard, theme: Theme) -> None:
        super().__init__()
        self._clipboard = clipboard
        self._theme = theme
        self._refused = False
        self.icon = QLabel()
        self.text = label("", "muted", wrap=True)
        self.clear = button(text("Clear now"), "quiet")
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

    def refresh_icons(self) -> None:
        """After a change of the theme."""
        name, role = ("alert", "warning") if self._refused else ("copy", "muted")
        self.icon.setPixmap(self._theme.picture(name, role, _ICON_SIDE, self.devicePixelRatioF()))

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.icon, self.text, self.clear):
            layout.addWidget(part)
        layout.setStretch(1, 1)
        self.clear.setAccessibleDescription(said(text("Clears the clipboard now")))
        self.refresh_icons()
        self.hide()

    def _connect(self) -> None:
        self._theme.changed.connect(self.refresh_icons)
        self._clipboard.countdown_changed.connect(self.present)
        self._clipboard.refused.connect(self._on_refused)
        self.clear.clicked.connect(self._clipboard.clear_now)

    def _appear(self, seconds_left: int, what: Text) -> None:
        self._become("muted", NOTHING)
        self.text.setText(said(messages.countdown_text(seconds_left, what)))
        self.show()
        self.text.setMinimumWidth(self.text.sizeHint().width())  # so that nothing moves while it counts
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
        self.refresh_icons()
