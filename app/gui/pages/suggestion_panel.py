"""A suggested passphrase, shown once: large enough to be written down from the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.gui import messages
from app.gui.models.suggestion_model import SuggestionModel
from app.gui.theme import Theme
from app.gui.widgets.basics import (
    announce,
    button,
    icon_button,
    label,
    row,
    set_enabled,
    set_icon,
    set_property,
    set_role,
)
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.fields import NumberField
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.usecases.passphrases import Suggestion

_WORDS = text("Words")
_WORDS_OF_WHAT = text("Number of words of the suggestion")
_ANOTHER = text("Suggests another passphrase")


class SuggestionPanel(BuiltOnShow):
    """Hidden until a passphrase is suggested."""

    def __init__(self, model: SuggestionModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._theme = theme
        self.setProperty("role", "inset")
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
        problem = self._model.problem
        self._strength.setText(said(problem or (messages.DRAWING if is_drawing else worth)))
        set_role(self._strength, "problem" if problem else "muted")
        set_enabled(self.renew, problem, _ANOTHER)
        self._present_words(problem)
        if arrives:
            self.use.setFocus()

    def _present_words(self, problem: Text) -> None:
        """Leave what was typed until it is corrected."""
        from app.usecases.passphrases import MAXIMUM_WORDS, MINIMUM_WORDS

        set_property(self.words, "problem", bool(problem))
        if problem and said(problem) != self.words.accessibleDescription():
            announce(self.words, problem)
        self.words.setAccessibleDescription(said(problem or _WORDS_OF_WHAT))
        self.words.set_limits(MINIMUM_WORDS, MAXIMUM_WORDS)
        if not problem:
            self.words.blockSignals(True)
            self.words.setValue(self._model.words)
            self.words.blockSignals(False)

    def _refresh_icons(self) -> None:
        set_icon(self.renew, self._theme, "refresh")
        self.close_button.setIcon(self._theme.icon("close", "muted"))
        self.copy.refresh_icon()

    def _make(self) -> None:
        self.phrase = label("", "phrase", wrap=True)
        self.words = NumberField()
        self.renew = button(text("Another"))
        self.copy = CopyButton(self._theme, text("Copy it"), "secondary")
        self.use = button(text("Use it"), "primary")
        self.close_button = icon_button(text("Dismiss the suggestion"), "Alt+Z")
        self._strength = label("", "muted", wrap=True)

    def _build(self) -> None:
        self.phrase.setAccessibleDescription(said(text("Suggested passphrase")))
        self.words.setAccessibleName(said(_WORDS))
        self.copy.setAccessibleDescription(said(text("Copies the suggested passphrase")))
        self.use.setAccessibleDescription(said(text("Puts it into both passphrase fields")))
        self.words.setMinimumWidth(self.words.fontMetrics().horizontalAdvance("00") + 60)
        self.words.lineEdit().setTextMargins(9, 0, 0, 0)
        words = label(_WORDS)
        words.setBuddy(self.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 12)
        layout.setSpacing(6)
        head = row(label(text("A suggestion"), "title"), self.close_button)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self.phrase)
        layout.addWidget(self._strength)
        amount = row(words, self.words, self.renew)
        amount.addStretch()
        buttons = Flow(amount, row(self.copy, self.use))
        buttons.setStretch(0, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._model.copied.connect(self.copy.flash)
        self.words.valueChanged.connect(self._model.set_words)
        self.renew.clicked.connect(self._model.renew)
        self.copy.clicked.connect(self._model.copy)
        self.use.clicked.connect(self._model.use)
        self.close_button.clicked.connect(self._on_close)

    def _on_close(self) -> None:
        self._model.show(False)
