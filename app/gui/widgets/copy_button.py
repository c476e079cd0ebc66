"""A button that says for a moment that it has copied."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from app.gui.theme import Theme
from app.gui.widgets.basics import button
from app.gui.words import said
from app.text import text

_SHOWN_FOR = 2_000


class CopyButton(QPushButton):
    """Looks like any button; `flash` shows a check mark and “Copied” for two seconds."""

    def __init__(self, theme: Theme, title: str, role: str) -> None:
        super().__init__(said(title))
        model = button(title, role)
        self.setProperty("role", role)
        self.setIconSize(model.iconSize())
        self.setAutoDefault(model.autoDefault())
        self._theme = theme
        self._title = title
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._timer.timeout.connect(self.refresh)

    def flash(self) -> None:
        """Says that it was copied."""
        usual = self.sizeHint().width()
        self.setText(said(text("Copied")))
        self.setIcon(self._theme.icon("check", self._icon_role()))
        self.setMinimumWidth(max(usual, self.sizeHint().width()))  # so that nothing moves back and forth
        self._timer.start()

    def refresh(self) -> None:
        """As it is at rest."""
        self.setMinimumWidth(0)
        self.setText(said(self._title))
        self.refresh_icon()

    def refresh_icon(self) -> None:
        """Set the icon in the colours of the role and theme in force."""
        self.setIcon(self._theme.icon("check" if self._timer.isActive() else "copy", self._icon_role()))

    def _icon_role(self) -> str:
        return "on_accent" if self.property("role") == "primary" else "text"
