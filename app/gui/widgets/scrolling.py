"""An area that scrolls up and down where its window is small, and always shows what has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from app.gui.widgets.basics import set_by_name
from app.gui.widgets.scroll_bar import ThinScrollBar

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QWheelEvent

_MARGIN = 12


class Tall:
    """A part that is higher than any window: only an area of it is brought into view."""

    def area_in_view(self) -> QRect:
        """Return that area, in its own pixels."""
        raise NotImplementedError


def area_of(part: QWidget) -> QRect:
    """Return what of a part is to be seen."""
    return part.area_in_view() if isinstance(part, Tall) else part.rect()


class Scrolling(QScrollArea):
    """Its contents go into `content`. Not a stop of the Tab key: there is nothing to do on it."""

    def __init__(self) -> None:
        super().__init__()
        self.content = QWidget()
        self._wanted_in_view: QWidget | None = None
        self._until: QWidget | None = None
        self._is_watching = False
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBar(ThinScrollBar())
        set_by_name(self, "focusPolicy", "NoFocus")
        self.verticalScrollBar().rangeChanged.connect(self._on_laid_out)
        self.verticalScrollBar().actionTriggered.connect(self.let_be)

    def watch(self) -> None:
        """Follows the focus from now on. To be called when the window is shown, which then has a handle."""
        handle = self.window().windowHandle()
        if handle is not None and not self._is_watching:
            self._is_watching = True
            handle.focusObjectChanged.connect(self.follow_focus)
            self.follow_focus(self.window().focusWidget())

    def follow_focus(self, focused: QObject | None) -> None:
        """Scrolls what has got the focus into view, whole if it fits; not under the mouse that clicks it."""
        from PySide6.QtGui import QGuiApplication

        if not isinstance(focused, QWidget) or not self.content.isAncestorOf(focused):
            return
        if QGuiApplication.mouseButtons() != QGuiApplication.mouseButtons().NoButton:
            self.let_be()
        elif not self._shows_all_around(focused):
            self._wanted_in_view, self._until = focused, None
            self._show_whole(focused)

    def bring_into_view(self, part: QWidget, until: QWidget | None = None) -> None:
        """Now, and whenever the layout changes; until the focus goes elsewhere or somebody scrolls.

        `until`: what is below it is to be seen too, down to this part, as far as there is room.
        """
        self._wanted_in_view, self._until = part, until
        QTimer.singleShot(0, self._on_laid_out)

    def begin_at_top(self) -> None:
        """Show the beginning: something else is in here now."""
        self.let_be()
        self.verticalScrollBar().setValue(0)

    def let_be(self) -> None:
        """Nothing is to be brought into view any more."""
        self._wanted_in_view = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever scrolls knows where to look."""
        self.let_be()
        super().wheelEvent(event)

    def _on_laid_out(self) -> None:
        """Each step changes how far the page scrolls."""
        if self._wanted_in_view is not None and self._wanted_in_view.isVisible():
            self._show_whole(self._wanted_in_view, self._until)

    def _shows_all_around(self, focused: QWidget) -> bool:
        """Whether a part with the focus in it is brought into view already, and whole."""
        part = self._wanted_in_view
        if part is None or not part.isAncestorOf(focused):
            return False
        return part is not focused and part.height() + 2 * _MARGIN <= self.height()

    def _show_whole(self, part: QWidget, until: QWidget | None = None) -> None:
        """As much of it as fits, from its top, with some space around it."""
        bar, last = self.verticalScrollBar(), until or part
        top = part.mapTo(self.content, QPoint(0, area_of(part).y())).y() - _MARGIN
        area = area_of(last)
        lowest = last.mapTo(self.content, QPoint(0, area.y() + area.height())).y() + _MARGIN - self.height()
        bar.setValue(min(max(bar.value(), lowest), top))
