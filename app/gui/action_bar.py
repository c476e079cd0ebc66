"""The bar at the foot of a page: on the left how things are, on the right what comes next.

While something runs: what it is, how far it has come, and Cancel where the next step was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.gui.painting import fill_area
from app.gui.session.activity import Activity, Now, Work
from app.gui.theme import colours_of
from app.gui.widgets.basics import announce, label, row, set_role
from app.gui.widgets.buttons import button
from app.gui.widgets.cards import Icon
from app.gui.widgets.flow import Flow
from app.gui.widgets.progress_line import ProgressLine
from app.gui.widgets.wrap_row import WrapRow
from app.gui.words import said
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_LINES = 30  # what state and buttons need beside each other, in heights of a line


class ActionBar(QFrame):
    """`primary`: the last button, if there is one."""

    def __init__(self, activity: Activity) -> None:
        super().__init__()
        self._activity = activity
        self.primary: QWidget | None = None
        self.icon = Icon("info", "muted")
        self.state = label("", "muted", wrap=True)
        self.progress = ProgressLine()
        self.cancel = button(text("C&ancel"))
        self.title = label("", wrap=True)
        self._buttons = WrapRow(spacing=12, fills=True)
        self._rest, self._work = QWidget(), QWidget()
        self._said = ""
        self._shows_state = True
        self._is_for_work = False
        self._build()
        self._connect()
        self._present(activity.state)

    def add(self, *buttons: QWidget) -> None:
        """Add buttons, the next step last."""
        for each in buttons:
            self._buttons.addWidget(each)
        if buttons:
            self.primary = buttons[-1]

    def add_left(self, widget: QWidget) -> None:
        """Put something in the place of the state: a box to tick."""
        self._left.addWidget(widget, 1)

    def show_state(self, *, shown: bool) -> None:
        """Show how things are, or what was put in its place."""
        self._shows_state = shown
        self._present_state()

    def say(self, sentence: Text, icon: str = "info", role: str = "muted") -> None:
        """Say how things are. `role`: muted, good, warning or error."""
        self.icon.present(icon, role)
        set_role(self.state, {"error": "problem"}.get(role, role))
        self.state.setText(said(sentence))
        self._present_state()

    def _present_state(self) -> None:
        """Without a sentence nothing is there, which would be an empty line in a narrow window."""
        for part in (self.icon, self.state):
            part.setVisible(self._shows_state and bool(self.state.text()))

    def hide_when_idle(self, *, hidden: bool = True) -> None:
        """Be there only while something runs: there is nothing to say, and no next step."""
        self._is_for_work = hidden
        self.setVisible(not hidden or self._activity.state.work is not None)

    def set_sides(self, side: int, widest: int) -> None:
        """End where the column of the page ends."""
        self._outer.setContentsMargins(side, 15, side, 16)
        for part in (self._rest, self._work):
            part.setMaximumWidth(widest)

    def show_work(self) -> None:
        """Show the progress, before everything else is disabled."""
        self._rest.hide()
        self._work.show()
        self.show()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the line above."""
        painter = QPainter(self)
        fill_area(painter, QRect(0, 0, self.width(), 1), colours_of(self).hairline)
        painter.end()

    def _build(self) -> None:
        self.progress.setAccessibleName(said(text("Progress")))
        self._left = row(self.icon, self.state)
        self._left.setStretch(1, 1)
        left = QWidget()
        left.setLayout(self._left)
        rest = Flow(left, self._buttons, spacing=12, lines=_LINES)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setStretch(0, 1)
        self._rest.setLayout(rest)
        texts = QVBoxLayout()
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(6)
        texts.addWidget(self.title)
        texts.addWidget(self.progress)
        work = row(texts, self.cancel, spacing=16)
        work.setStretch(0, 1)
        self._work.setLayout(work)
        self._work.hide()
        self._present_state()
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._rest)
        self._outer.addWidget(self._work)

    def _connect(self) -> None:
        self._activity.changed.connect(self._present)
        self._activity.progressed.connect(self._present)
        self.cancel.clicked.connect(self._activity.cancel)

    def _present(self, now: Now) -> None:
        work = now.work
        if self._is_for_work:
            self.setVisible(work is not None)
        self._work.setVisible(work is not None)
        self._rest.setVisible(work is None)
        if work is not None:
            self.title.setText(said(_work_text(work)))
            self.progress.setRange(0, work.total)
            self.progress.setValue(work.done)
            self.cancel.setEnabled(not work.cancelling)
        if now.status != self._said:
            self._said = now.status
            if self.isVisible():
                announce(self, now.status or NOTHING)


def _work_text(work: Work) -> Text:
    """Return the status line while something runs."""
    if work.cancelling:
        return text("Cancelling…")
    if work.total:
        return text("{title}: {percent} %", title=work.title, percent=100 * work.done // work.total)
    return text("{title}…", title=work.title)
