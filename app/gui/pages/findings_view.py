"""What is to be known about the folder, beside it and before anything is saved there. Warns, never blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.models.destination_model import DestinationModel
from app.gui.theme import Theme
from app.gui.widgets.basics import announce, breakable, button, label, row

if TYPE_CHECKING:
    from app.storage.destinations import Finding, IgnoreLine


class FindingsView(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, model: DestinationModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._theme = theme
        self._ignores: dict[QPushButton, IgnoreLine] = {}
        self._rows = QVBoxLayout()
        self.accept = button("I mean this folder", "I mean this folder")
        self._build()
        self.accept.clicked.connect(model.accept)
        model.changed.connect(self.present)
        self.hide()

    def present(self, findings: tuple[Finding, ...]) -> None:
        """Shows the findings, and announces them."""
        self._clear()
        for finding in findings:
            self._rows.addWidget(self._row(finding))
        self.setVisible(bool(findings))
        text = " ".join(f"{finding.message} {finding.hint}" for finding in findings)
        self.setAccessibleDescription(text)
        announce(self, text)

    def refresh_icons(self) -> None:
        """After a change of the theme."""
        self.present(self._model.findings)

    def _build(self) -> None:
        self.setProperty("role", "notice")
        self.setProperty("kind", "warning")
        self.setAccessibleName("About this folder")
        self.accept.setToolTip("Goes on, and says nothing more about this folder")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(6)
        self._rows.setSpacing(8)
        layout.addLayout(self._rows)
        last = row(self.accept)
        last.insertStretch(0)
        layout.addLayout(last)

    def _row(self, finding: Finding) -> QWidget:
        from PySide6.QtCore import Qt

        mark = QLabel()
        mark.setPixmap(self._theme.picture("alert", "warning", 18, self.devicePixelRatioF()))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(breakable(finding.message), "title", wrap=True))
        texts.addWidget(label(breakable(finding.hint), "muted", wrap=True))
        line = row(mark)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        line.setContentsMargins(0, 0, 0, 0)
        if finding.ignore is not None:
            line.addWidget(self._offer(finding.ignore))
        whole = QWidget()
        whole.setLayout(line)
        return whole

    def _offer(self, ignore: IgnoreLine) -> QPushButton:
        text = f"Add “{ignore.line}” to {ignore.file.name}"
        offered = button(text, text)
        offered.clicked.connect(self._on_ignore)
        self._ignores[offered] = ignore
        return offered

    def _clear(self) -> None:
        self._ignores = {}
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _on_ignore(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self._model.add_ignore_line(self._ignores[sender])
