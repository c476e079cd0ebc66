"""A button that says for a moment that it has copied."""

from PySide6.QtCore import QSize, QTimer

from app.gui.widgets.buttons import Button
from app.gui.words import said
from app.text import text

_SHOWN_FOR = 2_000


class CopyButton(Button):
    """Looks like any button; `flash` shows a check mark and “Copied” for two seconds, and nothing moves."""

    def __init__(self, title: str, kind: str = "secondary", *, small: bool = False) -> None:
        super().__init__(title, kind, "copy", small=small)
        self._title = title
        self._least = 0
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._timer.timeout.connect(self.refresh)

    def set_title(self, title: str) -> None:
        """Give it another title; while it shows that it has copied, that stays until its time is over."""
        self._title = title
        if not self._timer.isActive():
            self.refresh()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as what it says at rest, at least."""
        usual = super().sizeHint()
        return QSize(max(usual.width(), self._least), usual.height())

    def flash(self) -> None:
        """Say that it was copied."""
        self._least = self.sizeHint().width()
        self.setText(said(text("Copied")))
        self.set_icon("check")
        self._timer.start()

    def refresh(self) -> None:
        """Look as at rest."""
        self._least = 0
        self.setText(said(self._title))
        self.set_icon("copy")
