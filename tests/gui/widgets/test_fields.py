"""Fields that nothing changes by accident: not the wheel, not a drop; and a number that says its limit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from tests.gui.test_clipping import suggestion

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ACTIONS = Qt.DropAction
CANARY = "dropped canary"


def changeable(window: QWidget) -> list[QComboBox | QAbstractSpinBox | QAbstractSlider]:
    kinds = (QComboBox, QAbstractSpinBox, QAbstractSlider)
    found = [each for each in window.findChildren(QWidget) if isinstance(each, kinds)]
    return [each for each in found if not isinstance(each, QScrollBar)]


def value_of(widget: QWidget) -> object:
    return widget.currentIndex() if isinstance(widget, QComboBox) else widget.property("value")


def turn_wheel(widget: QWidget, notches: int) -> QWheelEvent:
    """As the window system sends it: the application gives it to the widget, then to those around it."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


def everything(window: MainWindow, qtbot: QtBot) -> list[QWidget]:
    """The window at its fullest, and the About window."""
    window.resize(480, 300)
    window.model.opening.show(True)
    suggestion(window, qtbot)
    window.page.about_button.click()
    assert window.about is not None
    return [window, window.about]


def test_the_wheel_changes_nothing_without_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    """GIVEN every choice and number of the product WHEN the wheel turns over it THEN it keeps its value."""
    windows = everything(window, qtbot)
    window.activateWindow()
    window.page.controls.label.setFocus()
    fields = [field for each in windows for field in changeable(each)]
    assert len(fields) >= 4
    for field in fields:
        before = value_of(field)
        for notches in (-3, 3):
            turn_wheel(field, notches)
            assert (value_of(field), field.hasFocus()) == (before, False), field.accessibleName()


def test_the_wheel_is_left_to_the_page(window: MainWindow) -> None:
    """Which then scrolls: tests/desktop/test_wheel.py."""
    window.page.controls.label.setFocus()
    for field in (window.page.controls.key_type, window.page.controls.count):
        assert not turn_wheel(field, -1).isAccepted()


def test_the_first_field_keeps_its_choice_though_it_has_the_focus(window: MainWindow) -> None:
    """Nobody asked for that focus: the window opens with it."""
    window.activateWindow()
    choice = window.page.controls.key_type
    choice.setFocus()
    turn_wheel(choice, -3)
    assert choice.currentIndex() == 0


def test_nothing_gets_the_focus_by_the_wheel(window: MainWindow, qtbot: QtBot) -> None:
    for each in everything(window, qtbot):
        takers = [
            widget
            for widget in each.findChildren(QWidget)
            if widget.focusPolicy() == Qt.FocusPolicy.WheelFocus and not isinstance(widget, QScrollBar)
        ]
        assert takers == []


# Dropping


def file_data(tmp_path: Path) -> QMimeData:
    """As file managers offer it: addresses, and the same as text."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "id.pem"))])
    data.setText((tmp_path / "id.pem").as_uri())
    return data


def text_data() -> QMimeData:
    data = QMimeData()
    data.setText(CANARY)
    return data


def drag(
    widget: QWidget, data: QMimeData, actions: Qt.DropAction, *, drop: bool = True
) -> list[tuple[bool, Qt.DropAction]]:
    """Enters, moves and drops, with what the source would be told each time; Move is what it proposes."""
    rest = actions, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), *rest)
    move = QDragMoveEvent(QPoint(5, 5), *rest)
    told = [_send(widget.dragEnterEvent, enter), _send(widget.dragMoveEvent, move)]
    return [*told, _send(widget.dropEvent, QDropEvent(QPointF(5, 5), *rest))] if drop else told


def _send(handler: Callable[..., None], event: QDropEvent) -> tuple[bool, Qt.DropAction]:
    event.setDropAction(ACTIONS.MoveAction)
    event.setAccepted(False)
    handler(event)
    return event.isAccepted(), event.dropAction()


def test_a_file_is_taken_as_a_copy(window: MainWindow, tmp_path: Path) -> None:
    told = drag(window, file_data(tmp_path), ACTIONS.MoveAction | ACTIONS.CopyAction)
    assert told == [(True, ACTIONS.CopyAction)] * 3


def test_a_source_that_only_moves_is_refused(window: MainWindow, tmp_path: Path) -> None:
    for data in (file_data(tmp_path), text_data()):
        told = drag(window, data, ACTIONS.MoveAction)
        assert [accepted for accepted, _ in told] == [False, False, False]
    assert window.model.state.work is None


def test_the_window_shows_where_something_can_be_dropped(window: MainWindow, tmp_path: Path) -> None:
    drag(window, file_data(tmp_path), ACTIONS.CopyAction, drop=False)
    frames = [each for each in window.findChildren(QWidget) if each.property("role") == "drop"]
    assert [each.isVisible() for each in frames] == [True]
    drag(window, file_data(tmp_path), ACTIONS.CopyAction)
    assert not frames[0].isVisible()


def test_no_field_takes_a_file(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """GIVEN every field that drops are sent to WHEN a file is dropped THEN it is left to the window."""
    everything(window, qtbot)
    fields = [each for each in window.findChildren(QWidget) if each.acceptDrops() and each is not window]
    lines = [each for each in fields if isinstance(each, QLineEdit)]
    before = [line.text() for line in lines]
    for field in fields:
        told = drag(field, file_data(tmp_path), ACTIONS.MoveAction | ACTIONS.CopyAction)
        assert [accepted for accepted, _ in told[:2]] == [False, False], field.accessibleName()
    assert len(lines) >= 4
    assert [line.text() for line in lines] == before


def test_text_that_is_dropped_on_a_field_is_copied(window: MainWindow) -> None:
    field = window.page.controls.passphrase.line
    told = drag(field, text_data(), ACTIONS.MoveAction | ACTIONS.CopyAction)
    assert told == [(True, ACTIONS.CopyAction)] * 3
    assert field.text() == CANARY


# The number


def test_too_many_pairs_are_said_and_no_digit_is_dropped(window: MainWindow, qtbot: QtBot) -> None:
    """GIVEN the number field WHEN 5000 is typed THEN it shows that, and says the limit."""
    controls = window.page.controls
    controls.count.selectAll()
    QTest.keyClicks(controls.count, "5000")

    assert controls.count.value() == 5000
    limit = "At most 1,000 key pairs at once."
    assert limit in (controls._summary.text(), controls.count.accessibleDescription())
    assert (controls.generate.isEnabled(), controls.generate.toolTip()) == (False, limit)

    QTest.keyClick(controls.count, Qt.Key.Key_Backspace)
    assert controls.generate.text() == "&Generate 500 key pairs"
    assert controls.generate.isEnabled()
    assert controls.count.accessibleDescription() == ""


@pytest.mark.parametrize("typed", ["0", "1001", "99999", "999999999"])
def test_any_other_number_is_refused_and_stays_to_be_corrected(window: MainWindow, typed: str) -> None:
    count = window.page.controls.count
    count.selectAll()
    QTest.keyClicks(count, typed)
    window.page.controls.label.setFocus()
    assert not window.page.controls.generate.isEnabled()
    assert count.value() == int(typed)


def test_steps_end_at_the_limits(window: MainWindow) -> None:
    count = window.page.controls.count
    QTest.keyClick(count, Qt.Key.Key_Down)
    assert count.value() == 1
    count.setValue(995)
    QTest.keyClick(count, Qt.Key.Key_PageUp)
    assert count.value() == 1_000


def test_too_many_words_are_said_and_no_digit_is_dropped(window: MainWindow, qtbot: QtBot) -> None:
    """GIVEN a suggestion WHEN 12 words are typed THEN that stays, and the limit is said."""
    suggestion(window, qtbot)
    panel = window.page.controls.suggestion
    before, limit = panel.phrase.text(), "From 4 to 10 words."
    panel.words.setFocus()
    panel.words.selectAll()
    QTest.keyClicks(panel.words, "12")

    assert (panel.words.value(), panel.words.accessibleDescription()) == (12, limit)
    assert (panel._strength.text(), panel.renew.isEnabled()) == (limit, False)
    assert panel.phrase.text() == before

    QTest.keyClick(panel.words, Qt.Key.Key_Backspace)
    QTest.keyClick(panel.words, Qt.Key.Key_Backspace)
    QTest.keyClicks(panel.words, "7")
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    assert (panel.words.value(), panel.renew.isEnabled()) == (7, True)
    assert len(panel.phrase.text()) < len(before)
    assert panel._strength.text().startswith("Exactly")


def test_a_limit_that_was_said_is_forgotten_with_the_suggestion(window: MainWindow, qtbot: QtBot) -> None:
    suggestion(window, qtbot)
    panel = window.page.controls.suggestion
    panel.words.setValue(50)
    panel.close_button.click()
    window.page.controls.suggest.click()
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    assert (panel.words.value(), panel._strength.text()[:7]) == (10, "Exactly")
