"""A model with a real thread pool, and the whole window on the offscreen platform."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.clipboard import Clipboard
from app.gui.jobs import Jobs
from app.gui.main_window import MainWindow
from app.gui.models.keygen_model import KeygenModel
from app.gui.models.state import Notice, State
from app.gui.theme import LIGHT, Theme
from app.keys.pair import KeyPair
from app.storage.preferences import Preferences

DAY = "2026-11-22"


@pytest.fixture(scope="module", autouse=True)
def _garbage_stays() -> Iterator[None]:
    """Until somebody collects it; what is there already need not be searched each time."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _passphrases_cost_little(quick_derivation: None) -> None:
    """What the window does with an encrypted file is asked here, not how long the file resists."""


@pytest.fixture(autouse=True)
def _garbage_is_collected(_garbage_stays: None) -> Iterator[None]:
    """As the application does: on this thread, since a worker's would destroy there what is Qt's.

    Windows that were closed go first: each that is left would be styled again for every test after it.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setStyleSheet("")  # the next window is built without one, as in the application
    gc.collect()


class RecordingClipboard:
    """Keeps what was copied, and how."""

    def __init__(self) -> None:
        self.copied: list[tuple[str, str]] = []

    def copy_public(self, text: str) -> None:
        self.copied.append(("public", text))

    def copy_secret(self, text: str, what: str) -> None:
        self.copied.append(("secret", text))


class Driver:
    """A model, and how to wait for its work."""

    def __init__(self, model: KeygenModel, qtbot: QtBot, clipboard: RecordingClipboard, folder: Path) -> None:
        self.model = model
        self.clipboard = clipboard
        self.folder = folder
        self._qtbot = qtbot

    def after(self, intent: Callable[[], object]) -> None:
        """Does it, and waits until its work is done."""
        intent()
        self._qtbot.waitUntil(lambda: self.model.state.work is None, timeout=60_000)

    def state(self) -> State:
        """What is shown now."""
        return self.model.state

    def notice(self) -> Notice:
        """The notice; there must be one."""
        assert self.model.state.notice is not None
        return self.model.state.notice

    def pair(self) -> KeyPair:
        """The pair on screen; there must be one."""
        assert self.model.state.pair is not None
        return self.model.state.pair

    def rows(self) -> list[bool]:
        """Which rows of the report are good; there must be a report."""
        assert self.model.state.report is not None
        return [row.good for row in self.model.state.report.rows]

    @property
    def message(self) -> str:
        """What the notice says."""
        notice = self.model.state.notice
        return f"{notice.message} {notice.hint}" if notice else ""

    def files(self) -> list[str]:
        """What stands in the folder."""
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    jobs = Jobs()
    clipboard = RecordingClipboard()
    folder = tmp_path / "api-keys"
    model = KeygenModel(jobs, clipboard, today=DAY, remembered=Preferences(folder=str(folder)))
    yield Driver(model, qtbot, clipboard, folder)
    jobs.shut_down()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The real window, as the application builds it."""
    qapp.setStyle("Fusion")
    theme = Theme(qapp, LIGHT)
    jobs = Jobs()
    clipboard = Clipboard(QGuiApplication.clipboard())
    remembered = Preferences(folder=str(tmp_path / "api-keys"))
    model = KeygenModel(jobs, clipboard, today=DAY, remembered=remembered)
    window = MainWindow(model, theme, clipboard)
    window.focus.watch(qapp)
    theme.apply()
    qtbot.addWidget(window, before_close_func=_forget_unsaved)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.focus.stop(qapp)
    clipboard.clear_now()  # what Python made must be off the clipboard when Python ends
    jobs.shut_down()


def _forget_unsaved(window: MainWindow) -> None:
    """So that no question keeps a test's window open."""
    window.model.forget_unsaved()
