"""Sign: a request as its venue wants it, byte for byte, with a key of the list or the one at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.check.entry import Entry
from app.gui.check.key_field import SigningKeyField
from app.gui.check.models.request_fields import Fields, needs, start_of
from app.gui.check.models.signing_model import SigningModel, recipe_titles
from app.gui.check.part import Part
from app.gui.check.signed_card import SignedCard
from app.gui.guard.shown import Secret, Shown
from app.gui.session.session import Session
from app.gui.widgets.basics import column, label, labelled, set_enabled
from app.gui.widgets.buttons import button
from app.gui.widgets.choice import NamedChoice
from app.gui.widgets.fields import TextField
from app.gui.widgets.flow import Flow
from app.gui.widgets.passphrase_field import PassphraseField
from app.gui.words import said
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.gui.action_bar import ActionBar

_API = text("For")
_PASSPHRASE = text("Passphrase of this key")
_HOW = text("One a line, not encoded: symbol=BTCUSDT. Or a whole query as it is sent, or JSON.")


class SigningPart(Part):
    """Emits `opening_wanted` where another key is to be opened. The passphrase is emptied after each use."""

    opening_wanted = Signal()

    def __init__(self, session: Session, model: SigningModel, shown: Shown) -> None:
        super().__init__()
        self._session, self.model, self._seen = session, model, shown

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """Return Clear and Sign."""
        return (self.clear, self.sign)

    def first_focus(self) -> QWidget:
        """Return what is missing first."""
        return self.parameters.text if self.model.state.key else self.key.choice

    def result(self) -> QWidget | None:
        """Return what was signed, or the passphrase that is wanted."""
        if not self.card.isHidden():
            return self.card
        return self.passphrase.line if self.model.state.wants_passphrase else None

    def close_innermost(self) -> bool:
        """Forget what was typed and signed."""
        if not self.model.has_secret:
            return False
        self.first_focus().setFocus()
        self.model.expire()
        return True

    def present_bar(self, bar: ActionBar) -> None:
        """Show Sign until it is signed."""
        self.sign.setVisible(self.model.state.signed is None)
        self.clear.setVisible(self.model.has_secret)
        set_enabled(self.sign, self.model.problem or self._session.activity.state.problem)
        status = self._session.activity.state.status
        if self.model.state.signed is not None and status:
            bar.say(status, "check", "good")
        else:
            bar.say(text("Nothing is sent: it is signed, and you send it."), "lock")

    def _make(self) -> None:
        self.key = SigningKeyField(self.model, text("Choose a key"))
        self.api = NamedChoice(_API, recipe_titles)
        self.method, self.path, self.api_key, self.time = (TextField() for _ in range(4))
        self.parameters = Entry(text("Parameters"), 4, NOTHING)
        self.passphrase = PassphraseField(_PASSPHRASE, text("Show passphrase of this key"))
        self.card = SignedCard(self.model)
        self.clear = button(text("C&lear"))
        self.sign = button(text("&Sign"), "primary")
        self._boxes: dict[str, QWidget] = {}

    def _build(self) -> None:
        for name, title, field in (
            ("method", text("Method"), self.method),
            ("path", text("Path"), self.path),
            ("api_key", text("API key"), self.api_key),
            ("timestamp", text("Timestamp"), self.time),
        ):
            self._boxes[name] = _box(title, field)
        self.time.setPlaceholderText(said(text("now")))
        self._boxes["passphrase"] = _box(_PASSPHRASE, self.passphrase, self.passphrase.line)
        whole = column(
            _side_by_side(self.key, _box(_API, self.api)),
            _side_by_side(self._boxes["method"], self._boxes["path"]),
            column(self.parameters, label(_HOW, "muted", wrap=True), spacing=4),
            _side_by_side(self._boxes["api_key"], self._boxes["timestamp"]),
            self._boxes["passphrase"],
            self.card,
            spacing=16,
        )
        self.setLayout(whole)

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._present)
        model.begun.connect(self._begin)
        model.expired.connect(self._on_expired)
        self.key.chosen.connect(model.choose_key)
        self.key.opening_wanted.connect(self.opening_wanted)
        self.api.chosen.connect(model.choose_recipe)
        for field in (self.method, self.path, self.api_key, self.time):
            field.textEdited.connect(self._on_edited)
            field.returnPressed.connect(self._on_entered)
        self.parameters.text.textChanged.connect(self._on_edited)
        self.passphrase.line.returnPressed.connect(self._on_entered)
        self.passphrase.revealed.connect(self._on_revealed)
        self.sign.clicked.connect(self._on_sign)
        self.clear.clicked.connect(self.close_innermost)
        self._begin()

    def _present(self, _: object = None) -> None:
        state = self.model.state
        self.key.present(state.key)
        self.api.show_choice(state.recipe)
        for name in ("method", "path", "api_key", "timestamp"):
            self._boxes[name].setVisible(name in needs(self.model.recipe))
        self._boxes["passphrase"].setVisible(state.wants_passphrase and state.signed is None)
        self.card.present()

    def _begin(self) -> None:
        """Begin with a request that changes nothing, for the API that is chosen."""
        start, key = start_of(self.model.recipe), self.model.key
        self.method.setText(start.method)
        self.path.setText(start.path)
        self.parameters.fill(start.parameters)
        self.api_key.setText(key.api_key if key else "")
        self._present()

    def _fields(self) -> Fields:
        return Fields(
            self.method.text(),
            self.path.text(),
            self.parameters.text.toPlainText(),
            self.api_key.text(),
            self.time.text(),
        )

    def _on_edited(self, _: object = None) -> None:
        fields = self._fields()
        self.model.edit("\n".join((fields.path, fields.parameters, fields.api_key)))

    def _on_entered(self) -> None:
        if self.sign.isEnabled() and not self.sign.isHidden():
            self.sign.click()

    def _on_sign(self) -> None:
        passphrase = self.passphrase.passphrase
        self._empty_passphrase()
        self.model.sign(self._fields(), passphrase)

    def _on_revealed(self, shown: bool) -> None:
        self._seen.set(Secret.PASSPHRASE, shown, self)

    def _empty_passphrase(self) -> None:
        self.passphrase.hide_text()
        self.passphrase.line.clear()

    def _on_expired(self) -> None:
        self._empty_passphrase()
        self.time.clear()
        self._begin()


def _box(title: Text, field: QWidget, buddy: QWidget | None = None) -> QWidget:
    box = QWidget()
    field_of_name = buddy or field
    if not field_of_name.accessibleName():
        field_of_name.setAccessibleName(said(title))
    box.setLayout(labelled(title, field, buddy=buddy))
    return box


def _side_by_side(first: QWidget, second: QWidget) -> Flow:
    line = Flow(first, second, spacing=16, lines=24)
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    return line
