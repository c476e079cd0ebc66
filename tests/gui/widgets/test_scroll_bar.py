"""The thin scroll bar: seen in both themes, where Qt knows its thumb, and nothing where all is in view."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.gui.theme import DARK, LIGHT, Theme, colours_of
from app.gui.widgets.scroll_bar import ThinScrollBar
from tests.gui.looks import choose_theme, counted, picture
from tests.gui.widgets.conftest import Put

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def bar(frame: QWidget) -> ThinScrollBar:
    """200 pixels of a page of 1,000."""
    bar = ThinScrollBar()
    bar.setParent(frame)
    bar.setPageStep(200)
    bar.setRange(0, 800)
    bar.setGeometry(0, 0, 12, 200)
    bar.show()
    return bar


def thumb(bar: ThinScrollBar) -> list[int]:
    """At which heights it is painted."""
    image, edge = picture(bar), colours_of(bar).edge
    return [y for y in range(image.height()) if image.pixelColor(6, y).name() == edge]


@pytest.mark.parametrize("theme_name", [LIGHT, DARK])
def test_its_thumb_moves_with_the_page(bar: ThinScrollBar, theme: Theme, theme_name: str) -> None:
    choose_theme(theme, theme_name)
    at_the_top = thumb(bar)
    assert len(at_the_top) > 20
    bar.setValue(800)
    at_the_end = thumb(bar)
    assert len(at_the_end) == len(at_the_top)
    assert at_the_end[0] > at_the_top[-1]


def test_the_mouse_drags_what_is_painted(bar: ThinScrollBar) -> None:
    middle = thumb(bar)[len(thumb(bar)) // 2]
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, middle))
    QTest.mouseMove(bar, QPoint(6, middle + 40))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, middle + 40))
    assert bar.value() > 0


def test_nothing_is_painted_where_all_is_in_view(bar: ThinScrollBar) -> None:
    bar.setRange(0, 0)
    assert set(counted(picture(bar))) == {colours_of(bar).ground}


def test_it_is_thin(put: Put[QWidget]) -> None:
    assert ThinScrollBar().sizeHint().width() == 12
