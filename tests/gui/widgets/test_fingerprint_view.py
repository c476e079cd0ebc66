"""A text that is always whole: as high as its lines are."""

import pytest
from PySide6.QtWidgets import QWidget

from app.gui.widgets.fingerprint_view import FingerprintView

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def view(frame: QWidget) -> FingerprintView:
    view = FingerprintView("Fingerprint")
    view.setParent(frame)
    view.show_text("ab" * 40, "")
    return view


def test_its_height_follows_its_text(view: FingerprintView) -> None:
    """GIVEN a height that was asked for WHEN the text is another THEN it is asked for anew."""
    one = view.heightForWidth(200)
    view.show_text("ab" * 160, "")
    assert view.heightForWidth(200) > 2 * one
    view.show_text("ab" * 40, "")
    assert view.heightForWidth(200) == one


def test_its_height_follows_its_width_and_its_letters(view: FingerprintView) -> None:
    one = view.heightForWidth(200)
    assert view.heightForWidth(100) > one
    letters = view.font()
    letters.setPointSizeF(2 * letters.pointSizeF())
    view.setFont(letters)
    assert view.heightForWidth(200) > 2 * one
