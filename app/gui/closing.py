"""The guard at the end: no generated pair that is in no file goes without a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app import NAME
from app.gui import messages
from app.gui.session.session import Session
from app.gui.words import said
from app.text import Text, plural, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QMessageBox


class SystemSession(Protocol):
    """What is used of Qt's QSessionManager."""

    def allowsInteraction(self) -> bool:  # noqa: N802 - Qt's name
        """Whether a question may be asked now."""

    def cancel(self) -> None:
        """Asks the session not to end."""


class ClosingGuard(QObject):
    """Asks: Save, Close without saving, Cancel. Escape cancels. Emits `saving_wanted` where the page is to be
    shown on which the pair is saved.
    """

    saving_wanted = Signal()

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._hand, self._activity, self._notices = session.hand, session.activity, session.notices
        self._box: QMessageBox | None = None
        self._without_saving: QAbstractButton | None = None
        self._waits = self._is_next = False
        self._activity.ended.connect(self._on_ended)

    def may_close(self) -> bool:
        """Whether nothing would be lost; asks otherwise, and then closes the window if that is the answer."""
        if not self._hand.state.would_be_lost:
            return True
        if self._box is None:
            self._ask()
        return False

    def at_session_end(self, session: SystemSession) -> None:
        """Where a pair would be lost: asks the session to stay, and the person what to do."""
        if self._hand.state.would_be_lost and session.allowsInteraction():
            session.cancel()
            self.may_close()

    def _ask(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        from app.gui.widgets.consent_button import ConsentButton
        from app.gui.widgets.focus_ring import FocusRing

        self._box = box = QMessageBox(self._window)
        box.setOption(
            QMessageBox.Option.DontUseNativeDialog
        )  # of macOS: its button would not be the deaf one
        box.setWindowTitle(NAME)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(said(_question(len(self._hand.state.pairs))))
        self._without_saving = ConsentButton(text("Close &without saving"))
        save = box.addButton(QMessageBox.StandardButton.Save)
        save.setText(said(text("&Save")))
        box.addButton(self._without_saving, QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        cancel.setText(said(messages.CANCEL))
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        ring = FocusRing(box)
        box.finished.connect(ring.stop)
        box.finished.connect(self._on_answered)
        box.open()
        ring.watch()

    def _on_answered(self, answer: int) -> None:
        box, self._box = self._box, None
        if box is None:
            return
        box.deleteLater()
        if box.clickedButton() is self._without_saving:
            self._hand.forget_unsaved()
            QTimer.singleShot(0, self._window.close)
        elif answer != box.StandardButton.Save.value:
            return
        elif not self._hand.state.would_be_lost:  # it was saved while the question was shown
            QTimer.singleShot(0, self._window.close)
        else:
            self._save()

    def _save(self) -> None:
        """Now, or when other work is done; saving that runs already is waited for."""
        self._is_next = self._activity.state.work is not None
        if not self._is_next:
            self.saving_wanted.emit()
        self._waits = self._activity.state.work is not None

    def _on_ended(self) -> None:
        """Close once it is saved; a question or an error is for the person to read."""
        if not self._waits:
            return
        self._waits = False
        if not self._hand.state.would_be_lost:
            QTimer.singleShot(0, self._window.close)
        elif self._is_next and self._notices.state.notice is None:
            self._save()


def _question(count: int) -> Text:
    """Asked before the window closes with a generated pair that is in no file."""
    return plural(
        "Save this key before closing? It may be registered already.",
        "Save these {number:,} key pairs before closing? They may be registered already.",
        count,
    )
