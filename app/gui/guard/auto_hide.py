"""Hides the private key again: after a while, when another program gets the keyboard, when minimised.

Goes by the application's state and not by the window's: a message box, a menu or a file dialog of our own
takes the keyboard from the window, but not from the person who looks at it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from app.gui.guard.shown import Secret, Shown


class AutoHide(QObject):
    """Watches what is shown and the window's frame for as long as both live; `hide_after` in seconds."""

    def __init__(self, shown: Shown, application: QGuiApplication, frame: QWindow, hide_after: int) -> None:
        super().__init__()
        self._shown = shown
        self._application = application
        self._timer = QTimer(self, singleShot=True, interval=1_000 * hide_after)
        self._timer.timeout.connect(self._hide)
        shown.changed.connect(self._on_shown)
        application.applicationStateChanged.connect(self._on_application_state)
        frame.windowStateChanged.connect(self._on_window_state)

    def _on_shown(self) -> None:
        if not self._shown.sees(Secret.PRIVATE_KEY):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
            if self._application.applicationState() != Qt.ApplicationState.ApplicationActive:
                QTimer.singleShot(0, self._hide)  # not in the middle of saying what is shown

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self._hide()

    def _on_window_state(self, state: Qt.WindowState) -> None:
        if state == Qt.WindowState.WindowMinimized:
            self._hide()

    def _hide(self) -> None:
        self._shown.hide_wanted.emit()
