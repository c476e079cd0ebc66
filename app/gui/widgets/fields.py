"""Fields for a choice and a line of text that nothing changes by accident: not the wheel of somebody who
scrolls the page past them, not a file that is dropped on them. That for a number: number_field.py.

All fields of the window are of these classes; a test looks that no others are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.gui.painting import draw_box, draw_icon, draw_text, looks_enabled, set_ink, text_size
from app.gui.theme import colours_of
from app.gui.widgets.basics import set_by_name

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPaintEvent, QWheelEvent


PADDING = 12
_CHEVRON = 16


def field_height(widget: QWidget) -> int:
    """Return how high a field is, in pixels: a line of text, and enough for a finger."""
    return max(36, widget.fontMetrics().height() + 18)


def paint_field(widget: QWidget, painter: QPainter) -> None:
    """Paint the box of a field; red where its content is a problem, faint where it takes none."""
    colours = colours_of(widget)
    if not looks_enabled(widget):
        fill, edge = colours.ground, colours.hairline
    else:
        fill, edge = colours.field, colours.error if widget.property("problem") else colours.edge
    draw_box(painter, QRectF(widget.rect()), fill, edge)


def show_through(widget: QWidget) -> None:
    """Let the painted box show where Qt would fill the ground of a text."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
    widget.setPalette(palette)


class ChoiceField(QComboBox):
    """A choice that its list and its keys change.

    Decision: the wheel never does, not even with the focus: the first field of the window has that without
    anybody having asked for it.
    """

    def __init__(self) -> None:
        super().__init__()
        set_by_name(self, "focusPolicy", "StrongFocus")
        self.setForegroundRole(QPalette.ColorRole.ButtonText)  # which is faint where it is disabled

    def shorten(self) -> None:
        """Needs no room for its longest choice; in the list, each is whole."""
        set_by_name(self, "sizeAdjustPolicy", "AdjustToMinimumContentsLengthWithIcon")
        self.setMinimumContentsLength(12)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as Qt's, with our padding."""
        return QSize(super().sizeHint().width() + 2 * PADDING, field_height(self))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what its narrowest choice of words needs."""
        return QSize(super().minimumSizeHint().width() + PADDING, field_height(self))

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the box, the choice and the chevron."""
        colours = colours_of(self)
        painter = QPainter(self)
        paint_field(self, painter)
        is_mirrored = self.isRightToLeft()
        room = self.rect().adjusted(PADDING, 0, -PADDING, 0)
        x = room.left() + _CHEVRON / 2 if is_mirrored else room.right() - _CHEVRON / 2
        ink = colours.text if looks_enabled(self) else colours.disabled
        draw_icon(painter, "chevron-down", ink, QPointF(x, self.height() / 2), _CHEVRON)
        beside = _CHEVRON + 8
        room.adjust(beside if is_mirrored else 0, 0, 0 if is_mirrored else -beside, 0)
        set_ink(painter, ink)
        shown = self.currentText() or self.placeholderText()
        if text_size(self, shown).width() > room.width():
            from PySide6.QtCore import Qt

            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
        draw_text(painter, room, shown, mirrored=is_mirrored)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves it to the page, which scrolls."""
        event.ignore()


class TextField(QLineEdit):
    """A line that takes text which is dropped on it, as a copy; a file is left to the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        show_through(self)
        self.keep_free(0)

    def keep_free(self, width: int) -> None:
        """Leave so many pixels at the end of the line for what is in there."""
        if self.isRightToLeft():
            self.setTextMargins(PADDING + width - 2, 0, PADDING - 2, 0)
        else:
            self.setTextMargins(PADDING - 2, 0, PADDING + width - 2, 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as Qt's."""
        return QSize(super().sizeHint().width(), field_height(self))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of some letters."""
        return QSize(super().minimumSizeHint().width(), field_height(self))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the box; Qt paints the text."""
        painter = QPainter(self)
        paint_field(self, painter)
        painter.end()
        super().paintEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take text."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Take text, at the place under the pointer."""
        self._consider(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Insert text."""
        from app.gui.widgets.drops import accept_copy

        if not event.mimeData().hasUrls() and accept_copy(event):
            super().dropEvent(event)
            accept_copy(event)

    def _consider(self, event: QDragMoveEvent) -> None:
        from app.gui.widgets.drops import accept_copy

        event.ignore()
        if not event.mimeData().hasUrls():
            super().dragMoveEvent(event)
        if event.isAccepted():
            accept_copy(event)
