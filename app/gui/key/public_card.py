"""The public key, which is for anybody: shown whole, copied exactly, and as a file to be dragged out."""

from __future__ import annotations

from app.gui import messages
from app.gui.key.models.key_model import KeyModel
from app.gui.session.hand import PairsAtHand
from app.gui.widgets.basics import describe, label
from app.gui.widgets.cards import Card, CodeBox
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.drag_handle import DragHandle
from app.gui.widgets.fingerprint_view import FingerprintView
from app.gui.widgets.flow import Flow
from app.gui.widgets.wrap_row import WrapRow
from app.text import NOTHING, text

EXACTLY = text("Copies exactly the PEM text")
_TITLE = text("Public key")


class PublicCard(Card):
    """What the exchange gets."""

    def __init__(self, model: KeyModel) -> None:
        super().__init__(_TITLE)
        self._model = model
        self.text = FingerprintView(_TITLE)
        self.copy = CopyButton(text("Copy"), "quiet", small=True)
        self.drag = DragHandle(text("Drag the file"))
        self._build()
        self.copy.clicked.connect(model.copy_public)
        model.public_copied.connect(self.copy.flash)

    def present(self, hand: PairsAtHand) -> None:
        """Show that of the selected pair."""
        self.text.show_text(hand.pair.public_key_pem if hand.pair else "", NOTHING)
        file = self._model.public_file
        self.drag.set_file(file)
        self.drag.setVisible(bool(file))

    def _build(self) -> None:
        head = Flow(label(_TITLE, "strong"), WrapRow(self.drag, self.copy, from_end=True))
        head.setStretch(0, 1)
        describe(self.copy, EXACTLY)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.addLayout(head)
        self.body.addWidget(CodeBox(self.text))
        self.body.addWidget(label(messages.REGISTER_HINT, "muted", wrap=True))
