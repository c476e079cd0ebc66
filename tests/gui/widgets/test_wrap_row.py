"""Parts in a row that goes on in the next line."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.gui.widgets.wrap_row import WrapRow

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

GAP = 8


def part(width: int, height: int = 30) -> QWidget:
    widget = QWidget()
    widget.setFixedSize(width, height)
    return widget


def laid_out(frame: QWidget, row: WrapRow, width: int) -> QWidget:
    """What holds it: as wide as that, and as high as it then wants to be."""
    holder = QWidget(frame)
    holder.setLayout(row)
    holder.show()
    holder.resize(width, row.heightForWidth(width))
    QApplication.processEvents()
    return holder


def places(row: WrapRow) -> list[tuple[int, int]]:
    items = (row.itemAt(index) for index in range(row.count()))
    return [(each.geometry().x(), each.geometry().y()) for each in items if each is not None]


@pytest.mark.parametrize(
    ("width", "wanted", "height"),
    [
        (400, [(0, 0), (108, 0), (216, 0)], 30),
        (316, [(0, 0), (108, 0), (216, 0)], 30),
        (315, [(0, 0), (108, 0), (0, 38)], 68),
        (207, [(0, 0), (0, 38), (0, 76)], 106),
    ],
)
def test_it_goes_on_in_the_next_line_where_there_is_no_room(
    frame: QWidget, width: int, wanted: list[tuple[int, int]], height: int
) -> None:
    row = WrapRow(part(100), part(100), part(100), spacing=GAP)
    holder = laid_out(frame, row, width)
    assert places(row) == wanted
    assert holder.height() == height
    assert row.hasHeightForWidth()


def test_it_needs_no_more_width_than_its_widest_part(frame: QWidget) -> None:
    row = WrapRow(part(100), part(180), part(60), spacing=GAP)
    laid_out(frame, row, 200)
    assert row.minimumSize().width() == 180
    assert row.sizeHint().width() == 100 + 180 + 60 + 2 * GAP
    row.setContentsMargins(3, 5, 7, 11)
    assert row.minimumSize().width() == 190
    assert row.heightForWidth(190) == 3 * 30 + 2 * GAP + 16


@pytest.mark.parametrize("width", [300, 150])
def test_mirrored_it_begins_on_the_right(frame: QWidget, width: int) -> None:
    row = WrapRow(part(100), part(60), spacing=GAP)
    holder = laid_out(frame, row, width)
    before = places(row)
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    row.setGeometry(QRect(0, 0, width, holder.height()))
    assert places(row) == [(width - x - wide, y) for (x, y), wide in zip(before, (100, 60), strict=True)]


def test_from_the_end_each_line_ends_where_the_row_does(frame: QWidget) -> None:
    row = WrapRow(part(100), part(60), part(120), spacing=GAP, from_end=True)
    laid_out(frame, row, 200)
    assert places(row) == [(32, 0), (140, 0), (80, 38)]


def test_what_is_hidden_takes_no_room(frame: QWidget) -> None:
    hidden = part(100)
    row = WrapRow(part(100), hidden, part(100), spacing=GAP)
    holder = laid_out(frame, row, 250)
    hidden.hide()
    QApplication.processEvents()
    holder.resize(250, row.heightForWidth(250))
    QApplication.processEvents()
    assert (places(row)[2], holder.height()) == ((108, 0), 30)


def test_a_lower_part_is_in_the_middle_of_its_line(frame: QWidget) -> None:
    row = WrapRow(part(100, 40), part(60, 20), spacing=GAP)
    laid_out(frame, row, 300)
    assert places(row) == [(0, 0), (108, 10)]


def test_a_part_can_be_put_before_another(frame: QWidget) -> None:
    last, first = part(100), part(60)
    row = WrapRow(last, spacing=GAP)
    laid_out(frame, row, 300)
    row.insert(0, first)
    QApplication.processEvents()
    item = row.itemAt(0)
    assert item is not None
    assert item.widget() is first
    assert (row.takeAt(5), row.itemAt(-1)) == (None, None)


def test_wider_than_all_room_a_part_is_as_narrow_as_the_row(frame: QWidget) -> None:
    wide = QLabel("W" * 100)
    holder = laid_out(frame, WrapRow(wide, spacing=GAP), 200)
    assert wide.width() <= holder.width()


@pytest.mark.parametrize(
    ("options", "x"), [({"centred": True}, [46, 154, 100]), ({"from_end": True}, [92, 200, 200])]
)
def test_lines_begin_where_they_should(frame: QWidget, options: dict[str, bool], x: list[int]) -> None:
    row = WrapRow(part(100), part(100), part(100), spacing=GAP, **options)
    laid_out(frame, row, 300)
    assert [place for place, _ in places(row)] == x


def test_its_height_follows_its_parts(frame: QWidget) -> None:
    """GIVEN a height that was asked for WHEN a part is hidden, or grows THEN it is asked for anew."""
    second = part(100)
    row = WrapRow(part(100), second, part(100), spacing=GAP)
    laid_out(frame, row, 315)
    assert row.heightForWidth(315) == 68
    second.hide()
    assert row.heightForWidth(315) == 30
    second.show()
    second.setFixedSize(100, 50)
    QApplication.processEvents()
    assert row.heightForWidth(315) == 88
