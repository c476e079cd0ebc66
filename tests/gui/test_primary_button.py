"""At most one button a page is the next step, and whoever looks at the window sees it."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.widgets.buttons import Button
from tests.gui import states
from tests.gui.conftest import Window

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]


def primary(window: QWidget) -> list[Button]:
    inner = window.findChildren(Button)
    return [each for each in inner if each.isVisible() and each.window() is window and each.kind == "primary"]


def out_of_sight(window: QWidget) -> list[str]:
    """Whoever looks at the window sees the next step, of which there is one at most."""
    found = primary(window)
    hidden = [f"{each.text()} is out of sight" for each in found if not is_whole(each)]
    return hidden + ([f"several next steps: {[each.text() for each in found]}"] if len(found) > 1 else [])


def is_whole(button: QWidget) -> bool:
    """Whether nothing of it is outside of the window, or scrolled out of sight."""
    seen = button.visibleRegion().boundingRect()
    place = QRect(button.mapTo(button.window(), QPoint(0, 0)), button.size())
    return seen == button.rect() and button.window().rect().contains(place)


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
