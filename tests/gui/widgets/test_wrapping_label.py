"""No word makes a label wider; all of it is painted, in its own colour; its text stays what it is."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QGuiApplication, QImage, QRegion
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import LIGHT, LIGHT_COLOURS, Theme
from app.gui.widgets.basics import label, set_role
from app.gui.widgets.fingerprint_view import DetailView
from app.gui.widgets.wrapping_label import WrappingLabel

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

PATH = "/home/trader/" + "a_folder_with_a_long_name/" * 6 + "W" * 60 + ".private.pem"
SENTENCE = "Encrypts the private-key file: without it, the file is useless to a thief."
WIDTH = 300


@pytest.fixture
def holder(qtbot: QtBot, qapp: QApplication) -> QWidget:
    Theme(qapp, LIGHT).apply()
    widget = QWidget()
    qtbot.addWidget(widget)
    QVBoxLayout(widget)
    return widget


def shown(holder: QWidget, text: str, role: str = "") -> WrappingLabel:
    """A label of this text, as wide as WIDTH and as high as it wants to be."""
    made = label(text, role, wrap=True)
    assert isinstance(made, WrappingLabel)
    made.setParent(holder)
    made.show()
    made.resize(WIDTH, made.heightForWidth(WIDTH))
    return made


def picture_of(widget: QWidget) -> QImage:
    """On white."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    widget.render(image, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


def inked(image: QImage) -> list[tuple[int, int]]:
    """The places that are not white."""
    white = QColor("white").rgb()
    return [(x, y) for y in range(image.height()) for x in range(image.width()) if image.pixel(x, y) != white]


@pytest.mark.parametrize("text", ["W" * 400, PATH, "\u4e00" * 300, f"Saved as {PATH}."])
def test_no_word_asks_for_room(holder: QWidget, text: str) -> None:
    assert shown(holder, text).minimumSizeHint().width() < 150


def test_words_that_fit_are_not_broken(holder: QWidget) -> None:
    usual = QLabel(SENTENCE)
    usual.setWordWrap(True)
    made = shown(holder, SENTENCE)
    assert made.minimumSizeHint() == usual.minimumSizeHint()
    assert made.heightForWidth(WIDTH) == usual.heightForWidth(WIDTH)


def test_its_height_follows_its_text_and_its_letters(holder: QWidget) -> None:
    """GIVEN a label that was asked for its height WHEN it changes THEN it is as high as one made so."""
    made = shown(holder, "Short.")
    heights = [made.heightForWidth(WIDTH)]
    made.setText(SENTENCE)
    heights.append(made.heightForWidth(WIDTH))
    set_role(made, "title")
    heights.append(made.heightForWidth(WIDTH))
    made.setText("W" * 120)
    heights.append(made.heightForWidth(WIDTH))
    like = [("Short.", ""), (SENTENCE, ""), (SENTENCE, "title"), ("W" * 120, "title")]
    assert heights == [shown(holder, text, role).height() for text, role in like]
    assert heights == sorted(set(heights))


def test_all_of_a_long_word_is_painted(holder: QWidget) -> None:
    """GIVEN a word of several lines THEN they fill the label, with as much ink as in one line."""
    made = shown(holder, "W" * 120)
    image = picture_of(made)
    lines = made.height() // made.fontMetrics().lineSpacing()
    assert lines >= 3
    here = inked(image)
    bottom = max(y for _, y in here)
    assert made.height() - made.fontMetrics().lineSpacing() < bottom < made.height()
    wide = shown(holder, "W" * 120)
    wide.resize(4_000, wide.heightForWidth(4_000))
    assert len(inked(picture_of(wide))) == pytest.approx(len(here), rel=0.02)


def test_broken_words_have_the_colour_of_their_role(holder: QWidget) -> None:
    holder.show()
    image = picture_of(shown(holder, PATH, "problem"))
    reddest = min((QColor(image.pixel(x, y)) for x, y in inked(image)), key=lambda each: each.green())
    assert reddest.name() == LIGHT_COLOURS.error


def test_its_text_stays_what_it_is(holder: QWidget) -> None:
    assert shown(holder, PATH).text() == PATH


@pytest.mark.parametrize("width", [120, WIDTH, 900])
def test_a_path_is_copied_without_its_breaks(holder: QWidget, width: int) -> None:
    view = DetailView("Detail")
    view.setParent(holder)
    holder.show()
    view.show()
    view.resize(width, 20)
    view.show_text(PATH, "")
    assert view.document().size().height() > 1
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == PATH


def test_a_detail_is_as_high_as_its_lines_and_moves_not_sideways(holder: QWidget, qtbot: QtBot) -> None:
    """At each width, also where a line ends exactly with a space."""
    view = DetailView("Detail")
    view.setParent(holder)
    holder.show()
    view.show()
    view.show_text("decrypted with your passphrase (PBKDF2, 600,000 iterations); both halves match", "")
    for width in range(200, 420, 3):
        view.resize(width, view.heightForWidth(width))
        assert view.horizontalScrollBar().maximum() == 0
        assert view.verticalScrollBar().maximum() == 0
        assert lines_of(view) * view.fontMetrics().lineSpacing() <= view.height()


def lines_of(view: QPlainTextEdit) -> int:
    """How many lines are on screen."""
    return round(view.document().size().height())
