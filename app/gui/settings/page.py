"""Settings: the few things that are remembered, each with what it means."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from app.gui.page import Page
from app.gui.saving.options_card import KeyringField, choose_folder
from app.gui.session.session import Session
from app.gui.theme import CHOICES, DARK, LIGHT, SYSTEM, Theme
from app.gui.widgets.basics import column, label, row
from app.gui.widgets.buttons import IconButton
from app.gui.widgets.cards import Card, Line
from app.gui.widgets.check_field import CheckField
from app.gui.widgets.fields import TextField
from app.gui.widgets.flow import Flow
from app.gui.widgets.segmented import Segmented
from app.gui.words import said
from app.storage.preferences import Preferences
from app.text import NOTHING, Text, text

PART = "settings"
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

    def _present(self, remembered: Preferences) -> None:
        if self.folder.text() != remembered.folder:
            self.folder.setText(remembered.folder)
        self.forget.setChecked(remembered.forget_after_saving)

    def _on_theme(self, choice: str) -> None:
        self._theme.choose(choice)

    def _on_folder(self, folder: str) -> None:
        if folder != self._session.memory.state.folder:
            self._session.memory.change(folder=folder)

    def _on_browse(self) -> None:
        if chosen := choose_folder(self, self.folder.text()):
            self._session.memory.change(folder=chosen)

    def _on_forget(self, forget: bool) -> None:
        if forget != self._session.memory.state.forget_after_saving:
            self._session.memory.change(forget_after_saving=forget)


def _setting(title: Text, hint: Text, control: QWidget | QLayout) -> Flow:
    """Lay out a row: words on the left, what is chosen on the right."""
    words = column(label(title, wrap=True), spacing=2)
    if hint:
        words.addWidget(label(hint, "muted", wrap=True))
    line = Flow(words, control, spacing=16, lines=26)
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    return line
