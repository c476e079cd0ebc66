"""What each tab of Check is: a part that is made when first shown, with buttons of its own in the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.gui.widgets.built_on_show import BuiltOnShow

if TYPE_CHECKING:
    from app.gui.action_bar import ActionBar


class Part(BuiltOnShow):
    """`buttons`: its own in the bar, the next step last; made with the rest of it."""

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """Return its buttons in the bar."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        """Return what has the focus when somebody comes here."""
        raise NotImplementedError

    def result(self) -> QWidget | None:
        """Return where the eye should go when work has ended."""
        raise NotImplementedError

    def present_bar(self, bar: ActionBar) -> None:
        """Say in the bar how things are, and show the buttons that can be pressed."""
        raise NotImplementedError

    def close_innermost(self) -> bool:
        """Close what is open in here; return whether there was anything."""
        raise NotImplementedError
