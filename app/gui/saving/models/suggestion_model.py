"""A suggested passphrase: shown once for writing down, then used or forgotten.

Decision: drawn on a thread, because each one is judged as if it were typed, which takes some tens of
milliseconds. One is drawn at a time: whoever asks again meanwhile gets the one that nobody has seen yet.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import KeygenError
from app.gui import messages
from app.gui.jobs import Jobs
from app.gui.session.clipboard import CopiesText
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.usecases.passphrases import Suggestion


class SuggestionModel(QObject):
    """Emits `changed` with what is shown, a Suggestion or None, whenever that or `is_drawing` has changed;
    `used` with the Passphrase of one; `failed` with a KeygenError where none can be made.
    """

    changed = Signal(object)
    used = Signal(object)
    copied = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, clipboard: CopiesText) -> None:
        super().__init__()
        self._jobs = jobs
        self._clipboard = clipboard
        self._suggestion: Suggestion | None = None
        self._words = 0
        self._problem = NOTHING
        self._is_wanted = False
        self._is_running = False

    @property
    def suggestion(self) -> Suggestion | None:
        """What is shown; while another one is drawn, still the last."""
        return self._suggestion

    @property
    def is_drawing(self) -> bool:
        """Whether one is on its way: until then there is nothing to copy and nothing to use."""
        return self._is_wanted

    @property
    def words(self) -> int:
        """How many words it has, or will have; 0 before the first."""
        return self._words

    @property
    def problem(self) -> Text:
        """Why there is no passphrase of as many words as were asked for last; empty if there is."""
        return self._problem

    def show(self, shown: bool) -> None:
        """Make one, or forget it."""
        if shown:
            self.renew()
        else:
            self._change(None, is_wanted=False)

    def renew(self) -> None:
        """Another one, of as many words."""
        from app.usecases.passphrases import DEFAULT_WORDS

        if self._problem:
            return
        self._words = self._words or DEFAULT_WORDS
        self._change(self._suggestion, is_wanted=True)
        self._start()

    def set_words(self, words: int) -> None:
        """Another one, of so many words; where that cannot be, `problem` says so and all else stays."""
        from app.usecases.passphrases import MAXIMUM_WORDS, MINIMUM_WORDS

        if self._suggestion is None and not self._is_wanted:
            return
        is_possible = MINIMUM_WORDS <= words <= MAXIMUM_WORDS
        limits = text("From {least} to {most} words.", least=MINIMUM_WORDS, most=MAXIMUM_WORDS)
        self._problem = NOTHING if is_possible else limits
        if is_possible and words != self._words:
            self._words = words
            self.renew()
        else:
            self._change(self._suggestion, is_wanted=self._is_wanted)

    def use(self) -> None:
        """Take it for the new file; it is not shown again."""
        if self._suggestion is not None and not self._is_wanted:
            passphrase = self._suggestion.passphrase
            self._change(None, is_wanted=False)
            self.used.emit(passphrase)

    def copy(self) -> None:
        """Copy it as a secret."""
        if self._suggestion is not None and not self._is_wanted:
            self._clipboard.copy_secret(self._suggestion.passphrase.reveal(), messages.PASSPHRASE)
            self.copied.emit()

    def _start(self) -> None:
        from app.gui import tasks

        if not self._is_running:
            self._is_running = True
            task = partial(tasks.suggest, self._words)
            self._jobs.start(task, succeeded=self._on_drawn, failed=self._on_failed, must_end=False)

    def _on_drawn(self, suggestion: Suggestion) -> None:
        """Unless nobody wants it any more, or it has another number of words than is wanted now."""
        self._is_running = False
        if self._is_wanted and suggestion.words != self._words:
            self._start()
        elif self._is_wanted:
            self._change(suggestion, is_wanted=False)

    def _on_failed(self, error: KeygenError) -> None:
        self._is_running = False
        self._change(None, is_wanted=False)
        self.failed.emit(error)

    def _change(self, suggestion: Suggestion | None, *, is_wanted: bool) -> None:
        self._suggestion = suggestion
        self._is_wanted = is_wanted
        if suggestion is None and not is_wanted:
            self._problem = NOTHING
        self.changed.emit(suggestion)
