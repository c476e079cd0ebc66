"""Another passphrase for the opened file, asked for in a dialog of its own: typed twice or suggested.

Emptied when it is closed. Everything is connected to bound methods: what a lambda holds stays, and with it a
passphrase that was typed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.gui import messages
from app.gui.guard.shown import Secret, Shown
from app.gui.key.models.change_model import ChangeModel, ChangeState
from app.gui.saving.models.fields import PassphraseStatus
from app.gui.saving.suggestion_panel import SuggestionPanel
from app.gui.screen_fit import ScreenFit
from app.gui.widgets.basics import announce, column, label, labelled, set_enabled, set_role
from app.gui.widgets.buttons import button, small_button
from app.gui.widgets.consent_button import ConsentButton
from app.gui.widgets.flow import Flow
from app.gui.widgets.focus_ring import FocusRing
from app.gui.widgets.passphrase_field import PassphraseField
from app.gui.widgets.scrolling import Scrolling
from app.gui.widgets.secret_line import SecretLine
from app.gui.widgets.strength_meter import StrengthMeter
from app.gui.words import said
from app.keys.passphrase import Passphrase
from app.text import NOTHING, text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from app.usecases.passphrases import Judgement

_LEAST = (480, 200)
_WORKING = text("Changing the passphrase…")
_CHANGE = text("Encrypts the file again, with another passphrase")


class ChangeDialog(QDialog):
    """Modal to its window. Escape closes the innermost: work, the suggestion, the dialog."""

    def __init__(self, model: ChangeModel, shown: Shown, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._shown = shown
        self.current = PassphraseField(text("Current passphrase"), text("Show current passphrase"), "Alt+M")
        self.passphrase = PassphraseField(text("New passphrase"), text("Show new passphrase"), "Alt+W")
        self.repeat = SecretLine(text("Repeat new passphrase"))
        self.suggest = small_button(text("Suggest one"), icon="die")
        self.suggestion = SuggestionPanel(model.suggestions)
        self.meter = StrengthMeter()
        self.change = button(text("&Change passphrase"), "primary")
        self.anyway = ConsentButton(text("Use it anyway"), "quiet")
        self.dismiss = button(messages.CANCEL)
        self._current_box = QWidget()
        self._file = label("", "muted", wrap=True)
        self._caps_lock = label(messages.CAPS_LOCK, "warning")
        self._problem = label("", "problem", wrap=True)
        self._repeat_box = QWidget()
        self._body = Scrolling()
        self._ring = FocusRing(self)
        self.room = ScreenFit(self, _LEAST)
        self._was_busy = False
        self._build()
        self._connect()

    def ask(self) -> None:
        """Open it for the file of the model, empty."""
        state = self._model.state
        self._file.setText(state.file)
        self._current_box.setVisible(state.wants_current)
        self.present(state)
        self.open()
        (self.current if state.wants_current else self.passphrase).line.setFocus()

    def present(self, state: ChangeState) -> None:
        """Show the state."""
        problem = said(state.problem or (_WORKING if state.busy else NOTHING))
        if problem and problem != self._problem.text():
            announce(self, problem)
        self._problem.setText(problem)
        set_role(self._problem, "muted" if state.busy else "problem")
        self._problem.setVisible(bool(problem))
        self.anyway.setVisible(state.is_weak)
        self.passphrase.line.setAccessibleDescription(problem)
        if state.busy and not self._was_busy:
            self.setFocus()  # a second press of Enter is for nothing, Escape stops the work
        for field in (self.current, self.passphrase, self.repeat, self.suggest):
            field.setEnabled(not state.busy)
        set_enabled(self.change, state.submit_problem, _CHANGE)
        if self._was_busy and not state.busy:
            self.passphrase.line.setFocus()
        self._was_busy = state.busy

    def reject(self) -> None:
        """As Qt's; but work comes to its end first, and what it comes to is shown here."""
        if self._model.state.busy:
            self._model.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """As Qt's; nothing that was typed stays."""
        super().done(result)
        self._clear()
        self._model.reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes the innermost; Enter in the suggestion is not for the button of the dialog."""
        is_in_suggestion = self.suggestion.isVisible() and not self._model.state.busy
        if is_in_suggestion and event.key() == Qt.Key.Key_Escape:
            self._model.suggestions.show(False)
        elif not (is_in_suggestion and self.suggestion.isAncestorOf(self.focusWidget())):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """From now on it follows the focus, and its screen."""
        super().showEvent(event)
        self._body.watch()
        self.room.watch()
        self._ring.watch()

    def _build(self) -> None:
        self.setWindowTitle(said(text("Change the passphrase")))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.change.setAutoDefault(True)
        self.change.setDefault(True)
        repeat = labelled(text("&Repeat new passphrase"), self.repeat)
        repeat.setContentsMargins(0, 0, 0, 0)
        self._repeat_box.setLayout(repeat)
        layout = QVBoxLayout(self._body.content)
        layout.setContentsMargins(24, 24, 24, 12)
        layout.setSpacing(12)
        layout.addWidget(label(text("Change passphrase"), "subtitle", wrap=True))
        layout.addWidget(self._file)
        current = labelled(text("C&urrent passphrase"), self.current, buddy=self.current.line)
        self._current_box.setLayout(column(current))
        layout.addWidget(self._current_box)
        typed = labelled(text("&New passphrase"), self.passphrase, self.suggest, buddy=self.passphrase.line)
        layout.addLayout(typed)
        for part in (self._repeat_box, self._caps_lock, self.meter, self.suggestion, self._problem):
            layout.addWidget(part)
        layout.addStretch()
        self._body.setWidget(self._body.content)
        buttons = Flow(self.dismiss, self.anyway, self.change)
        buttons.insertStretch(0)
        buttons.setContentsMargins(24, 0, 24, 24)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._body, 1)
        whole.addLayout(buttons)
        for part in (self._caps_lock, self._problem, self.anyway):
            part.hide()
        # Among the fields the eyes would get what is typed there.
        QWidget.setTabOrder(self.repeat, self.current.eye)
        QWidget.setTabOrder(self.current.eye, self.passphrase.eye)

    def _connect(self) -> None:
        self._body.verticalScrollBar().rangeChanged.connect(self._on_too_low)
        self._model.changed.connect(self.present)
        self._model.finished.connect(self.accept)
        self._model.strength.judged.connect(self._on_judged)
        self._model.suggestions.used.connect(self._on_used)
        self._model.expired.connect(self.reject)
        self._model.suggestions.changed.connect(self._on_suggestion)
        self.current.edited.connect(self._on_current)
        self.current.revealed.connect(self._on_current_revealed)
        self.passphrase.edited.connect(self._on_edited)
        self.passphrase.revealed.connect(self._on_revealed)
        self.passphrase.line.returnPressed.connect(self._on_return)
        self.repeat.edited.connect(self._on_edited)
        self.suggest.clicked.connect(self._on_suggest)
        self.change.clicked.connect(self._model.submit)
        self.anyway.clicked.connect(self._model.submit_weak)
        self.dismiss.clicked.connect(self.reject)
        for line in (self.current.line, self.passphrase.line, self.repeat):
            line.caps_lock_changed.connect(self._caps_lock.setVisible)

    def _on_too_low(self) -> None:
        """As high as its texts need, where the screen has room; else it scrolls."""
        inside, whole = self._body.content.layout(), self.layout()
        if inside is not None and whole is not None:
            around = whole.totalMinimumSize().height() - self._body.minimumSizeHint().height()
            needed = inside.totalHeightForWidth(self._body.viewport().width())
            self.room.need(height=needed + around)

    def _clear(self) -> None:
        for field in (self.current, self.passphrase):
            field.hide_text()
            field.line.clear()
        self.repeat.clear()

    def _on_edited(self) -> None:
        repeated = None if self.passphrase.eye.isChecked() else Passphrase(self.repeat.text())
        self._model.edit(self.passphrase.passphrase, repeated)

    def _on_revealed(self, shown: bool) -> None:
        self._repeat_box.setVisible(not shown)
        if shown:
            self.repeat.clear()
        self._on_edited()
        self._shown.set(Secret.PASSPHRASE, shown, self)

    def _on_return(self) -> None:
        """Goes on to the second field; with both filled, Enter presses the button of the dialog."""
        if self._model.state.status is PassphraseStatus.NOT_REPEATED:
            self.repeat.setFocus()

    def _on_suggest(self) -> None:
        self._model.suggestions.show(True)

    def _on_used(self, passphrase: Passphrase) -> None:
        self.repeat.setText("" if self.passphrase.eye.isChecked() else passphrase.reveal())
        self.passphrase.fill(passphrase)
        self.change.setFocus()

    def _on_judged(self, judgement: Judgement | None) -> None:
        self.meter.present(judgement)

    def _on_current(self) -> None:
        self._model.edit_current(self.current.passphrase)

    def _on_current_revealed(self, shown: bool) -> None:
        self._shown.set(Secret.PASSPHRASE, shown, self.current)

    def _on_suggestion(self, suggestion: object) -> None:
        self.change.set_kind("secondary" if suggestion is not None else "primary")
        self._shown.set(Secret.SUGGESTION, suggestion is not None, self)
