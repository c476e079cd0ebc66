"""The public key, which is for anybody: as its venue wants it, copied exactly, as a QR code and as a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.gui.key.models.key_model import KeyModel
from app.gui.session.hand import PairsAtHand
from app.gui.widgets.basics import describe, label
from app.gui.widgets.buttons import small_button
from app.gui.widgets.cards import Card, CodeBox
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.drag_handle import DragHandle
from app.gui.widgets.fingerprint_view import FingerprintView
from app.gui.widgets.flow import Flow
from app.gui.widgets.wrap_row import WrapRow
from app.gui.words import said
from app.text import NOTHING, text

if TYPE_CHECKING:
    from app.keys.encodings import Encoding

EXACTLY = text("Copies exactly what is pasted at the venue")
_TITLE = text("Public key")


class PublicCard(Card):
    """What the exchange gets. Emits `code_wanted` where it is to be shown as a QR code."""

    code_wanted = Signal()

    def __init__(self, model: KeyModel) -> None:
        super().__init__(_TITLE)
        self._model = model
        self.text = FingerprintView(_TITLE)
        self.copy = CopyButton(text("Copy"), "quiet", small=True)
        self.code = small_button(text("QR code"), "quiet")
        self.forms = small_button(text("Other forms"), "quiet", after="chevron-down")
        self.drag = DragHandle(text("Drag the file"))
        self._hint = label("", "muted", wrap=True)
        self._build()
        self.copy.clicked.connect(model.copy_public)
        self.code.clicked.connect(self.code_wanted)
        self.forms.clicked.connect(self._on_forms)
        model.public_copied.connect(self.copy.flash)

    def present(self, hand: PairsAtHand) -> None:
        """Show that of the selected pair."""
        self.text.show_text(self._model.public.text if hand.pair else "", NOTHING)
        file = self._model.files.public_file
        self.drag.set_file(file)
        self.drag.setVisible(bool(file))
        hint = self._model.public.paste_hint
        self._hint.setText(said(hint))
        self._hint.setVisible(bool(hint))

    def _build(self) -> None:
        actions = WrapRow(self.drag, self.code, self.forms, self.copy, from_end=True)
        head = Flow(label(_TITLE, "strong"), actions)
        head.setStretch(0, 1)
        describe(self.copy, EXACTLY)
        describe(self.code, text("Shows it as a QR code, for the camera of another device"))
        describe(self.forms, text("Copies it in a form that another program wants"))
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.addLayout(head)
        self.body.addWidget(CodeBox(self.text))
        self.body.addWidget(self._hint)

    def _on_forms(self) -> None:
        from PySide6.QtCore import QPoint
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        for form in self._model.public.forms:
            menu.addAction(said(form.title)).triggered.connect(partial(self._copy, form))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.forms.mapToGlobal(QPoint(0, self.forms.height())))

    def _copy(self, form: Encoding, _: bool = False) -> None:
        self._model.public.copy(form)
