"""Using it: the program, whether it opens the file, and the lines that tell it, in the best way first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.gui.key.handover_part import HandoverPart
from app.gui.key.models.key_model import KeyModel
from app.gui.session.hand import PairsAtHand
from app.gui.widgets.aim_fields import client_titles
from app.gui.widgets.basics import column, describe, label, labelled, row, set_role
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import button
from app.gui.widgets.cards import Card, CodeBox
from app.gui.widgets.choice import NamedChoice
from app.gui.widgets.fields import ChoiceField
from app.gui.widgets.fingerprint_view import FingerprintView
from app.gui.words import said
from app.text import NOTHING, paragraph, text


class UsePart(BuiltOnShow):
    """Made when it is first shown."""

    def __init__(self, model: KeyModel) -> None:
        super().__init__()
        self._model, self._use = model, model.use

    def present(self, hand: PairsAtHand) -> None:
        """Show the lines for the selected pair."""
        if not self.is_made or hand.pair is None:
            return
        use = self._use
        self.client.show_choice(hand.aim.client)
        verdict, is_usable = use.verdict
        self._verdict.setText(said(verdict))
        set_role(self._verdict, "muted" if is_usable else "problem")
        describe(self.client, verdict)
        quirks = paragraph(*use.quirks)
        self._quirks.setText(said(quirks))
        self._quirks.setVisible(bool(quirks))
        self._present_ways()
        self.handover.setVisible(bool(self._model.files.private_file))
        self.trying.setVisible(bool(self._model.files.private_file))
        self.handover.present()

    def _make(self) -> None:
        self.client = NamedChoice(text("Program"), client_titles)
        self.way = ChoiceField()
        self.handover = HandoverPart(self._use)
        self.trying = button(text("Try it: sign a request"), "secondary", "shield")
        self.lines = Card(text("Lines for the program"))
        self.code = FingerprintView(text("Lines for the program"))
        self._verdict = label("", "muted", wrap=True)
        self._quirks = label("", "muted", wrap=True)
        self._explanation = label("", wrap=True)
        self._risk = label("", "warning", wrap=True)
        self._where = label("", "muted", wrap=True)
        self._way_box = QWidget()

    def _build(self) -> None:
        self.way.setAccessibleName(said(text("How it gets the key")))
        self.way.shorten()
        self._way_box.setLayout(labelled(text("How it gets the key"), self.way))
        body = self.lines.body
        for part in (self._way_box, self._explanation, self._risk, self._where, CodeBox(self.code)):
            body.addWidget(part)
        program = column(labelled(text("Program"), self.client), self._verdict, self._quirks, spacing=4)
        trying = row(self.trying)
        trying.addStretch(1)
        self.setLayout(column(program, self.lines, trying, self.handover, spacing=16))
        self.present(self._model.hand)

    def _connect(self) -> None:
        self.client.chosen.connect(self._use.choose_client)
        self.way.activated.connect(self._use.choose_way)
        self._use.changed.connect(self._on_changed)
        self.trying.clicked.connect(self._on_trying)

    def _present_ways(self) -> None:
        ways = self._use.ways
        self.lines.setVisible(bool(ways))
        if not ways:
            return
        index = min(self._use.state.way, len(ways) - 1)
        titles = [said(way.title) for way in ways]
        if titles != [self.way.itemText(each) for each in range(self.way.count())]:
            self.way.clear()
            self.way.addItems(titles)
        self.way.setCurrentIndex(index)
        self._way_box.setVisible(len(ways) > 1)
        way = ways[index]
        self._explanation.setText(said(way.explanation))
        self._risk.setText(said(way.risk))
        self._risk.setVisible(bool(way.risk))
        where = paragraph(*(snippet.where for snippet in way.snippets))
        self._where.setText(said(where))
        self._where.setVisible(bool(where))
        self.code.show_text(self._use.code, NOTHING)

    def _on_trying(self) -> None:
        if self._model.hand.pair is not None:
            self._model.signing_wanted.emit(self._model.hand.pair.fingerprint)

    def _on_changed(self, _: object) -> None:
        self.present(self._model.hand)
