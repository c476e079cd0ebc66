"""Tabs: the parts of a page of which one is shown, each a word over a hairline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout

from app.gui.painting import draw_box, draw_text, fill_area, looks_enabled, set_ink, text_size
from app.gui.theme import colours_of, sized_font
from app.gui.widgets.segmented import Segment, Segmented

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_BAR = 3
_PADDING = 12


class Tab(Segment):
    """One of them: as wide as its word."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(type(policy.horizontalPolicy()).Fixed)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its word, and 36 pixels high or more."""
        width = text_size(self, self.text()).width() + 2 * _PADDING
        return QSize(width, max(36, self.fontMetrics().height() + 18))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter show it too, as it presses every button here."""
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the word, and the bar below the one that is shown."""
        colours = colours_of(self)
        painter = QPainter(self)
        if self.underMouse() and not self.isChecked():
            draw_box(painter, QRectF(self.rect()), colours.hover)
        if self.isChecked():
            bar = QRectF(_PADDING, self.height() - _BAR, self.width() - 2 * _PADDING, _BAR)
            draw_box(painter, bar, colours.accent_line, radius=1.5)
        ink = colours.text if self.isChecked() else colours.muted
        set_ink(painter, ink if looks_enabled(self) else colours.disabled)
        painter.setFont(sized_font(1.0, "DemiBold" if self.isChecked() else "Medium"))
        draw_text(painter, self.rect(), self.text(), centred=True)
        painter.end()


class Tabs(Segmented):
    """Emits `chosen` with the name of the tab that a person takes."""

    segment = Tab
    inset = 0

    def __init__(self, name: str, choices: dict[str, str]) -> None:
        super().__init__(name, choices)
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.addStretch(1)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the hairline."""
        painter = QPainter(self)
        fill_area(painter, QRect(0, self.height() - 1, self.width(), 1), colours_of(self).hairline)
        painter.end()
