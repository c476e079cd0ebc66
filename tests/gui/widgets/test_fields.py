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
    QDialog,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui.places import HELP, NEW_KEY, OPEN_KEY, SETTINGS
from app.gui.saving.suggestion_panel import SuggestionPanel
from app.gui.theme import DARK, LIGHT, colours_of
from app.gui.widgets.basics import set_problem
from app.gui.widgets.drops import DropFrame
from app.gui.widgets.fields import ChoiceField, TextField
from app.gui.widgets.number_field import NumberField
from app.keys.algorithm import Family
from app.usecases.passphrases import MAXIMUM_WORDS
from tests.gui.conftest import Window
from tests.gui.looks import choose_theme, contrast, counted, line, picture

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ACTIONS = Qt.DropAction
CANARY = "dropped canary"
INSIDE_OF_A_NUMBER = "qt_spinbox_lineedit"  # Qt's own


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


def suggest(window: Window, qtbot: QtBot) -> SuggestionPanel:
    """A suggestion on the page New key."""
    window.new_key.passphrase.suggest.click()
    panel = window.new_key.passphrase.suggestion
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    return panel


def everything(window: Window, qtbot: QtBot) -> list[QWidget]:
    """Every page at its fullest, the About window, and the dialog for another passphrase."""
    window.main.resize(480, 420)
    for place in (OPEN_KEY, SETTINGS, HELP):
        window.main.go(place)
    window.main.current.bar.primary.click()  # type: ignore[union-attr]
    about = window.main.findChild(QDialog)
    assert isinstance(about, QDialog)
    window.main.go(NEW_KEY)
    window.new_key.options.unfold(True)
    suggest(window, qtbot)
    window.new_key.model.set_unsaved(True)
    window.new_key.model.draft.suggestions.show(False)
    window.new_key.model.set_count(2)
    window.after(window.new_key.model.generate)
    window.key.saving.options.unfold(True)
    window.key.show_tab("details")
    window.key.model.change_wanted.emit()
    assert window.key.dialog is not None
    window.key.dialog._model.suggestions.show(True)
    qtbot.waitUntil(window.key.dialog.suggestion.use.isEnabled, timeout=20_000)
    return [window.main, about, window.key.dialog]


@pytest.mark.thorough
def test_the_wheel_changes_nothing_without_the_focus(window: Window, qtbot: QtBot) -> None:
    """GIVEN every choice and number of the product WHEN the wheel turns over it THEN it keeps its value."""
    windows = everything(window, qtbot)
    window.main.setFocus()
    fields = [field for each in windows for field in changeable(each)]
    assert len(fields) >= 4
    for field in fields:
        before = value_of(field)
        for notches in (-3, 3):
            turn_wheel(field, notches)
            assert (value_of(field), field.hasFocus()) == (before, False), field.accessibleName()


@pytest.mark.thorough
def test_no_field_of_the_window_is_of_another_class(window: Window, qtbot: QtBot) -> None:
    """What holds for these classes holds for all of it."""
    windows = everything(window, qtbot)
    found = [each for shown in windows for each in shown.findChildren(QWidget)]
    kinds = (QComboBox, QAbstractSpinBox, QLineEdit)
    fields = [each for each in found if isinstance(each, kinds) and each.objectName() != INSIDE_OF_A_NUMBER]
    assert {type(each).__mro__[0].__name__ for each in fields} == {
        "ChoiceField",
        "NamedChoice",
        "NumberField",
        "SecretLine",
        "TextField",
    }
    assert all(isinstance(each, (ChoiceField, NumberField, TextField)) for each in fields)


def test_the_wheel_is_left_to_the_page(window: Window) -> None:
    """Which then scrolls: tests/desktop/test_wheel.py."""
    window.new_key.model.choose_family(Family.RSA)
    window.new_key.options.unfold(True)
    window.new_key.passphrase.repeat.setFocus()
    for field in (window.new_key.kind.bits, window.new_key.count):
        assert not turn_wheel(field, -1).isAccepted()


def test_a_choice_keeps_what_was_chosen_though_it_has_the_focus(window: Window) -> None:
    window.main.activateWindow()
    window.new_key.model.choose_family(Family.RSA)
    choice = window.new_key.kind.bits
    choice.setFocus()
    before = choice.currentIndex()
    for notches in (-3, 3):
        turn_wheel(choice, notches)
        assert (choice.hasFocus(), choice.currentIndex()) == (True, before)


def test_a_number_is_changed_by_the_wheel_of_who_is_at_it(window: Window) -> None:
    window.main.activateWindow()
    window.new_key.options.unfold(True)
    window.new_key.count.setFocus()
    turn_wheel(window.new_key.count, 3)
    assert window.new_key.count.value() == 4


@pytest.mark.thorough
def test_nothing_gets_the_focus_by_the_wheel(window: Window, qtbot: QtBot) -> None:
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


def test_a_file_is_taken_as_a_copy(window: Window, tmp_path: Path) -> None:
    told = drag(window.main, file_data(tmp_path), ACTIONS.MoveAction | ACTIONS.CopyAction)
    assert told == [(True, ACTIONS.CopyAction)] * 3
    window.after(lambda: None)


def test_a_source_that_only_moves_is_refused(window: Window, tmp_path: Path) -> None:
    for data in (file_data(tmp_path), text_data()):
        told = drag(window.main, data, ACTIONS.MoveAction)
        assert [accepted for accepted, _ in told] == [False, False, False]
    assert window.session.activity.state.work is None
    assert window.main.place == NEW_KEY


def test_the_window_shows_where_something_can_be_dropped(window: Window, tmp_path: Path) -> None:
    drag(window.main, file_data(tmp_path), ACTIONS.CopyAction, drop=False)
    frames = window.main.findChildren(DropFrame)
    assert [each.isVisible() for each in frames] == [True]
    drag(window.main, file_data(tmp_path), ACTIONS.CopyAction)
    assert not frames[0].isVisible()
    window.after(lambda: None)


@pytest.mark.thorough
def test_no_field_takes_a_file(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    """GIVEN every field that drops are sent to WHEN a file is dropped THEN it is left to the window."""
    inner = [each for shown in everything(window, qtbot) for each in shown.findChildren(QWidget)]
    fields = [each for each in inner if each.acceptDrops()]
    lines = [each for each in fields if isinstance(each, QLineEdit)]
    before = [line.text() for line in lines]
    for field in fields:
        told = drag(field, file_data(tmp_path), ACTIONS.MoveAction | ACTIONS.CopyAction)
        assert [accepted for accepted, _ in told[:2]] == [False, False], field.accessibleName()
    assert len(lines) >= 4
    assert [line.text() for line in lines] == before


def test_text_that_is_dropped_on_a_field_is_copied(window: Window) -> None:
    field = window.new_key.passphrase.passphrase.line
    told = drag(field, text_data(), ACTIONS.MoveAction | ACTIONS.CopyAction)
    assert told == [(True, ACTIONS.CopyAction)] * 3
    assert field.text() == CANARY


# The number


@pytest.fixture
def count(window: Window) -> NumberField:
    """How many pairs, with the focus and all of it selected."""
    window.main.activateWindow()
    window.new_key.options.unfold(True)
    count = window.new_key.count
    count.setFocus()
    count.selectAll()
    return count


def test_too_many_pairs_are_said_and_no_digit_is_dropped(window: Window, count: NumberField) -> None:
    """GIVEN the number field WHEN 5000 is typed THEN it shows that, and says the limit."""
    QTest.keyClicks(count, "5000")

    page, limit = window.new_key, window.new_key.model.state.count_problem
    assert count.value() == 5000
    assert limit
    assert (count.accessibleDescription(), page.bar.state.text()) == (limit, limit)
    assert (page.generate.isEnabled(), page.generate.toolTip()) == (False, limit)
    assert count.property("problem") is True

    QTest.keyClick(count, Qt.Key.Key_Backspace)
    assert "500" in page.generate.text()
    assert page.generate.isEnabled()
    assert (count.accessibleDescription(), count.property("problem")) == ("", False)


@pytest.mark.thorough
@pytest.mark.parametrize("typed", ["0", "1001", "99999", "999999999"])
def test_any_other_number_is_refused_and_stays_to_be_corrected(
    window: Window, count: NumberField, typed: str
) -> None:
    QTest.keyClicks(count, typed)
    window.new_key.passphrase.passphrase.line.setFocus()
    assert not window.new_key.generate.isEnabled()
    assert count.value() == int(typed)


def test_steps_end_at_the_limits(count: NumberField) -> None:
    QTest.keyClick(count, Qt.Key.Key_Down)
    assert count.value() == 1
    count.setValue(995)
    QTest.keyClick(count, Qt.Key.Key_PageUp)
    assert count.value() == 1_000


def test_too_many_words_are_said_and_no_digit_is_dropped(window: Window, qtbot: QtBot) -> None:
    """GIVEN a suggestion WHEN 12 words are typed THEN that stays, and the limit is said."""
    panel = suggest(window, qtbot)
    before, worth = panel.phrase.text(), panel._worth.text()
    panel.words.setFocus()
    panel.words.selectAll()
    QTest.keyClicks(panel.words, "12")

    limit = window.new_key.model.draft.suggestions.problem
    assert limit
    assert (panel.words.value(), panel.words.accessibleDescription()) == (12, limit)
    assert (panel._worth.text(), panel.renew.isEnabled()) == (limit, False)
    assert panel.phrase.text() == before

    QTest.keyClick(panel.words, Qt.Key.Key_Backspace)
    QTest.keyClick(panel.words, Qt.Key.Key_Backspace)
    QTest.keyClicks(panel.words, "4")
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    assert (panel.words.value(), panel.renew.isEnabled()) == (4, True)
    assert len(panel.phrase.text()) < len(before)
    assert panel._worth.text() not in (worth, limit)


def test_a_limit_that_was_said_is_forgotten_with_the_suggestion(window: Window, qtbot: QtBot) -> None:
    panel = suggest(window, qtbot)
    words = panel.words.value()
    panel.words.setValue(MAXIMUM_WORDS + 1)
    assert panel.words.property("problem") is True
    window.new_key.passphrase.suggest.click()
    assert not panel.isVisible()
    suggest(window, qtbot)
    assert (panel.words.value(), panel.words.property("problem")) == (words, False)
    assert panel.renew.isEnabled()


# Disabled


@pytest.mark.thorough
@pytest.mark.parametrize("kind", [ChoiceField, NumberField, TextField])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_takes_nothing_looks_so(
    window: Window, kind: type[ChoiceField | NumberField | TextField], theme: str
) -> None:
    """GIVEN a field WHEN it is disabled THEN its box is faint, and its content can still be read."""
    field = kind()
    field.setParent(window.new_key.passphrase)
    field.setGeometry(0, 0, 200, 36)
    field.show()
    if isinstance(field, ChoiceField):
        field.addItem("4096")
    if isinstance(field, TextField):
        field.setText("4096")
    choose_theme(window.theme, theme)
    colours = colours_of(field)
    assert line(picture(field), across=18)[0] == colours.edge
    field.setEnabled(False)
    disabled = picture(field)
    assert line(disabled, across=18)[0] == colours.hairline
    assert line(disabled, across=4)[100] == colours.ground
    shown = set(counted(disabled))
    assert colours.edge not in shown
    assert max(contrast(colour, colours.ground) for colour in shown) >= 3
    if isinstance(field, ChoiceField):  # Qt paints the others' text, whose colour a page at work keeps
        assert colours.disabled in shown
        assert colours.text not in shown


@pytest.mark.thorough
@pytest.mark.parametrize("kind", [ChoiceField, NumberField, TextField])
def test_what_has_a_problem_has_a_red_edge(
    window: Window, kind: type[ChoiceField | NumberField | TextField]
) -> None:
    field = kind()
    field.setParent(window.new_key.passphrase)
    field.setGeometry(0, 0, 200, 36)
    field.show()
    set_problem(field, True)
    assert line(picture(field), across=18)[0] == colours_of(field).error
    set_problem(field, False)
    assert line(picture(field), across=18)[0] == colours_of(field).edge
