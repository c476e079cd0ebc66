"""Opens the product's window and prints, in seconds, how long each place takes when it is first shown.

From the call that leads there until the window has painted it; for the page of a key, from the end of the
work that made and saved one. The first argument is a folder for it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.gui.application import Application
from app.gui.places import CHECK, HELP, KEY, MY_KEYS, OPEN_KEY, SETTINGS
from app.keys.passphrase import Passphrase

_PASSPHRASE = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon")
_SETTLING = 1_500
_BETWEEN = 300


class Measurement(QObject):
    """A key first, as a person would have it, then every other place."""

    def __init__(self, whole: Application, folder: str) -> None:
        super().__init__()
        self._window, self._session = whole.window, whole.session
        self._model = whole.places.new_key
        self._folder = folder
        self._left = [MY_KEYS, CHECK, OPEN_KEY, SETTINGS, HELP]
        self._place = KEY
        self._began = 0.0
        self._seconds: dict[str, float] = {}

    def begin(self) -> None:
        """Generate and save, with a passphrase that has been judged."""
        self._window.installEventFilter(self)
        self._session.activity.ending.connect(self._start_the_clock)
        self._model.draft.set_folder(self._folder)
        self._model.draft.fill(_PASSPHRASE)
        QTimer.singleShot(_BETWEEN, self._model.generate)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Sees when the window is about to paint what is new; the timer fires when that is done."""
        is_painting = self._began and event.type() == QEvent.Type.UpdateRequest
        if is_painting and self._window.place == self._place:
            began, self._began = self._began, 0.0
            QTimer.singleShot(0, lambda: self._note(began))
        return False

    def _start_the_clock(self) -> None:
        self._began = time.perf_counter()

    def _note(self, began: float) -> None:
        self._seconds[self._place] = time.perf_counter() - began
        then: Callable[[], object] = self._next if self._left else self._end
        QTimer.singleShot(_BETWEEN, then)

    def _next(self) -> None:
        self._place = self._left.pop(0)
        self._start_the_clock()
        self._window.go(self._place)

    def _end(self) -> None:
        sys.stdout.write(json.dumps(self._seconds) + "\n")
        sys.stdout.flush()
        os._exit(0)


def main() -> int:
    """Runs until everything is measured."""
    qt = QApplication([sys.argv[0], "-style", "fusion"])
    whole = Application(qt)
    measurement = Measurement(whole, sys.argv[1])
    whole.show()
    QTimer.singleShot(_SETTLING, measurement.begin)
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
