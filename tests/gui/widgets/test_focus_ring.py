"""The ring: around what has the focus, wherever that goes, and not where the mouse has just pressed."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import colours_of
from app.gui.widgets.buttons import Button
from app.gui.widgets.cards import FieldBox
from app.gui.widgets.fields import TextField
from app.gui.widgets.focus_ring import FocusRing
from app.gui.widgets.scrolling import Scrolling
from tests.gui.looks import line, picture
from tests.gui.widgets.conftest import Put

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

AROUND = 4


@pytest.fixture
def ring(frame: QWidget, put: Put[QWidget]) -> FocusRing:
    ring = FocusRing(frame)
    ring.watch()
    ring.watch()  # each time that the window is shown
    return ring


def place_of(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def is_around(ring: FocusRing, widget: QWidget) -> bool:
    wanted = place_of(widget).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    return ring.isVisible() and place_of(ring) == wanted


def test_it_is_around_what_has_the_focus(ring: FocusRing, put: Put[QWidget]) -> None:
    first, second = put(Button("First")), put(TextField())
    for widget in (first, second, first):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert is_around(ring, widget)
    first.clearFocus()
    assert not ring.isVisible()


def test_it_has_the_colour_of_the_keyboard_and_takes_no_click(
    ring: FocusRing, put: Put[QWidget], qtbot: QtBot
) -> None:
    button = put(Button("Press"))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert line(picture(ring), across=ring.height() // 2)[:2] == [colours_of(ring).focus] * 2
    assert ring.window().childAt(ring.mapTo(ring.window(), QPoint(6, 12))) is button


def test_not_around_a_button_that_the_mouse_has_pressed(ring: FocusRing, put: Put[QWidget]) -> None:
    """Who works with the mouse knows where it is; a field shows where it is typed."""
    button, field = put(Button("Press")), put(TextField())
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert button.hasFocus()
    assert not ring.isVisible()
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    QTest.mousePress(field, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    assert is_around(ring, field)
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton)


def test_it_follows_what_moves_grows_and_hides(
    ring: FocusRing, frame: QWidget, put: Put[QWidget], qtbot: QtBot
) -> None:
    above, button = put(Button("Above")), put(Button("Press"))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    before = place_of(ring)
    above.setMinimumHeight(80)
    qtbot.waitUntil(lambda: place_of(ring) != before)
    assert is_around(ring, button)
    frame.resize(600, 400)
    qtbot.waitUntil(lambda: is_around(ring, button))
    button.hide()  # and the focus goes on
    assert above.hasFocus()
    assert is_around(ring, above)


def test_it_scrolls_with_what_it_is_around_and_stays_inside(
    ring: FocusRing, put: Put[QWidget], qtbot: QtBot
) -> None:
    area = Scrolling()
    column = QVBoxLayout(area.content)
    buttons = [Button(str(number)) for number in range(30)]
    for each in buttons:
        column.addWidget(each)
    area.setWidget(area.content)
    put(area)
    buttons[2].setFocus(Qt.FocusReason.TabFocusReason)
    assert is_around(ring, buttons[2])
    area.verticalScrollBar().setValue(60)
    assert is_around(ring, buttons[2])
    assert area.content.isAncestorOf(ring)


def test_around_a_text_it_is_around_the_box_that_is_painted(ring: FocusRing, put: Put[QWidget]) -> None:
    inside = QPlainTextEdit()
    box = put(FieldBox(inside))
    inside.setFocus(Qt.FocusReason.TabFocusReason)
    assert is_around(ring, box)


def test_what_wants_none_has_none(ring: FocusRing, put: Put[QWidget]) -> None:
    button = put(Button("Press"))
    button.setProperty("ring", "none")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not ring.isVisible()


def test_it_never_has_the_focus_itself(ring: FocusRing, put: Put[QWidget]) -> None:
    assert ring.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
