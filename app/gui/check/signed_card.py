"""A request that was signed: what to know of it, the exact text, the signature, and all of it to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.gui.check.models.signing_model import SigningModel
from app.gui.widgets.basics import at_the_top, column, label, row
from app.gui.widgets.buttons import IconButton
from app.gui.widgets.cards import CodeBox, Icon
from app.gui.widgets.fields import ChoiceField
from app.gui.widgets.flow import Flow
from app.gui.widgets.late_card import LateCard
from app.gui.widgets.marked_view import MarkedView
from app.gui.words import said
from app.signing.rendering import as_json, curl, headers
from app.signing.signed import FIXMessage, HTTPRequest, Message, Signed
from app.signing.visible import visible
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from app.usecases.sign import SignedRequest

_ICON, _GAP = 20, 12
_REQUEST = text("Complete request")


class _Text(QWidget):
    """A title, the text as a person can see it, and a button that copies it as it is."""

    def __init__(self, model: SigningModel, title: Text, copy: Text, *beside: QWidget) -> None:
        super().__init__()
        self.content = ""
        self._model = model
        self.view = MarkedView(title, "right")
        self.copy = IconButton(copy, "copy")
        head = Flow(label(title, "label"), *beside, spacing=8)
        head.setStretch(0, 1)
        self.setLayout(column(head, CodeBox(self.view, self.copy), spacing=4))
        self.copy.clicked.connect(self._on_copy)

    def present(self, shown: str, content: str) -> None:
        """Show a text, which is copied as `content`."""
        self.content = content
        self.view.show_marked(shown, ())

    def _on_copy(self) -> None:
        self._model.copy(self.content)


class SignedCard(LateCard):
    """Has the focus when it comes: it is the result, and says so as a whole."""

    def __init__(self, model: SigningModel) -> None:
        super().__init__()
        self._model = model
        self._shown: SignedRequest | None = None
        self._forms: dict[str, str] = {}

    def _make(self) -> None:
        self._icon = Icon("check", "good", _ICON)
        self._sentence = label("", "result", wrap=True)
        self._warnings = label("", "warning", wrap=True)
        self._notes = label("", "muted", wrap=True)
        self.form = ChoiceField()
        self.payload = _Text(self._model, text("Signed text"), text("Copy the signed text"))
        self.signature = _Text(self._model, text("Signature"), text("Copy the signature"))
        self.request = _Text(self._model, _REQUEST, text("Copy the complete request"), self.form)

    def _connect(self) -> None:
        self.form.currentIndexChanged.connect(self._on_form)

    def present(self) -> None:
        """Show what was signed, if anything."""
        signed = self._model.state.signed
        self.setVisible(signed is not None)
        if signed is None or signed is self._shown:
            self._shown = signed
            return
        self._shown = signed
        sentence = text("Signed: {scheme}, {form}.", scheme=signed.scheme.name, form=signed.recipe.form.value)
        self._icon.present("alert" if signed.warnings else "check", "warning" if signed.warnings else "good")
        for at, words in (
            (self._sentence, sentence),
            (self._warnings, paragraph(*signed.warnings)),
            (self._notes, paragraph(*signed.notes)),
        ):
            at.setText(said(words))
            at.setVisible(bool(words))
        self.payload.present(visible(signed.payload), signed.payload.decode("utf-8", "replace"))
        self.signature.present(signed.signature, signed.signature)
        self._present_forms(signed.signed)
        self.setAccessibleName(said(sentence))
        self.setAccessibleDescription(said(paragraph(*signed.warnings, *signed.notes)))

    def _build(self) -> None:
        self.form.setAccessibleName(said(text("Form of the request")))
        texts = column(self._sentence, self._warnings, self._notes, spacing=4)
        head = row(at_the_top(self._icon), texts, spacing=_GAP)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        for each in (self.payload, self.signature, self.request):
            self.body.addWidget(each)

    def _present_forms(self, request: Signed) -> None:
        self._forms = forms_of(request)
        self.form.blockSignals(True)
        self.form.clear()
        self.form.addItems(list(self._forms))
        self.form.blockSignals(False)
        self.form.setVisible(len(self._forms) > 1)
        self.request.setVisible(bool(self._forms))
        self._on_form()

    def _on_form(self, _: int = 0) -> None:
        content = self._forms.get(self.form.currentText(), "")
        shown = content.replace("\x01", "|")
        self.request.present(shown.rstrip("\n"), content)
        soh = text("| stands for SOH, the byte 0x01, which is copied.") if shown != content else NOTHING
        self.request.view.setAccessibleDescription(said(soh))
        self.request.view.setToolTip(said(soh))


def forms_of(request: Signed) -> dict[str, str]:
    """Return the texts of a complete request by the names of their forms, the usual one first."""
    match request:
        case HTTPRequest():
            return {"curl": curl(request), "HTTP": headers(request), "JSON": as_json(request)}
        case Message(message):
            return {"JSON": message}
        case FIXMessage(octets):
            return {"FIX": octets.decode("ascii")}
        case _:
            return {"JSON": as_json(request)}
