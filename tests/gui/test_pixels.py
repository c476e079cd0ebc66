"""What is painted stands out by 3:1 at least (WCAG 2.2, 1.4.11), measured from its pixels."""

import pytest
from app.gui.models.state import Work
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.gui.main_window import MainWindow
from app.gui.theme import DARK, LIGHT
from app.text import text
from tests.gui.test_clipping import settle, wait_for_work
from tests.gui.test_contrast import luminance

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK])


def line(image: QImage, *, across: int) -> list[str]:
    """The colours from the left to the right, at this height."""
    return [image.pixelColor(x, across).name() for x in range(image.width())]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def changed(before: QImage, after: QImage) -> int:
    """How many pixels became others that stand out from what they were."""
    places = [(x, y) for x in range(before.width()) for y in range(before.height())]
    pairs = [(before.pixelColor(x, y).name(), after.pixelColor(x, y).name()) for x, y in places]
    return sum(first != second and contrast(first, second) >= 3 for first, second in pairs)


@THEMES
def test_how_far_work_has_come(window: MainWindow, theme: str) -> None:
    window.page._theme.choose(theme)
    window.model._holder.change(work=Work(text("Generating"), 50, 100))
    bar = window.progress
    colours = line(bar.grab().toImage(), across=bar.height() // 2)
    done, rest = colours[len(colours) // 4], colours[3 * len(colours) // 4]
    assert contrast(done, rest) >= 3


@THEMES
def test_which_row_is_selected(window: MainWindow, qtbot: QtBot, theme: str) -> None:
    window.page._theme.choose(theme)
    window.model.set_count(3)
    window.model.generate()
    wait_for_work(window, qtbot)
    settle(window, qtbot)
    rows = window.page.keys.pairs.list
    place = rows.visualItemRect(rows.item(0))
    image = rows.viewport().grab(QRect(0, 0, place.width(), place.bottom() + 2)).toImage()
    ground = window.page._theme.colours.field
    edges = line(image, across=place.center().y())
    assert max(contrast(colour, ground) for colour in edges[:6]) >= 3
    assert max(contrast(colour, ground) for colour in edges[-6:]) >= 3


@THEMES
def test_what_has_the_focus(window: MainWindow, qtbot: QtBot, theme: str) -> None:
    """GIVEN any control WHEN it gets the focus THEN as many pixels as it is high change by 3:1."""
    window.page._theme.choose(theme)
    window.activateWindow()
    window.model.opening.show(True)
    window.model.generate()
    wait_for_work(window, qtbot)
    settle(window, qtbot)
    seen = set()
    while (widget := window.focusWidget()) not in seen:
        seen.add(widget)
        with_focus = widget.grab().toImage()
        window.focusNextChild()
        without = widget.grab().toImage()
        assert changed(without, with_focus) >= widget.height(), type(widget).__name__
    assert len(seen) > 12
