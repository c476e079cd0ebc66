"""Keeping the key in a secrets manager: the commands for that, which are copied and never run here."""

from __future__ import annotations

from app.gui.key.models.use_model import UseModel
from app.gui.widgets.aim_fields import manager_titles
from app.gui.widgets.basics import describe, label, labelled
from app.gui.widgets.cards import Card, CodeBox
from app.gui.widgets.choice import NamedChoice
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.fingerprint_view import FingerprintView
from app.gui.words import said
from app.text import NOTHING, text

_TITLE = text("Keep it in a secrets manager")


class HandoverPart(Card):
    """One choice, and the lines of what is chosen."""

    def __init__(self, use: UseModel) -> None:
        super().__init__(_TITLE)
        self._use = use
        self.manager = NamedChoice(_TITLE, manager_titles)
        self.lines = FingerprintView(text("Commands"))
        self.copy = CopyButton(text("Copy"), "quiet", small=True)
        self._warning = label("", "warning", wrap=True)
        self._known = label("", "muted", wrap=True)
        self._box = CodeBox(self.lines, self.copy)
        describe(self.copy, text("Copies the commands; they name files and have no secret in them"))
        self.body.addLayout(labelled(_TITLE, self.manager))
        for part in (self._warning, self._box, self._known):
            self.body.addWidget(part)
        self.manager.chosen.connect(use.choose_manager)
        self.copy.clicked.connect(self._on_copy)

    def present(self) -> None:
        """Show the commands for the selected pair."""
        self.manager.show_choice(self._use.state.manager)
        handover = self._use.handover
        self._box.setVisible(handover is not None and bool(handover.lines))
        self.lines.show_text(handover.lines if handover else "", NOTHING)
        for shown, words in (
            (self._warning, handover.warning if handover else NOTHING),
            (self._known, handover.known if handover else NOTHING),
        ):
            shown.setText(said(words))
            shown.setVisible(bool(words))

    def _on_copy(self) -> None:
        self._use.copy_handover()
        self.copy.flash()
