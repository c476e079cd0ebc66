"""A card that is made when it is first shown, because it is a result: it has the focus then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.cards import paint_card

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class LateCard(BuiltOnShow):
    """As Card, with its parts in `body`."""

    focus_policy = "ClickFocus"

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 16, 16, 16)
        self.body.setSpacing(12)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_card(self)
