"""How strong the typed passphrase is, estimated off the GUI thread; only the newest answer counts.

Decision: a thread, because the estimate takes up to some tens of milliseconds for a long text, and a
keystroke has less. Holds no passphrase but the one that waits for its turn.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import KeygenError
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
        self._running = self._only_newest = False
        self._asked = 0  # how often
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_pause)

    @property
    def judgement(self) -> Judgement | None:
        """The newest."""
        return self._judgement

    @property
    def is_settled(self) -> bool:
        """Whether the newest is of what was asked last."""
        return self._waiting is None and not self._running

    def forget_another(self) -> None:
        """Have no judgement of another text than what was asked last: none until that is judged."""
        if not self.is_settled:
            self._only_newest = True
            if self._judgement is not None:
                self._take(None)

    def judge(self, passphrase: Passphrase, label: str) -> None:
        """Asks for a Judgement of this text; what was asked before and not begun is forgotten."""
        self._asked += 1
        if passphrase:
            self._waiting = (passphrase, label)
            self._pause.start()
        else:
            self._waiting = None
            self._pause.stop()
            self._take(None)

    def _on_pause(self) -> None:
        from app.gui import tasks

        if self._running or self._waiting is None:
            return
        passphrase, label = self._waiting
        self._waiting = None
        self._running = True
        task = partial(tasks.judge_passphrase, passphrase, label)
        judged, failed = partial(self._on_judged, self._asked), partial(self._on_failed, self._asked)
        self._jobs.start(task, succeeded=judged, failed=failed)

    def _on_judged(self, asked: int, judgement: Judgement | None) -> None:
        """Take it; one of an older text only while more is being typed."""
        self._running = False
        is_newest, is_more_coming = asked == self._asked, self._waiting is not None
        if is_more_coming:
            self._pause.start()
        if is_newest or (is_more_coming and not self._only_newest):
            self._only_newest = False
            self._take(judgement)

    def _on_failed(self, asked: int, _: KeygenError) -> None:
        """No estimate, no meter: saving judges again and says why."""
        self._on_judged(asked, None)

    def _take(self, judgement: Judgement | None) -> None:
        self._judgement = judgement
        self.judged.emit(judgement)
