"""Nothing of the window is cut off: how that is seen, and with letters twice as large."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.gui.main_window import DEFAULT_SIZE, MINIMUM_SIZE
from tests.gui.conftest import Window
from tests.gui.states import STATES, Prepare, settle
from tests.screenshots.clipping import overlapping, problems

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

LARGE_LETTERS = (DEFAULT_SIZE, (640, 480))


def look(window: Window, qtbot: QtBot, size: tuple[int, int], how: str = "") -> list[str]:
    """What is cut off at this size, which the window must keep."""
    settle(window, qtbot)  # what its smallest size is must be known before
    window.main.resize(*size)
    settle(window, qtbot)
    found = [*problems(window.main), *overlapping(window.main)]
    if (has := window.main.size().toTuple()) != size:
        found.append(f"the window is {has}")
    return [f"{size} {how}: {problem}" for problem in found]


@pytest.fixture
def twice_as_large(qapp: QApplication) -> Iterator[None]:
    """The letters of the whole desktop."""
    usual = qapp.font()
    larger = QFont(usual)
    larger.setPointSizeF(2 * usual.pointSizeF())
    qapp.setFont(larger)
    yield
    qapp.setFont(usual)


@pytest.mark.usefixtures("twice_as_large")
@STATES
def test_nothing_is_cut_off_with_large_letters(qtbot: QtBot, prepare: Prepare, window: Window) -> None:
    """From 640 pixels on, whatever happened in a window that was narrower: it is widened no further."""
    window.main.resize(*MINIMUM_SIZE)
    prepare(window, qtbot)
    settle(window, qtbot)
    assert [problem for size in LARGE_LETTERS for problem in look(window, qtbot, size)] == []


def test_the_smallest_window_fits_a_small_screen(window: Window) -> None:
    smallest = window.main.minimumSizeHint().expandedTo(window.main.minimumSize())
    assert smallest.width() <= 1024
    assert smallest.height() <= 700


# The check itself sees what it should


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(400, 100)
    return widget


def test_a_cut_text_is_seen(holder: QWidget) -> None:
    label = QLabel("a text that needs more room than this", holder)
    label.setGeometry(0, 0, 60, 20)
    holder.show()
    assert any("wants" in problem for problem in problems(holder))


def test_a_long_word_in_a_wrapping_label_is_seen(holder: QWidget) -> None:
    label = QLabel("W" * 100, holder)
    label.setWordWrap(True)
    label.setGeometry(0, 0, 200, 60)
    holder.show()
    assert any("a word of" in problem for problem in problems(holder))


def test_what_stands_outside_is_seen(holder: QWidget) -> None:
    button = QPushButton("Save", holder)
    button.setGeometry(350, 10, 100, 40)
    holder.show()
    assert any("outside" in problem for problem in problems(holder))


def test_an_overlap_is_seen(holder: QWidget) -> None:
    QPushButton("One", holder).setGeometry(0, 0, 100, 40)
    QPushButton("Two", holder).setGeometry(50, 0, 100, 40)
    holder.show()
    assert overlapping(holder)


def test_a_layout_with_room_is_fine(holder: QWidget) -> None:
    layout = QHBoxLayout(holder)
    layout.addWidget(QLabel("Label"))
    layout.addWidget(QPushButton("Save"))
    holder.show()
    assert problems(holder) == []
    assert overlapping(holder) == []
