"""Ten minutes without a change: time to empty what should not be left there unattended."""

from PySide6.QtCore import QObject, QTimer, Signal

PATIENCE = 600_000  # milliseconds


class IdleClock(QObject):
    """Emits `elapsed` when it was not touched for `patience` milliseconds."""

    elapsed = Signal()

    def __init__(self, patience: int = PATIENCE) -> None:
        super().__init__()
        self._timer = QTimer(self, singleShot=True, interval=patience)
        self._timer.timeout.connect(self.elapsed)

    def touch(self) -> None:
        """Something has changed: starts again."""
        self._timer.start()
