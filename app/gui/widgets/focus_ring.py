"""The ring around what has the focus, so that nobody who works with the keyboard has to look for it.

One for a window: it lies over the controls, which need no room for it. It is not shown around a button that
the mouse has pressed; fields always have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QScrollArea, QWidget
from shiboken6 import isValid

from app.gui.painting import draw_box
from app.gui.theme import colours_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDTH, _OFF = 2, 2
_AROUND = _WIDTH + _OFF
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class FocusRing(QWidget):
    """Follows the focus within one window, once it watches."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        self._is_watching = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def watch(self) -> None:
        """Follow the focus from now on. To be called when the window is shown, which then has a handle."""
        handle = self._window.windowHandle()
        if handle is not None and not self._is_watching:
            self._is_watching = True
            self._window.setProperty("has_ring", True)
            handle.focusObjectChanged.connect(self.follow)

    def stop(self) -> None:
        """Follow nothing any more, and go with the window: the page that it lies on may go before."""
        handle = self._window.windowHandle()
        if handle is not None and self._is_watching:
            self._is_watching = False
            handle.focusObjectChanged.disconnect(self.follow)
        self._let_go()
        self.hide()
        self.setParent(self._window)

    def follow(self, focused: QObject | None) -> None:
        """Go around this widget, or away."""
        self._let_go()
        if not isinstance(focused, QWidget) or focused is self._window:
            self.hide()
            return
        is_pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if focused.property("ring") == "none" or (is_pressed and isinstance(focused, QAbstractButton)):
            self.hide()
            return
        self._around = focused
        ground = _ground_of(focused, self._window)
        if self.parentWidget() is not ground:
            self.setParent(ground)
        each: QWidget | None = focused
        while each is not None and each is not ground:
            each.installEventFilter(self)
            self._watched.append(each)
            each = each.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay around what has moved."""
        del watched
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ring."""
        painter = QPainter(self)
        radius = self._around.property("ring") if self._around is not None else None
        radius = float(radius) if isinstance(radius, (int, float)) else 8.0
        draw_box(
            painter, QRectF(self.rect()), "", colours_of(self).focus, radius=radius + _AROUND, width=_WIDTH
        )
        painter.end()

    def _place(self) -> None:
        around, ground = self._around, self.parentWidget()
        if around is None or not isValid(around) or ground is None or not around.isVisible():
            self.hide()
            return
        shown = _shape_of(around)
        area = QRect(shown.mapTo(ground, QPoint(0, 0)), shown.size())
        self.setGeometry(area.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))
        self.raise_()
        self.show()

    def _let_go(self) -> None:
        for each in self._watched:
            if isValid(each):  # a dialog goes with all that is in it
                each.removeEventFilter(self)
        self._watched.clear()
        self._around = None


def _shape_of(focused: QWidget) -> QWidget:
    """Return what is seen of it: a text lies in a box that is painted around it."""
    parent = focused.parentWidget()
    is_boxed = isinstance(focused, QAbstractScrollArea) and parent is not None
    return parent if is_boxed and parent is not None and parent.property("box") else focused


def _ground_of(focused: QWidget, window: QWidget) -> QWidget:
    """Return what the ring lies on: what scrolls with the widget, else the window."""
    each = focused.parentWidget()
    while each is not None and each is not window:
        above = each.parentWidget()
        if above is not None and isinstance(above.parentWidget(), QScrollArea):
            return each
        each = above
    return window
