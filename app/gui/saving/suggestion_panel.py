"""A suggested passphrase, shown once: large enough to be written down from the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from app.gui import messages
from app.gui.saving.models.suggestion_model import SuggestionModel
from app.gui.widgets.basics import announce, column, label, row, set_enabled, set_problem, set_role
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import button
from app.gui.widgets.cards import paint_tint
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.flow import Flow
from app.gui.widgets.wrap_row import WrapRow
from app.gui.words import said
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.usecases.passphrases import Suggestion

_WORDS = text("Words")
_WORDS_OF_WHAT = text("Number of words of the suggestion")
_ANOTHER = text("Suggests another passphrase")


class _Box(QFrame):
    """The tinted ground that the words are on."""

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_tint(self, "accent")


class SuggestionPanel(BuiltOnShow):
    """Hidden until a passphrase is suggested."""

    def __init__(self, model: SuggestionModel) -> None:
        super().__init__()
        self._model = model
        model.changed.connect(self.present)

    def present(self, suggestion: Suggestion | None) -> None:
        """Show the suggestion, that one is on its way, or nothing of it."""
        is_drawing = self._model.is_drawing
        self.setVisible(suggestion is not None or is_drawing)
        if not self.is_made:
            return
        arrives = suggestion is not None and not self.phrase.text()
        self.phrase.setText(suggestion.passphrase.reveal() if suggestion else "")
        for needs_phrase in (self.copy, self.use):
            needs_phrase.setEnabled(not is_drawing)
        worth = messages.suggestion_text(suggestion.strength) if suggestion else NOTHING
        if suggestion:
            self._worth.setToolTip(said(messages.exact_bits_text(suggestion.strength)))
        problem = self._model.problem
        self._worth.setText(said(problem or (messages.DRAWING if is_drawing else worth)))
        set_role(self._worth, "problem" if problem else "muted")
        set_enabled(self.renew, problem, _ANOTHER)
        self._present_words(problem)
        if arrives:
            self.use.setFocus()

    def _present_words(self, problem: Text) -> None:
        """Leave what was typed until it is corrected."""
        from app.usecases.passphrases import MAXIMUM_WORDS, MINIMUM_WORDS

        set_problem(self.words, bool(problem))
        if problem and said(problem) != self.words.accessibleDescription():
            announce(self.words, problem)
        self.words.setAccessibleDescription(said(problem or _WORDS_OF_WHAT))
        self.words.set_limits(MINIMUM_WORDS, MAXIMUM_WORDS)
        if not problem:
            self.words.blockSignals(True)
            self.words.setValue(self._model.words)
            self.words.blockSignals(False)

    def _make(self) -> None:
        from app.gui.widgets.number_field import NumberField

        self.phrase = label("", "phrase", wrap=True)
        self.words = NumberField()
        self.renew = button(text("Another"), "quiet", "refresh")
        self.copy = CopyButton(text("Copy it"), "quiet")
        self.use = button(text("Use it"), "primary", tip=text("Puts it into both passphrase fields"))
        self._once = label(text("Write it down now. It is not shown again."), "strong", wrap=True)
        self._worth = label("", "muted", wrap=True)

    def _build(self) -> None:
        self.phrase.setAccessibleDescription(said(text("Suggested passphrase")))
        self.words.setAccessibleName(said(_WORDS))
        self.copy.setAccessibleDescription(said(text("Copies the suggested passphrase")))
        words = label(_WORDS, "label")
        words.setBuddy(self.words)
        box = _Box()
        inside = column(self.phrase, self._once, self._worth, spacing=4)
        inside.setContentsMargins(16, 12, 16, 12)
        box.setLayout(inside)
        number = QWidget()
        number.setLayout(row(words, self.words))
        amount = WrapRow(number, self.renew, self.copy)
        buttons = Flow(amount, self.use, lines=26)
        buttons.setStretch(0, 1)
        self.setLayout(column(box, buttons, spacing=12))

    def _connect(self) -> None:
        self._model.copied.connect(self.copy.flash)
        self.words.valueChanged.connect(self._model.set_words)
        self.renew.clicked.connect(self._model.renew)
        self.copy.clicked.connect(self._model.copy)
        self.use.clicked.connect(self._model.use)
