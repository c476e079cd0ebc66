"""Settings: the few things that are remembered, each with what it means."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QLayout, QWidget

from app.gui.page import Page
from app.gui.saving.options_card import KeyringField, choose_folder
from app.gui.session.forgetting import Forgetting, forget_all_question, forgotten
from app.gui.session.session import Session
from app.gui.theme import CHOICES, DARK, LIGHT, SYSTEM, Theme
from app.gui.widgets.basics import column, label, row, set_enabled
from app.gui.widgets.buttons import IconButton, button
from app.gui.widgets.cards import Card, Line
from app.gui.widgets.check_field import CheckField
from app.gui.widgets.choice import NamedChoice
from app.gui.widgets.fields import TextField
from app.gui.widgets.flow import Flow
from app.gui.widgets.segmented import Segmented
from app.gui.words import said
from app.storage.preferences import ROTATIONS, Preferences
from app.text import NOTHING, Text, plural, text
from app.usecases.key_list.rotation import BY_PURPOSE, NEVER

PART = "settings"
_WHAT = text(
    "Their names, public keys, venues, due dates and where their files are; never a private key, never a "
    "passphrase"
)
_REMINDER = text(
    "A reminder in My keys; nothing happens by itself. It holds for keys that are made from now on."
)
_FORGETS = text("Empties the list of keys; their files stay")
_THEMES = {SYSTEM: text("System"), LIGHT: text("Light"), DARK: text("Dark")}


class SettingsPage(Page):
    """What is changed here holds at once."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(PART, session, text("Settings"), NOTHING)
        self._theme = theme
        self.theme = Segmented(text("Theme"), {each: _THEMES[each] for each in CHOICES})
        self.folder = TextField()
        self.browse = IconButton(text("Choose a folder"), "folder", kind="secondary")
        self.forget = CheckField(
            text("Clear the passphrase after saving"),
            text("The fields are emptied once the files are checked"),
        )
        self.keyring = KeyringField(session.keyring)
        self.remember = CheckField(text("Remember keys"), _WHAT)
        self.rotation = NamedChoice(text("Replace keys"), _rotations)
        self.forget_all = button(text("Forget all\u2026"), "danger")
        self._listed = label("", "muted", wrap=True)
        self._build()
        self._connect()
        self.bar.hide_when_idle()
        self._present(session.memory.state)

    def first_focus(self) -> QWidget:
        """Return the first setting."""
        return self.theme.segments[self._theme.choice]

    def _build(self) -> None:
        self.folder.setAccessibleName(said(text("Folder for new keys")))
        self.theme.show_choice(self._theme.choice)
        folder = row(self.folder, self.browse)
        folder.setStretch(0, 1)
        self._add_group(text("Look"), _setting(text("Theme"), NOTHING, self.theme))
        self._add_group(text("New keys"), _setting(text("Folder"), text("Where their files go"), folder))
        self._add_group(text("Safety"), self.forget, Line(), self.keyring)
        forget_all = _setting(text("The list of keys"), self._listed, self.forget_all, aside=True)
        rotation = _setting(text("Replace keys"), _REMINDER, self.rotation)
        self._add_group(text("My keys"), self.remember, Line(), rotation, Line(), forget_all)

    def _add_group(self, title: Text, *parts: QWidget | QLayout) -> None:
        card = Card(title)
        for part in parts:
            if isinstance(part, QWidget):
                card.body.addWidget(part)
            else:
                card.body.addLayout(part)
        self.add(column(label(title, "heading"), card, spacing=8))

    def _connect(self) -> None:
        self._session.memory.changed.connect(self._present)
        self.theme.chosen.connect(self._on_theme)
        self.folder.textChanged.connect(self._on_folder)
        self.browse.clicked.connect(self._on_browse)
        self.forget.toggled.connect(self._on_forget)
        self.remember.toggled.connect(self._on_remember)
        self.rotation.chosen.connect(self._on_rotation)
        self.forget_all.clicked.connect(self._on_forget_all)
        self._session.key_list.changed.connect(self._present_list)
        self._session.activity.changed.connect(self._present_list)

    def _present(self, remembered: Preferences) -> None:
        if self.folder.text() != remembered.folder:
            self.folder.setText(remembered.folder)
        self.forget.setChecked(remembered.forget_after_saving)
        self.remember.setChecked(remembered.remember_keys)
        known = remembered.rotation if remembered.rotation in ROTATIONS else BY_PURPOSE
        self.rotation.show_choice(known)
        self.rotation.setEnabled(remembered.remember_keys)
        self._present_list()

    def _present_list(self, _: object = None) -> None:
        """Say how many keys are in the list, and what cannot be done with it."""
        known = self._session.key_list.state
        count = plural("{number:,} key is in it.", "{number:,} keys are in it.", len(known.standings))
        nothing = text("Nothing is in it.")
        self._listed.setText(said(known.problem or (count if known.standings else nothing)))
        why_not = known.unread or (NOTHING if known.standings else nothing)
        set_enabled(self.forget_all, why_not, _FORGETS)

    def _on_theme(self, choice: str) -> None:
        self._theme.choose(choice)

    def _on_folder(self, folder: str) -> None:
        if folder != self._session.memory.state.folder:
            self._session.memory.change(folder=folder)

    def _on_browse(self) -> None:
        if chosen := choose_folder(self, self.folder.text()):
            self._session.memory.change(folder=chosen)

    def _on_remember(self, remember: bool) -> None:
        if remember != self._session.memory.state.remember_keys:
            self._session.memory.change(remember_keys=remember)

    def _on_rotation(self, rotation: str) -> None:
        self._session.memory.change(rotation=rotation)

    def _on_forget_all(self) -> None:
        count = len(self._session.key_list.state.standings)
        question = forget_all_question(count, PART)
        self._session.notices.show(question, self._on_answered)

    def _on_answered(self, answer: Enum) -> None:
        if answer is Forgetting.FORGET:
            count = len(self._session.key_list.state.standings)
            self._session.key_list.forget_all()
            self._session.activity.say(forgotten(count))

    def _on_forget(self, forget: bool) -> None:
        if forget != self._session.memory.state.forget_after_saving:
            self._session.memory.change(forget_after_saving=forget)


def _setting(title: Text, hint: Text | QWidget, control: QWidget | QLayout, *, aside: bool = False) -> Flow:
    """Lay out a row: words on the left, what is chosen on the right, or `aside` what is pressed."""
    words = column(label(title, wrap=True), spacing=2)
    if isinstance(hint, QWidget):
        words.addWidget(hint)
    elif hint:
        words.addWidget(label(hint, "muted", wrap=True))
    line = Flow(words, control, spacing=16, lines=26)
    line.setStretch(0, 1)
    if not aside:
        line.setStretch(1, 1)
    return line


def _rotations() -> dict[str, Text]:
    known = {BY_PURPOSE: text("By purpose"), NEVER: text("Never")}
    return {
        each: known.get(each) or plural("After {number} day", "After {number} days", int(each))
        for each in ROTATIONS
    }
