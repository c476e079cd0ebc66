"""Fields for a choice, a number and a line of text that nothing changes by accident: not the wheel of
somebody who scrolls the page past them, not a file that is dropped on them.

All fields of the window are of these classes; a test looks that no others are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from app.gui.widgets.basics import set_by_name

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWheelEvent


_LARGEST = 999_999_999  # that can be typed


class ChoiceField(QComboBox):
    """A choice that its list and its keys change.

    Decision: the wheel never does, not even with the focus: the first field of the window has that without
    anybody having asked for it.
    """

    def __init__(self) -> None:
        super().__init__()
        set_by_name(self, "focusPolicy", "StrongFocus")

    def shorten(self) -> None:
        """Needs no room for its longest choice; in the list, each is whole."""
        set_by_name(self, "sizeAdjustPolicy", "AdjustToMinimumContentsLengthWithIcon")
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves it to the page, which scrolls."""
        event.ignore()


class NumberField(QSpinBox):
    """A number that the wheel changes only while it has the focus, which the wheel does not give it.

    Decision: whatever is typed stays there and is given out, so that a limit can be said; Qt would drop the
    digit that exceeds it, and leave another number than the person believes. Steps end at the limits.
    """

    def __init__(self) -> None:
        super().__init__()
        self._least = self._most = 0
        self.setRange(0, _LARGEST)
        set_by_name(self, "focusPolicy", "StrongFocus")

    def set_limits(self, least: int, most: int) -> None:
        """Where arrow keys, buttons and the wheel end."""
        self._least, self._most = least, most

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """As Qt's, as far as the limits."""
        wanted = self.value() + steps * self.singleStep()
        self.setValue(min(max(wanted, self._least), self._most))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves it to the page, which scrolls, unless somebody is at this field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TextField(QLineEdit):
    """A line that takes text which is dropped on it, as a copy; a file is left to the window."""

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
