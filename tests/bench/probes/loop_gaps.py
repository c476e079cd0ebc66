"""Opens the product's window and measures how late its event loop is, idle and while it generates RSA-4096.

A timer of 1 ms asks for a call in every turn; the gap is the time from one call to the next: a perfect loop
shows 1 ms. Arguments: seconds to be idle, seconds to generate at least, pairs in each round.
"""

from __future__ import annotations

import json
import os
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.gui.application import Application
from app.keys.algorithm import BY_NAME

_SETTLING = 1_500


class Measurement(QObject):
    """First the idle loop, then rounds of generation until there is enough."""

    def __init__(self, whole: Application, idle: float, busy: float, pairs: int) -> None:
        super().__init__()
        self._session = whole.session
        self._model = whole.places.new_key
        self._seconds = {"idle": idle, "busy": busy}
        self._pairs = pairs
        self._gaps: dict[str, list[float]] = {"idle": [], "busy": []}
        self._phase = "idle"
        self._rounds = 0
        self._last = 0.0
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._on_tick)

    def begin(self) -> None:
        """Begins, as the window has settled. Nothing is saved: only generation is measured."""
        self._model.choose(BY_NAME["rsa-4096"])
        self._model.set_count(self._pairs)
        self._model.set_unsaved(True)
        self._session.activity.ended.connect(self._on_ended)
        self._began = self._last = time.perf_counter()
        self._timer.start()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self._gaps[self._phase].append(now - self._last)
        self._last = now
        if self._phase == "idle" and now - self._began > self._seconds["idle"]:
            self._phase, self._began = "busy", now
            self._model.generate()

    def _on_ended(self) -> None:
        self._rounds += 1
        QTimer.singleShot(0, self._after_round)

    def _after_round(self) -> None:
        """Ends a round: the list of pairs has been shown by now, which belongs to it."""
        if time.perf_counter() - self._began < self._seconds["busy"]:
            self._session.hand.forget_unsaved()  # no question
            self._model.generate()
            return
        self._timer.stop()
        sys.stdout.write(json.dumps({**self._gaps, "rounds": self._rounds}) + "\n")
        sys.stdout.flush()
        os._exit(0)


def main() -> int:
    """Runs until everything is measured."""
    idle, busy, pairs = float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    qt = QApplication([sys.argv[0], "-style", "fusion"])
    whole = Application(qt)
    measurement = Measurement(whole, idle, busy, pairs)
    whole.show()
    QTimer.singleShot(_SETTLING, measurement.begin)
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
