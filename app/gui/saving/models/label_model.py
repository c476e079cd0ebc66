"""The suggested label with a number where its files exist already, looked up off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import KeygenError
from app.gui.jobs import Jobs
from app.storage.names import Affix

_PAUSE = 150  # milliseconds after the last keystroke


@dataclass(frozen=True, slots=True)
class LabelQuestion:
    """What is to be saved, and where: Draft's names. `round` tells one generation from the next."""

    suggestion: str
    count: int
    folder: str
    as_archive: bool
    affixes: tuple[Affix, ...]
    round: int


class LabelModel(QObject):
    """Emits `found` with a LabelQuestion, the newest, and a label whose files do not exist."""

    found = Signal(object, object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._asked: LabelQuestion | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_pause)

    def look_for(self, question: LabelQuestion) -> None:
        """Look unless that was just asked."""
        if question != self._asked:
            self._asked = question
            self._pause.start()

    def forget(self) -> None:
        """Look again whatever is asked next: the label that was found is not shown any more."""
        self._asked = None

    def _on_pause(self) -> None:
        from app.gui import tasks

        if self._asked is not None:
            asked = self._asked
            task = partial(
                tasks.find_free_label,
                asked.suggestion,
                asked.count,
                asked.folder,
                asked.as_archive,
                asked.affixes,
            )
            found = partial(self._on_found, asked)
            self._jobs.start(task, succeeded=found, failed=self._on_failed, must_end=False)

    def _on_found(self, question: LabelQuestion, label: str) -> None:
        if question == self._asked:
            self.found.emit(question, label)

    def _on_failed(self, _: KeygenError) -> None:
        """Leave the label as it is; saving looks again and says what is wrong with the folder."""
