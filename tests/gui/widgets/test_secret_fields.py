"""Fields that hold a secret give nothing to the clipboard. X11's primary selection: tests/desktop."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodQueryEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.gui.widgets.secret_line import SecretLine
from app.gui.widgets.secret_text import SecretEntry, SecretView

# Of the offscreen platform, where a menu opens or nothing takes a click.
pytestmark = pytest.mark.qt_log_ignore("does not support", "not accepted by receiving widget", extend=True)

CANARY = "canary of a field"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MODES = QLineEdit.EchoMode
KEYS = Qt.Key
WAYS_TO_COPY = [
    pytest.param(KEYS.Key_C, CONTROL, id="copy"),
    pytest.param(KEYS.Key_X, CONTROL, id="cut"),
    pytest.param(KEYS.Key_Insert, CONTROL, id="copy as of old"),
    pytest.param(KEYS.Key_Delete, SHIFT, id="cut as of old"),
]


@pytest.fixture
def shown_line(qtbot: QtBot) -> Iterator[SecretLine]:
    """In clear, and all of it selected."""
    QGuiApplication.clipboard().setText("before")
    line = SecretLine("Passphrase")
    qtbot.addWidget(line)
    line.show()
    line.setEchoMode(MODES.Normal)
    line.setText(CANARY)
    line.selectAll()
    yield line
    assert CANARY not in QGuiApplication.clipboard().text()


@pytest.fixture
def entry(qtbot: QtBot) -> Iterator[SecretEntry]:
    """With a text, and all of it selected."""
    QGuiApplication.clipboard().setText("before")
    entry = SecretEntry("Private key text")
    qtbot.addWidget(entry)
    entry.show()
    entry.setPlainText(CANARY)
    entry.selectAll()
    yield entry
    assert CANARY not in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()


def open_menu(field: QWidget) -> QMenu:
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), field.mapToGlobal(QPoint(3, 3))
    )
    field.contextMenuEvent(event)
    menu = field.findChild(QMenu)
    assert isinstance(menu, QMenu)
    return menu


def texts_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


@pytest.mark.parametrize(("key", "modifier"), WAYS_TO_COPY)
def test_a_shown_line_is_not_copied(
    shown_line: SecretLine, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(shown_line, key, modifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert shown_line.text() == CANARY


def test_a_shown_line_still_works(shown_line: SecretLine) -> None:
    """GIVEN a shown line WHEN it is typed over, gone through and pasted into THEN as in any line."""
    QTest.keyClicks(shown_line, "new words")
    QTest.keyClick(shown_line, KEYS.Key_Home)
    QTest.keyClick(shown_line, KEYS.Key_End, SHIFT)
    assert shown_line.selectedText() == "new words"
    QTest.keyClick(shown_line, KEYS.Key_V, CONTROL)
    assert (shown_line.text(), shown_line.echoMode()) == ("before", MODES.Normal)


def test_nothing_is_undone(shown_line: SecretLine) -> None:
    QTest.keyClicks(shown_line, "new")
    QTest.keyClick(shown_line, KEYS.Key_Z, CONTROL)
    QTest.keyClick(shown_line, KEYS.Key_Z, CONTROL | SHIFT)
    assert shown_line.text() == "new"


def test_a_line_that_is_hidden_by_what_a_key_does_stays_hidden(shown_line: SecretLine) -> None:
    """GIVEN a shown line WHEN a key's consequence is to hide it THEN handling the key does not show it."""
    shown_line.returnPressed.connect(lambda: shown_line.setEchoMode(MODES.Password))
    QTest.keyClick(shown_line, KEYS.Key_Return)
    assert shown_line.echoMode() == MODES.Password


@pytest.mark.parametrize("mode", [MODES.Normal, MODES.Password])
def test_an_input_method_never_learns(shown_line: SecretLine, mode: QLineEdit.EchoMode) -> None:
    hints = Qt.InputMethodHint
    shown_line.setEchoMode(mode)
    QTest.keyClicks(shown_line, "a")
    wanted = (
        hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
    )
    assert shown_line.inputMethodHints() == wanted


@pytest.mark.parametrize("mode", [MODES.Normal, MODES.Password])
def test_an_input_method_is_given_nothing_of_a_line(shown_line: SecretLine, mode: QLineEdit.EchoMode) -> None:
    """GIVEN a text that is selected WHEN an input method asks THEN it gets no text, and no place in one."""
    queries = Qt.InputMethodQuery
    shown_line.setEchoMode(mode)
    event = QInputMethodQueryEvent(queries.ImQueryAll)
    QGuiApplication.sendEvent(shown_line, event)
    texts = [queries.ImSurroundingText, queries.ImCurrentSelection]
    texts += [queries.ImTextBeforeCursor, queries.ImTextAfterCursor]
    places = [queries.ImCursorPosition, queries.ImAnchorPosition, queries.ImAbsolutePosition]
    assert event.value(queries.ImEnabled) is True
    assert [event.value(query) for query in texts] == [""] * len(texts)
    assert [event.value(query) for query in places] == [0] * len(places)


def test_the_menu_of_a_line_only_takes(shown_line: SecretLine) -> None:
    menu = open_menu(shown_line)
    assert texts_of(menu) == ["&Paste", "Select &All"]
    menu.actions()[0].trigger()
    assert shown_line.text() == "before"


def test_a_line_lets_nothing_be_dragged(shown_line: SecretLine) -> None:
    assert not shown_line.dragEnabled()


@pytest.mark.parametrize(("key", "modifier"), WAYS_TO_COPY)
def test_an_entry_is_not_copied(entry: SecretEntry, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(entry, key, modifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert entry.toPlainText() == CANARY


def test_an_entry_gives_nothing_to_any_clipboard_or_drag(entry: SecretEntry) -> None:
    assert entry.textCursor().selectedText() == CANARY
    assert entry.createMimeDataFromSelection().formats() == []
    entry.copy()
    assert not QGuiApplication.clipboard().mimeData().hasText()


def test_an_input_method_learns_no_private_key(entry: SecretEntry) -> None:
    wanted = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    assert entry.inputMethodQuery(Qt.InputMethodQuery.ImHints) & wanted.value == wanted.value
    assert entry.inputMethodHints() & wanted == wanted


def test_nothing_of_an_entry_is_undone(entry: SecretEntry) -> None:
    QTest.keyClick(entry, KEYS.Key_Delete)
    QTest.keyClick(entry, KEYS.Key_Z, CONTROL)
    entry.undo()
    assert entry.toPlainText() == ""
    assert not entry.document().isUndoAvailable()


def test_the_menu_of_an_entry_only_takes(entry: SecretEntry) -> None:
    menu = open_menu(entry)
    assert texts_of(menu) == ["&Paste", "Select &All"]
    menu.actions()[0].trigger()
    assert entry.toPlainText() == "before"


def test_the_view_has_no_selection_no_menu_and_one_way_to_copy(qtbot: QtBot) -> None:
    view = SecretView("Private key", 4)
    qtbot.addWidget(view)
    view.show_text(CANARY, "")
    view.show()
    assert view.createStandardContextMenu() is None
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 15))
    QTest.keyClick(view, KEYS.Key_A, CONTROL)
    assert not view.textCursor().hasSelection()
    with qtbot.waitSignal(view.copy_requested, timeout=1_000):
        QTest.keyClick(view, KEYS.Key_C, CONTROL)
    assert CANARY not in QGuiApplication.clipboard().text()


def test_the_view_scrolls_by_keys(qtbot: QtBot) -> None:
    view = SecretView("Private key", 4)
    qtbot.addWidget(view)
    view.show_text("line\n" * 200, "")
    view.show()
    QTest.keyClick(view, KEYS.Key_PageDown)
    assert view.verticalScrollBar().value() > 0


def test_the_view_keeps_nothing_of_what_it_showed(qtbot: QtBot) -> None:
    view = SecretView("Private key", 4)
    qtbot.addWidget(view)
    view.show_text(CANARY, "")
    view.show_text("", "hidden")
    view.undo()
    assert view.toPlainText() == ""
    assert QTextCursor(view.document()).block().text() == ""
    assert not view.document().isUndoAvailable()
