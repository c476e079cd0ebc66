"""Builds the application, wires the model to the window, and ends in order."""

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QObject, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app import APPLICATION_ID, NAME
from app.errors import KeygenError
from app.gui import later, messages, signatures
from app.gui.guard.clipboard import CLEAR_AFTER, Clipboard
from app.gui.guard.idle import IdleClock
from app.gui.guard.shown import Shown
from app.gui.jobs import Jobs
from app.gui.main_window import DEFAULT_SIZE, MainWindow
from app.gui.places import (
    HELP,
    KEY,
    OPEN_KEY,
    SETTINGS,
    Places,
    load_key_page,
    load_parts_of_key,
    wire,
)
from app.gui.qt_messages import keep_secrets_out
from app.gui.session.notices import Kind, Notice
from app.gui.session.session import new_session
from app.gui.theme import Theme
from app.gui.words import catalogue_in, speak
from app.process import ending_signals, ownership_notice, status_of_signal, sudo_caller
from app.resources import icon_file, resources
from app.storage import preferences
from app.storage.keyring.names import expected_name
from app.storage.names import today
from app.storage.preferences import Preferences
from app.storage.user_folders import default_folder
from app.text import NOTHING, Text

HIDE_AFTER = 60
_SIGNAL_INTERVAL = 250


class Application(QObject):
    """Everything that lives as long as the window. `file` is opened in it.

    `clear_after` and `hide_after`: how many seconds a copied secret stays on the clipboard, and a private key
    on screen.
    """

    def __init__(
        self,
        application: QApplication,
        *,
        file: str = "",
        clear_after: int = CLEAR_AFTER,
        hide_after: int = HIDE_AFTER,
    ) -> None:
        super().__init__(application)
        self._qt = application
        self._file, self._hide_after = file, hide_after
        self._is_closing = False
        self._is_watching_focus = self._is_following_state = False
        self._later: list[Callable[[], None]] = []
        remembered = preferences.load(preferences.preferences_file())
        if not remembered.folder:
            remembered = replace(remembered, folder=str(default_folder()))
        speak(catalogue_in(resources() / "translations"))
        self.theme = Theme(application, remembered.theme)
        self.theme.apply()
        self.jobs = Jobs(self)
        self.clipboard = Clipboard(QGuiApplication.clipboard(), clear_after)
        self.session = new_session(
            self.jobs, self.clipboard, remembered, today=today, keyring_name=expected_name()
        )
        self.shown = Shown()
        self.places = Places(self.session, self.theme, self.shown)
        self.window = MainWindow(self.session, self.clipboard, self.places.all(), taker=OPEN_KEY, saver=KEY)
        self.idle = IdleClock()
        self._connect()
        wanted = QSize(remembered.width or DEFAULT_SIZE[0], remembered.height or DEFAULT_SIZE[1])
        self.window.resize(wanted)
        self.window.room.shrink()
        application.aboutToQuit.connect(self.close)

    def show(self) -> None:
        """Show the window; what the first click needs is loaded after the first frame, and a file opened."""
        self.window.first_painted.connect(self._on_first_painted)
        self.window.show()

    def close(self) -> None:
        """Input has stopped: clears a copied secret, waits for the pool, remembers what may be remembered."""
        self._is_closing = True
        if self._is_watching_focus:
            self._is_watching_focus = False
            self.window.focus.stop(self._qt)
        if self._is_following_state:
            self._is_following_state = False
            self._qt.applicationStateChanged.disconnect(self._on_state)
        if self.window.ring is not None:
            self.window.ring.stop()
        self.clipboard.clear_now()
        self.jobs.shut_down()
        preferences.save(preferences.preferences_file(), self._preferences())

    def end_on_signals(self) -> None:
        """Let the signals that end a program close the window in order; a timer lets Python see them."""
        import signal

        for number in ending_signals():
            signal.signal(number, self._on_signal)
        if sys.platform == "win32":
            from app.windows.closing import signal_when_the_console_is_closed

            signal_when_the_console_is_closed()
        timer = QTimer(self, interval=_SIGNAL_INTERVAL)
        timer.timeout.connect(self._on_tick)
        timer.start()

    def guard_what_is_shown(self) -> None:
        """Hide a private key on screen again in time, and leave it out of captures where that works."""
        from app.gui.guard.auto_hide import AutoHide
        from app.gui.guard.native_capture import system_exclusion

        self._auto_hide = AutoHide(self.shown, self._qt, self.window.windowHandle(), self._hide_after)
        if exclusion := system_exclusion():
            from app.gui.guard.capture import ScreenCapture

            self._screen_capture = ScreenCapture(exclusion, self.shown)
            self.places.add_capture_switch(self._screen_capture.switch)

    def _connect(self) -> None:
        session, places = self.session, self.places
        wire(session, places, self.window)
        shared = (session.activity, session.hand, session.notices)
        for holder in (*shared, places.new_key.draft):
            holder.changed.connect(self._on_something)
        places.touched.connect(self._on_something)
        self.idle.elapsed.connect(self._on_idle)

    def _preferences(self) -> Preferences:
        size = self.window.size()
        return replace(
            self.session.memory.state,
            width=size.width(),
            height=size.height(),
            theme=self.theme.choice,
        )

    def _on_something(self, _: object) -> None:
        self.idle.touch()

    def _on_idle(self) -> None:
        """Forget what should not be left unattended: nobody has changed anything for a while."""
        had_secret = self.places.has_secret
        self.places.expire()
        if had_secret:
            self.session.activity.say(messages.IDLE)

    def _on_first_painted(self) -> None:
        self._later = [
            self._warm_up,
            *signatures.steps(),
            _name_what_events_need,
            _name_what_scrolling_needs,
            self.places.make_the_rest,
            self._load_the_rest,
            load_parts_of_key,
            load_key_page,
            _name_what_a_key_needs,
        ]
        QTimer.singleShot(0, self._on_turn)

    def _on_turn(self) -> None:
        """Do the next of what can wait: one in each turn of the loop, so that typing is seen in between."""
        if self._later and not self._is_closing:
            self._later.pop(0)()
            QTimer.singleShot(0, self._on_turn)

    def _warm_up(self) -> None:
        """Do what the person will see or hear first; what is there by now stays, and need not be searched."""
        from PySide6.QtGui import QIcon

        gc.freeze()
        later.end()
        self.window.room.fit()
        self.window.show_focus()
        self.window.setWindowIcon(QIcon(str(icon_file("app"))))
        self.places.look_around()
        self._say_who_owns(ownership_notice(), surprising=bool(sudo_caller()))
        self.end_on_signals()
        self.window.focus.watch(self._qt)
        self._is_watching_focus = True
        self._qt.commitDataRequest.connect(self.window.closing.at_session_end)
        self.guard_what_is_shown()
        if sys.platform == "darwin":
            from app.gui.mac_menu import add_menu

            add_menu(self.window, self.window.go, about=HELP, settings=SETTINGS)
        if self._file:
            self.window.take_file(Path(self._file))

    def _load_the_rest(self) -> None:
        """Import beside this thread what the first click will need."""
        from app.gui import tasks

        self.jobs.start(tasks.warm_up, succeeded=self._on_warm, failed=self._on_broken)

    def _say_who_owns(self, notice: Text, *, surprising: bool) -> None:
        """Say who will own the files, if that is not simply the person."""
        if surprising:
            self.session.notices.show(Notice(Kind.WARNING, notice, NOTHING, self.window.place))
        elif notice:
            self.session.activity.say(notice)

    def _on_warm(self, _: None) -> None:
        """Read the list of keys, and from now on whenever the window becomes active."""
        self.session.key_list.load()
        self._qt.applicationStateChanged.connect(self._on_state)
        self._is_following_state = True

    def _on_broken(self, error: KeygenError) -> None:
        self.places.new_key.report_broken(error)
        self._on_warm(None)

    def _on_state(self, _: object) -> None:
        """Another program may have changed the list while it was in front."""
        if self.window.isActiveWindow():
            self.session.key_list.refresh()

    def _on_signal(self, number: int, _frame: object) -> None:
        """Not quit(), which would close the window first and may ask a question that nobody sees.

        One that comes while it closes has come too late: exit() would begin the closing again, inside of it.
        """
        if not self._is_closing:
            self._qt.exit(status_of_signal(number))

    def _on_tick(self) -> None:
        """Python has run, and so has seen signals; and its garbage is collected, here and nowhere else.

        On a worker's thread the collector would destroy there what is Qt's, and the process with it.
        """
        for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count > limit:
                gc.collect(generation)


def _name_what_events_need() -> None:
    """Have PySide make the classes that the first key and the pointer will name: see app.gui.painting."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAccessible

    _ = Qt, QAccessible


def _name_what_scrolling_needs() -> None:
    """Have it make those of QStyle, which the first page that scrolls names."""
    from PySide6.QtWidgets import QStyle

    _ = QStyle


def _name_what_a_key_needs() -> None:
    """Have it make those of texts and sizes, which the page of the first key names."""
    from PySide6.QtGui import QTextDocument, QTextLayout, QTextLine, QTextOption
    from PySide6.QtWidgets import QSizePolicy, QStyleOptionSlider

    _ = QTextDocument, QTextLayout, QTextLine, QTextOption, QSizePolicy, QStyleOptionSlider


def _find_plugins(qt: Path) -> None:
    """Qt takes a comma in the name of its own folder for the end of it: there it is told the folder whole.

    Windows and macOS are told always, as nobody has seen there that Qt finds its plugins by itself.
    """
    for plugins in (qt / "Qt" / "plugins", qt / "plugins"):
        if ("," in str(plugins) or sys.platform != "linux") and plugins.is_dir():
            QCoreApplication.addLibraryPath(str(plugins))


def run(file: str = "", clear_after: int = CLEAR_AFTER, hide_after: int = HIDE_AFTER) -> int:
    """Open the window and return the exit status when it is closed. `file` is opened in it.

    The seconds are Application's.

    The style is named as an option: QApplication.setStyle would make Python classes of all of QStyle.
    """
    later.begin()
    keep_secrets_out()
    _find_plugins(Path(PySide6.__path__[0]))
    qt = QApplication([sys.argv[0], "-style", "fusion"])
    qt.setApplicationName("asymmetric-key-generator")
    qt.setApplicationDisplayName(NAME)
    qt.setDesktopFileName(APPLICATION_ID)  # docks show the icon of the desktop entry
    whole = Application(qt, file=file, clear_after=clear_after, hide_after=hide_after)
    whole.show()
    return qt.exec()
