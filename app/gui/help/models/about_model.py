"""What the program is, told to the About window: read on the pool, and copied for a report of a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.gui import tasks

if TYPE_CHECKING:
    from app.about.bundle import FileCheck
    from app.about.facts import Facts
    from app.about.licences import LicenceText
    from app.errors import KeygenError
    from app.gui.jobs import Jobs
    from app.gui.session.clipboard import CopiesText


class AboutModel(QObject):
    """Emits `known` (Facts, tuple of LicenceText) and `checked` (FileCheck) once each after `load`; `failed`
    (KeygenError) instead of what could not be read; `copied` after `copy`.
    """

    known = Signal(object, object)
    checked = Signal(object)
    failed = Signal(object)
    copied = Signal()

    def __init__(self, jobs: Jobs, clipboard: CopiesText) -> None:
        super().__init__()
        self._jobs = jobs
        self._clipboard = clipboard
        self._facts: Facts | None = None
        self._check: FileCheck | None = None

    def load(self) -> None:
        """Read what is inside, then every file of it."""
        self._jobs.start(tasks.load_facts, succeeded=self._on_known, failed=self._on_failed, must_end=False)

    def copy(self) -> None:
        """Copy the details as text; nothing of them is about the person or the keys."""
        if self._facts is not None:
            from app.about.facts import as_text

            self._clipboard.copy_public(as_text(self._facts, self._check))
            self.copied.emit()

    def _on_known(self, result: tuple[Facts, tuple[LicenceText, ...]]) -> None:
        self._facts, licences = result
        self.known.emit(self._facts, licences)
        self._jobs.start(
            tasks.check_files, succeeded=self._on_checked, failed=self._on_failed, must_end=False
        )

    def _on_checked(self, result: FileCheck) -> None:
        self._check = result
        self.checked.emit(result)

    def _on_failed(self, error: KeygenError) -> None:
        self.failed.emit(error)
