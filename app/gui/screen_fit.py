"""Windows that are never larger, with their frame, than their screen has room: not when they open, not on
another screen, and not when the screen itself changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget


_FRAME = QSize(16, 48)  # of a window, as long as nobody knows its real one


class ScreenFit(QObject):
    """Keeps one window to its screen. `least`: the size below which it is not made, where there is room."""

    def __init__(self, window: QWidget, least: tuple[int, int]) -> None:
        super().__init__(window)
        self._window = window
        self._least = QSize(*least)
        self._screens: list[QScreen] = []
        self._is_watching = False
        window.setMinimumSize(self._least)

    def watch(self) -> None:
        """To be called when the window is shown, which only then has a handle. From now on it fits."""
        handle = self._window.windowHandle()
        if handle is None or self._is_watching:
            return
        self._is_watching = True
        handle.screenChanged.connect(self._on_screen_changed)
        self._follow(handle.screen())
        self.shrink()

    def need(self, width: int = 0, height: int = 0) -> None:
        """Make the window no smaller than this from now on, where the screen has room."""
        least = self._least.expandedTo(QSize(width, height))
        if least != self._least:
            self._least = least
            self.shrink()

    def shrink(self) -> None:
        """Make the window no larger than the screen has room; one that the system sizes is left alone."""
        window = self._window
        most = self._most()
        window.setMinimumSize(self._least.boundedTo(most))
        if not (window.isMaximized() or window.isFullScreen()):
            window.resize(window.size().boundedTo(most))

    def fit(self) -> None:
        """Shrinks the window, and moves it into the screen."""
        self.shrink()
        window = self._window
        if window.isMaximized() or window.isFullScreen():
            return
        frame = window.frameGeometry()
        place = inside(frame, window.screen().availableGeometry()).topLeft()
        if place != frame.topLeft():
            window.move(place)

    def _most(self) -> QSize:
        frame = self._window.frameGeometry().size() - self._window.size()
        most = self._window.screen().availableGeometry().size() - (frame if frame != QSize(0, 0) else _FRAME)
        return most.expandedTo(QSize(1, 1))

    def _follow(self, screen: QScreen) -> None:
        """Of a screen that the window has left, or that is gone, a change does no harm."""
        if screen not in self._screens:
            self._screens.append(screen)
            screen.availableGeometryChanged.connect(self._on_room_changed)

    def _on_screen_changed(self, screen: QScreen | None) -> None:
        if screen is not None:
            self._follow(screen)
            self.fit()

    def _on_room_changed(self, _: QRect) -> None:
        self.fit()


def inside(frame: QRect, room: QRect) -> QRect:
    """Return the frame moved into the room; where it is too large, its top left corner is there."""
    moved = QRect(frame)
    moved.moveRight(min(moved.right(), room.right()))
    moved.moveBottom(min(moved.bottom(), room.bottom()))
    moved.moveLeft(max(moved.left(), room.left()))
    moved.moveTop(max(moved.top(), room.top()))
    return moved
