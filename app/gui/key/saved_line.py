"""One line that says whether it is safe: saved and checked, opened, or not saved; behind it the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.key.models.key_model import KeyModel
from app.gui.saving.options_card import shortened
from app.gui.session.hand import PairsAtHand
from app.gui.widgets.basics import column, label, row, set_role
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import small_button
from app.gui.widgets.cards import Icon, paint_tint
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.flow import Flow
from app.gui.widgets.report_view import ReportView, said_of
from app.gui.widgets.wrap_row import WrapRow
from app.gui.words import said
from app.text import NOTHING, Text, paragraph, plural, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class SavedLine(BuiltOnShow):
    """Has the focus when something was saved with a warning: it is the result."""

    focus_policy = "ClickFocus"

    def __init__(self, model: KeyModel) -> None:
        super().__init__()
        self._model = model
        self.kind = "good"
        self.sentence = NOTHING
        self.setAccessibleName(said(text("Where it is")))

    def present(self, hand: PairsAtHand) -> None:
        """Show where the pairs are."""
        self.setVisible(bool(hand.pairs))
        if not hand.pairs:
            return
        report = hand.report
        self.kind, sentence, icon = self._sentence(hand)
        self.sentence = sentence
        self._icon.present(icon, {"info": "muted"}.get(self.kind, self.kind))
        self._text.setText(said(sentence))
        set_role(self._text, {"good": "good title", "warning": "warning title"}.get(self.kind, "strong"))
        self.report.present(report)
        warnings = paragraph(*_warnings(hand))
        self._warnings.setText(said(warnings))
        self._warnings.setVisible(bool(warnings))
        self.more.setVisible(report is not None)
        if report is None:
            self._unfold(False)
        is_lost = hand.is_remembered and self._model.files.is_lost
        for needs_file in (self.folder, self.path):
            needs_file.setVisible(bool(self._model.files.place) and not is_lost)
        self.locate.setVisible(is_lost)
        self.setAccessibleDescription(said(paragraph(sentence, said_of(report) if report else NOTHING)))
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_tint(self, self.kind)

    def _sentence(self, hand: PairsAtHand) -> tuple[str, Text, str]:
        count, place = len(hand.pairs), shortened(self._model.files.place)
        if hand.would_be_lost:
            sentence = plural(
                "Not saved yet: it is in this window only.",
                "{number:,} pairs, not saved yet: they are in this window only.",
                count,
            )
            return "warning", sentence, "alert"
        if hand.is_remembered and hand.report is None:
            return self._of_remembered(hand, place)
        if hand.report is not None and not all(row.good for row in hand.report.rows):
            return "warning", text("Saved in {place}, but look at this:", place=place), "alert"
        if hand.saved or hand.report is not None:
            sentence = plural(
                "Saved and checked in {place}",
                "{number:,} pairs saved and checked in {place}",
                count,
                place=place,
            )
            return "good", sentence, "check"
        if place:
            return "info", text("Opened from {place}", place=place), "file"
        return "info", text("Opened from a text; it is in no file of its own here."), "info"

    def _of_remembered(self, hand: PairsAtHand, place: str) -> tuple[str, Text, str]:
        """Say where the file of a remembered key is, as far as anybody has looked."""
        if problem := self._model.files.problem:
            return (
                ("info", problem, "info") if self._model.files.is_removed else ("warning", problem, "alert")
            )
        if not hand.is_encrypted:
            return "warning", text("In {place}, NOT encrypted", place=place), "alert"
        return "info", text("Its file is in {place}", place=place), "file"

    def _make(self) -> None:
        self._icon = Icon("check", "good", 16, disc=True)
        self._text = label("", "strong", wrap=True)
        self._warnings = label("", wrap=True)
        self.folder = small_button(text("Show in folder"), "quiet", "folder")
        self.path = CopyButton(text("Copy path"), "quiet", small=True)
        self.locate = small_button(text("Locate\u2026"))
        self.more = small_button(text("Report"), "quiet", after="chevron-down")
        self.report = ReportView()

    def _build(self) -> None:
        line = Flow(
            self._text,
            WrapRow(self.folder, self.path, self.locate, self.more, spacing=4, from_end=True),
            spacing=8,
            lines=30,
        )
        line.setStretch(0, 1)
        head = row(self._icon, line, spacing=12)
        head.setStretch(1, 1)
        whole = column(head, self._warnings, self.report, spacing=4)
        whole.setContentsMargins(12, 8, 8, 8)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.folder.clicked.connect(self._model.show_folder)
        self.path.clicked.connect(self._model.copy_path)
        self.locate.clicked.connect(self._model.locate_file)
        self._model.path_copied.connect(self.path.flash)
        self.more.clicked.connect(self._on_more)

    def _on_more(self) -> None:
        self._unfold(self.report.isHidden())

    def _unfold(self, shown: bool) -> None:
        self.report.setVisible(shown)
        self.more.set_icon("", "chevron-up" if shown else "chevron-down")


def _warnings(hand: PairsAtHand) -> list[Text]:
    rows = hand.report.rows if hand.report is not None else ()
    return [text("{title}: {detail}.", title=row.title, detail=row.detail) for row in rows if not row.good]
