"""Hides the private key again: after a while, when another program gets the keyboard, when minimised.

Goes by the application's state and not by the window's: a message box, a menu or a file dialog of our own
takes the keyboard from the window, but not from the person who looks at it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from app.gui.models.keygen_model import KeygenModel
from app.gui.models.state import State


class AutoHide(QObject):
    """Watches the model and the window's frame for as long as both live; `hide_after` in seconds."""

    def __init__(
        self, model: KeygenModel, application: QGuiApplication, frame: QWindow, hide_after: int
    ) -> None:
        super().__init__()
        self._model = model
        self._application = application
        self._timer = QTimer(self, singleShot=True, interval=1_000 * hide_after)
        self._timer.timeout.connect(self._hide)
        model.state_changed.connect(self._on_state_changed)
        application.applicationStateChanged.connect(self._on_application_state)
        frame.windowStateChanged.connect(self._on_window_state)

    def _on_state_changed(self, state: State) -> None:
        if state.private_text is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
            if self._application.applicationState() != Qt.ApplicationState.ApplicationActive:
                QTimer.singleShot(0, self._hide)  # not in the middle of telling everybody about this State

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self._hide()

    def _on_window_state(self, state: Qt.WindowState) -> None:
        if state == Qt.WindowState.WindowMinimized:
            self._hide()

    def _hide(self) -> None:
        self._model.keys.show_private(False)
