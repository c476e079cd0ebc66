"""What is to be known about the folder, beside it and before anything is saved there. Warns, never blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.saving.models.destination_model import DestinationModel
from app.gui.widgets.basics import announce, at_the_top, describe, label, row
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import button
from app.gui.widgets.cards import Icon, paint_tint
from app.gui.widgets.consent_button import ConsentButton
from app.gui.widgets.flow import Flow
from app.gui.words import said, without_middle
from app.text import paragraph, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.usecases.judge_destination import Finding, IgnoreLine

_MOST = 20  # letters of a line on a button; whole, it is in the tool tip


class FindingsView(BuiltOnShow):
    """Hidden while there is nothing to say. Its rows are made once and used again: a screen reader may be at
    one while the next look finds something else.
    """

    def __init__(self, model: DestinationModel) -> None:
        super().__init__()
        self._model = model
        self._rows: list[_Row] = []
        self.setAccessibleName(said(text("About this folder")))
        model.changed.connect(self.present)

    def present(self, findings: tuple[Finding, ...]) -> None:
        """Show the findings, and announce them."""
        self.setVisible(bool(findings))
        if self.is_made:
            self.accept.appear()
        while len(self._rows) < len(findings):
            self._add_row()
        for number, each in enumerate(self._rows):
            each.present(findings[number] if number < len(findings) else None)
        found = paragraph(*(each for finding in findings for each in (finding.message, finding.hint)))
        self.setAccessibleDescription(said(found))
        announce(self, found)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_tint(self, "warning")

    def _make(self) -> None:
        self._list = QVBoxLayout()
        self.accept = ConsentButton(text("Save here anyway"), "quiet")

    def _build(self) -> None:
        self.accept.setToolTip(said(text("Goes on, and says nothing more about this folder")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        self._list.setSpacing(8)
        layout.addLayout(self._list)
        last = row(self.accept)
        last.insertStretch(0)
        layout.addLayout(last)

    def _connect(self) -> None:
        self.accept.clicked.connect(self._model.accept)

    def _add_row(self) -> None:
        added = _Row()
        added.ignoring.connect(self._model.add_ignore_line)
        self._rows.append(added)
        self._list.addWidget(added)
        self.join_tab_order()


class _Row(QWidget):
    """One finding. Emits `ignoring` with the line that one click adds."""

    ignoring = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ignore: IgnoreLine | None = None
        self._message = label("", "warning title", wrap=True)
        self._hint = label("", wrap=True)
        self._offer = button("", "card")
        self._offer.clicked.connect(self._on_offer)
        self._build()

    def present(self, finding: Finding | None) -> None:
        """Show the finding; hide without one."""
        self.setVisible(finding is not None)
        if finding is None:
            return
        self._message.setText(said(finding.message))
        self._hint.setText(said(finding.hint))
        self._ignore = finding.ignore
        self._offer.setVisible(finding.ignore is not None)
        if finding.ignore is not None:
            line, file = finding.ignore.line, finding.ignore.file
            shown, name = without_middle(line, _MOST).replace("&", "&&"), file.name.replace("&", "&&")
            self._offer.setText(said(text("Add “{line}” to {file}", line=shown, file=name)))
            describe(self._offer, text("Adds the line “{line}” to {file}", line=line, file=str(file)))

    def _build(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._message)
        texts.addWidget(self._hint)
        said = row(at_the_top(Icon("alert", "warning", 20)), spacing=12)
        said.addLayout(texts, 1)
        line = Flow(said, self._offer, lines=36)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)

    def _on_offer(self) -> None:
        if self._ignore is not None:
            self.ignoring.emit(self._ignore)
