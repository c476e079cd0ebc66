"""The page of a key: is it safe, what comes next, and everything else on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.gui.guard.shown import Secret, Shown
from app.gui.key.codes import Codes
from app.gui.key.details_card import DetailsCard
from app.gui.key.foot import DETAILS, REGISTER, USE, Foot
from app.gui.key.models.key_model import PART, KeyModel
from app.gui.key.pair_table import PairTable
from app.gui.key.register_part import RegisterPart
from app.gui.key.remembered_card import RememberedCard
from app.gui.key.replace_card import ReplaceCard
from app.gui.key.saved_line import SavedLine
from app.gui.key.saving_part import SavingPart
from app.gui.key.use_part import UsePart
from app.gui.key.words import facts_of, title_of
from app.gui.page import Page
from app.gui.session.aim import venue_of
from app.gui.session.hand import PairsAtHand
from app.gui.session.session import Session
from app.gui.widgets.tabs import Tabs
from app.gui.words import said
from app.text import NOTHING, text

if TYPE_CHECKING:
    from app.gui.key.change_dialog import ChangeDialog
    from app.gui.widgets.segmented import Segment


class KeyPage(Page):
    """Of the pairs at hand."""

    def __init__(self, session: Session, model: KeyModel, shown: Shown) -> None:
        super().__init__(PART, session, text("Key"), NOTHING, notice_on_top=True)
        self.model = model
        self._shown = shown
        self.where = SavedLine(model)
        self.table = PairTable(model)
        self.register = RegisterPart(model)
        self.use = UsePart(model)
        self.details = DetailsCard(model, session.keyring)
        self.remembered = RememberedCard(model.remembered, model.replacing, session)
        self.saving = SavingPart(model, session)
        self.replacing = ReplaceCard(model.replacing)
        self.tabs = Tabs(
            text("About this key"),
            {REGISTER: text("Re&gister"), USE: text("&Use it"), DETAILS: text("&Details")},
        )
        self.foot = Foot(self.bar, model, session)
        self.codes = Codes(model, self)
        self.dialog: ChangeDialog | None = None
        self._is_just_saved = self._is_just_leaked = self._is_stale = False
        self._build()
        self._connect()
        self.register.show()
        self._present()

    @property
    def hand(self) -> PairsAtHand:
        """The pairs at hand."""
        return self._session.hand.state

    def first_focus(self) -> QWidget:
        """Return the next step; where it cannot be done yet, what is missing for it.

        Of a key that goes, that is the first thing to do about it.
        """
        replacing = self.model.replacing
        if not self.model.state.saving:
            is_going = self.replacing.is_made and replacing.is_old and not replacing.is_finished
            return self.replacing.first_step() if is_going else self.foot.copy
        return self.foot.save if self.foot.save.isEnabled() else self.saving.first_focus()

    def result(self) -> QWidget | None:
        """Return the answer that a notice waits for, or the report where it warns, or the next step."""
        if not self.notice.isHidden():
            return super().result()
        if self.details.formats.wanted is not None:
            return self.details.formats.wanted
        if self.where.kind == "warning" and self.hand.report is not None:
            return self.where
        return self.foot.copy if self._is_just_saved else None

    def harmless(self) -> tuple[QWidget, ...]:
        """Return what may have the focus where nothing that had it is there any more."""
        return (self.foot.copy, self.foot.copy_lines, self.tab(self.tabs.choice))

    def close_innermost(self) -> bool:
        """Close the suggestion, the part that saves, or the details."""
        suggestions = self.model.draft.suggestions
        if suggestions.suggestion is not None or suggestions.is_drawing:
            suggestions.show(False)
        elif self.model.state.saving and not self.hand.would_be_lost:
            self.foot.copy.setFocus()
            self.model.change(saving=False)
        elif self.details.formats.isVisible():
            self.details.others.setFocus()
            self.details.unfold_formats(False)
        elif self.tabs.choice != REGISTER:
            self.show_tab(REGISTER)
            self.tab(REGISTER).setFocus()
        else:
            return False
        return True

    def _build(self) -> None:
        self.add(
            self.where,
            self.table,
            self.saving,
            self.replacing,
            self.tabs,
            self.register,
            self.use,
            self.details,
            self.remembered,
        )
        self.foot.build()
        self.tabs.show_choice(REGISTER)

    def _connect(self) -> None:
        model, session = self.model, self._session
        session.key_list.changed.connect(self._present)
        model.register.changed.connect(self._present_foot)
        model.private.changed.connect(self._on_private)
        for each in (model, session.hand, session.activity, model.draft):
            each.changed.connect(self._present)
        model.draft.suggestions.changed.connect(self._on_suggestion)
        model.draft.suggestions.used.connect(self._on_used)
        session.hand.arrived.connect(self._on_arrived)
        session.activity.started.connect(self._on_started)
        model.saved.connect(self._on_saved)
        model.saving.passphrase_wanted.connect(self._on_passphrase_wanted)
        model.change_wanted.connect(self._on_change_wanted)
        model.tab_wanted.connect(self.show_tab)
        model.public_copied.connect(self._on_copied)
        self.replacing.page_wanted.connect(model.register.open_page)
        self.remembered.leak_said.connect(self._on_leak_said)
        self.saving.revealed.connect(self._on_revealed)
        self.details.formats.revealed.connect(self._on_formats_revealed)
        self.details.unfolded.connect(self.body.bring_into_view)
        self.saving.entered.connect(self._on_entered)
        self.saving.unfolded.connect(self.body.bring_into_view)
        self.foot.copy_lines.clicked.connect(self._on_copy_lines)
        self.tabs.chosen.connect(self._on_tab_chosen)
        model.use.changed.connect(self._present)
        self.register.code_wanted.connect(self.codes.show)
        self._shown.hide_wanted.connect(self._on_hide_wanted)

    def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's name
        """Do as Qt's, and show first what has changed meanwhile."""
        if visible and self._is_stale:
            self._present_all()
        super().setVisible(visible)

    def _present(self, _: object = None) -> None:
        """Show how things are: at once, or together when somebody comes here."""
        self._say_what_is_seen()
        self._is_stale = True
        if not self.isHidden():
            self._present_all()

    def _on_private(self, _: object = None) -> None:
        """Show or hide the private key, at once wherever the person is."""
        self._present_all()
        self._say_what_is_seen()

    def _say_what_is_seen(self) -> None:
        self._shown.set(Secret.PRIVATE_KEY, self.model.private.state.text is not None, self)

    def _present_all(self) -> None:
        self._is_stale = False
        hand, model = self.hand, self.model
        self.set_title(title_of(hand))
        self.hint.setText(said(facts_of(hand, model.remembered.record, self._session.today())))
        self.hint.setVisible(bool(self.hint.text()))
        self.where.present(hand)
        self.table.present(hand)
        self.register.present(hand)
        self.use.present(hand)
        self.details.present(hand)
        self._present_remembered()
        self.saving.present(hand)
        self.replacing.present()
        self._lead_to_leak()
        self.foot.name(self.where.sentence)
        self._present_foot()

    def _lead_to_leak(self) -> None:
        """Show what is to be done about a leak that was said just now, further down, once it is there."""
        if self._is_just_leaked and self.model.replacing.is_urgent:
            self._is_just_leaked = False
            self.replacing.first_step().setFocus()
            self.body.bring_into_view(self.replacing)

    def _present_remembered(self) -> None:
        """Show what is in the list of keys of it, with the details."""
        is_shown = self.tabs.choice == DETAILS and self.model.remembered.record is not None
        self.remembered.setVisible(is_shown)
        self.remembered.present()

    def _present_foot(self, _: object = None) -> None:
        self.foot.present(self.tabs.choice)

    def tab(self, name: str) -> Segment:
        """Return the tab of this name."""
        return self.tabs.segments[name]

    def show_tab(self, name: str) -> None:
        """Show one of the parts; the private key is hidden with the details."""
        self.tabs.show_choice(name)
        if name != DETAILS:
            self.model.private.hide()
            self.details.unfold_formats(False)
        for part, widget in ((REGISTER, self.register), (USE, self.use), (DETAILS, self.details)):
            widget.setVisible(part == name)
            if part == name:
                widget.present(self.hand)
        self._present_remembered()
        self._present_foot()

    def _on_tab_chosen(self, name: str) -> None:
        """Leave behind what was said of what was done in another part."""
        self._session.activity.say(NOTHING)
        self.show_tab(name)

    def _on_arrived(self, _: object) -> None:
        """Begin with what everybody wants to see of another key."""
        self._is_just_leaked = False
        self.show_tab(REGISTER)
        self.body.begin_at_top()

    def _on_leak_said(self) -> None:
        self._is_just_leaked = True

    def _on_started(self) -> None:
        self._is_just_saved = False

    def _on_saved(self) -> None:
        self._is_just_saved = True

    def _on_copied(self) -> None:
        """Show what comes next; the focus stays where it is, so that Enter copies again."""
        self.foot.copy.flash()
        rest, hand = self.register.rest, self.hand
        is_one_of_many = len(hand.pairs) > 1 and not (hand.purposes or venue_of(hand.aim).pairs)
        if rest is None or is_one_of_many:
            return
        first, last = rest
        if self.register.public.copy.hasFocus():
            first = self.register.public
        self.body.bring_into_view(first, until=last)

    def _on_copy_lines(self) -> None:
        self.model.use.copy()
        self.foot.copy_lines.flash()

    def _on_suggestion(self, suggestion: object) -> None:
        self._shown.set(Secret.SUGGESTION, suggestion is not None, self)
        self._present()

    def _on_revealed(self, shown: bool) -> None:
        self._shown.set(Secret.PASSPHRASE, shown, self)

    def _on_formats_revealed(self, shown: bool) -> None:
        self._shown.set(Secret.PASSPHRASE, shown, self.details)

    def _on_used(self, _: object) -> None:
        self.foot.save.setFocus()

    def _on_entered(self) -> None:
        if self.foot.save.isEnabled():
            self.foot.save.click()

    def _on_passphrase_wanted(self) -> None:
        self.saving.first_focus().setFocus()
        self.body.bring_into_view(self.saving)

    def _on_hide_wanted(self) -> None:
        self.model.private.hide()

    def _on_change_wanted(self) -> None:
        """Made when it is first asked for, and then kept."""
        if self.dialog is None:
            from app.gui.key.change_dialog import ChangeDialog

            self.dialog = ChangeDialog(self.model.changing, self._shown, self.window())
        self.dialog.ask()
