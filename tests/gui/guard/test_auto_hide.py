"""When a shown private key is hidden again. With a real keyboard and other programs: tests/desktop."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.application import HIDE_AFTER
from app.gui.guard.auto_hide import AutoHide
from app.gui.guard.shown import Secret
from app.gui.places import SETTINGS
from tests.gui.conftest import Window

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive

Show = Callable[[], None]


@pytest.fixture
def guard(window: Window, qapp: QApplication) -> AutoHide:
    """That of the real window, with its minute."""
    window.main.activateWindow()
    return AutoHide(window.shown, qapp, window.main.windowHandle(), HIDE_AFTER)


@pytest.fixture
def show(window: Window) -> Show:
    """Shows the private key of a pair that stays in the window."""
    window.new_key.model.set_unsaved(True)
    window.after(window.new_key.model.generate)
    window.key.tab("details").click()

    def show() -> None:
        window.after(window.key.details.show_private.click)
        assert window.key.model.private.state.text is not None

    return show


def timer_of(guard: AutoHide) -> QTimer:
    timer = guard.findChild(QTimer)
    assert isinstance(timer, QTimer)
    return timer


def is_hidden(window: Window) -> bool:
    """In the State, and in the widget with all that its document could bring back."""
    document = window.key.details.private.document()
    return (
        window.key.model.private.state.text is None
        and not window.shown.sees(Secret.PRIVATE_KEY)
        and document.toPlainText() == ""
        and document.availableUndoSteps() == document.availableRedoSteps() == 0
    )


def test_after_its_time(window: Window, qtbot: QtBot, qapp: QApplication, show: Show) -> None:
    guard = AutoHide(window.shown, qapp, window.main.windowHandle(), hide_after=1)
    offered = window.key.details.show_private.text()
    show()
    assert window.key.details.show_private.text() != offered
    assert not is_hidden(window)
    assert timer_of(guard).isActive()
    qtbot.waitUntil(lambda: is_hidden(window), timeout=10_000)
    assert window.key.details.show_private.text() == offered


def test_each_showing_has_its_whole_minute(window: Window, guard: AutoHide, show: Show) -> None:
    """GIVEN a key that was hidden by hand WHEN it is shown anew THEN its time begins anew."""
    timer = timer_of(guard)
    show()
    assert (timer.isActive(), timer.interval(), timer.isSingleShot()) == (True, 60_000, True)
    window.key.model.private.show(False)
    assert not timer.isActive()
    show()
    assert timer.remainingTime() > 50_000


def test_when_another_program_gets_the_keyboard(
    window: Window, qapp: QApplication, guard: AutoHide, show: Show
) -> None:
    show()
    qapp.applicationStateChanged.emit(ACTIVE)
    assert not is_hidden(window)
    qapp.applicationStateChanged.emit(INACTIVE)
    assert is_hidden(window)


def test_when_it_is_minimised(window: Window, guard: AutoHide, show: Show) -> None:
    show()
    window.main.windowHandle().windowStateChanged.emit(Qt.WindowState.WindowMaximized)
    assert not is_hidden(window)
    window.main.windowHandle().windowStateChanged.emit(Qt.WindowState.WindowMinimized)
    assert is_hidden(window)


def test_what_is_still_being_prepared_is_not_shown_afterwards(
    window: Window, qapp: QApplication, guard: AutoHide, show: Show
) -> None:
    """GIVEN Show was pressed WHEN the keyboard is gone before the key is there THEN it is not shown."""
    show()
    window.key.model.private.show(False)
    window.key.model.private.show(True)
    assert window.session.activity.state.work is not None
    qapp.applicationStateChanged.emit(INACTIVE)
    window.after(lambda: None)
    assert is_hidden(window)


def test_what_is_shown_without_the_keyboard_is_hidden_at_once(
    window: Window,
    qtbot: QtBot,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    guard: AutoHide,
    show: Show,
) -> None:
    monkeypatch.setattr(type(qapp), "applicationState", staticmethod(lambda: INACTIVE))
    window.after(window.key.details.show_private.click)
    qtbot.waitUntil(lambda: is_hidden(window), timeout=10_000)


def test_it_is_hidden_on_time_also_while_another_place_is_looked_at(
    window: Window, qtbot: QtBot, qapp: QApplication, show: Show
) -> None:
    guard = AutoHide(window.shown, qapp, window.main.windowHandle(), hide_after=1)
    show()
    window.main.go(SETTINGS)
    qtbot.waitUntil(lambda: is_hidden(window), timeout=10_000)
    assert not timer_of(guard).isActive()
