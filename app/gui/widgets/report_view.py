"""The report of a save, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from app.gui.theme import Theme
from app.gui.widgets.basics import announce, label, set_property
from app.gui.widgets.late import Late

if TYPE_CHECKING:
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.save import SaveReport


class ReportView(Late):
    """Hidden while there is no report. Has the focus when it appears: it is the result."""

    focus_policy = "ClickFocus"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._report: SaveReport | ChangeReport | None = None
        self._lines: list[tuple[QLabel, QLabel, QLabel]] = []
        self.setProperty("role", "notice")
        self.setAccessibleName("Save report")

    def present(self, report: SaveReport | ChangeReport | None, next_steps: str) -> None:
        """Shows the rows and announces them, once."""
        if report is self._report:
            return
        self._report = report
        self.setVisible(report is not None)
        if report is None:
            return
        good = all(row.good for row in report.rows)
        set_property(self, "kind", "good" if good else "warning")
        self._title.setText("Saved" if good else "Saved, with a warning")
        set_property(self._title, "kind", self.property("kind"))
        self._next.setText(next_steps)
        self._fill(report)
        self.setAccessibleDescription(" ".join(f"{row.title}: {row.detail}." for row in report.rows))
        announce(self, "Saved. " + self.accessibleDescription())

    def _refresh_icons(self) -> None:
        if self._report is not None:
            self._fill(self._report)

    def _make(self) -> None:
        self._title = label("", "title")
        self._rows = QGridLayout()
        self._next = label("", "muted", wrap=True)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 12)
        layout.setSpacing(8)
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(2, 1)
        layout.addWidget(self._title)
        layout.addLayout(self._rows)
        layout.addWidget(self._next)

    def _fill(self, report: SaveReport | ChangeReport) -> None:
        """The labels are made once and used again: a screen reader may be at one when the report changes."""
        while len(self._lines) < len(report.rows):
            self._add_line()
        for number, (mark, title, detail) in enumerate(self._lines):
            row = report.rows[number] if number < len(report.rows) else None
            for part in (mark, title, detail):
                part.setVisible(row is not None)
            if row is not None:
                self._show_mark(mark, row.good)
                title.setText(row.title)
                detail.setText(row.detail)

    def _add_line(self) -> None:
        from PySide6.QtCore import Qt

        line = (QLabel(), label(""), label("", wrap=True))
        line[2].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for column, part in enumerate(line):
            self._rows.addWidget(part, len(self._lines), column, Qt.AlignmentFlag.AlignTop)
        self._lines.append(line)

    def _show_mark(self, mark: QLabel, good: bool) -> None:
        name, role = ("check", "good") if good else ("alert", "warning")
        mark.setPixmap(self._theme.picture(name, role, 18, self.devicePixelRatioF()))
        mark.setAccessibleName("done" if good else "warning")
