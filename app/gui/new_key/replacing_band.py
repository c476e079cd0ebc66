"""Says, above the form, whose place the new key takes; and lets the person make an ordinary one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.new_key.models.new_key_model import NewKeyModel
from app.gui.session.aim import venue_of
from app.gui.widgets.basics import column, label, row
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import small_button
from app.gui.widgets.cards import Icon, paint_tint
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class ReplacingBand(BuiltOnShow):
    """Made when a key is first replaced."""

    def __init__(self, model: NewKeyModel) -> None:
        super().__init__()
        self._model = model

    def present(self) -> None:
        """Show whose place it is; hide where it is nobody's."""
        state = self._model.state
        self.setVisible(bool(state.replaces))
        if not self.is_made or not state.replaces:
            return
        self._title.setText(said(text("Takes the place of {name}", name=state.replaced)))
        venue = venue_of(state.aim).name
        still = (
            text("Delete the old API key at {venue} first. A list of what to do follows.", venue=venue)
            if state.is_leak
            else text(
                "The old key works until you delete it at {venue}. A list of what to do follows.", venue=venue
            )
        )
        self._hint.setText(said(still))

    def _make(self) -> None:
        self.stop = small_button(text("Make another key instead"))
        self._title = label("", "label", wrap=True)
        self._hint = label("", "muted", wrap=True)

    def _build(self) -> None:
        left = row(Icon("refresh", "warning"), column(self._title, self._hint, spacing=2), spacing=12)
        left.setStretch(1, 1)
        line = Flow(left, self.stop, spacing=12, lines=30)
        line.setStretch(0, 1)
        line.setContentsMargins(16, 10, 16, 10)
        self.setLayout(line)
        self.setAccessibleName(said(text("One key in the place of another")))
        self.present()

    def _connect(self) -> None:
        self.stop.clicked.connect(self._model.stop_replacing)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_tint(self, "warning")
