"""A model with a real thread pool, and the whole window on the offscreen platform."""

import gc
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.guard.clipboard import Clipboard
from app.gui.guard.shown import Shown
from app.gui.jobs import Jobs
from app.gui.key.models.key_model import KeyModel
from app.gui.key.page import KeyPage
from app.gui.main_window import MainWindow
from app.gui.my_keys.page import MyKeysPage
from app.gui.new_key.models.new_key_model import NewKeyModel
from app.gui.new_key.page import NewKeyPage
from app.gui.open_key.models.opening_model import OpeningModel
from app.gui.open_key.page import OpenPage
from app.gui.places import KEY, MY_KEYS, NEW_KEY, OPEN_KEY, Places, wire
from app.gui.session.clipboard import CopiesText
from app.gui.session.hand import PairsAtHand
from app.gui.session.notices import Notice
from app.gui.session.session import new_session
from app.gui.theme import LIGHT, Theme
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.storage.preferences import Preferences
from tests import own_data

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
def _garbage_is_collected(_garbage_stays: None, qapp: QApplication) -> Iterator[None]:
    """As the application does: on this thread, since a worker's would destroy there what is Qt's.

    Windows that were closed go first: each that is left would follow the theme in every test after it. There
    is an application, whichever test comes first: without one no timer starts.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture(autouse=True)
def _list_of_keys_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds the keys that another one has made."""
    own_data.keep_in(tmp_path / "data", monkeypatch)


class RecordingClipboard:
    """Keeps what was copied, and how."""

    def __init__(self) -> None:
        self.copied: list[tuple[str, str]] = []

    def copy_public(self, text: str) -> None:
        self.copied.append(("public", text))

    def copy_secret(self, text: str, what: str) -> None:
        self.copied.append(("secret", text))


class Window:
    """The real window with everything that the application makes for it, and how to wait for its work."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path, clipboard: CopiesText | None) -> None:
        self.folder = folder
        self.theme = Theme(qapp, LIGHT)
        self.theme.apply()
        self.jobs = Jobs()
        self.clipboard = Clipboard(QGuiApplication.clipboard())
        remembered = Preferences(folder=str(folder))
        self.today = DAY
        self.session = new_session(
            self.jobs, clipboard or self.clipboard, remembered, today=lambda: self.today
        )
        self.shown = Shown()
        self.places = Places(self.session, self.theme, self.shown)
        self.main = MainWindow(self.session, self.clipboard, self.places.all(), taker=OPEN_KEY, saver=KEY)
        wire(self.session, self.places, self.main)
        self._qtbot = qtbot

    @property
    def new_key(self) -> NewKeyPage:
        """The page, which need not be the one that is shown."""
        page = self.main.page(NEW_KEY)
        assert isinstance(page, NewKeyPage)
        return page

    @property
    def key(self) -> KeyPage:
        """The page, which need not be the one that is shown."""
        page = self.main.page(KEY)
        assert isinstance(page, KeyPage)
        return page

    @property
    def open_key(self) -> OpenPage:
        """The page, which need not be the one that is shown."""
        page = self.main.page(OPEN_KEY)
        assert isinstance(page, OpenPage)
        return page

    @property
    def my_keys(self) -> MyKeysPage:
        """The page, which need not be the one that is shown."""
        page = self.main.page(MY_KEYS)
        assert isinstance(page, MyKeysPage)
        return page

    def after(self, intent: Callable[[], object]) -> None:
        """Does it, and waits until its work is done."""
        intent()
        self._qtbot.waitUntil(lambda: self.session.activity.state.work is None, timeout=60_000)

    def type_passphrase(self, passphrase: str) -> None:
        """Into both fields of New key."""
        card = self.new_key.passphrase
        card.passphrase.line.setText(passphrase)
        card.repeat.setText(passphrase)

    @property
    def notice(self) -> Notice | None:
        """The notice on screen."""
        return self.session.notices.state.notice

    def choose(self, identifier: Enum) -> None:
        """Takes what the notice on screen offers."""
        assert identifier in self.offers()
        self.session.notices.choose(identifier)

    def offers(self) -> list[Enum]:
        """What the notice on screen offers, in order."""
        return [offer.identifier for offer in self.notice.offers] if self.notice else []

    def files(self) -> list[str]:
        """What stands in the folder."""
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []


class Driver:
    """The models without a window, and how to wait for their work."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        self.folder = folder
        self.jobs = Jobs()
        self.clipboard = RecordingClipboard()
        self.today = DAY
        remembered = Preferences(folder=str(folder))
        self.session = new_session(self.jobs, self.clipboard, remembered, today=lambda: self.today)
        self.new_key = NewKeyModel(self.session)
        self.key = KeyModel(self.session)
        self.opening = OpeningModel(self.session)
        self._qtbot = qtbot

    def after(self, intent: Callable[[], object]) -> None:
        """Does it, and waits until its work is done."""
        intent()
        self._qtbot.waitUntil(lambda: self.session.activity.state.work is None, timeout=60_000)

    def type_passphrase(self, passphrase: Passphrase) -> None:
        """In New key."""
        self.new_key.draft.edit_passphrase(passphrase, passphrase)

    def generate(self) -> None:
        """Generate and save, as the fields say."""
        self.after(self.new_key.generate)

    @property
    def hand(self) -> PairsAtHand:
        """The pairs at hand."""
        return self.session.hand.state

    def pair(self) -> KeyPair:
        """The pair at hand; there must be one."""
        pair = self.hand.pair
        assert isinstance(pair, KeyPair)
        return pair

    def notice(self) -> Notice:
        """The notice; there must be one."""
        notice = self.session.notices.state.notice
        assert notice is not None
        return notice

    def offers(self) -> list[Enum]:
        """What the notice on screen offers, in order; nothing without one."""
        notice = self.session.notices.state.notice
        return [offer.identifier for offer in notice.offers] if notice else []

    def choose(self, identifier: Enum) -> None:
        """Takes what the notice offers, and waits until its work is done."""
        assert identifier in self.offers()
        self.after(lambda: self.session.notices.choose(identifier))

    @property
    def message(self) -> str:
        """What the notice says."""
        notice = self.session.notices.state.notice
        return f"{notice.message} {notice.hint}" if notice else ""

    def rows(self) -> list[bool]:
        """Which rows of the report are good; there must be a report."""
        assert self.hand.report is not None
        return [row.good for row in self.hand.report.rows]

    def files(self) -> list[str]:
        """What stands in the folder."""
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
def driver(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Driver]:
    driver = Driver(qtbot, qapp, tmp_path / "api-keys")
    yield driver
    driver.jobs.shut_down()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """The real window, as the application builds it."""
    qapp.setStyle("Fusion")
    window = Window(qtbot, qapp, tmp_path / "api-keys", None)
    window.main.focus.watch(qapp)
    qtbot.addWidget(window.main, before_close_func=lambda _: window.session.hand.forget_unsaved())
    window.main.show()
    qtbot.waitExposed(window.main)
    window.main.show_focus()
    yield window
    window.main.focus.stop(qapp)
    window.clipboard.clear_now()  # what Python made must be off the clipboard when Python ends
    window.jobs.shut_down()
