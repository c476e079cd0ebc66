"""How far the work has come: a thin line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QProgressBar

from app.gui.painting import draw_box
from app.gui.theme import colours_of
from app.gui.widgets.basics import set_by_name

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

_HEIGHT = 4
_STEPS = 40  # of the piece that wanders where nothing can be counted
_PAUSE = 50


class ProgressLine(QProgressBar):
    """A maximum of 0: a piece of it wanders. Can have the focus, and hears no key."""

    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._on_tick)
        self.setTextVisible(False)
        set_by_name(self, "focusPolicy", "ClickFocus")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Thin."""
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Thin, and short where there is little room."""
        return QSize(60, _HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Wander from now on."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Cost nothing any more."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the track, and how far it is."""
        colours, wide = colours_of(self), float(self.width())
        painter = QPainter(self)
        draw_box(painter, QRectF(0, 0, wide, self.height()), colours.track, radius=_HEIGHT / 2)
        if self.maximum():
            begin, length = 0.0, wide * self.value() / self.maximum()
        else:
            length = wide / 4
            begin = (wide - length) * self._step / _STEPS
        if self.isRightToLeft():
            begin = wide - length - begin
        draw_box(painter, QRectF(begin, 0, length, self.height()), colours.accent_line, radius=_HEIGHT / 2)
        painter.end()

    def _on_tick(self) -> None:
        if not self.maximum():
            self._step = (self._step + 1) % (_STEPS + 1)
            self.update()
