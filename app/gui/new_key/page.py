"""New key: one screen from nothing to files that were read back."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from app.gui.guard.shown import Secret, Shown
from app.gui.new_key.kind_card import KindCard
from app.gui.new_key.models.new_key_model import MAXIMUM_COUNT, PART, NewKeyModel
from app.gui.new_key.replacing_band import ReplacingBand
from app.gui.page import Page
from app.gui.saving.findings_view import FindingsView
from app.gui.saving.models.fields import PassphraseStatus
from app.gui.saving.options_card import OptionsCard, shortened
from app.gui.saving.passphrase_card import PassphraseCard
from app.gui.session.session import Session
from app.gui.widgets.basics import announce, describe, set_enabled, set_problem
from app.gui.widgets.buttons import button
from app.gui.widgets.consent_button import ConsentButton
from app.gui.words import said
from app.text import NOTHING, Text, plural, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.gui.widgets.check_field import CheckField
    from app.gui.widgets.number_field import NumberField

_SUBTITLE = text("Made on this computer. Nothing is sent anywhere.")
_SUGGESTING = text("Use the suggestion, or type a passphrase of your own.")


class NewKeyPage(Page):
    """The form, and Generate and save."""

    def __init__(self, session: Session, model: NewKeyModel, shown: Shown) -> None:
        super().__init__(PART, session, text("New key"), _SUBTITLE)
        self.model = model
        self._shown = shown
        self.replacing = ReplacingBand(model)
        self.kind = KindCard(model)
        self.passphrase = PassphraseCard(model.draft)
        self.options = OptionsCard(model.draft, session.memory, session.keyring, lambda: self.count)
        self.findings = FindingsView(model.draft.destination)
        self.generate = button("", "primary")
        self.anyway = ConsentButton(text("Use it anyway"), "quiet")
        self._build()
        self._connect()
        self._present()

    @cached_property
    def count(self) -> NumberField:
        """How many pairs; made when the options are first shown."""
        from app.gui.widgets.number_field import NumberField

        field = NumberField()
        field.setAccessibleName(said(text("How many")))
        field.set_limits(1, MAXIMUM_COUNT)
        field.setGroupSeparatorShown(True)
        self._present_count(field)
        field.valueChanged.connect(self.model.set_count)
        return field

    @cached_property
    def unsaved(self) -> CheckField:
        """Whether the pairs stay in the window; made when the options are first shown."""
        from app.gui.widgets.check_field import CheckField

        field = CheckField(text("Do not save: keep the pair in this window only"))
        field.setChecked(self.model.state.unsaved)
        field.toggled.connect(self.model.set_unsaved)
        return field

    def first_focus(self) -> QWidget:
        """Return where the passphrase is typed."""
        return self.passphrase.first_focus()

    def harmless(self) -> tuple[QWidget, ...]:
        """Return what may have the focus where nothing that had it is there any more."""
        return (self.passphrase.passphrase.line, self.passphrase.suggest, self.options.options)

    def close_innermost(self) -> bool:
        """Close the suggestion, else the options."""
        suggestions = self.model.draft.suggestions
        if suggestions.suggestion is not None or suggestions.is_drawing:
            suggestions.show(False)
            self.passphrase.passphrase.line.setFocus()
            return True
        if self.options.is_unfolded:
            self.options.options.setFocus()
            self.options.unfold(False)
            return True
        return False

    def _build(self) -> None:
        self.options.details.add(lambda: self.unsaved)
        self.add(self.replacing, self.kind, self.passphrase, self.options, self.findings)
        self.bar.add(self.anyway, self.generate)
        self.anyway.hide()

    def _connect(self) -> None:
        model, draft = self.model, self.model.draft
        for changed in (model.changed, draft.changed, self._session.activity.changed):
            changed.connect(self._present)
        draft.strength.judged.connect(self._present)
        draft.suggestions.changed.connect(self._on_suggestion)
        draft.suggestions.used.connect(self._on_used)
        model.saving.passphrase_wanted.connect(self._on_passphrase_wanted)
        self.passphrase.entered.connect(self._on_entered)
        self.passphrase.revealed.connect(self._on_revealed)
        self.options.unfolded.connect(partial(self.body.bring_into_view, self.options))
        self.generate.clicked.connect(model.generate)
        self.anyway.clicked.connect(self._on_anyway)

    def _present(self, _: object = None) -> None:
        model, draft = self.model, self.model.draft.state
        state = model.state
        if "count" in vars(self):
            self._present_count(self.count)
        self.options.set_pairs(state.count)
        self.replacing.present()
        self.generate.setText(said(_generate_text(0 if state.count_problem else state.count, state.unsaved)))
        is_suggesting = self._is_suggesting
        problem = (_SUGGESTING if is_suggesting else NOTHING) or model.problem or model.weakness
        set_enabled(self.generate, problem)
        self.generate.set_kind("secondary" if is_suggesting else "primary")
        self.anyway.setVisible(bool(model.weakness) and draft.passphrase is PassphraseStatus.READY)
        self._present_bar(problem)

    def _present_count(self, field: NumberField) -> None:
        state = self.model.state
        set_problem(field, bool(state.count_problem))
        about = state.fixed_count or state.count_problem
        field.setEnabled(not state.fixed_count)
        if said(about) != field.accessibleDescription():
            describe(field, about)
            announce(field, state.count_problem)
        if field.value() != state.count and not state.count_problem:
            field.setValue(state.count)

    def _present_bar(self, problem: Text) -> None:
        """Say how things are: what is missing, else what will be."""
        model, draft = self.model, self.model.draft.state
        where = shortened(draft.folder)
        if self._is_suggesting:
            self.bar.say(_SUGGESTING)
        elif problem:
            missing = draft.passphrase is PassphraseStatus.NOT_REPEATED
            self.bar.say(problem, *(("info", "muted") if missing else ("alert", "error")))
        elif draft.passphrase is PassphraseStatus.EMPTY:
            self.bar.say(text("Type a passphrase, or let it suggest one."))
        elif model.state.unsaved:
            self.bar.say(text("Not saved until you save it."), "alert", "warning")
        else:
            self.bar.say(text("Encrypted, saved in {folder}", folder=where), "lock")

    @property
    def _is_suggesting(self) -> bool:
        suggestions = self.model.draft.suggestions
        return suggestions.suggestion is not None or suggestions.is_drawing

    def _on_suggestion(self, suggestion: object) -> None:
        self._shown.set(Secret.SUGGESTION, suggestion is not None, self)
        self._present()

    def _on_used(self, _: object) -> None:
        """Lead to the next step."""
        self.generate.setFocus()

    def _on_revealed(self, shown: bool) -> None:
        self._shown.set(Secret.PASSPHRASE, shown, self)

    def _on_passphrase_wanted(self) -> None:
        self.passphrase.passphrase.line.setFocus()

    def _on_anyway(self) -> None:
        """Lead to the next step; the button that was pressed is gone."""
        self.model.use_weak()
        self.generate.setFocus()

    def _on_entered(self) -> None:
        """Enter in the last field does what the button does, where that can be done.

        Whoever is faster than the judgement of the passphrase is told afterwards that it is weak.
        """
        if self.generate.isEnabled() or not self.model.draft.strength.is_settled:
            self.model.generate()


def _generate_text(count: int, unsaved: bool) -> Text:
    """Return the text of the button; 0 where the number of pairs is not one."""
    if unsaved:
        return plural("&Generate", "&Generate {number:,} key pairs", max(count, 1))
    return plural("&Generate and save", "&Generate and save {number:,}", max(count, 1))
