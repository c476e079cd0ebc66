"""The checklist of a key that takes the place of another: it stays until all is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.key.models.replace_model import REGISTER, USE, ReplaceModel
from app.gui.widgets.basics import column, label, row
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import small_button
from app.gui.widgets.cards import Icon, Line, paint_tint
from app.gui.widgets.check_field import CheckField
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import NOTHING, Text, text, verbatim

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.usecases.key_list.replacing import ReplaceStep


class ReplaceCard(BuiltOnShow):
    """Made when a key is first replaced. Emits `page_wanted` with the address of a page at the venue."""

    page_wanted = Signal(str)

    def __init__(self, model: ReplaceModel) -> None:
        super().__init__()
        self._model = model
        self._rows: list[ReplaceRow] = []
        self._shown = ""
        self._is_unfolded = True

    def present(self) -> None:
        """Show what is left to do; nothing where no key is replaced."""
        model = self._model
        replacement, record = model.replacement, model.record
        self.setVisible(replacement is not None)
        if not self.is_made or replacement is None or record is None:
            return
        if self._shown != record.fingerprint:
            self._shown = record.fingerprint
            self._is_unfolded = model.is_old or bool(record.registered)
        tone = "error" if model.is_urgent else "good" if model.is_finished else "warning"
        self.ground.tone = tone
        self.ground.update()
        self._icon.present({"error": "alert", "good": "check"}.get(tone, "refresh"), tone)
        self.summary.setText(said(model.summary))
        self._present_steps()

    def first_step(self) -> QWidget:
        """Return what helps with the first thing that is to be done; its box where nothing does.

        Where the list is folded, that is what unfolds it.
        """
        if not self._is_unfolded:
            return self.unfold
        first = next((each for each in self._rows if not each.isHidden() and not each.is_done), None)
        return first.first_focus() if first else self.unfold

    def _present_steps(self) -> None:
        steps = self._model.steps
        while len(self._rows) < len(steps):
            self._add_row()
        for number, each in enumerate(self._rows):
            each.present(steps[number] if number < len(steps) else None, has_new=self._model.has_new)
        self._list.setVisible(self._is_unfolded)
        self.unfold.setText(said(text("Hide the list") if self._is_unfolded else text("Show the list")))
        self.unfold.set_icon("", "chevron-up" if self._is_unfolded else "chevron-down")

    def _make(self) -> None:
        self.ground = Ground()
        self.summary = label("", "label", wrap=True)
        self.unfold = small_button(text("Hide the list"), after="chevron-up")
        self._icon = Icon("refresh", "warning")
        self._list = QWidget()
        self._lines = column(spacing=4)

    def _build(self) -> None:
        self._lines.setContentsMargins(0, 8, 0, 0)
        self._lines.addWidget(Line())
        self._list.setLayout(self._lines)
        left = row(self._icon, self.summary, spacing=12)
        left.setStretch(1, 1)
        head = Flow(left, self.unfold, spacing=12, lines=24)
        head.setStretch(0, 1)
        body = column(head, self._list, spacing=0)
        body.setContentsMargins(16, 10, 16, 10)
        self.ground.setLayout(body)
        self.ground.setAccessibleName(said(text("One key in the place of another")))
        self.setLayout(column(self.ground))
        self.present()

    def _connect(self) -> None:
        self.unfold.clicked.connect(self._on_unfold)

    def _add_row(self) -> None:
        added = ReplaceRow()
        added.ticked.connect(self._on_ticked)
        added.acted.connect(self._on_acted)
        self._lines.addWidget(added)
        self._rows.append(added)
        self.join_tab_order()

    def _on_unfold(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._present_steps()

    def _on_ticked(self, step: str, done: bool) -> None:
        self._model.tick(step, done)
        self._present_steps()  # until the list says that it is ticked, it is not

    def _on_acted(self, step: ReplaceStep) -> None:
        from app.usecases.key_list import replacing

        match step.identifier:
            case replacing.MADE:
                self._model.begin()
            case replacing.NEW_REGISTERED:
                self._model.show_new(REGISTER)
            case replacing.SWITCHED:
                self._model.show_new(USE)
            case replacing.OLD_DELETED:
                self.page_wanted.emit(step.address)
            case replacing.FILE_REMOVED:
                self._model.ask_to_remove()


class ReplaceRow(QWidget):
    """One thing to do: a box to tick, and what helps. Emits `ticked` and `acted`."""

    ticked = Signal(str, bool)
    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._step: ReplaceStep | None = None
        self.field = CheckField()
        self.action = small_button("")
        line = Flow(self.field, self.action, lines=30)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 2, 0, 2)
        self.setLayout(line)
        self.field.toggled.connect(self._on_toggled)
        self.action.clicked.connect(self._on_action)

    @property
    def is_done(self) -> bool:
        """Whether it is ticked."""
        return self._step is not None and self._step.is_done

    def first_focus(self) -> QWidget:
        """Return what helps with the step; its box where nothing does."""
        return self.field if self.action.isHidden() else self.action

    def present(self, step: ReplaceStep | None, *, has_new: bool) -> None:
        """Show the step; hide without one. `has_new`: there is a page of the new key to lead to."""
        self._step = step
        self.setVisible(step is not None)
        if step is None:
            return
        self.field.setText(verbatim(said(step.sentence).replace("&", "&&")))
        self.field.set_hint(step.detail)
        self.field.blockSignals(True)
        self.field.setChecked(step.is_done)
        self.field.blockSignals(False)
        title = _action(step, has_new=has_new)
        self.action.setVisible(bool(title) and not step.is_done)
        self.action.setText(said(title))
        self.action.setAccessibleDescription(said(step.sentence))

    def _on_toggled(self, done: bool) -> None:
        if self._step is not None:
            self.ticked.emit(self._step.identifier, done)

    def _on_action(self) -> None:
        if self._step is not None:
            self.acted.emit(self._step)


class Ground(QWidget):
    """The tinted ground of the card."""

    def __init__(self) -> None:
        super().__init__()
        self.tone = "warning"

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_tint(self, self.tone)


def _action(step: ReplaceStep, *, has_new: bool) -> Text:
    from app.usecases.key_list import replacing

    titles = {
        replacing.MADE: text("Make it\u2026"),
        replacing.NEW_REGISTERED: text("Show the steps") if has_new else NOTHING,
        replacing.SWITCHED: text("Show the lines") if has_new else NOTHING,
        replacing.OLD_DELETED: text("Open the page\u2026") if step.address else NOTHING,
        replacing.FILE_REMOVED: text("Remove it\u2026"),
    }
    return titles.get(step.identifier, NOTHING)
