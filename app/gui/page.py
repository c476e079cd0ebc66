"""What every page is: a column that scrolls, and a bar at the foot with the one next step.

The main window knows pages by this alone. A page is built when it is first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui.action_bar import ActionBar
from app.gui.painting import scaled
from app.gui.session.session import Session
from app.gui.widgets.basics import label
from app.gui.widgets.notice_bar import NoticeBar
from app.gui.widgets.scrolling import Scrolling
from app.gui.words import said
from app.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout

    from app.gui.session.notices import Board

WIDEST = 720  # of the column, in device-independent pixels
NARROW = 560  # below this, less is left beside the column
_SIDE, _NARROW_SIDE = 24, 16


class Group(Enum):
    """Where the entry of a page is in the navigation."""

    FIRST = "first"
    SECOND = "second"
    LAST = "last"


class Place(NamedTuple):
    """An entry of the navigation. `make` builds the page when it is first shown; `shortcut` as Qt names it.

    `hidden`: it is shown when there is something in it.
    """

    name: str
    title: Text
    icon: str
    make: Callable[[], Page]
    group: Group = Group.FIRST
    shortcut: str = ""
    hidden: bool = False


class Page(QWidget):
    """Emits `go_requested` with the name of another place.

    `takes_text`: what is pasted or dropped outside of its fields is for this page, and not for that which
    opens keys.

    `name`: its place; notices of that part are shown here, above or below the `column` of which the page
    is made.
    """

    go_requested = Signal(str)
    takes_text = False

    def __init__(
        self, name: str, session: Session, title: Text, hint: Text, *, notice_on_top: bool = False
    ) -> None:
        super().__init__()
        self.name = name
        self._session = session
        self.title = label(title, "title", wrap=True)
        self.hint = label(hint, "muted", wrap=True)
        self.notice = NoticeBar()
        self.body = Scrolling()
        self.bar = ActionBar(session.activity)
        self.column = QVBoxLayout()
        self._lay_out(notice_on_top)
        self.notice.chosen.connect(session.notices.choose)
        self.notice.dismissed.connect(session.notices.dismiss)
        session.notices.changed.connect(self._on_notice)
        session.activity.changed.connect(self._on_activity)
        self._on_notice(session.notices.state)  # what came, or began, before the page was built
        self._on_activity(session.activity.state)

    def first_focus(self) -> QWidget:
        """Return what has the focus when somebody comes here."""
        return self.bar.primary or self.notice

    def result(self) -> QWidget | None:
        """Return where the eye should go when work has ended; None for where it was before.

        A notice that only says that it was cancelled, as somebody wanted it, is no place to go to.
        """
        if self.notice.isHidden():
            return None
        offer = self.notice.first_offer()
        return offer or (None if self.notice.kind == "info" else self.notice)

    def harmless(self) -> tuple[QWidget, ...]:
        """Return what may have the focus where nothing that had it is there any more."""
        return (self.first_focus(),)

    def close_innermost(self) -> bool:
        """Close what is open in here; return whether there was anything."""
        return False

    def take_text(self, data: bytes) -> None:
        """Take what was pasted or dropped; most pages leave that to the one that opens keys."""

    def take_file(self, path: Path) -> None:
        """Take a file that was dropped."""

    def watch(self) -> None:
        """Follow the focus from now on. To be called when the window is shown."""
        self.body.watch()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave less beside the column where there is little room."""
        super().resizeEvent(event)
        self._set_sides(_SIDE if self.width() > NARROW else _NARROW_SIDE)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title.setText(said(title))

    def add(self, *parts: QWidget | QLayout) -> None:
        """Add parts to the column, one below another."""
        for part in parts:
            if isinstance(part, QWidget):
                self.column.addWidget(part)
            else:
                self.column.addLayout(part)

    def _lay_out(self, notice_on_top: bool) -> None:
        inner = QWidget()
        self._widest = scaled(self, WIDEST)
        inner.setMaximumWidth(self._widest)
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.hint)
        if not self.hint.text():
            self.hint.hide()
        self.column.setSpacing(16)
        whole.addLayout(head)
        parts = (self.notice, self.column) if notice_on_top else (self.column, self.notice)
        for part in parts:
            if isinstance(part, QVBoxLayout):
                whole.addLayout(part)
            else:
                whole.addWidget(part)
        whole.addStretch(1)  # no part takes more height than it needs
        self._outer = QHBoxLayout(self.body.content)
        self._outer.setSpacing(0)
        self._outer.addWidget(inner, 1)
        self._outer.addStretch()
        self.body.content.setProperty("rests", True)  # for a moment at a time, and it keeps its looks
        self.body.setWidget(self.body.content)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.body, 1)
        page.addWidget(self.bar)
        self._set_sides(_SIDE)

    def _set_sides(self, side: int) -> None:
        self._outer.setContentsMargins(side, 20, side, 20)
        self.bar.set_sides(side, self._widest)

    def _on_notice(self, board: Board) -> None:
        notice = board.notice if board.notice is not None and board.notice.part == self.name else None
        self.notice.present(notice)
        if notice is not None:
            self.body.bring_into_view(self.notice)

    def _on_activity(self, _: object) -> None:
        self.body.content.setEnabled(self._session.activity.state.work is None)
