"""The whole report of a save, row by row: what was done, and each thing that is not as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.widgets.basics import at_the_top, label, row
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.cards import Icon
from app.gui.widgets.fingerprint_view import DetailView
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import Text, paragraph, text

if TYPE_CHECKING:
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.recovered import Check
    from app.usecases.save import SaveReport

_WIDEST = 26  # of the titles beside the details, in average letters
_BESIDE = 10  # between a title and its detail
_COLUMNS = 36  # what a detail beside a title needs, in heights of a line


def said_of(report: SaveReport | ChangeReport) -> Text:
    """Return all rows in one paragraph, for assistive technology."""
    return paragraph(*(text("{title}: {detail}.", title=row.title, detail=row.detail) for row in report.rows))


class ReportView(BuiltOnShow):
    """Hidden until somebody wants to see it."""

    def __init__(self) -> None:
        super().__init__()
        self._report: SaveReport | ChangeReport | None = None
        self._lines: list[_Line] = []
        self.setAccessibleName(said(text("Save report")))

    def present(self, report: SaveReport | ChangeReport | None) -> None:
        """Fill in the rows; hidden, they wait."""
        self._report = report
        if report is not None:
            self.setAccessibleDescription(said(said_of(report)))
        if self.is_made and report is not None:
            self._fill(report)

    def _make(self) -> None:
        self._rows = QVBoxLayout(self)

    def _build(self) -> None:
        self._rows.setContentsMargins(0, 8, 0, 0)
        self._rows.setSpacing(8)
        if self._report is not None:
            self._fill(self._report)

    def _fill(self, report: SaveReport | ChangeReport) -> None:
        """Make the lines once and use them again: a screen reader may be at one when the report changes."""
        while len(self._lines) < len(report.rows):
            self._lines.append(_Line())
            self._rows.addWidget(self._lines[-1])
        for line in self._lines[len(report.rows) :]:
            line.hide()
        for line, each in zip(self._lines, report.rows, strict=False):
            line.present(each)
        letters = self.fontMetrics()
        widest = max(letters.horizontalAdvance(said(each.title)) for each in report.rows)
        for line in self._lines:
            line.title.setMinimumWidth(min(widest, _WIDEST * letters.averageCharWidth()) + _BESIDE)


class _Line(QWidget):
    """A mark, a title, and beside it where there is room, or else below, the detail."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", wrap=True)
        self._mark = Icon("check", "good")
        self._detail = DetailView(text("Detail"))
        whole = row(at_the_top(self._mark), spacing=12)
        texts = Flow(at_the_top(self.title), at_the_top(self._detail), spacing=2, lines=_COLUMNS)
        texts.setStretch(1, 1)
        whole.addLayout(texts, 1)
        self.setLayout(whole)

    def present(self, shown: Check) -> None:
        """Show the row."""
        self._mark.present(*(("check", "good") if shown.good else ("alert", "warning")))
        self._mark.setAccessibleName(said(text("done") if shown.good else text("warning")))
        self.title.setText(said(shown.title))
        self._detail.setAccessibleName(said(text("{title}, details", title=shown.title)))
        self._detail.show_text(said(shown.detail), "")
        self.show()
