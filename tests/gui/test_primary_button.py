"""At most one button a page is the next step, and whoever looks at the window sees it, at each size."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.main_window import DEFAULT_SIZE, MINIMUM_SIZE
from app.gui.widgets.buttons import Button
from tests.gui import states
from tests.gui.conftest import Window
from tests.gui.states import DIALOGS, STATES, Prepare

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

SIZES = (DEFAULT_SIZE, (480, 640), MINIMUM_SIZE)


def primary(window: QWidget) -> list[Button]:
    inner = window.findChildren(Button)
    return [each for each in inner if each.isVisible() and each.window() is window and each.kind == "primary"]


def is_whole(button: QWidget) -> bool:
    """Whether nothing of it is outside of the window, or scrolled out of sight."""
    seen = button.visibleRegion().boundingRect()
    place = QRect(button.mapTo(button.window(), QPoint(0, 0)), button.size())
    return seen == button.rect() and button.window().rect().contains(place)


@STATES
def test_one_at_most_and_always_in_sight(window: Window, qtbot: QtBot, prepare: Prepare) -> None:
    window.main.activateWindow()
    prepare(window, qtbot)
    for size in SIZES:
        window.main.resize(*size)
        states.settle(window, qtbot)
        found = primary(window.main)
        assert len(found) <= 1, [each.text() for each in found]
        assert all(is_whole(each) for each in found), f"{size}: {found[0].text()} is out of sight"


@DIALOGS
def test_one_at_most_in_a_dialog(window: Window, qtbot: QtBot, prepare: Prepare) -> None:
    prepare(window, qtbot)
    for each in states.all_windows(window):
        assert len(primary(each)) <= 1


def test_the_next_step_is_the_one_that_is_primary(window: Window, qtbot: QtBot) -> None:
    """Generate; the suggestion while there is one; Copy until it is done; then none."""
    new = window.new_key
    assert primary(window.main) == [new.generate]
    states.suggestion(window, qtbot)
    assert primary(window.main) == [new.passphrase.suggestion.use]
    new.passphrase.suggestion.use.click()
    assert primary(window.main) == [new.generate]
    window.after(new.generate.click)
    assert primary(window.main) == [window.key.foot.copy]
    window.key.foot.copy.click()
    assert primary(window.main) == []


def test_saving_is_the_next_step_for_a_key_that_is_in_no_file(window: Window, qtbot: QtBot) -> None:
    states.unsaved(window, qtbot)
    assert primary(window.main) == [window.key.foot.save]
