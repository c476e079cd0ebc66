"""A check box whose text goes on in the next line where the window is narrow, which Qt's does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox

from app.gui.words import said

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class CheckField(QCheckBox):
    """Needs the width of its longest word; its height follows its width."""

    def __init__(self, title: str = "") -> None:
        self._whole = said(title)
        super().__init__(self._whole)
        policy = self.sizePolicy()
        policies = type(policy.horizontalPolicy())
        policy.setHorizontalPolicy(policies.Preferred)
        policy.setVerticalPolicy(policies.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Do as Qt's, and say it."""
        if said(text) != self._whole:
            self._whole = said(text)
            self._wrap()
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line."""
        return QSize(self._beside() + self._width(self._whole), self._height(1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the longest word, in one line."""
        longest = max(map(self._width, self._whole.split()), default=0)
        return QSize(self._beside() + longest, self._height(1))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As many lines as it then has."""
        return self._height(len(self._lines(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the text for this width."""
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        super().setText("\n".join(self._lines(self.width())))
        self.setAccessibleName(self._whole.replace("&", ""))

    def _lines(self, width: int) -> list[str]:
        lines = [""]
        for word in self._whole.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._width(longer) > width - self._beside():
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text.replace("&", ""))

    def _beside(self) -> int:
        """Return the width of the box, and of what is between it and the text."""
        widest = max(map(self._width, self.text().split("\n")))
        return super().sizeHint().width() - widest

    def _height(self, lines: int) -> int:
        return max(28, lines * self.fontMetrics().lineSpacing() + 4)
