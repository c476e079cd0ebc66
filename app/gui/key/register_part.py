"""Registering: the venue's steps, each to be ticked, with what is copied and which page is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.key.models.key_model import KeyModel
from app.gui.key.public_card import PublicCard
from app.gui.painting import text_size
from app.gui.session.aim import purpose_of
from app.gui.session.hand import PairsAtHand
from app.gui.widgets.aim_fields import purpose_titles, venue_titles
from app.gui.widgets.basics import (
    announce,
    column,
    describe,
    label,
    labelled,
    set_problem,
    set_role,
    set_shown,
)
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import small_button
from app.gui.widgets.cards import Card, Line, paint_tint
from app.gui.widgets.check_field import CheckField
from app.gui.widgets.choice import NamedChoice
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.fields import TextField
from app.gui.widgets.flow import Flow
from app.gui.widgets.wrap_row import WrapRow
from app.gui.words import said, without_middle
from app.text import NOTHING, Text, text, verbatim

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.usecases.register import Step
    from app.venues.venue import APIKeyForm, Venue

_WIDEST = 250  # of a name, in device-independent pixels: the narrowest window has that
_API_KEY_HINT = text("It is public, appears in the lines of “Use it”, and is forgotten with this window.")
_KEPT_HINT = text("It is public, appears in the lines of “Use it”, and is kept in the list of keys.")


class RegisterPart(BuiltOnShow):
    """Made when it is first shown. Emits `code_wanted` where the public key is to be shown as a QR code."""

    code_wanted = Signal()

    def __init__(self, model: KeyModel) -> None:
        super().__init__()
        self._model, self._register = model, model.register
        self._rows: list[StepRow] = []

    def present(self, hand: PairsAtHand) -> None:
        """Show the steps of the selected pair."""
        if not self.is_made or hand.pair is None:
            return
        register = self._register
        self.venue.show_choice(hand.aim.venue)
        self.purpose.show_choice(hand.aim.purpose)
        self._meaning.setText(said(purpose_of(hand.aim).meaning))
        self.public.present(hand)
        self._practice.present(register.venue)
        trouble = register.refusal or register.doubt
        self._trouble.setText(said(trouble))
        set_role(self._trouble, "problem" if register.refusal else "warning")
        set_shown(self._trouble, bool(trouble))
        describe(self.venue, trouble)
        self._caution.setText(said(register.caution))
        set_shown(self._caution, bool(register.caution))
        steps = [step for step in register.steps if step.identifier != "copy"]
        self._add_rows(len(steps) - len(self._rows))
        for number, row in enumerate(self._rows):
            step = steps[number] if number < len(steps) else None
            row.present(step, is_done=step is not None and register.is_done(step.identifier))
        set_shown(self.steps, bool(steps))
        self._present_api_key()

    @property
    def rest(self) -> tuple[QWidget, QWidget] | None:
        """Return what is left to do, from the first step that is not ticked to the end, with the API key."""
        if not self.isVisible() or not self.steps.isVisible():
            return None
        left = [row for row in self._rows if row.isVisible() and not row.field.isChecked()]
        return (left[0] if left else self._ring if self._ring.isVisible() else self.steps), self.steps

    def _make(self) -> None:
        self.venue = NamedChoice(text("Venue"), venue_titles)
        self.purpose = NamedChoice(text("Purpose"), purpose_titles)
        self.public = PublicCard(self._model)
        self.steps = Card(text("Steps"))
        self.api_key = TextField()
        self._meaning = label("", "muted", wrap=True)
        self._practice = Practice()
        self._trouble = label("", "problem", wrap=True)
        self._caution = label("", "warning", wrap=True)
        self._name = label("", "label", wrap=True)
        self._hint = label(_API_KEY_HINT, "muted", wrap=True)
        self._ring = QWidget()

    def _build(self) -> None:
        where = Flow(
            labelled(text("Venue"), self.venue), labelled(text("Purpose"), self.purpose), spacing=16, lines=20
        )
        where.setStretch(0, 1)
        where.setStretch(1, 1)
        self.steps.body.setContentsMargins(16, 8, 16, 12)
        self.steps.body.setSpacing(4)
        self._ring.setLayout(column(Line(), self._name, self.api_key, self._hint))
        self.steps.body.addWidget(self._ring)
        self.setLayout(
            column(
                column(where, self._meaning, spacing=4),
                self._practice,
                self._trouble,
                self._caution,
                self.public,
                self.steps,
                spacing=16,
            )
        )
        self.present(self._model.hand)

    def _connect(self) -> None:
        register = self._register
        self.venue.chosen.connect(register.choose_venue)
        self.purpose.chosen.connect(register.choose_purpose)
        self.api_key.textChanged.connect(self._on_typed)
        self.public.code_wanted.connect(self.code_wanted)
        register.changed.connect(self._on_changed)
        register.page_opened.connect(self._on_page_opened)

    def _add_rows(self, count: int) -> None:
        for _ in range(count):
            row = StepRow()
            row.ticked.connect(self._register.tick)
            row.copied.connect(self._register.copy)
            row.opened.connect(self._register.open_page)
            self.steps.body.insertWidget(len(self._rows), row)
            self._rows.append(row)
        if count > 0:
            self.join_tab_order()

    def _present_api_key(self) -> None:
        register = self._register
        form = register.venue.api_key
        set_shown(self._ring, form is not None)
        if form is None:
            return
        title = _title(register.venue, form)
        self._name.setText(said(title))
        self.api_key.setAccessibleName(said(title))
        problem = register.state.problem
        if not problem and self.api_key.text().strip() != register.api_key and not self.api_key.hasFocus():
            self.api_key.setText(register.api_key)
        set_problem(self.api_key, bool(problem))
        hint = problem or (_API_KEY_HINT if register.record is None else _KEPT_HINT)
        if said(hint) != self._hint.text():
            self._hint.setText(said(hint))
            self.api_key.setAccessibleDescription(said(hint))
            announce(self.api_key, problem)

    def _on_changed(self, _: object) -> None:
        self.present(self._model.hand)

    def _on_page_opened(self) -> None:
        """Lead to where the venue's answer goes: what had the focus, the question, is gone."""
        if self.isVisible() and self._ring.isVisible():
            self.api_key.setFocus()

    def _on_typed(self, typed: str) -> None:
        if typed != self._register.api_key:
            self._register.enter_api_key(typed)


class StepRow(QWidget):
    """One step: what to do, that it is done, and what helps. Emits `ticked`, `copied` and `opened`."""

    ticked = Signal(str, bool)
    copied = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._step: Step | None = None
        self.field = CheckField()
        self.copy = CopyButton(text("Copy"), small=True)
        self.open = small_button(text("Open the page…"))
        line = Flow(self.field, WrapRow(self.copy, self.open, spacing=8, from_end=True), lines=30)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 2, 0, 2)
        self.setLayout(line)
        self.field.toggled.connect(self._on_toggled)
        self.copy.clicked.connect(self._on_copy)
        self.open.clicked.connect(self._on_open)

    def present(self, step: Step | None, *, is_done: bool) -> None:
        """Show the step; hide without one."""
        self._step = step
        set_shown(self, step is not None)
        if step is None:
            return
        self.field.setText(verbatim(said(self._sentence(step)).replace("&", "&&")))
        self.field.set_hint(step.detail)
        self.field.blockSignals(True)
        self.field.setChecked(is_done)
        self.field.blockSignals(False)
        set_shown(self.copy, bool(step.copied))
        self.copy.setAccessibleDescription(said(_what(step)))
        set_shown(self.open, bool(step.address))
        self.open.setAccessibleDescription(step.address)

    def _sentence(self, step: Step) -> Text:
        """Return what to do, without the middle of a name that has no room: Copy has it whole."""
        if step.identifier != "name":
            return step.sentence
        name, most = step.copied, len(step.copied)
        while text_size(self.field, name).width() > _WIDEST:
            most -= 1
            name = without_middle(step.copied, most)
        return text("Name it {name}.", name=name)

    def _on_toggled(self, done: bool) -> None:
        if self._step is not None:
            self.ticked.emit(self._step.identifier, done)

    def _on_copy(self) -> None:
        if self._step is not None:
            self.copied.emit(self._step.copied)
            self.copy.flash()

    def _on_open(self) -> None:
        if self._step is not None:
            self.opened.emit(self._step.address)


class Practice(QWidget):
    """A band that tells a testnet or a demo from the place with real money."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "warning title", wrap=True)
        line = column(self._words)
        line.setContentsMargins(16, 8, 16, 8)
        self.setLayout(line)

    def present(self, venue: Venue) -> None:
        """Show it where no money is at stake."""
        from app.venues.venue import Environment

        self.setVisible(venue.environment is not Environment.PRODUCTION)
        words = text("No real money: a key that is registered here works at {venue} alone.", venue=venue.name)
        self._words.setText(said(words))

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_tint(self, "warning")


def _title(venue: Venue, form: APIKeyForm) -> Text:
    """Return what is entered, as it is called there."""
    if venue.pairs:
        return text("The {name} that you chose at {venue} (optional)", name=form.title, venue=venue.name)
    return text("{name} that {venue} shows then (optional)", name=form.title, venue=venue.name)


def _what(step: Step) -> Text:
    from app.usecases.register import Copies

    match step.copies:
        case Copies.NAME:
            return text("Copies the name")
        case Copies.TEXT:
            return text("Copies the text of this step")
        case _:
            return NOTHING
