"""What was found out about a refused request: the cause, the two texts, the fix, the answer's meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.check.compared import Compared
from app.gui.check.models.marked import marked
from app.gui.check.models.refusal_model import RefusalModel
from app.gui.check.models.refusal_text import certainty, fix, headline, key_sentence
from app.gui.widgets.aim_fields import NOT_DECIDED, client_titles
from app.gui.widgets.basics import at_the_top, column, label, label_of, row
from app.gui.widgets.cards import Icon, Line
from app.gui.widgets.choice import NamedChoice
from app.gui.widgets.flow import Flow
from app.gui.widgets.late_card import LateCard
from app.gui.words import said
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from app.signing.doctor.diagnosis import Diagnosis, Finding
    from app.usecases.diagnose_among import Answer

_ICONS = {"error": "error", "warning": "alert", "good": "check", "info": "info"}
_GAP = 12
_ICON = 20
_CLIENT = text("Fix for")


class ResultCard(LateCard):
    """Has the focus when it comes: it is the result, and says so as a whole."""

    def __init__(self, model: RefusalModel) -> None:
        super().__init__()
        self._model = model
        self._shown: Answer | None = None

    def _make(self) -> None:
        self.compared = Compared()
        self.client = NamedChoice(_CLIENT, _programs)
        self._icon = Icon("error", "error", _ICON)
        self._headline = label("", "result", wrap=True)
        self._detail = label("", wrap=True)
        self._certainty = label("", "muted", wrap=True)
        self._key = label("", "muted", wrap=True)
        self._fix = label("", "strong", wrap=True)
        self._advice = label("", wrap=True)
        self._fixing = QWidget()
        self._others = QVBoxLayout()
        self._warnings = QVBoxLayout()

    def _connect(self) -> None:
        self.client.chosen.connect(self._model.choose_client)
        self.compared.copy_wanted.connect(self._model.copy_expected)

    def present(self) -> None:
        """Show the answer, if there is one."""
        answer = self._model.state.answer
        self.setVisible(answer is not None)
        if answer is None:
            self._shown = None
            return
        if answer is not self._shown:
            self._shown = answer
            self._present_answer(answer)
        self._present_fix(answer.diagnosis)
        self._describe(answer)

    def _build(self) -> None:
        for part in (self._others, self._warnings):
            part.setSpacing(8)
        texts = column(self._headline, self._detail, self._certainty, self._key, spacing=2)
        head = row(at_the_top(self._icon), texts, spacing=_GAP)
        head.setStretch(1, 1)
        choice = Flow(label_of(_CLIENT, self.client), self.client, spacing=_GAP, lines=18)
        choice.setStretch(1, 1)
        fixing = column(Line(), choice, self._fix, self._advice, spacing=8)
        self._fixing.setLayout(fixing)
        self.body.addLayout(self._warnings)
        self.body.addLayout(head)
        self.body.addWidget(self.compared)
        self.body.addWidget(self._fixing)
        self.body.addLayout(self._others)

    def _present_answer(self, answer: Answer) -> None:
        found = answer.diagnosis
        kind, sentence = headline(found)
        self._icon.present(_ICONS[kind], {"info": "muted"}.get(kind, kind))
        _show(self._headline, sentence)
        _show(self._detail, found.findings[0].detail if found.findings else NOTHING)
        _show(self._certainty, certainty(found))
        _show(self._key, key_sentence(answer))
        self._present_texts(found)
        _empty(self._warnings)
        for warning in found.warnings:
            self._warnings.addLayout(_line("alert", "warning", label(warning, "warning", wrap=True)))
        _empty(self._others)
        for finding in found.findings[1:]:
            self._add_finding(finding)
        if found.meaning:
            self._add("info", text("What the answer means"), found.meaning)
        for note in found.notes:
            self._others.addLayout(_line("info", "muted", label(note, "muted", wrap=True)))

    def _present_texts(self, found: Diagnosis) -> None:
        is_other = bool(found.signed) and found.signed != found.expected
        signed = marked(found.signed, found.difference.before) if is_other else marked("", ())
        is_known = found.valid is True or any(finding.proved for finding in found.findings)
        expected = found.expected if is_other or not (is_known or found.signed) else ""
        self.compared.present(signed, marked(expected, found.difference.after))

    def _present_fix(self, found: Diagnosis) -> None:
        self._fixing.setVisible(bool(found.findings))
        if not found.findings:
            return
        client = self._model.client
        self.client.show_choice(client.identifier if client else "")
        what, advice = fix(found.findings[0], client)
        _show(self._fix, what)
        _show(self._advice, advice)

    def _add_finding(self, finding: Finding) -> None:
        icon, role = ("error", "error") if finding.proved else ("alert", "warning")
        likely = NOTHING if finding.proved else text("Likely.")
        self._add(icon, finding.sentence, paragraph(likely, finding.detail, finding.fix), role)

    def _add(self, icon: str, title: Text, sentence: Text, role: str = "muted") -> None:
        self._others.addWidget(Line())
        texts = column(label(title, "strong", wrap=True), label(sentence, wrap=True), spacing=2)
        self._others.addLayout(_line(icon, role, texts))

    def _describe(self, answer: Answer) -> None:
        """Say the cause as the name of the whole, and the fix behind it."""
        found = answer.diagnosis
        what = paragraph(*fix(found.findings[0], self._model.client)) if found.findings else NOTHING
        self.setAccessibleName(said(headline(found)[1]))
        self.setAccessibleDescription(
            said(paragraph(*found.warnings, certainty(found), what, found.meaning, *found.notes))
        )


def _programs() -> dict[str, Text]:
    """Return the titles of all programs, and first that of none."""
    return {**client_titles(), NOT_DECIDED: text("Any program")}


def _line(icon: str, role: str, beside: QWidget | QVBoxLayout) -> QVBoxLayout:
    line = row(at_the_top(Icon(icon, role, _ICON)), beside, spacing=_GAP)
    line.setStretch(1, 1)
    return column(line)


def _show(at: QWidget, sentence: str) -> None:
    at.setText(said(sentence))  # type: ignore[attr-defined]
    at.setVisible(bool(sentence))


def _empty(layout: QVBoxLayout) -> None:
    """Take away what was added, with what is in it."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            _empty(inner)  # type: ignore[arg-type]
        elif (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
