"""A part that is shown with what it is in."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.gui.widgets.basics import set_shown

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def part(frame: QWidget) -> QWidget:
    """In a page that is not shown yet."""
    page, inner = QWidget(frame), QWidget()
    page.hide()
    QVBoxLayout(page).addWidget(inner)
    QVBoxLayout(inner).addWidget(QWidget())
    return inner


def page_of(part: QWidget) -> QWidget:
    page = part.parentWidget()
    assert page is not None
    return page


def test_a_new_part_comes_with_its_page(part: QWidget) -> None:
    set_shown(part, True)
    assert not part.isVisible()
    page_of(part).show()
    assert part.isVisible()


def test_a_hidden_one_stays_hidden_until_it_is_shown_again(part: QWidget) -> None:
    set_shown(part, False)
    page_of(part).show()
    assert not part.isVisible()
    set_shown(part, True)
    assert part.isVisible()
    set_shown(part, False)
    page_of(part).hide()
    set_shown(part, True)
    page_of(part).show()
    assert part.isVisible()


def test_one_that_is_put_into_a_page_in_sight_is_there_at_once(frame: QWidget) -> None:
    layout, late = frame.layout(), QWidget()
    assert layout is not None
    layout.addWidget(late)
    set_shown(late, True)
    assert late.isVisible()
    QApplication.processEvents()
    assert late.isVisible()
