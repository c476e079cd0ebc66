"""How strong the typed passphrase is, estimated off the GUI thread; only the newest answer counts.

Decision: a thread, because the estimate takes up to some tens of milliseconds for a long text, and a
keystroke has less. Holds no passphrase but the one that waits for its turn.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import KeygenError
from app.gui import tasks
from app.gui.jobs import Jobs
from app.keys.passphrase import Passphrase

if TYPE_CHECKING:
    from app.usecases.passphrases import Judgement

_PAUSE = 60  # milliseconds: a fast typist's keystrokes are judged together


class StrengthModel(QObject):
    """Emits `judged` with a Judgement, or None where there is nothing to judge."""

    judged = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._judgement: Judgement | None = None
        self._waiting: tuple[Passphrase, str] | None = None
        self._running = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_pause)

    @property
    def judgement(self) -> Judgement | None:
        """The newest."""
        return self._judgement

    def judge(self, passphrase: Passphrase, label: str) -> None:
        """Asks for a Judgement of this text; what was asked before and not begun is forgotten."""
        if passphrase:
            self._waiting = (passphrase, label)
            self._pause.start()
        else:
            self._waiting = None
            self._pause.stop()
            self._take(None)

    def _on_pause(self) -> None:
        if self._running or self._waiting is None:
            return
        passphrase, label = self._waiting
        self._waiting = None
        self._running = True
        task = partial(tasks.judge_passphrase, passphrase, label)
        self._jobs.start(task, succeeded=self._on_judged, failed=self._on_failed)

    def _on_judged(self, judgement: Judgement | None) -> None:
        self._running = False
        if self._waiting is not None:
            self._pause.start()
        self._take(judgement)

    def _on_failed(self, _: KeygenError) -> None:
        """No estimate, no meter: saving judges again and says why."""
        self._on_judged(None)

    def _take(self, judgement: Judgement | None) -> None:
        self._judgement = judgement
        self.judged.emit(judgement)
