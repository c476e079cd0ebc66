"""Asks the system to leave the window out of screen captures while a private key or a passphrase is shown.

On Windows and macOS only, with a switch beside the private key that is on whenever the window opens. Where
the system refuses, the work goes on and the switch says so.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.gui.main_window import MainWindow
from app.gui.models.state import State
from app.gui.native_capture import CaptureExclusion
from app.gui.widgets.capture_switch import CaptureSwitch


class ScreenCapture(QObject):
    """Watches what the window shows."""

    def __init__(self, exclusion: CaptureExclusion, window: MainWindow) -> None:
        super().__init__(window)
        self._exclusion = exclusion
        self._window = window
        self._shown: set[str] = set()
        self._in_force = False
        self.switch = CaptureSwitch()
        window.page.keys.add_below_private(self.switch)
        self.switch.toggled.connect(self._apply)
        window.model.state_changed.connect(self._on_state_changed)
        window.model.suggestions.changed.connect(self._on_suggestion)
        window.page.controls.passphrase.revealed.connect(self._on_passphrase)
        window.page.opening.revealed.connect(self._on_passphrase_of_this_key)
        window.page.saving.dialog_opened.connect(self._on_dialog)

    def set_shown(self, what: str, shown: bool) -> None:
        """Whether this secret is on screen in clear; each has a name of its own."""
        if shown:
            self._shown.add(what)
        else:
            self._shown.discard(what)
        self._apply()

    def _apply(self) -> None:
        wanted = bool(self._shown) and self.switch.isChecked()
        if wanted == self._in_force:
            return
        done = self._exclusion.apply(int(self._window.winId()), wanted)
        if done:
            self._in_force = wanted
        self.switch.present(refused=wanted and not done)

    def _on_dialog(self, dialog: QDialog) -> None:
        """Leave the dialog, which is there for a passphrase, out of captures as long as it is open."""
        wanted = self.switch.isChecked()
        if not self._exclusion.apply(int(dialog.winId()), wanted):
            self.switch.present(refused=wanted)

    def _on_state_changed(self, state: State) -> None:
        self.set_shown("private key", state.private_text is not None)

    def _on_suggestion(self, suggestion: object) -> None:
        self.set_shown("suggestion", suggestion is not None)

    def _on_passphrase(self, shown: bool) -> None:
        self.set_shown("passphrase", shown)

    def _on_passphrase_of_this_key(self, shown: bool) -> None:
        self.set_shown("passphrase of this key", shown)
