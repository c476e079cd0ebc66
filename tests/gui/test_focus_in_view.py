"""The way of the Tab key through a small window: each stop is seen whole, and none is hidden or consents by
itself.
"""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.gui.main_window import MINIMUM_SIZE
from app.gui.places import CHECK, HELP, MY_KEYS, OPEN_KEY, SETTINGS
from app.gui.widgets.consent_button import ConsentButton
from app.gui.widgets.scrolling import Scrolling, area_of
from tests.gui import states
from tests.gui.conftest import Window
from tests.gui.test_clipping import twice_as_large
from tests.screenshots.clipping import overlapping, problems

# Of the offscreen platform, for windows that have no smallest size.
__all__ = ["twice_as_large"]  # a fixture
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

TAB = [Qt.Key.Key_Tab, Qt.Key.Key_Backtab]
SMALL_FOR_LARGE_LETTERS = (640, 480)
MOST = 80  # stops


def focused() -> QWidget:
    """What has the focus; there must be something."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def named(widget: QWidget) -> str:
    """For a failed test."""
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()!r}"


def hidden_part(window: QWidget, area: Scrolling, widget: QWidget) -> str:
    """What is wrong with the place of a stop: all of it is seen, or as much as there is room for."""
    if not (widget.isVisible() and widget.isEnabled()):
        return "cannot be used"
    inside = area.content.isAncestorOf(widget)
    view = area.viewport() if inside else window
    room = QRect(view.mapTo(window, QPoint(0, 0)), view.size())
    seen = area_of(widget)
    place = QRect(widget.mapTo(window, seen.topLeft()), seen.size())
    if place.height() > room.height():
        place.setHeight(room.height())
    return "" if room.contains(place) else f"is at {place}, outside of {room}"


def way(window: QWidget, area: Scrolling, key: Qt.Key, first: QWidget) -> tuple[list[QWidget], list[str]]:
    """All stops, and what is wrong with them, round to the first again."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    start = focused()
    stops: list[QWidget] = [start]
    wrong: list[str] = []
    while True:
        QTest.keyClick(focused(), key)
        QApplication.processEvents()
        if focused() is start:
            return stops, wrong
        stops.append(focused())
        if problem := hidden_part(window, area, focused()):
            wrong.append(f"{named(focused())} {problem}")
        assert len(stops) < MOST, "no way round"


def reachable(window: QWidget) -> list[QWidget]:
    """All that takes the focus by the Tab key."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
        and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    ]


def go_round(
    window: Window, qtbot: QtBot, prepare: states.Prepare, size: tuple[int, int] = MINIMUM_SIZE
) -> None:
    """There and back, at the smallest size."""
    window.main.activateWindow()
    window.main.resize(*size)
    prepare(window, qtbot)
    states.settle(window, qtbot)
    page = window.main.current
    start = window.main.navigation.way_to(window.main.place)
    ways = [way(window.main, page.body, key, start) for key in TAB]
    (forwards, wrong), (backwards, wrong_back) = ways
    assert wrong + wrong_back == []
    assert forwards == [forwards[0], *reversed(backwards[1:])]
    missing = [
        each for each in reachable(window.main) if each not in forwards and not is_taken_by_arrows(each)
    ]
    assert [named(each) for each in missing] == []


def is_taken_by_arrows(widget: QWidget) -> bool:
    """One of several choices, of which another one is a stop."""
    return isinstance(widget, QAbstractButton) and widget.autoExclusive() and not widget.isChecked()


PREPARE = states.each(
    states.as_it_opens,
    states.full,
    states.clear_question,
    states.private_key_copied,
    states.unsaved_suggestion,
    states.locked_file,
    states.settings,
    states.help_page,
    states.many_keys,
    states.choosing_keys,
    states.remembered_key_details,
)


@PREPARE
def test_each_stop_of_the_tab_key_is_seen(window: Window, qtbot: QtBot, prepare: states.Prepare) -> None:
    go_round(window, qtbot, prepare)


@PREPARE
def test_and_mirrored(window: Window, qtbot: QtBot, prepare: states.Prepare) -> None:
    window.main.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    go_round(window, qtbot, prepare)


@pytest.mark.usefixtures("twice_as_large")
@PREPARE
def test_and_with_large_letters(qtbot: QtBot, prepare: states.Prepare, window: Window) -> None:
    go_round(window, qtbot, prepare, SMALL_FOR_LARGE_LETTERS)


@states.QUESTIONS
def test_no_consent_has_the_focus_by_itself(window: Window, qtbot: QtBot, prepare: states.Prepare) -> None:
    """GIVEN a question with a consent among its answers THEN another has the focus, and is in view."""
    window.main.activateWindow()
    window.main.resize(*MINIMUM_SIZE)
    seen: list[QWidget] = []
    QApplication.instance().focusChanged.connect(lambda _, new: seen.append(new))  # type: ignore[union-attr]
    prepare(window, qtbot)
    states.settle(window, qtbot)
    offered = [each for each in window.main.findChildren(ConsentButton) if each.isVisible() and each.consents]
    assert offered
    assert not [named(each) for each in seen if isinstance(each, ConsentButton) and each.consents]
    assert hidden_part(window.main, window.main.current.body, focused()) == ""


def test_the_passphrase_dialog_scrolls_along(window: Window, qtbot: QtBot) -> None:
    states.changing(window, qtbot)
    dialog = window.key.dialog
    assert dialog is not None
    dialog.setMinimumSize(0, 0)
    dialog.resize(*MINIMUM_SIZE)
    qtbot.wait(200)
    (area,) = dialog.findChildren(Scrolling)
    dialog.activateWindow()
    for key in TAB:
        stops, wrong = way(dialog, area, key, dialog.passphrase.line)
        assert wrong == []
        assert {id(each) for each in stops} >= {id(each) for each in reachable(dialog)}
    assert problems(dialog) + overlapping(dialog) == []
    dialog.reject()


def test_about_scrolls_along(window: Window, qtbot: QtBot) -> None:
    states.about(window, qtbot)
    about = states.about_window(window)
    about.setMinimumSize(0, 0)
    about.resize(*MINIMUM_SIZE)
    qtbot.wait(200)
    about.activateWindow()
    (area,) = about.findChildren(Scrolling)
    for key in TAB:
        stops, wrong = way(about, area, key, about.choice)
        assert wrong == []
        assert {id(each) for each in stops} >= {id(each) for each in reachable(about)}
    assert problems(about) + overlapping(about) == []


def test_options_that_are_unfolded_are_seen_as_far_as_there_is_room(window: Window, qtbot: QtBot) -> None:
    """GIVEN options that begin near the foot WHEN they are unfolded THEN they are seen from their top."""
    page = window.new_key
    page.options.options.click()
    qtbot.wait(100)
    top = page.options.mapTo(page.body.viewport(), QPoint(0, 0)).y()
    seen = page.body.viewport().height() - top
    assert top >= 0
    assert seen >= min(page.options.height(), page.body.viewport().height() - 2 * 12)


@pytest.mark.parametrize("place", [HELP, SETTINGS, MY_KEYS, CHECK, OPEN_KEY])
def test_a_place_that_is_shown_for_the_first_time_begins_at_its_title(
    window: Window, qtbot: QtBot, place: str
) -> None:
    """GIVEN a small window WHEN somebody goes to a place THEN no part below has pushed the title away."""
    window.main.resize(*MINIMUM_SIZE)
    window.main.activateWindow()
    window.main.show_focus()
    states.settle(window, qtbot)
    window.main.go(place)
    states.settle(window, qtbot)
    page = window.main.page(place)
    top = page.title.mapTo(page.body.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < page.body.viewport().height()
