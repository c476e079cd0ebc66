"""The page of a key: is it safe, what comes next, and everything else on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.gui import messages
from app.gui.guard.shown import Secret, Shown
from app.gui.key.details_card import DetailsCard
from app.gui.key.models.key_model import PART, KeyModel
from app.gui.key.pair_table import PairTable
from app.gui.key.public_card import EXACTLY, PublicCard
from app.gui.key.saved_line import SavedLine
from app.gui.key.saving_part import SavingPart
from app.gui.page import Page
from app.gui.session.hand import PairsAtHand
from app.gui.session.session import Session
from app.gui.widgets.basics import describe, row, set_enabled
from app.gui.widgets.buttons import button, small_button
from app.gui.widgets.copy_button import CopyButton
from app.gui.words import said, without_middle
from app.text import NOTHING, Text, listed, paragraph, plural, text

if TYPE_CHECKING:
    from app.gui.key.change_dialog import ChangeDialog

_COPY = text("&Copy public key")
_MOST = 18  # letters of a name on a button


class KeyPage(Page):
    """Of the pairs at hand."""

    def __init__(self, session: Session, model: KeyModel, shown: Shown) -> None:
        super().__init__(PART, session, text("Key"), NOTHING, notice_on_top=True)
        self.model = model
        self._shown = shown
        self.where = SavedLine(model)
        self.table = PairTable(model)
        self.public = PublicCard(model)
        self.details = DetailsCard(model, session.keyring)
        self.saving = SavingPart(model, session)
        self.more = small_button(text("&Details"), after="chevron-down")
        self.copy = CopyButton(_COPY, "primary")
        self.save = button(text("&Save"))
        self.dialog: ChangeDialog | None = None
        self._is_just_saved = False
        self._build()
        self._connect()
        self._present()

    @property
    def hand(self) -> PairsAtHand:
        """The pairs at hand."""
        return self._session.hand.state

    def first_focus(self) -> QWidget:
        """Return the next step; where it cannot be done yet, what is missing for it."""
        if not self.model.state.saving:
            return self.copy
        return self.save if self.save.isEnabled() else self.saving.first_focus()

    def result(self) -> QWidget | None:
        """Return the answer that a notice waits for, or the report where it warns, or the next step."""
        if not self.notice.isHidden():
            return super().result()
        if self.where.kind == "warning" and self.hand.report is not None:
            return self.where
        return self.copy if self._is_just_saved else None

    def harmless(self) -> tuple[QWidget, ...]:
        """Return what may have the focus where nothing that had it is there any more."""
        return (self.copy, self.more)

    def close_innermost(self) -> bool:
        """Close the suggestion, the part that saves, or the details."""
        suggestions = self.model.draft.suggestions
        if suggestions.suggestion is not None or suggestions.is_drawing:
            suggestions.show(False)
        elif self.model.state.saving and not self.hand.would_be_lost:
            self.copy.setFocus()
            self.model.change(saving=False)
        elif not self.details.isHidden():
            self.more.setFocus()
            self._unfold(False)
        else:
            return False
        return True

    def _build(self) -> None:
        unfold = QWidget()
        line = row(self.more)
        line.addStretch()
        unfold.setLayout(line)
        self.add(self.where, self.table, self.saving, self.public, unfold, self.details)
        self.bar.add(self.save, self.copy)

    def _connect(self) -> None:
        model, session = self.model, self._session
        for changed in (model.changed, session.hand.changed, session.activity.changed, model.draft.changed):
            changed.connect(self._present)
        model.draft.suggestions.changed.connect(self._on_suggestion)
        model.draft.suggestions.used.connect(self._on_used)
        session.hand.arrived.connect(self._on_arrived)
        session.activity.started.connect(self._on_started)
        model.saved.connect(self._on_saved)
        model.saving.passphrase_wanted.connect(self._on_passphrase_wanted)
        model.change_wanted.connect(self._on_change_wanted)
        model.public_copied.connect(self.copy.flash)
        self.saving.revealed.connect(self._on_revealed)
        self.saving.entered.connect(self._on_entered)
        self.copy.clicked.connect(model.copy_public)
        self.save.clicked.connect(model.save)
        self.more.clicked.connect(self._on_more)
        self._shown.hide_wanted.connect(self._on_hide_wanted)

    def _present(self, _: object = None) -> None:
        hand, model = self.hand, self.model
        self.set_title(_title(hand))
        self.hint.setText(said(_facts(hand)))
        self.hint.setVisible(bool(self.hint.text()))
        self.where.present(hand)
        self.table.present(hand)
        self.public.present(hand)
        self.details.present(hand)
        self.saving.present(hand)
        self._shown.set(Secret.PRIVATE_KEY, model.state.private_text is not None, self)
        is_saving = model.state.saving
        self.save.setVisible(is_saving)
        self.save.setText(said(plural("&Save", "&Save {number:,} key pairs", max(1, len(hand.pairs)))))
        set_enabled(self.save, model.save_problem)
        describe(self.copy, paragraph(self.where.sentence, EXACTLY))  # where the focus goes, it is said
        several = len(hand.pairs) > 1
        name = without_middle(hand.label, _MOST).replace("&", "&&")
        self.copy.set_title(text("&Copy {name}", name=name) if several else _COPY)
        self._present_bar()

    def _present_bar(self) -> None:
        hand, model = self.hand, self.model
        is_saving = model.state.saving
        is_suggesting = model.draft.suggestions.suggestion is not None
        copied = hand.pair is not None and hand.pair.fingerprint in model.state.copied
        self.save.set_kind("secondary" if is_suggesting else "primary")
        self.copy.set_kind("secondary" if is_saving or copied else "primary")
        if is_saving and model.save_problem:
            self.bar.say(model.save_problem, "alert", "error")
        elif hand.would_be_lost:
            self.bar.say(text("Save it before you register it."), "alert", "warning")
        elif len(hand.pairs) > 1 and model.state.copied:
            count = len(model.state.copied)
            self.bar.say(
                text("{number:,} of {all:,} public keys copied.", number=count, all=len(hand.pairs)),
                "check",
                "good",
            )
        elif self._session.activity.state.status:
            self.bar.say(self._session.activity.state.status, "check", "good")
        else:
            self.bar.say(messages.AFTER_SAVING if hand.saved else NOTHING)

    def _unfold(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self.details.present(self.hand)
        self.more.set_icon("", "chevron-up" if shown else "chevron-down")
        if shown:
            self.body.bring_into_view(self.details)
        else:
            self.model.show_private(False)

    def _on_arrived(self, _: object) -> None:
        """Begin with what everybody wants to see of another key."""
        self._unfold(False)

    def _on_started(self) -> None:
        self._is_just_saved = False

    def _on_saved(self) -> None:
        self._is_just_saved = True

    def _on_more(self) -> None:
        self._unfold(self.details.isHidden())

    def _on_suggestion(self, suggestion: object) -> None:
        self._shown.set(Secret.SUGGESTION, suggestion is not None, self)
        self._present()

    def _on_revealed(self, shown: bool) -> None:
        self._shown.set(Secret.PASSPHRASE, shown, self)

    def _on_used(self, _: object) -> None:
        self.save.setFocus()

    def _on_entered(self) -> None:
        if self.save.isEnabled():
            self.save.click()

    def _on_passphrase_wanted(self) -> None:
        self.saving.first_focus().setFocus()
        self.body.bring_into_view(self.saving)

    def _on_hide_wanted(self) -> None:
        self.model.show_private(False)

    def _on_change_wanted(self) -> None:
        """Made when it is first asked for, and then kept."""
        if self.dialog is None:
            from app.gui.key.change_dialog import ChangeDialog

            self.dialog = ChangeDialog(self.model.changing, self._shown, self.window())
        self.dialog.ask()


def _title(hand: PairsAtHand) -> Text:
    if not hand.pairs:
        return text("Key")
    if len(hand.pairs) == 1:
        return text("{name}", name=hand.label)
    first = hand.labels[0].rpartition("-")[0] or hand.labels[0]
    return plural("{number} key: {name}", "{number:,} keys: {name}", len(hand.pairs), name=first)


def _facts(hand: PairsAtHand) -> Text:
    if not hand.pairs:
        return NOTHING
    kind = text("{kind}", kind=hand.pairs[0].algorithm.label)
    made = text("made just now") if hand.generated else text("opened")
    return listed((kind, made))
