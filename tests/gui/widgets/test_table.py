"""The table: what it shows and names, how a row is chosen, and that its colours follow the theme."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.theme import DARK, LIGHT, Theme, colours_of
from app.gui.widgets.table import Table
from tests.gui.looks import choose_theme, contrast, counted, picture
from tests.gui.names import name_of
from tests.gui.widgets.conftest import Put

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ROWS = [("1", "spot-trading-01", "AbCd"), ("2", "spot-trading-02", "EfGh"), ("3", "spot-trading-03", "IjKl")]


@pytest.fixture
def table(put: Put[QWidget]) -> Table:
    table = Table("Key pairs", ["No.", "Name", "Ends in"])
    table.stretch(1)
    table.fill(ROWS, ["one", "two", "three"])
    put(table)
    return table


def cells(table: Table) -> list[list[str]]:
    items = [[table.item(row, column) for column in range(3)] for row in range(table.rowCount())]
    return [[item.text() if item else "" for item in row] for row in items]


def test_it_shows_every_cell_and_the_tip_of_its_row(table: Table) -> None:
    assert cells(table) == [list(row) for row in ROWS]
    item = table.item(1, 0)
    assert item is not None
    assert item.toolTip() == "two"
    assert name_of(table) == "Key pairs"
    table.fill(ROWS[:1])
    again = table.item(0, 1)
    assert (cells(table), again.toolTip() if again else "") == ([list(ROWS[0])], "spot-trading-01")


def test_a_column_gives_way_where_there_is_no_room_and_comes_back(table: Table) -> None:
    """GIVEN a table of which one column may lack WHEN it is narrow THEN all that it shows is whole."""
    table.may_lack(2)
    for width, lacks in ((600, False), (140, True), (600, False)):
        table.resize(width, 300)
        QApplication.processEvents()
        assert table.isColumnHidden(2) is lacks
        shown = [column for column in range(3) if not table.isColumnHidden(column)]
        assert sum(map(table.columnWidth, shown)) <= table.viewport().width()
        assert table.columnWidth(1) >= table.sizeHintForColumn(1)  # the names are whole, too


def test_a_column_gives_way_to_longer_words_and_larger_letters(table: Table) -> None:
    table.may_lack(2)
    table.resize(180, 300)
    QApplication.processEvents()
    assert not table.isColumnHidden(2)
    item = table.item(0, 0)
    assert item is not None
    item.setText("a longer word")
    assert table.isColumnHidden(2)
    item.setText("1")
    assert not table.isColumnHidden(2)
    letters = table.font()
    letters.setPointSizeF(2 * letters.pointSizeF())
    table.setFont(letters)
    assert table.isColumnHidden(2)


def test_filling_it_chooses_nothing(table: Table) -> None:
    heard: list[bool] = []
    table.itemSelectionChanged.connect(lambda: heard.append(True))
    table.fill(ROWS)
    assert heard == []


def test_a_row_is_chosen_whole_by_keys_and_by_mouse(table: Table) -> None:
    def chosen() -> list[int]:
        return [index.row() for index in table.selectionModel().selectedRows()]

    table.setFocus()
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen() == [1]
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=table.visualRect(table.model().index(2, 1)).center(),
    )
    assert chosen() == [2]
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    table.setCurrentCell(1, 0)
    assert chosen() == [1]


def test_nothing_in_it_can_be_changed(table: Table) -> None:
    table.setFocus()
    table.setCurrentCell(0, 1)
    QTest.keyClicks(table, "x")
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert table.state() == Table.State.NoState
    assert cells(table) == [list(row) for row in ROWS]


def test_tab_leads_out_of_it(table: Table, put: Put[QWidget]) -> None:
    from app.gui.widgets.buttons import Button

    after = put(Button("After"))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_what_is_chosen_follows_the_theme(table: Table, theme: Theme) -> None:
    """Grey and not yellow, which is for the next step; and what is written there can be read."""
    table.setCurrentCell(1, 0)
    row = table.visualRect(table.model().index(1, 1))
    for name in (DARK, LIGHT, DARK):
        choose_theme(theme, name)
        colours = colours_of(table)
        shown = counted(picture(table.viewport()).copy(row))
        assert shown.most_common(1)[0][0] == colours.selected
        assert max(contrast(colour, colours.selected) for colour in shown) >= 4.5
        assert colours.accent not in shown


def test_no_name_of_a_column_is_cut(table: Table) -> None:
    table.resize(260, 200)
    QApplication.processEvents()
    head = table.horizontalHeader()
    for column, name in enumerate(("No.", "Name", "Ends in")):
        assert head.sectionSize(column) >= head.fontMetrics().horizontalAdvance(name)


def test_it_says_in_which_height_so_many_rows_are_seen(table: Table) -> None:
    table.setFixedHeight(table.height_of(3))
    QApplication.processEvents()
    assert table.verticalScrollBar().maximum() == 0
    assert table.viewport().rect().contains(table.visualRect(table.model().index(2, 0)))
    assert table.rowHeight(0) >= 28
