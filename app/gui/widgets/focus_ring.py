"""The ring around what has the focus, so that nobody who works with the keyboard has to look for it.

One for a window: it lies over the controls, which need no room for it. It is not shown around a button that
the mouse has pressed; fields always have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QScrollArea, QWidget

from app.gui.painting import draw_box
from app.gui.theme import colours_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDTH, _OFF = 2, 2
_AROUND = _WIDTH + _OFF
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest)


class _Watch(QObject):
    """Emits `moved` when a widget moves within its ground, `hidden` when it is hidden.

    `around` is None once it is no more. Nothing of what it watches is touched when it ends: a dialog goes
    with all that is in it.
    """

    moved = Signal()
    hidden = Signal()

    def __init__(self, around: QWidget, ground: QWidget) -> None:
        super().__init__()
        self.around: QWidget | None = around
        around.destroyed.connect(self._on_gone)
        each: QWidget | None = around
        while each is not None and each is not ground:
            each.installEventFilter(self)
            each = each.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hear of every move."""
        del watched
        if event.type() == QEvent.Type.Hide:  # the last that is heard of what goes with its dialog
            self.hidden.emit()
        elif event.type() in _MOVES:
            self.moved.emit()
        return False

    def _on_gone(self) -> None:
        self.around = None


class FocusRing(QWidget):
    """Follows the focus within one window, once it watches."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watch: _Watch | None = None
        self._is_watching = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def _around(self) -> QWidget | None:
        return self._watch.around if self._watch is not None else None

    def watch(self) -> None:
        """Follow the focus from now on. To be called when the window is shown, which then has a handle."""
        handle = self._window.windowHandle()
        if handle is not None and not self._is_watching:
            self._is_watching = True
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
        ground = _ground_of(focused, self._window)
        if self.parentWidget() is not ground:
            self.setParent(ground)
        self._watch = _Watch(focused, ground)
        self._watch.moved.connect(self._place)
        self._watch.hidden.connect(self.hide)
        self._place()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ring."""
        painter = QPainter(self)
        around = self._around
        radius = around.property("ring") if around is not None else None
        radius = float(radius) if isinstance(radius, (int, float)) else 8.0
        draw_box(
            painter, QRectF(self.rect()), "", colours_of(self).focus, radius=radius + _AROUND, width=_WIDTH
        )
        painter.end()

    def _place(self) -> None:
        around, ground = self._around, self.parentWidget()
        if around is None or ground is None or not around.isVisible():
            self.hide()
            return
        shown = _shape_of(around)
        area = QRect(shown.mapTo(ground, QPoint(0, 0)), shown.size())
        self.setGeometry(area.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))
        self.raise_()
        self.show()

    def _let_go(self) -> None:
        if self._watch is not None:
            self._watch.around = None
            self._watch = None  # and with it what listens: at the end of the program it may be gone already


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
