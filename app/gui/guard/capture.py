"""Asks the system to leave a window out of screen captures while a secret can be seen in it.

On Windows, with a switch beside the private key that is on whenever the window opens.
Where the system refuses, the work goes on and the switch says so.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.gui.guard.capture_switch import CaptureSwitch
from app.gui.guard.native_capture import CaptureExclusion
from app.gui.guard.shown import Shown


class ScreenCapture(QObject):
    """Watches what is shown."""

    def __init__(self, exclusion: CaptureExclusion, shown: Shown) -> None:
        super().__init__()
        self._exclusion = exclusion
        self._shown = shown
        self._left_out: list[QWidget] = []
        self.switch = CaptureSwitch()
        self.switch.toggled.connect(self._apply)
        shown.changed.connect(self._apply)

    def _apply(self) -> None:
        wanted = self._shown.windows() if self.switch.isChecked() else []
        refused = False
        for window in wanted:
            if window not in self._left_out:
                if self._exclusion.apply(int(window.winId()), True):
                    self._left_out.append(window)
                else:
                    refused = True
        for window in [each for each in self._left_out if each not in wanted]:
            if self._exclusion.apply(int(window.winId()), False):
                self._left_out.remove(window)
        self.switch.present(refused=refused)
