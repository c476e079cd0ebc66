"""A handle by which a file is dragged into another program: always as a copy, ours stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication

from app.gui.widgets.basics import describe
from app.gui.widgets.buttons import Button
from app.text import text

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent


class DragHandle(Button):
    """For the mouse alone; who has none copies the text or the path."""

    def __init__(self, title: str) -> None:
        super().__init__(title, "quiet", "grip", small=True)
        self._file = ""
        self._from: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        describe(self, text("Drag this into another program: it gets a copy of the public key's file"))

    def set_file(self, path: str) -> None:
        """Drag this file from now on."""
        self._file = path

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where it began."""
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag, once the mouse has moved far enough."""
        begun = self._from
        if begun is None or not self._file:
            return
        if (event.position().toPoint() - begun).manhattanLength() < QApplication.startDragDistance():
            return
        from PySide6.QtGui import QDrag

        self._from = None
        self.setDown(False)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._file)])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing was dragged."""
        self._from = None
        super().mouseReleaseEvent(event)
