"""When a shown private key is hidden again. With a real keyboard and other programs: tests/desktop."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.application import HIDE_AFTER
from app.gui.auto_hide import AutoHide
from app.gui.main_window import MainWindow

ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive

Show = Callable[[], None]


@pytest.fixture
def guard(window: MainWindow, qapp: QApplication) -> AutoHide:
    """That of the real window, with its minute."""
    window.activateWindow()
    return AutoHide(window.model, qapp, window.windowHandle(), HIDE_AFTER)


@pytest.fixture
def show(window: MainWindow, qtbot: QtBot) -> Show:
    """Generates, and shows the private key."""

    def show() -> None:
        window.model.generate()
        qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)
        window.model.keys.show_private(True)
        qtbot.waitUntil(lambda: window.model.state.private_text is not None, timeout=60_000)

    return show


def timer_of(guard: AutoHide) -> QTimer:
    timer = guard.findChild(QTimer)
    assert isinstance(timer, QTimer)
    return timer


def is_hidden(window: MainWindow) -> bool:
    """In the State, and in the widget with all that its document could bring back."""
    document = window.page.keys.private.document()
    return (
        window.model.state.private_text is None
        and document.toPlainText() == ""
        and document.availableUndoSteps() == document.availableRedoSteps() == 0
    )


def test_after_its_time(window: MainWindow, qtbot: QtBot, qapp: QApplication, show: Show) -> None:
    guard = AutoHide(window.model, qapp, window.windowHandle(), hide_after=1)
    show()
    assert not is_hidden(window)
    assert timer_of(guard).isActive()
    qtbot.waitUntil(lambda: is_hidden(window), timeout=10_000)
    assert window.page.keys.show_private.text() == "S&how"


def test_each_showing_has_its_whole_minute(window: MainWindow, guard: AutoHide, show: Show) -> None:
    """GIVEN a key that was hidden by hand WHEN it is shown anew THEN its time begins anew."""
    timer = timer_of(guard)
    show()
    assert (timer.isActive(), timer.interval(), timer.isSingleShot()) == (True, 60_000, True)
    window.model.keys.show_private(False)
    assert not timer.isActive()
    show()
    assert timer.remainingTime() > 50_000


def test_when_another_program_gets_the_keyboard(
    window: MainWindow, qapp: QApplication, guard: AutoHide, show: Show
) -> None:
    show()
    qapp.applicationStateChanged.emit(ACTIVE)
    assert not is_hidden(window)
    qapp.applicationStateChanged.emit(INACTIVE)
    assert is_hidden(window)


def test_when_it_is_minimised(window: MainWindow, guard: AutoHide, show: Show) -> None:
    show()
    window.windowHandle().windowStateChanged.emit(Qt.WindowState.WindowMaximized)
    assert not is_hidden(window)
    window.windowHandle().windowStateChanged.emit(Qt.WindowState.WindowMinimized)
    assert is_hidden(window)


def test_what_is_still_being_prepared_is_not_shown_afterwards(
    window: MainWindow, qtbot: QtBot, qapp: QApplication, guard: AutoHide, show: Show
) -> None:
    """GIVEN Show was pressed WHEN the keyboard is gone before the key is there THEN it is not shown."""
    show()
    window.model.keys.show_private(False)
    window.model.keys.show_private(True)
    assert window.model.state.work is not None
    qapp.applicationStateChanged.emit(INACTIVE)
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)
    assert is_hidden(window)


def test_what_is_shown_without_the_keyboard_is_hidden_at_once(
    window: MainWindow, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, guard: AutoHide
) -> None:
    monkeypatch.setattr(type(qapp), "applicationState", staticmethod(lambda: INACTIVE))
    window.model.generate()
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)
    window.model.keys.show_private(True)
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)
    qtbot.waitUntil(lambda: is_hidden(window), timeout=10_000)
