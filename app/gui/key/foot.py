"""What always stands below the page of a key: the next step as a button, and how things are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui import messages
from app.gui.action_bar import ActionBar
from app.gui.key.models.key_model import KeyModel
from app.gui.key.public_card import EXACTLY
from app.gui.session.session import Session
from app.gui.widgets.basics import describe, set_enabled
from app.gui.widgets.buttons import button
from app.gui.widgets.check_field import CheckField
from app.gui.widgets.copy_button import CopyButton
from app.gui.words import said, without_middle
from app.text import NOTHING, Text, paragraph, plural, text

if TYPE_CHECKING:
    from app.gui.session.hand import PairsAtHand
    from app.storage.registry.record import KeyRecord

REGISTER, USE, DETAILS = "register", "use", "details"  # the tabs
_COPY = text("&Copy public key")
_MOST = 18  # letters of a name on a button


class Foot:
    """In the bar of the page: Copy or Save, and the sentence or the box to tick beside it."""

    def __init__(self, bar: ActionBar, model: KeyModel, session: Session) -> None:
        self._bar, self._model, self._session = bar, model, session
        self.copy = CopyButton(_COPY, "primary")
        self.copy_lines = CopyButton(text("&Copy the lines"), "primary")
        self.save = button(text("&Save"))
        self.registered = CheckField(text("I have registered it"))
        self.copy.clicked.connect(model.copy_public)
        self.save.clicked.connect(model.save)
        self.registered.toggled.connect(model.register.set_registered)

    def build(self) -> None:
        """Put them into the bar: after all that is above it, as the Tab key comes to them last."""
        self._bar.add_left(self.registered)
        self._bar.add(self.save, self.copy, self.copy_lines)
        self.copy_lines.hide()

    def name(self, saved: Text) -> None:
        """Name the buttons after the pairs. `saved`: where they are, which Copy says with the focus."""
        hand, model = self._session.hand.state, self._model
        self.save.setVisible(model.state.saving)
        self.save.setText(said(plural("&Save", "&Save {number:,} key pairs", max(1, len(hand.pairs)))))
        set_enabled(self.save, model.save_problem)
        describe(self.copy, paragraph(saved, EXACTLY))
        name = without_middle(hand.label, _MOST).replace("&", "&&")
        self.copy.set_title(text("&Copy {name}", name=name) if len(hand.pairs) > 1 else _COPY)

    def present(self, tab: str) -> None:
        """Show what is next where this tab is shown."""
        hand, model = self._session.hand.state, self._model
        is_saving = model.state.saving
        is_suggesting = model.draft.suggestions.suggestion is not None
        copied = hand.pair is not None and hand.pair.fingerprint in model.state.copied
        self.save.set_kind("secondary" if is_suggesting else "primary")
        is_done = copied or model.register.is_registered
        self.copy.set_kind("secondary" if is_saving or is_done else "primary")
        is_using = tab == USE and not is_saving and bool(model.use.code)
        self.copy.setVisible(not is_using)
        self.copy_lines.setVisible(is_using)
        self._say_how_things_are(hand)
        self._present_registered(tab, hand)

    def _say_how_things_are(self, hand: PairsAtHand) -> None:
        model, status = self._model, self._session.activity.state.status
        if model.state.saving and model.save_problem:
            self._bar.say(model.save_problem, "alert", "error")
        elif hand.would_be_lost:
            self._bar.say(text("Save it before you register it."), "alert", "warning")
        elif len(hand.pairs) > 1 and model.state.copied:
            count, all_ = len(model.state.copied), len(hand.pairs)
            done = text("{number:,} of {all:,} public keys copied.", number=count, all=all_)
            self._bar.say(done, "check", "good")
        elif status:
            self._bar.say(status, "check", "good")
        else:
            is_next = hand.saved and not model.register.is_registered
            self._bar.say(messages.AFTER_SAVING if is_next else NOTHING)

    def _present_registered(self, tab: str, hand: PairsAtHand) -> None:
        """Show the box to tick in place of how things are, while the key is being registered."""
        register = self._model.register
        record = register.record
        is_registering = tab == REGISTER and not self._model.state.saving
        is_shown = is_registering and record is not None and not hand.would_be_lost and not register.refusal
        self._bar.show_state(shown=not is_shown)
        self.registered.setVisible(is_shown)
        if record is None or not is_shown:
            return
        self.registered.blockSignals(True)
        self.registered.setChecked(register.is_registered)
        self.registered.blockSignals(False)
        since = _since(record) if register.is_registered else NOTHING
        self.registered.set_hint(paragraph(since, self._session.activity.state.status))


def _since(record: KeyRecord) -> Text:
    """Return how long the venue has known the key, until when where its API key is deleted there."""
    if record.retired:
        return text(
            "Since {day}; its API key was deleted on {end}.", day=record.registered, end=record.retired
        )
    return text("Since {day}.", day=record.registered)
