"""The places of the window: a sidebar, or tabs on top where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.gui.page import Group, Place
from app.gui.painting import draw_box, draw_icon, draw_text, fill_area, scaled, set_ink
from app.gui.theme import colours_of, sized_font
from app.gui.widgets.basics import lead_tab_to, shown_keys
from app.gui.widgets.buttons import IconButton
from app.gui.widgets.cards import Line
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_WIDTH = 192
_HEIGHT = 36
_BAR = 3
_MOST_SHOWN = 1_000  # in a badge


class Entry(QAbstractButton):
    """The way to one place. In a sidebar an icon and a name; on top a tab."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.is_tab = False
        self._count = 0
        self.setText(said(place.title))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("ring", 8)
        self.setFont(sized_font(1.0, "DemiBold"))
        if place.shortcut:
            tip = text("{name} ({key})", name=place.title, key=shown_keys(place.shortcut))
            self.setToolTip(said(tip))

    def set_badge(self, count: int, sentence: str) -> None:
        """Show a number beside the name; `sentence` says both. None at 0."""
        if count != self._count:
            self._count = count
            self.setAccessibleName(said(sentence) if count else "")
            self.updateGeometry()
            self.update()

    @property
    def _badge(self) -> tuple[str, int, int]:
        """The number, and the width and height of its badge."""
        if not self._count:
            return "", 0, 0
        letters = QFontMetrics(sized_font(0.86, "DemiBold"))
        shown = f"{self._count:,}" if self._count < _MOST_SHOWN else f"{_MOST_SHOWN - 1}+"
        tall = max(20, letters.height() + 4)
        return shown, max(tall, letters.horizontalAdvance(shown) + 12), tall

    @property
    def _side(self) -> int:
        return scaled(self, 18)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as icon and name."""
        letters = self.fontMetrics()
        badge = self._badge[1]
        width = 3 * 12 + self._side + letters.horizontalAdvance(self.text()) + (8 + badge if badge else 0)
        return QSize(width, max(_HEIGHT, letters.height() + 18))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Leave the mark where it is when clicked: it follows the place that is shown."""

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground, the bar of what is shown, the icon and the name."""
        colours, is_mirrored = colours_of(self), self.isRightToLeft()
        painter = QPainter(self)
        whole = QRectF(self.rect())
        if self.isChecked() and not self.is_tab:
            draw_box(painter, whole, colours.selected)
        elif self.underMouse():
            draw_box(painter, whole, colours.hover)
        if self.isChecked():
            if self.is_tab:
                bar = QRectF(8, self.height() - _BAR, self.width() - 16, _BAR)
            else:
                x = self.width() - _BAR if is_mirrored else 0
                bar = QRectF(x, self.height() / 2 - 8, _BAR, 16)
            draw_box(painter, bar, colours.accent_line, radius=1.5)
        ink = colours.text if self.isChecked() else colours.muted
        side = self._side
        middle = self.width() - 12 - side / 2 if is_mirrored else 12 + side / 2
        draw_icon(painter, self.place.icon, ink, QPointF(middle, self.height() / 2), side)
        set_ink(painter, colours.text)
        painter.setFont(sized_font(1.0, "DemiBold" if self.isChecked() else "Medium"))
        beside = 24 + side
        room = self.rect().adjusted(12 if is_mirrored else beside, 0, -beside if is_mirrored else -12, 0)
        draw_text(painter, room, self.text(), mirrored=is_mirrored)
        self._paint_badge(painter, room)
        painter.end()

    def _paint_badge(self, painter: QPainter, room: QRect) -> None:
        """Paint the number: at the end of an entry, beside the name of a tab."""
        shown, wide, tall = self._badge
        if not shown:
            return
        beside = self.fontMetrics().horizontalAdvance(self.text()) + 8
        if self.isRightToLeft():
            x = room.right() + 1 - beside - wide if self.is_tab else 12
        else:
            x = room.left() + beside if self.is_tab else self.width() - 12 - wide
        area = QRect(x, (self.height() - tall) // 2, wide, tall)
        colours = colours_of(self)
        draw_box(painter, QRectF(area), colours.accent, radius=tall / 2)
        set_ink(painter, colours.on_accent)
        painter.setFont(sized_font(0.86, "DemiBold"))
        draw_text(painter, area, shown, centred=True)


class Navigation(QFrame):
    """Emits `chosen` with the name of a place."""

    chosen = Signal(str)

    def __init__(self, places: list[Place]) -> None:
        super().__init__()
        self.setAccessibleName(said(text("Places")))
        self.entries = {place.name: Entry(place) for place in places}
        self.is_on_top = False
        self._shown = ""
        self._hidden = {place.name for place in places if place.hidden}
        self._in_menu: list[str] = []
        self._line = Line()
        self.more = IconButton(text("More"), "more")
        self._build()
        for entry in self.entries.values():
            entry.clicked.connect(self._on_clicked)
            entry.toggled.connect(self._on_toggled)
        self.more.clicked.connect(self._on_more)

    def show_place(self, name: str) -> None:
        """Mark the place that is shown."""
        self._shown = name
        self.entries[name].setChecked(True)
        lead_tab_to(self.entries[name], self.entries.values())
        if self.is_on_top:
            self._show_entries()

    def set_hidden(self, name: str, hidden: bool) -> None:
        """Show or hide the way to a place."""
        if hidden:
            self._hidden.add(name)
        else:
            self._hidden.discard(name)
        self._show_entries()

    def set_badge(self, name: str, count: int, sentence: str) -> None:
        """Show a number beside the name of a place; `sentence` says both."""
        self.entries[name].set_badge(count, sentence)
        self._show_entries()

    def has(self, name: str) -> bool:
        """Return whether there is a way to this place."""
        return name not in self._hidden

    def way_to(self, name: str) -> QWidget:
        """Return what leads to this place: its entry, or the button of the menu that it is in."""
        return self.more if name in self._in_menu else self.entries[name]

    def arrange(self, *, on_top: bool) -> None:
        """Be a row of tabs on top, or a sidebar."""
        if on_top == self.is_on_top:
            return
        self.is_on_top = on_top
        self._empty()
        if on_top:
            self._arrange_tabs()
        else:
            self._arrange_sidebar()
        for entry in self.entries.values():
            entry.is_tab = on_top
        self._show_entries()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put what has no room as a tab into the menu."""
        super().resizeEvent(event)
        self._show_entries()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground, and the line between it and the page."""
        colours, area = colours_of(self), self.rect()
        painter = QPainter(self)
        fill_area(painter, area, colours.sidebar)
        if self.is_on_top:
            line = QRect(0, area.height() - 1, area.width(), 1)
        elif self.isRightToLeft():
            line = QRect(0, 0, 1, area.height())
        else:
            line = QRect(area.width() - 1, 0, 1, area.height())
        fill_area(painter, line, colours.hairline)
        painter.end()

    def _build(self) -> None:
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inner: QWidget | None = None
        self._arrange_sidebar()
        self._show_entries()

    def _arrange_sidebar(self) -> None:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(12, 16, 12, 16)
        layout.setSpacing(4)
        groups: dict[Group, list[Entry]] = {group: [] for group in Group}
        for entry in self.entries.values():
            groups[entry.place.group].append(entry)
        for entry in groups[Group.FIRST]:
            layout.addWidget(entry)
        if groups[Group.SECOND]:
            layout.addSpacing(6)
            layout.addWidget(self._line)
            layout.addSpacing(6)
            self._line.show()
        for entry in groups[Group.SECOND]:
            layout.addWidget(entry)
        layout.addStretch()
        for entry in groups[Group.LAST]:
            layout.addWidget(entry)
        self.more.hide()
        self.setMinimumWidth(_WIDTH)
        self.setMaximumWidth(16_777_215)
        self._take(inner)

    def _arrange_tabs(self) -> None:
        inner = QWidget()
        layout = QHBoxLayout(inner)
        layout.setContentsMargins(8, 4, 8, 0)
        layout.setSpacing(4)
        for entry in self.entries.values():
            layout.addWidget(entry)
        layout.addStretch()
        layout.addWidget(self.more)
        self._line.hide()
        self.more.show()
        self.setMinimumWidth(0)
        self._take(inner)

    def _take(self, inner: QWidget) -> None:
        self._inner = inner
        self._outer.addWidget(inner)

    def _empty(self) -> None:
        """Take the entries out before what they lie on goes."""
        for each in (*self.entries.values(), self._line, self.more):
            each.setParent(self)
        if self._inner is not None:
            self._outer.removeWidget(self._inner)
            self._inner.deleteLater()
            self._inner = None

    def _show_entries(self) -> None:
        shown = [name for name in self.entries if name not in self._hidden]
        self._in_menu = []
        if self.is_on_top:
            self._in_menu = [name for name in shown if self.entries[name].place.group is Group.LAST]
            shown = [name for name in shown if name not in self._in_menu]
            room = self.width() - self.more.sizeHint().width() - 24
            while len(shown) > 1 and self._wide(shown) > room:
                last = shown[-1] if shown[-1] != self._shown else shown[-2]  # where one is, is seen
                shown.remove(last)
                self._in_menu.insert(0, last)
        for name, entry in self.entries.items():
            entry.setVisible(name in shown)

    def _wide(self, names: list[str]) -> int:
        return sum(self.entries[name].sizeHint().width() + 4 for name in names)

    def _on_clicked(self) -> None:
        entry = self.sender()
        if isinstance(entry, Entry):
            self.chosen.emit(entry.place.name)

    def _on_toggled(self, marked: bool) -> None:
        """Go where assistive technology sets the mark, which clicks nothing."""
        entry = self.sender()
        if marked and isinstance(entry, Entry) and entry.place.name != self._shown:
            self.chosen.emit(entry.place.name)

    def _on_more(self) -> None:
        """Show the places that have no tab, in a menu."""
        menu = QMenu(self)
        for name in self._in_menu:
            entry = self.entries[name]
            menu.addAction(entry.accessibleName() or entry.text()).setData(name)
        menu.triggered.connect(self._on_triggered)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_triggered(self, action: object) -> None:
        from PySide6.QtGui import QAction

        if isinstance(action, QAction):
            self.chosen.emit(str(action.data()))
