"""A suggested passphrase: shown once for writing down, then used or forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.gui.models.keys_flow import CopiesText

if TYPE_CHECKING:
    from app.usecases.passphrases import Suggestion


class SuggestionModel(QObject):
    """Emits `changed` with a Suggestion, or None once it is no longer shown; `used` with its Passphrase."""

    changed = Signal(object)
    used = Signal(object)
    copied = Signal()

    def __init__(self, clipboard: CopiesText) -> None:
        super().__init__()
        self._clipboard = clipboard
        self._suggestion: Suggestion | None = None
        self._words = 0

    @property
    def suggestion(self) -> Suggestion | None:
        """What is shown."""
        return self._suggestion

    def show(self, shown: bool) -> None:
        """Makes one, or forgets it."""
        if shown:
            self.renew()
        else:
            self._change(None)

    def renew(self) -> None:
        """Another one, of as many words."""
        from app.usecases.passphrases import DEFAULT_WORDS, suggest

        self._words = self._words or DEFAULT_WORDS
        self._change(suggest(self._words))

    def set_words(self, words: int) -> None:
        """Another one, of so many words."""
        if self._suggestion is not None and words != self._words:
            self._words = words
            self.renew()

    def use(self) -> None:
        """Takes it for the new file; it is not shown again."""
        if self._suggestion is not None:
            passphrase = self._suggestion.passphrase
            self._change(None)
            self.used.emit(passphrase)

    def copy(self) -> None:
        """Copies it as a secret."""
        if self._suggestion is not None:
            self._clipboard.copy_secret(self._suggestion.passphrase.reveal(), "passphrase")
            self.copied.emit()

    def _change(self, suggestion: Suggestion | None) -> None:
        self._suggestion = suggestion
        self.changed.emit(suggestion)
