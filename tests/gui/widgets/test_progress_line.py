"""How far work has come, or that it goes on; and no timer that runs for nobody."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import colours_of
from app.gui.widgets.progress_line import ProgressLine
from tests.gui.looks import line, picture
from tests.gui.widgets.conftest import Put

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def progress(put: Put[QWidget]) -> ProgressLine:
    progress = ProgressLine()
    progress.setRange(0, 100)
    put(progress)
    return progress


def timer_of(progress: ProgressLine) -> QTimer:
    timer = progress.findChild(QTimer)
    assert isinstance(timer, QTimer)
    return timer


def done(progress: ProgressLine) -> list[int]:
    """Where it is painted as done."""
    colours = line(picture(progress), across=2)
    return [x for x, colour in enumerate(colours) if colour == colours_of(progress).accent_line]


def test_hidden_it_costs_no_timer(progress: ProgressLine) -> None:
    timer = timer_of(progress)
    assert timer.isActive()
    for hide, show in ((progress.hide, progress.show), (progress.window().hide, progress.window().show)):
        hide()
        assert not timer.isActive()
        show()
        assert timer.isActive()
    assert not timer_of(ProgressLine()).isActive()


@pytest.mark.parametrize("percent", [10, 50, 90])
def test_it_is_as_long_as_what_is_done(progress: ProgressLine, percent: int) -> None:
    progress.setValue(percent)
    painted = done(progress)
    assert len(painted) == pytest.approx(progress.width() * percent / 100, abs=4)
    assert painted[0] < 4


def test_mirrored_it_grows_from_the_right(progress: ProgressLine) -> None:
    progress.setValue(50)
    progress.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert done(progress)[0] == pytest.approx(progress.width() / 2, abs=4)
    assert done(progress)[-1] > progress.width() - 4


def test_where_nothing_can_be_counted_a_piece_wanders(progress: ProgressLine, qtbot: QtBot) -> None:
    progress.setRange(0, 0)
    before = done(progress)
    assert len(before) == pytest.approx(progress.width() / 4, abs=4)
    qtbot.waitUntil(lambda: done(progress) != before, timeout=10_000)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Right])
def test_it_has_the_focus_and_hears_no_key(progress: ProgressLine, key: Qt.Key) -> None:
    """A second press of what began the work is for nothing."""
    progress.setFocus()
    assert progress.hasFocus()
    progress.setValue(10)
    QTest.keyClick(progress, key)
    assert progress.value() == 10


def test_assistive_technology_reads_how_far_it_is(progress: ProgressLine) -> None:
    progress.setValue(42)
    told = QAccessible.queryAccessibleInterface(progress)
    assert told.role() == QAccessible.Role.ProgressBar
    assert told.valueInterface().currentValue() == 42
