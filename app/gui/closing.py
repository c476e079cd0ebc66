"""The guard at the end: no generated pair that is in no file goes without a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app import NAME
from app.gui import messages
from app.gui.models.keygen_model import KeygenModel
from app.gui.models.state import Action, State
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QMessageBox


class Session(Protocol):
    """What is used of Qt's QSessionManager."""

    def allowsInteraction(self) -> bool:  # noqa: N802 - Qt's name
        """Whether a question may be asked now."""

    def cancel(self) -> None:
        """Asks the session not to end."""


class ClosingGuard(QObject):
    """Asks: Save, Close without saving, Cancel. Escape cancels; who saves closes once that is done."""

    def __init__(self, window: QWidget, model: KeygenModel) -> None:
        super().__init__(window)
        self._window = window
        self._model = model
        self._box: QMessageBox | None = None
        self._without_saving: QAbstractButton | None = None
        self._waits = False
        self._is_next = False
        model.state_changed.connect(self._on_changed)

    def may_close(self) -> bool:
        """Whether nothing would be lost; asks otherwise, and then closes the window if that is the answer."""
        if not self._model.state.would_lose_a_key:
            return True
        if self._box is None:
            self._ask()
        return False

    def at_session_end(self, session: Session) -> None:
        """Where a pair would be lost: asks the session to stay, and the person what to do."""
        if self._model.state.would_lose_a_key and session.allowsInteraction():
            session.cancel()
            self.may_close()

    def _ask(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        from app.gui.widgets.consent_button import ConsentButton

        self._box = box = QMessageBox(self._window)
        box.setWindowTitle(NAME)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(said(messages.closing_question(len(self._model.state.pairs))))
        self._without_saving = ConsentButton(text("Close &without saving"))
        save = box.addButton(QMessageBox.StandardButton.Save)
        save.setText(said(messages.save_text(1)))
        box.addButton(self._without_saving, QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        cancel.setText(said(messages.OFFERS[Action.KEEP]))
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        box.finished.connect(self._on_answered)
        box.open()

    def _on_answered(self, answer: int) -> None:
        box, self._box = self._box, None
        if box is None:
            return
        box.deleteLater()
        if box.clickedButton() is self._without_saving:
            self._model.forget_unsaved()
            QTimer.singleShot(0, self._window.close)
        elif answer != box.StandardButton.Save.value:
            return
        elif self._model.state.would_lose_a_key:
            self._save()
        else:  # it was saved while the question stood there
            QTimer.singleShot(0, self._window.close)

    def _save(self) -> None:
        """Now, or when other work is done; saving that runs already is waited for."""
        self._is_next = self._model.state.work is not None
        if not self._is_next:
            self._model.saving.save_or_say_why_not()
        self._waits = self._model.state.work is not None

    def _on_changed(self, state: State) -> None:
        """Close once it is saved; a question or an error is for the person to read."""
        if not self._waits or state.work is not None:
            return
        self._waits = False
        if not state.would_lose_a_key:
            QTimer.singleShot(0, self._window.close)
        elif self._is_next and state.notice is None:
            self._save()
