"""After the copy the eye is led on to what is left to do; the focus stays with whoever has it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.gui.key.register_part import StepRow
from app.gui.main_window import DEFAULT_SIZE
from tests.gui import states
from tests.gui.conftest import Window
from tests.gui.test_focus_in_view import hidden_part

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

SIZES = pytest.mark.parametrize("size", [DEFAULT_SIZE, (480, 640)], ids=["usual", "narrow"])


@pytest.fixture
def made(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A key whose page is before the eyes; no page is opened in a browser."""
    monkeypatch.setattr("app.gui.tasks.open_page", lambda *_: None)
    window.main.activateWindow()
    qtbot.waitActive(window.main)
    states.saved(window, qtbot)
    return window


def resize(window: Window, qtbot: QtBot, size: tuple[int, int]) -> None:
    window.main.resize(*size)
    window.key.body.verticalScrollBar().setValue(0)
    states.settle(window, qtbot)


def rows_of(window: Window) -> list[StepRow]:
    return [row for row in window.key.register._rows if row.isVisible()]


def hidden(window: Window, *parts: QWidget) -> list[str]:
    return [found for part in parts if (found := hidden_part(window.main, window.key.body, part))]


def press(window: Window, qtbot: QtBot, button: QWidget) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    states.settle(window, qtbot)


@SIZES
def test_the_steps_and_the_field_for_the_api_key_are_seen(
    made: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    resize(made, qtbot, size)
    assert hidden(made, made.key.register.api_key), "it is below the fold at first"
    press(made, qtbot, made.key.foot.copy)
    assert hidden(made, *rows_of(made), made.key.register.api_key) == []


@SIZES
def test_the_focus_stays_and_the_same_key_copies_again(
    made: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    resize(made, qtbot, size)
    press(made, qtbot, made.key.foot.copy)
    assert QApplication.focusWidget() is made.key.foot.copy
    made.clipboard._clipboard.clear()
    QTest.keyClick(made.key.foot.copy, Qt.Key.Key_Space)
    assert made.clipboard._clipboard.text().startswith("-----BEGIN PUBLIC KEY-----")


def test_where_not_all_has_room_the_first_step_that_is_left_comes_first(made: Window, qtbot: QtBot) -> None:
    rows_of(made)[0].field.click()
    resize(made, qtbot, (480, 420))
    press(made, qtbot, made.key.foot.copy)
    done, following = rows_of(made)[:2]
    assert hidden(made, done)
    assert hidden(made, following) == []
    assert hidden(made, made.key.register.api_key)


def test_with_every_step_ticked_it_is_the_api_key(made: Window, qtbot: QtBot) -> None:
    for row in rows_of(made):
        row.field.click()
    resize(made, qtbot, (480, 420))
    press(made, qtbot, made.key.foot.copy)
    assert hidden(made, made.key.register.api_key) == []


def test_the_copy_beside_the_key_stays_in_sight_while_it_has_the_focus(made: Window, qtbot: QtBot) -> None:
    resize(made, qtbot, (480, 420))
    press(made, qtbot, made.key.register.public.copy)
    assert QApplication.focusWidget() is made.key.register.public.copy
    assert hidden(made, made.key.register.public.copy) == []


def test_one_of_many_is_followed_by_the_next_of_them(window: Window, qtbot: QtBot) -> None:
    """The table is above: who copies twelve keys wants to see it."""
    window.new_key.count.setValue(3)
    states.saved(window, qtbot)
    resize(window, qtbot, (480, 640))
    press(window, qtbot, window.key.foot.copy)
    assert window.key.body.verticalScrollBar().value() == 0


@SIZES
def test_after_open_the_focus_is_where_the_api_key_goes(
    made: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    resize(made, qtbot, size)
    press(made, qtbot, next(row.open for row in rows_of(made) if row.open.isVisible()))
    question = made.notice
    assert question is not None
    offer = made.key.notice.first_offer()
    assert offer is not None
    press(made, qtbot, offer)
    assert QApplication.focusWidget() is made.key.register.api_key
    assert hidden(made, made.key.register.api_key) == []


def test_after_copying_the_address_it_is_where_it_was(made: Window, qtbot: QtBot) -> None:
    button = next(row.open for row in rows_of(made) if row.open.isVisible())
    press(made, qtbot, button)
    question = made.notice
    assert question is not None
    made.choose(question.offers[-1].identifier)
    assert QApplication.focusWidget() is button
