"""The frame around the pages: a new page, the ways to places, keys, notices, drops and pastes."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.errors import CancelledError
from app.gui.main_window import DEFAULT_SIZE, MINIMUM_SIZE, NARROW, MainWindow
from app.gui.page import Group, Page, Place
from app.gui.places import CHECK, HELP, KEY, MY_KEYS, NEW_KEY, OPEN_KEY, SETTINGS
from app.gui.session.notices import Kind, Notice
from app.gui.session.session import Session
from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Unencrypted
from app.text import NOTHING, text
from app.usecases.progress import OnProgress
from tests.gui import states
from tests.gui.conftest import Window
from tests.gui.states import wrong_passphrase

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

CONTROL = Qt.KeyboardModifier.ControlModifier
NOTES = "notes"


class NotesPage(Page):
    """One field."""

    def __init__(self, session: Session) -> None:
        super().__init__(NOTES, session, text("Notes"), NOTHING)
        self.field = QLineEdit()
        self.field.setAccessibleName("Note")
        self.add(self.field)

    def first_focus(self) -> QWidget:
        return self.field


@pytest.fixture
def with_notes(window: Window, qtbot: QtBot) -> MainWindow:
    """Another window, which has one place more; nothing else is different."""
    make = partial(NotesPage, window.session)
    places = [*window.places.all(), Place(NOTES, text("Notes"), "file", make, Group.SECOND, "Ctrl+J")]
    main = MainWindow(window.session, window.clipboard, places, taker=OPEN_KEY, saver=KEY)
    qtbot.addWidget(main)
    window.main.hide()
    main.resize(*DEFAULT_SIZE)
    main.show()
    activate(main, qtbot)
    return main


def activate(main: MainWindow, qtbot: QtBot) -> None:
    main.activateWindow()
    qtbot.waitActive(main)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Where the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def test_a_page_of_a_few_lines_fits_in(window: Window, with_notes: MainWindow) -> None:
    """GIVEN one place more THEN there is a way to it, a key, a first focus, a bar and a place for notices."""
    entry = with_notes.navigation.entries[NOTES]
    assert entry.isVisible()
    press(Qt.Key.Key_J, CONTROL)
    page = with_notes.current
    assert isinstance(page, NotesPage)
    assert (page.isVisible(), entry.isChecked(), QApplication.focusWidget()) == (True, True, page.field)
    window.session.notices.show(Notice(Kind.WARNING, text("Look here."), NOTHING, NOTES))
    assert page.notice.isVisible()
    press(Qt.Key.Key_Escape)
    assert page.notice.isHidden()
    states.show_work(window)
    assert page.bar.progress.isVisible()


def test_and_the_way_to_it_is_pressed(with_notes: MainWindow) -> None:
    QTest.mouseClick(with_notes.navigation.entries[NOTES], Qt.MouseButton.LeftButton)
    assert with_notes.place == NOTES
    assert QApplication.focusWidget() is with_notes.current.first_focus()


class OfOwn(QObject):
    """Notes what becomes a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("state", [states.saved, states.opened_text, states.settings, states.help_page])
def test_no_part_of_a_page_is_a_window_for_a_moment(
    window: Window, qtbot: QtBot, qapp: QApplication, state: states.Prepare
) -> None:
    """Which would flash, and take the focus away from this one."""
    watcher = OfOwn()
    qapp.installEventFilter(watcher)
    state(window, qtbot)
    qapp.removeEventFilter(watcher)
    assert watcher.shown == []


# The ways to the places


def test_the_sidebar_becomes_tabs_where_there_is_little_room_and_back(window: Window, qtbot: QtBot) -> None:
    navigation = window.main.navigation
    new, opened = navigation.entries[NEW_KEY], navigation.entries[OPEN_KEY]
    for width, on_top in ((960, False), (NARROW - 1, True), (NARROW, False), (480, True), (960, False)):
        window.main.resize(width, 640)
        states.settle(window, qtbot)
        assert navigation.is_on_top is on_top
        is_beside = new.mapTo(navigation, QPoint()).x() < opened.mapTo(navigation, QPoint()).x()
        assert is_beside is on_top
        page = window.main.current
        is_above = navigation.mapTo(window.main, QPoint()).y() < page.mapTo(window.main, QPoint()).y()
        assert is_above is on_top


def shown_ways(window: Window) -> list[str]:
    entries = window.main.navigation.entries
    return [name for name, entry in entries.items() if entry.isVisible()]


def menu_of(window: Window) -> QMenu:
    QTest.mouseClick(window.main.navigation.more, Qt.MouseButton.LeftButton)
    (menu,) = [each for each in window.main.findChildren(QMenu) if each.isVisible()]
    return menu


@pytest.mark.qt_log_ignore("does not support", extend=True)  # a menu, on the offscreen platform
@pytest.mark.parametrize("width", [400, 480, 700])
def test_what_has_no_room_as_a_tab_is_in_the_menu(window: Window, qtbot: QtBot, width: int) -> None:
    """GIVEN a key, so that there are seven places THEN each is a tab or in the menu, and both lead there."""
    states.saved(window, qtbot)
    window.main.resize(width, 420)
    states.settle(window, qtbot)
    tabs = shown_ways(window)
    assert KEY in tabs  # where one is
    for name in tabs:
        entry = window.main.navigation.entries[name]
        place = QRect(entry.mapTo(window.main.navigation, QPoint()), entry.size())
        assert window.main.navigation.rect().contains(place)
    menu = menu_of(window)
    assert {*tabs, *(action.data() for action in menu.actions())} == {
        NEW_KEY,
        MY_KEYS,
        CHECK,
        KEY,
        OPEN_KEY,
        SETTINGS,
        HELP,
    }
    menu.actions()[-1].trigger()
    menu.close()
    assert window.main.place == HELP


def test_there_is_a_way_to_the_key_once_there_is_one(window: Window, qtbot: QtBot) -> None:
    assert KEY not in shown_ways(window)
    states.saved(window, qtbot)
    assert KEY in shown_ways(window)


# Keys


@pytest.mark.parametrize(
    ("key", "modifier", "place"),
    [
        (Qt.Key.Key_N, CONTROL, NEW_KEY),
        (Qt.Key.Key_3, CONTROL, CHECK),
        (Qt.Key.Key_O, CONTROL, OPEN_KEY),
        (Qt.Key.Key_K, CONTROL, KEY),
        (Qt.Key.Key_Comma, CONTROL, SETTINGS),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, HELP),
    ],
)
def test_each_place_has_a_key(
    window: Window, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, place: str
) -> None:
    activate(window.main, qtbot)
    states.saved(window, qtbot)
    window.main.go(HELP if place != HELP else SETTINGS)
    press(key, modifier)
    assert window.main.place == place
    assert window.main.navigation.entries[place].isChecked()


def test_without_a_key_its_key_leads_nowhere(window: Window, qtbot: QtBot) -> None:
    activate(window.main, qtbot)
    press(Qt.Key.Key_K, CONTROL)
    assert window.main.place == NEW_KEY


@pytest.mark.parametrize("size", [(960, 680), MINIMUM_SIZE])
@pytest.mark.parametrize("place", [NEW_KEY, OPEN_KEY, SETTINGS, HELP])
def test_f6_goes_from_the_page_to_the_places_and_back(
    window: Window, qtbot: QtBot, size: tuple[int, int], place: str
) -> None:
    """GIVEN any place, also one that has no tab of its own THEN F6 leads to what is seen of it."""
    activate(window.main, qtbot)
    window.main.resize(*size)
    states.settle(window, qtbot)
    window.main.go(place)
    before = QApplication.focusWidget()
    press(Qt.Key.Key_F6)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.main.navigation.isAncestorOf(focused)
    assert focused.isVisible()
    press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is before


def wait_for_ever(report: OnProgress) -> None:
    while True:
        report(0, 1)
        time.sleep(0.01)


def test_escape_closes_one_thing_at_a_time_the_innermost_first(window: Window, qtbot: QtBot) -> None:
    """GIVEN options, a question, a suggestion and work THEN Escape ends the work first, and so on."""
    activate(window.main, qtbot)
    page = window.new_key
    activity = window.session.activity
    states.options(window, qtbot)
    states.clear_question(window, qtbot)
    press(Qt.Key.Key_Escape)
    assert (window.notice, page.options.is_unfolded) == (None, True)
    states.suggestion(window, qtbot)
    ended: list[object] = []
    activity.start(text("Waiting"), wait_for_ever, ended.append, ended.append)
    window.after(partial(press, Qt.Key.Key_Escape))
    assert isinstance(ended[0], CancelledError)
    assert page.passphrase.suggestion.isVisible()
    press(Qt.Key.Key_Escape)
    assert not page.passphrase.suggestion.isVisible()
    assert not page.options.details.isHidden()
    press(Qt.Key.Key_Escape)
    assert not page.options.is_unfolded
    press(Qt.Key.Key_Escape)
    assert window.main.isVisible()


def test_a_question_goes_when_a_suggestion_takes_its_place(window: Window, qtbot: QtBot) -> None:
    states.clear_question(window, qtbot)
    window.new_key.passphrase.suggest.click()
    assert window.notice is None


# Notices


@pytest.mark.parametrize("other", [OPEN_KEY, SETTINGS, HELP])
def test_a_notice_of_one_page_is_on_no_other(window: Window, qtbot: QtBot, other: str) -> None:
    """GIVEN a question on a page WHEN another is shown THEN it is neither seen nor dismissed there."""
    activate(window.main, qtbot)
    states.clear_question(window, qtbot)
    asked = window.notice
    window.main.go(other)
    assert window.main.current.notice.isHidden()
    press(Qt.Key.Key_Escape)
    assert window.notice is asked
    window.main.go(NEW_KEY)
    assert window.new_key.notice.isVisible()


def test_a_page_that_is_built_later_has_its_notice(window: Window, qtbot: QtBot) -> None:
    """GIVEN what is to be said of a key WHEN its page is shown for the first time THEN it is said there."""
    states.opened_text(window, qtbot)
    assert window.key.notice.isVisible()
    assert window.key.notice.first_offer() is not None


@pytest.mark.parametrize("other", [OPEN_KEY, SETTINGS, HELP])
def test_a_page_that_is_built_later_shows_the_work(window: Window, other: str) -> None:
    """GIVEN work that began on another page THEN it is seen here, and can be cancelled."""
    states.show_work(window)
    window.main.go(other)
    assert window.main.current.bar.cancel.isVisible()
    assert not window.main.current.body.content.isEnabled()


# What is pasted or dropped


def pem_of(pairs: dict[str, KeyPair]) -> str:
    return private_key_pem(pairs["ed25519"], Unencrypted())


def test_what_is_pasted_outside_of_any_field_is_opened(
    window: Window, qtbot: QtBot, pairs: dict[str, KeyPair]
) -> None:
    activate(window.main, qtbot)
    QGuiApplication.clipboard().setText(pem_of(pairs))
    window.new_key.passphrase.suggest.setFocus()
    window.after(partial(press, Qt.Key.Key_V, CONTROL))
    assert window.main.place == KEY
    assert window.key.register.public.text.toPlainText() + "\n" == pairs["ed25519"].public_key_pem


def passphrase(window: Window) -> QWidget:
    return window.new_key.passphrase.passphrase.line


def name(window: Window) -> QWidget:
    window.new_key.options.unfold(True)
    return window.new_key.options.details.name


@pytest.mark.parametrize("field", [passphrase, name])
def test_what_is_pasted_into_a_field_is_in_the_field(
    window: Window, qtbot: QtBot, field: Callable[[Window], QWidget]
) -> None:
    activate(window.main, qtbot)
    QGuiApplication.clipboard().setText("pasted")
    line = field(window)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    press(Qt.Key.Key_V, CONTROL)
    assert line.text() == "pasted"
    assert window.main.place == NEW_KEY
    assert window.session.activity.state.work is None


def drop(window: Window, data: QMimeData) -> None:
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.main.dropEvent(event)


@pytest.mark.parametrize("place", [NEW_KEY, SETTINGS])
@pytest.mark.parametrize("is_file", [True, False], ids=["file", "text"])
def test_what_is_dropped_anywhere_is_opened(
    window: Window, pairs: dict[str, KeyPair], tmp_path: Path, place: str, is_file: bool
) -> None:
    window.main.go(place)
    data = QMimeData()
    if is_file:
        file = tmp_path / "dropped.pem"
        file.write_text(pem_of(pairs), "ascii")
        data.setUrls([QUrl.fromLocalFile(str(file))])
    else:
        data.setText(pem_of(pairs))
    window.after(partial(drop, window, data))
    assert window.main.place == KEY
    assert window.key.register.public.text.toPlainText() + "\n" == pairs["ed25519"].public_key_pem


def test_while_work_runs_nothing_is_taken(window: Window) -> None:
    states.show_work(window)
    data = QMimeData()
    data.setText("a text")
    drop(window, data)
    assert window.main.place == NEW_KEY


def test_a_notice_is_no_higher_than_its_words_need(window: Window, qtbot: QtBot) -> None:
    """GIVEN a page with room below WHEN something is refused THEN the notice leaves that room empty."""
    wrong_passphrase(window, qtbot)
    window.main.resize(900, 900)
    qtbot.wait(100)
    notice = window.open_key.notice
    layout = notice.layout()
    assert layout is not None
    assert notice.height() == layout.heightForWidth(notice.width())
