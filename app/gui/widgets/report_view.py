"""The report of a save, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.gui.theme import Theme
from app.gui.widgets.basics import announce, at_the_top, label, row, set_property
from app.gui.widgets.built_on_show import BuiltOnShow
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


class ReportView(BuiltOnShow):
    """Hidden while there is no report. Has the focus when it appears: it is the result."""

    focus_policy = "ClickFocus"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._report: SaveReport | ChangeReport | None = None
        self._lines: list[_Line] = []
        self.setProperty("role", "notice")
        self.setAccessibleName(said(text("Save report")))

    def present(self, report: SaveReport | ChangeReport | None, next_steps: Text) -> None:
        """Show the rows and announce them, once."""
        if report is self._report:
            return
        self._report = report
        self.setVisible(report is not None)
        if report is None:
            return
        good = all(row.good for row in report.rows)
        set_property(self, "kind", "good" if good else "warning")
        self._title.setText(said(text("Saved") if good else text("Saved, but with a warning")))
        set_property(self._title, "kind", self.property("kind"))
        self._next.setText(said(next_steps))
        self._fill(report)
        rows = paragraph(
            *(text("{title}: {detail}.", title=row.title, detail=row.detail) for row in report.rows)
        )
        self.setAccessibleDescription(said(rows))
        announce(self, paragraph(text("Saved."), rows))

    def _refresh_icons(self) -> None:
        if self._report is not None:
            self._fill(self._report)

    def _make(self) -> None:
        self._title = label("", "title")
        self._rows = QVBoxLayout()
        self._next = label("", "muted", wrap=True)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 12)
        layout.setSpacing(8)
        self._rows.setSpacing(4)
        layout.addWidget(self._title)
        layout.addLayout(self._rows)
        layout.addWidget(self._next)

    def _fill(self, report: SaveReport | ChangeReport) -> None:
        """Make the lines once and use them again: a screen reader may be at one when the report changes."""
        while len(self._lines) < len(report.rows):
            self._lines.append(_Line())
            self._rows.addWidget(self._lines[-1])
        for line in self._lines[len(report.rows) :]:
            line.hide()
        for line, each in zip(self._lines, report.rows, strict=False):
            line.present(each, self._theme)
        letters = self.fontMetrics()
        widest = max(letters.horizontalAdvance(said(each.title)) for each in report.rows)
        for line in self._lines:
            line.title.setMinimumWidth(min(widest, _WIDEST * letters.averageCharWidth()) + _BESIDE)


class _Line(QWidget):
    """A mark, a title, and beside it where there is room, or else below, the detail."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", wrap=True)
        self._mark = QLabel()
        self._detail = DetailView(text("Detail"))
        whole = row(spacing=10)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(at_the_top(self._mark))
        texts = Flow(at_the_top(self.title), at_the_top(self._detail), spacing=2, lines=_COLUMNS)
        texts.setStretch(1, 1)
        whole.addLayout(texts, 1)
        self.setLayout(whole)

    def present(self, shown: Check, theme: Theme) -> None:
        """Show the row."""
        name, role = ("check", "good") if shown.good else ("alert", "warning")
        self._mark.setPixmap(theme.picture(name, role, 18, self.devicePixelRatioF()))
        self._mark.setAccessibleName(said(text("done") if shown.good else text("warning")))
        self.title.setText(said(shown.title))
        self._detail.setAccessibleName(said(text("{title}, details", title=shown.title)))
        self._detail.show_text(said(shown.detail), "")
        self.show()
