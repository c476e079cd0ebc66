"""A heading and the card of its rows, with real buttons over those that are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from app.gui.my_keys.models.next_step import TITLES, look_of
from app.gui.my_keys.rows_view import RowsView
from app.gui.widgets.basics import column, label, set_by_name
from app.gui.widgets.buttons import Button
from app.gui.widgets.cards import Card
from app.gui.words import said
from app.text import Text, text

if TYPE_CHECKING:
    from app.usecases.key_list.standing import Standing


class RowButton(Button):
    """The next step of one key. It lies over the row that it belongs to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("")
        self.setParent(parent)
        self.setProperty("over", True)
        self.fingerprint = ""
        self.row = -1

    def show_step(self, standing: Standing, row: int) -> None:
        """Be the button of this key."""
        self.fingerprint, self.row = standing.record.fingerprint, row
        self.setText(said(TITLES[look_of(standing).step]))
        about = text("The next step for {name}", name=standing.record.name)
        self.setAccessibleDescription(said(about))
        self.setToolTip(said(about))


class RowsCard(QWidget):
    """Emits `step_wanted` with a fingerprint. `is_first`: its first row is the most urgent of all."""

    step_wanted = Signal(str, QWidget)

    def __init__(self, title: Text, *, has_buttons: bool) -> None:
        super().__init__()
        self._title = title
        self._has_buttons = has_buttons
        self.heading = label(title, "heading")
        self.card = Card(title)
        self.view = RowsView(title, has_buttons=has_buttons)
        self._buttons: list[RowButton] = []
        self.card.body.setContentsMargins(8, 8, 8, 8)
        self.card.body.addWidget(self.view)
        self.setLayout(column(self.heading, self.card))
        if has_buttons:
            self.view.set_button_size(_largest())
            self.view.laid_out.connect(self.place_buttons)
        self.hide()

    def show_rows(self, standings: tuple[Standing, ...], today: str, chosen: frozenset[str] | None) -> None:
        """Show these; hide without any."""
        self.setVisible(bool(standings))
        self.view.show_rows(standings, today, chosen)
        self.place_buttons()

    def place_buttons(self) -> None:
        """Put a button over each row that is seen; the most urgent is the primary one while it is whole.

        Tab leads from the list to the button of the row that the keyboard is at, and to no other.
        """
        if not self._has_buttons:
            return
        standings = self.view.rows.standings
        current = self.view.currentIndex().row()
        wanted = {*self.view.visible_rows(), *([current] if current >= 0 else [])}
        rows = [row for row in sorted(wanted) if self.view.has_button(standings[row])]
        free = [each for each in self._buttons if each.row not in rows or not each.isVisibleTo(self)]
        kept = {each.row: each for each in self._buttons if each not in free}
        for row in rows:
            button = kept.get(row) or (free.pop() if free else self._add())
            button.show_step(standings[row], row)
            area = self.view.layout_of_rows.button_area(self.view.area_of_row(row))
            button.setGeometry(area.translated(self.view.mapTo(self.card, QPoint(0, 0))))
            button.set_kind("primary" if row == 0 and self._is_whole(area) else "secondary")
            set_by_name(button, "focusPolicy", "StrongFocus" if row == current else "ClickFocus")
            button.show()
            if row == current and self.view.nextInFocusChain() is not button:
                QWidget.setTabOrder(self.view, button)
        for button in free:
            button.hide()
            button.row = -1

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._has_buttons:
            self.view.set_button_size(_largest())

    def _is_whole(self, area: QRect) -> bool:
        return self.view.visibleRegion().boundingRect().contains(area)

    def _add(self) -> RowButton:
        button = RowButton(self.card)
        button.clicked.connect(self._on_clicked)
        self._buttons.append(button)
        return button

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RowButton):
            self.step_wanted.emit(button.fingerprint, button)


def _largest() -> QSize:
    """Return the size in which every step fits."""
    size = QSize()
    for title in TITLES.values():
        probe = Button(said(title), "primary")
        size = size.expandedTo(probe.sizeHint())
        probe.deleteLater()
    return size
