"""The way of the Tab key through a small window: each stop is seen whole, and none is hidden or consents by
itself.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.gui.about_window import AboutWindow
from app.gui.main_window import MainWindow
from app.gui.pages.change_dialog import ChangeDialog
from app.gui.widgets.consent_button import ConsentButton
from app.gui.widgets.scrolling import Scrolling
from tests.gui import test_clipping as states
from tests.screenshots.clipping import overlapping, problems

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

twice_as_large = states.twice_as_large
SMALL = (400, 420)
TAB = [Qt.Key.Key_Tab, Qt.Key.Key_Backtab]
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
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
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


def full(window: MainWindow, qtbot: QtBot) -> None:
    """Everything at once: an opened key, pairs, a suggestion, a notice of the folder, a report."""
    states.locked_file(window, qtbot)
    window.model.suggestions.show(True)
    qtbot.waitUntil(lambda: not window.model.suggestions.is_drawing, timeout=20_000)
    states.folder_notice(window, qtbot)


def go_round(window: MainWindow, qtbot: QtBot, prepare: Callable[[MainWindow, QtBot], None]) -> None:
    """There and back, at the smallest size."""
    window.activateWindow()
    window.resize(*SMALL)
    prepare(window, qtbot)
    states.settle(window, qtbot)
    ways = [way(window, window.page, key, window.page.controls.label) for key in TAB]
    (forwards, wrong), (backwards, wrong_back) = ways
    assert wrong + wrong_back == []
    assert forwards == [forwards[0], *reversed(backwards[1:])]
    assert {id(each) for each in forwards} >= {id(each) for each in reachable(window)}


PREPARE = pytest.mark.parametrize(
    "prepare", [states.as_it_opens, states.weak_question, full], ids=lambda each: each.__name__
)


@PREPARE
def test_each_stop_of_the_tab_key_is_seen(
    window: MainWindow, qtbot: QtBot, prepare: Callable[[MainWindow, QtBot], None]
) -> None:
    go_round(window, qtbot, prepare)


@PREPARE
def test_and_mirrored(window: MainWindow, qtbot: QtBot, prepare: Callable[[MainWindow, QtBot], None]) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    go_round(window, qtbot, prepare)


@pytest.mark.usefixtures("twice_as_large")
@PREPARE
def test_and_with_large_letters(
    qtbot: QtBot, prepare: Callable[[MainWindow, QtBot], None], window: MainWindow
) -> None:
    go_round(window, qtbot, prepare)


@pytest.mark.parametrize(
    "prepare",
    [states.question, states.weak_question, states.folder_notice, full],
    ids=lambda each: each.__name__,
)
def test_no_consent_has_the_focus_by_itself(
    window: MainWindow, qtbot: QtBot, prepare: Callable[[MainWindow, QtBot], None]
) -> None:
    """GIVEN a question with a consent among its answers THEN another has the focus, and is in view."""
    window.activateWindow()
    window.resize(*SMALL)
    seen: list[QWidget] = []
    QApplication.instance().focusChanged.connect(lambda _, new: seen.append(new))  # type: ignore[union-attr]
    prepare(window, qtbot)
    states.settle(window, qtbot)
    offered = [each for each in window.findChildren(ConsentButton) if each.isVisible() and each.consents]
    assert offered
    assert not [named(each) for each in seen if isinstance(each, ConsentButton) and each.consents]
    assert hidden_part(window, window.page, focused()) == ""


def test_the_passphrase_dialog_scrolls_along(window: MainWindow, qtbot: QtBot) -> None:
    states.opened_file(window, qtbot)
    window.page.saving.change.click()
    (dialog,) = window.findChildren(ChangeDialog)
    dialog._model.suggestions.show(True)
    qtbot.waitUntil(lambda: not dialog._model.suggestions.is_drawing, timeout=20_000)
    dialog.setMinimumSize(0, 0)
    dialog.resize(*SMALL)
    qtbot.wait(200)
    (area,) = dialog.findChildren(Scrolling)
    dialog.activateWindow()
    for key in TAB:
        stops, wrong = way(dialog, area, key, dialog.passphrase.line)
        assert wrong == []
        assert {id(each) for each in stops} >= {id(each) for each in reachable(dialog)}
    assert problems(dialog) + overlapping(dialog) == []
    dialog.reject()


def test_about_scrolls_along(window: MainWindow, qtbot: QtBot) -> None:
    window.page.about_button.click()
    about = window.about
    assert isinstance(about, AboutWindow)
    qtbot.waitUntil(lambda: about.state.text().startswith("Files: "), timeout=60_000)
    about.setMinimumSize(0, 0)
    about.resize(*SMALL)
    qtbot.wait(200)
    about.activateWindow()
    (area,) = about.findChildren(Scrolling)
    for key in TAB:
        stops, wrong = way(about, area, key, about.choice)
        assert wrong == []
        assert {id(each) for each in stops} >= {id(each) for each in reachable(about)}
    assert problems(about) + overlapping(about) == []
