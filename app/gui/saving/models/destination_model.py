"""What the chosen folder is, looked up off the GUI thread before anything is saved there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import KeygenError
from app.gui.jobs import Jobs
from app.gui.session.memory import Memory

if TYPE_CHECKING:
    from app.usecases.judge_destination import Finding, FolderJudgement, IgnoreLine

_PAUSE = 300  # milliseconds after the last keystroke


class DestinationModel(QObject):
    """Emits `changed` with a tuple of Finding: none for a folder to which the person has said yes."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, memory: Memory) -> None:
        super().__init__()
        self._jobs = jobs
        self._memory = memory
        self._is_accepting = False
        self._asked: tuple[str, tuple[str, ...]] = ("", ())
        self._findings: tuple[Finding, ...] = ()
        self._judgement: FolderJudgement | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._on_pause)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown now."""
        return self._findings

    @property
    def accepted(self) -> tuple[str, ...]:
        """The folders to which the person has said yes."""
        return self._memory.state.accepted_folders

    @property
    def judgement(self) -> FolderJudgement | None:
        """What was found out about the folder that is chosen now; None where it was not looked at yet."""
        return self._judgement

    def look_again(self) -> None:
        """Look once more: it is about to be saved to."""
        self._pause.start()

    def look_at(self, folder: str, names: tuple[str, ...]) -> None:
        """Look at this folder for files of these names, unless that was just done."""
        if (folder, names) != self._asked:
            self._asked = (folder, names)
            self._judgement = None
            self._pause.start()

    def accept(self) -> None:
        """Take this folder, which the person means: it is not asked about again."""
        from app.gui import tasks

        if not self._is_accepting:
            self._is_accepting = True
            folder = self._asked[0]
            task = partial(tasks.accept_folder, folder, self.accepted)
            accepted = partial(self._on_accepted, folder)
            self._jobs.start(task, succeeded=accepted, failed=self._on_not_accepted, must_end=False)

    def add_ignore_line(self, ignore: IgnoreLine) -> None:
        """Add the line, and look again."""
        from app.gui import tasks

        self._jobs.start(
            partial(tasks.add_ignore_line, ignore), succeeded=self._on_ignored, failed=self._on_failed
        )

    def _on_pause(self) -> None:
        from app.gui import tasks

        task = partial(tasks.judge_folder, *self._asked, self.accepted)
        examined = partial(self._on_examined, self._asked)
        self._jobs.start(task, succeeded=examined, failed=self._on_failed, must_end=False)

    def _on_examined(self, asked: tuple[str, tuple[str, ...]], judgement: FolderJudgement | None) -> None:
        if asked == self._asked:
            self._judgement = judgement
            self._take(judgement.findings if judgement else ())

    def _on_accepted(self, folder: str, accepted: tuple[str, ...]) -> None:
        self._memory.change(accepted_folders=accepted)
        self._is_accepting = False
        if folder == self._asked[0]:
            self._take(())

    def _on_not_accepted(self, error: KeygenError) -> None:
        self._is_accepting = False
        self.failed.emit(error)

    def _on_ignored(self, _: None) -> None:
        self._pause.start()

    def _on_failed(self, error: KeygenError) -> None:
        self.failed.emit(error)

    def _take(self, findings: tuple[Finding, ...]) -> None:
        if findings != self._findings:
            self._findings = findings
            self.changed.emit(findings)
