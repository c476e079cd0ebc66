"""Builds the application, wires the model to the window, and ends in order."""

import gc
import sys
from dataclasses import replace
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QObject, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from app import APPLICATION_ID, NAME
from app.gui.clipboard import CLEAR_AFTER, Clipboard
from app.gui.jobs import Jobs
from app.gui.main_window import DEFAULT_SIZE, MainWindow
from app.gui.models import tasks
from app.gui.models.idle import IdleClock
from app.gui.models.keygen_model import KeygenModel
from app.gui.qt_messages import keep_secrets_out
from app.gui.theme import Theme
from app.gui.words import catalogue_in, speak
from app.process import ownership_notice, sudo_caller
from app.resources import icon_file, resources
from app.storage import preferences
from app.storage.keyring.names import expected_name
from app.storage.names import today
from app.storage.preferences import Preferences
from app.storage.user_folders import default_folder

HIDE_AFTER = 60
_SIGNAL_INTERVAL = 250


class Application(QObject):
    """Everything that lives as long as the window. `clear_after` and `hide_after`: how many seconds a copied
    secret stays on the clipboard, and a private key on screen.
    """

    def __init__(
        self, application: QApplication, *, clear_after: int = CLEAR_AFTER, hide_after: int = HIDE_AFTER
    ) -> None:
        super().__init__(application)
        self._qt = application
        self._hide_after = hide_after
        self._is_closing = False
        self._is_watching_focus = False
        remembered = preferences.load(preferences.preferences_file())
        if not remembered.folder:
            remembered = replace(remembered, folder=str(default_folder()))
        speak(catalogue_in(resources() / "translations"))
        self.theme = Theme(application, remembered.theme)
        self.jobs = Jobs(self)
        self.clipboard = Clipboard(QGuiApplication.clipboard(), clear_after)
        self.model = KeygenModel(
            self.jobs,
            self.clipboard,
            today=today(),
            remembered=remembered,
            keyring_name=expected_name(),
        )
        self.idle = IdleClock()
        self.model.state_changed.connect(self.idle.touch)
        self.idle.elapsed.connect(self.model.expire_when_idle)
        self.window = MainWindow(self.model, self.theme, self.clipboard)
        self.theme.apply()
        wanted = QSize(remembered.width or DEFAULT_SIZE[0], remembered.height or DEFAULT_SIZE[1])
        self.window.resize(wanted)
        self.window.room.shrink()
        application.aboutToQuit.connect(self.close)

    def show(self) -> None:
        """Show the window; what the first click needs is loaded after the first frame."""
        self.window.first_painted.connect(self._on_first_painted)
        self.window.show()

    def close(self) -> None:
        """Input has stopped: clears a copied secret, waits for the pool, remembers what may be remembered."""
        self._is_closing = True
        if self._is_watching_focus:
            self._is_watching_focus = False
            self.window.focus.stop(self._qt)
        self.clipboard.clear_now()
        self.jobs.shut_down()
        preferences.save(preferences.preferences_file(), self._preferences())

    def end_on_signals(self) -> None:
        """SIGINT, SIGTERM and SIGHUP close the window in order; a timer lets Python see them."""
        import signal

        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._on_signal)
        timer = QTimer(self, interval=_SIGNAL_INTERVAL)
        timer.timeout.connect(self._on_tick)
        timer.start()

    def guard_what_is_shown(self) -> None:
        """Hide a private key on screen again in time, and leave it out of captures where that works."""
        from app.gui.auto_hide import AutoHide
        from app.gui.native_capture import system_exclusion

        self._auto_hide = AutoHide(self.model, self._qt, self.window.windowHandle(), self._hide_after)
        if exclusion := system_exclusion():
            from app.gui.screen_capture import ScreenCapture

            self._screen_capture = ScreenCapture(exclusion, self.window)

    def _preferences(self) -> Preferences:
        state, size = self.model.state, self.window.size()
        return Preferences(
            width=size.width(),
            height=size.height(),
            theme=self.theme.choice,
            folder=state.folder,
            key_type=state.algorithm.name,
            accepted_folders=self.model.destination.accepted,
            forget_after_saving=state.forget_after_saving,
        )

    def _on_first_painted(self) -> None:
        QTimer.singleShot(0, self._warm_up)

    def _warm_up(self) -> None:
        """Do what can wait for the first frame; what was made for that stays, and need never be searched."""
        gc.freeze()
        self.window.room.fit()
        self.window.setWindowIcon(QIcon(str(icon_file("app"))))
        self.window.page.controls.listen_to_closed_list()
        self.model.look_at_folder()
        self.model.tell_owner(ownership_notice(), surprising=bool(sudo_caller()))
        self.end_on_signals()
        self.window.focus.watch(self._qt)
        self._is_watching_focus = True
        self._qt.commitDataRequest.connect(self.window.closing.at_session_end)
        self.guard_what_is_shown()
        self.jobs.start(tasks.warm_up, succeeded=self._on_warm, failed=self.model.report_broken)

    def _on_warm(self, _: None) -> None:
        """Nothing to do: the modules are loaded."""

    def _on_signal(self, number: int, _frame: object) -> None:
        """Not quit(), which would close the window first and may ask a question that nobody sees.

        One that comes while it closes has come too late: exit() would begin the closing again, inside of it.
        """
        if not self._is_closing:
            self._qt.exit(128 + number)

    def _on_tick(self) -> None:
        """Python has run, and so has seen signals; and its garbage is collected, here and nowhere else.

        On a worker's thread the collector would destroy there what is Qt's, and the process with it.
        """
        for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count > limit:
                gc.collect(generation)


def _find_plugins(qt: Path) -> None:
    """Qt takes a comma in the name of its own folder for the end of it: there it is told the folder whole.

    As on Windows and macOS, where PyInstaller tells it by a variable, which the settled environment has not.
    """
    for plugins in (qt / "Qt" / "plugins", qt / "plugins"):
        if ("," in str(plugins) or sys.platform != "linux") and plugins.is_dir():
            QCoreApplication.addLibraryPath(str(plugins))


def run(clear_after: int = CLEAR_AFTER, hide_after: int = HIDE_AFTER) -> int:
    """Open the window and return the exit status when it is closed. The seconds are Application's.

    The style is named as an option: QApplication.setStyle would make Python classes of all of QStyle.
    """
    keep_secrets_out()
    _find_plugins(Path(PySide6.__path__[0]))
    qt = QApplication([sys.argv[0], "-style", "fusion"])
    qt.setApplicationName("asymmetric-key-generator")
    qt.setApplicationDisplayName(NAME)
    qt.setDesktopFileName(APPLICATION_ID)  # docks show the icon of the desktop entry
    whole = Application(qt, clear_after=clear_after, hide_after=hide_after)
    whole.show()
    return qt.exec()
