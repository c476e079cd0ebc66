"""Nothing of the window is cut off, in every state: from the default to the smallest size, light and dark,
mirrored, with letters twice as large, and at 200 %.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.gui.main_window import DEFAULT_SIZE, MINIMUM_SIZE, MainWindow
from app.gui.messages import PRIVATE_KEY
from app.gui.models.state import Work
from app.gui.screen_capture import ScreenCapture
from app.gui.theme import DARK
from app.keys.passphrase import Passphrase
from app.text import text
from tests.gui.test_screen_capture import Exclusion
from tests.screenshots.clipping import overlapping, problems

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

SMALL = (400, 420)
SIZES = (DEFAULT_SIZE, (480, 640), SMALL, MINIMUM_SIZE)
LARGE_LETTERS = (DEFAULT_SIZE, (640, 480))

STRONG = Passphrase("lantern-copper-violet-gravity-mossy")
Prepare = Callable[[MainWindow, QtBot], None]


def as_it_opens(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing was done."""


def one_pair(window: MainWindow, qtbot: QtBot) -> None:
    window.model.generate()
    wait_for_work(window, qtbot)


def with_passphrase(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.model.strength.judged, timeout=20_000):
        window.model.edit_passphrase(STRONG, None)
    one_pair(window, qtbot)


def list_of_pairs(window: MainWindow, qtbot: QtBot) -> None:
    window.model.set_count(1_000)
    one_pair(window, qtbot)


def error_notice(window: MainWindow, qtbot: QtBot) -> None:
    window.model.opening.open_text(b"vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A")
    wait_for_work(window, qtbot)
    assert window.model.state.notice is not None


def question(window: MainWindow, qtbot: QtBot) -> None:
    one_pair(window, qtbot)
    window.model.saving.save()
    assert window.model.state.notice is not None


def saved(window: MainWindow, qtbot: QtBot) -> None:
    with_passphrase(window, qtbot)
    window.model.saving.save()
    wait_for_work(window, qtbot)
    assert window.model.state.report is not None


def opening(window: MainWindow, qtbot: QtBot) -> None:
    window.model.opening.show(True)


def long_label(window: MainWindow, qtbot: QtBot) -> None:
    window.model.edit_label("a-label-of-one-hundred-characters-" + "abcdefghijk" * 6)
    one_pair(window, qtbot)


def long_word(window: MainWindow, qtbot: QtBot) -> None:
    window.model.edit_label("W" * 100)
    list_of_pairs(window, qtbot)


def long_folder(window: MainWindow, qtbot: QtBot) -> None:
    window.model.saving.set_folder("/" + "a-folder-with-a-long-name/" * 12)
    one_pair(window, qtbot)


def private_key_copied(window: MainWindow, qtbot: QtBot) -> None:
    """Shown too, with the switch of other systems."""
    ScreenCapture(Exclusion(), window)
    list_of_pairs(window, qtbot)
    for intent in (partial(window.model.keys.show_private, True), window.model.keys.copy_private):
        intent()
        wait_for_work(window, qtbot)


def private_key_copied_and_work(window: MainWindow, qtbot: QtBot) -> None:
    """Countdown, progress and Cancel, side by side."""
    private_key_copied(window, qtbot)
    window.model._holder.change(work=Work(text("Generating 1,000 key pairs"), 999, 1_000))


def clipboard_refused(window: MainWindow, qtbot: QtBot) -> None:
    private_key_copied(window, qtbot)
    window._clipboard.refused.emit(PRIVATE_KEY)


def suggestion(window: MainWindow, qtbot: QtBot) -> None:
    type_weak(window, qtbot)
    window.model.suggestions.show(True)
    window.model.suggestions.set_words(10)
    qtbot.waitUntil(lambda: not window.model.suggestions.is_drawing, timeout=20_000)


def weak_question(window: MainWindow, qtbot: QtBot) -> None:
    type_weak(window, qtbot)
    one_pair(window, qtbot)
    window.model.saving.save()
    wait_for_work(window, qtbot)
    assert window.model.state.notice is not None


def folder_notice(window: MainWindow, qtbot: QtBot) -> None:
    folder = Path(window.model.state.folder).parent / "a-repository-with-a-long-name"
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    window.model.look_at_folder()
    with qtbot.waitSignal(window.model.destination.changed, timeout=20_000):
        window.model.saving.set_folder(str(folder))


def no_keyring(window: MainWindow, qtbot: QtBot) -> None:
    window.model.keyring.want(True)
    qtbot.waitUntil(lambda: not window.model.keyring.state.busy, timeout=60_000)


def locked_file(window: MainWindow, qtbot: QtBot) -> None:
    saved(window, qtbot)
    folder = Path(window.model.state.folder)
    window.model.opening.open_file(next(folder.glob("*.private.pem")))
    wait_for_work(window, qtbot)
    opening = window.model.state.opening
    assert opening is not None
    assert opening.fingerprint


def opened_file(window: MainWindow, qtbot: QtBot) -> None:
    locked_file(window, qtbot)
    window.model.opening.unlock(STRONG)
    wait_for_work(window, qtbot)
    assert window.model.state.opened_file


def type_weak(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.model.strength.judged, timeout=20_000):
        window.model.edit_passphrase(Passphrase("Binance2024!"), None)


STATES = pytest.mark.parametrize(
    "prepare",
    [
        as_it_opens,
        one_pair,
        with_passphrase,
        list_of_pairs,
        error_notice,
        question,
        saved,
        opening,
        long_label,
        long_word,
        long_folder,
        private_key_copied,
        private_key_copied_and_work,
        clipboard_refused,
        suggestion,
        weak_question,
        folder_notice,
        no_keyring,
        locked_file,
        opened_file,
    ],
    ids=lambda prepare: prepare.__name__,
)


def wait_for_work(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Layouts settle in several steps, and the meter's judgement may come late: waits until all is still."""
    before = None
    while (geometry := [widget.geometry() for widget in window.findChildren(QWidget)]) != before:
        before = geometry
        qtbot.wait(100)


def look(window: MainWindow, qtbot: QtBot, size: tuple[int, int], how: str = "") -> list[str]:
    """What is cut off at this size, which the window must keep."""
    window.resize(*size)
    settle(window, qtbot)
    found = [*problems(window), *overlapping(window)]
    if (has := window.size().toTuple()) != size:
        found.append(f"the window is {has}")
    return [f"{size} {how}: {problem}" for problem in found]


@STATES
def test_nothing_is_cut_off(window: MainWindow, qtbot: QtBot, prepare: Prepare) -> None:
    """GIVEN a state that came about in a small window THEN all fits, at each size, dark and mirrored too."""
    window.resize(*SMALL)
    prepare(window, qtbot)
    found = [problem for size in SIZES for problem in look(window, qtbot, size)]
    window.page._theme.choose(DARK)
    found += look(window, qtbot, SMALL, "dark")
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    found += look(window, qtbot, SMALL, "mirrored")
    found += look(window, qtbot, DEFAULT_SIZE, "mirrored")
    assert found == []


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
def test_nothing_is_cut_off_with_large_letters(qtbot: QtBot, prepare: Prepare, window: MainWindow) -> None:
    """From 640 pixels on, whatever happened in a window that was narrower: it is widened no further."""
    window.resize(*SMALL)
    prepare(window, qtbot)
    settle(window, qtbot)
    assert [problem for size in LARGE_LETTERS for problem in look(window, qtbot, size)] == []


def test_nothing_is_cut_off_at_200_percent(tmp_path: Path) -> None:
    """The scale of a process never changes: the fullest states, in a process of their own."""
    named = [
        f"{__file__}::test_nothing_is_cut_off[{state}]" for state in ("opened_file", "clipboard_refused")
    ]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--basetemp={tmp_path}/inner",
            *named,
        ],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_the_smallest_window_fits_a_small_screen(window: MainWindow) -> None:
    smallest = window.minimumSizeHint().expandedTo(window.minimumSize())
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
