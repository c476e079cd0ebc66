"""The frame: the ways to the places, the place that is shown, drops and pastes, the orderly end.

It knows pages as pages: what is in them is theirs. Qt's types cost time when they are first named:
those that only annotations or rare events need are imported where the event is handled.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app import NAME
from app.gui import messages
from app.gui.closing import ClosingGuard
from app.gui.focus import FocusKeeper
from app.gui.guard.clipboard import Clipboard
from app.gui.later import later
from app.gui.navigation import Navigation
from app.gui.page import Page, Place
from app.gui.painting import scaled
from app.gui.screen_fit import ScreenFit
from app.gui.session.session import Session
from app.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
    )

    from app.gui.guard.clipboard_bar import ClipboardBar
    from app.gui.widgets.drops import DropFrame
    from app.gui.widgets.focus_ring import FocusRing

DEFAULT_SIZE = (960, 680)
MINIMUM_SIZE = (400, 420)
NARROW = 760  # below this width the places are tabs on top


class MainWindow(QMainWindow):
    """Emits `first_painted` once, `closed` when it is about to close for good, `shown` with each place.

    `taker`: the name of the place that opens what is pasted or dropped; `saver`: of the one that saves.
    """

    first_painted = Signal()
    closed = Signal()
    shown = Signal(str)

    def __init__(
        self, session: Session, clipboard: Clipboard, places: list[Place], *, taker: str, saver: str
    ) -> None:
        super().__init__()
        self._session = session
        self._clipboard = clipboard
        self._places = {place.name: place for place in places}
        self._pages: dict[str, Page] = {}
        self._taker, self._saver = taker, saver
        self._painted = False
        self._waited_at: Page | None = None
        self._drop_frame: DropFrame | None = None
        self._countdown: ClipboardBar | None = None
        self._stack = QStackedWidget()
        self._strip = QVBoxLayout()
        self.navigation = Navigation(places)
        self.ring: FocusRing | None = None
        self.focus = FocusKeeper(self, self._harmless)
        self.closing = ClosingGuard(self, session)
        self.room = ScreenFit(self, MINIMUM_SIZE)
        self._build()
        self._connect()
        self.go(places[0].name)

    @property
    def current(self) -> Page:
        """The page that is shown."""
        return self._pages[self.place]

    def page(self, name: str) -> Page:
        """Return the page of this place; built, if it was not yet."""
        if name not in self._pages:
            page = self._places[name].make()
            self._pages[name] = page
            self._stack.addWidget(page)
            page.go_requested.connect(self.go)
            self._put_countdown_last()
            if self.ring is not None:
                page.watch()
        return self._pages[name]

    def go(self, name: str) -> None:
        """Show a place, and give the focus to what comes first there."""
        is_new = name not in self._pages
        page = self.page(name)
        self.place = name
        self._stack.setCurrentWidget(page)
        self.navigation.show_place(name)
        if is_new:
            page.body.begin_at_top()  # Qt has given the focus to what comes first in the Tab order
        self.focus.give(page.first_focus())
        self.shown.emit(name)

    def show_focus(self) -> None:
        """Show where the focus is, and keep it in view, from now on. To be called after the first frame."""
        from app.gui.widgets.focus_ring import FocusRing

        if self.ring is None:
            self.ring = FocusRing(self)
            self.ring.watch()
            for page in self._pages.values():
                page.watch()
            self.ring.follow(self.focusWidget())

    def set_hidden(self, name: str, hidden: bool) -> None:
        """Show or hide the way to a place."""
        self.navigation.set_hidden(name, hidden)

    def set_badge(self, name: str, count: int, sentence: Text) -> None:
        """Show how much waits at a place."""
        self.navigation.set_badge(name, count, sentence)

    def add_line(self, line: QWidget) -> None:
        """Show a line below every page; it takes no focus, and comes before the countdown."""
        self._strip.insertWidget(1, line)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Asks where a generated pair would be lost; everything that was typed is forgotten."""
        if not self.closing.may_close():
            event.ignore()
            return
        self.closed.emit()
        if self.ring is not None:
            self.ring.stop()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tells that the first frame is on its way."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """From now on the window follows the screen that it is on."""
        super().showEvent(event)
        later(self.room.watch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show the places beside the page where there is room, else above it."""
        super().resizeEvent(event)
        on_top = self.width() < scaled(self, NARROW)
        if on_top != self.navigation.is_on_top:
            directions = type(self._whole.direction())
            self._whole.setDirection(directions.TopToBottom if on_top else directions.LeftToRight)
            self.navigation.arrange(on_top=on_top)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open what is pasted outside of any field; Escape closes the innermost, Ctrl+Q the window."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence

        if event.matches(QKeySequence.StandardKey.Paste):
            self._take_text(self._clipboard.text())
        elif event.key() == Qt.Key.Key_Escape:
            self._close_innermost()
        elif event.key() == Qt.Key.Key_F6:
            self._on_next_part()
        elif event.keyCombination() == Qt.Modifier.CTRL | Qt.Key.Key_Q:
            self.close()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take one file, or text, and show that it does."""
        from app.gui.widgets.drops import DropFrame, accept_copy

        data = event.mimeData()
        is_ours = event.source() is not None
        if not is_ours and (data.hasUrls() or data.hasText()) and accept_copy(event):
            self._end_drop()
            self._drop_frame = DropFrame(self._stack)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """As where it entered: Qt would offer the other program its own choice again."""
        from app.gui.widgets.drops import accept_copy

        accept_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Look as before."""
        super().dragLeaveEvent(event)
        self._end_drop()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open a copy of what was dropped."""
        from app.gui.widgets.drops import accept_copy

        self._end_drop()
        if not accept_copy(event):
            return
        data = event.mimeData()
        local = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if local:
            self.take_file(Path(local[0]))
        elif data.hasText():
            self._take_text(data.text())

    def take_file(self, path: Path) -> None:
        """Open a file that was dropped, or named when the program was started."""
        if self._session.activity.state.work is None:
            self.go(self._taker)
            self.current.take_file(path)

    def _take_text(self, text: str) -> None:
        if self._session.activity.state.work is None:
            if not self.current.takes_text:
                self.go(self._taker)
            self.current.take_text(text.encode("utf-8", "surrogatepass"))

    def _close_innermost(self) -> None:
        """Of what is open here: work, a notice, what the page has open."""
        if self._session.activity.state.work is not None:
            self._session.activity.cancel()
        elif not self.current.notice.isHidden():
            self._session.notices.dismiss(self.place)
            self.focus.back()
        else:
            self.current.close_innermost()

    def _harmless(self) -> tuple[QWidget, ...]:
        return self.current.harmless()

    def _end_drop(self) -> None:
        if self._drop_frame is not None:
            self._drop_frame.hide()
            self._drop_frame.deleteLater()
            self._drop_frame = None

    def _build(self) -> None:
        self.setWindowTitle(NAME)
        self.setAcceptDrops(True)
        self._strip.setContentsMargins(0, 0, 0, 0)
        self._strip.addWidget(self._stack, 1)
        whole = QWidget()
        self._whole = QHBoxLayout(whole)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.navigation)
        self._whole.addLayout(self._strip, 1)
        self.setCentralWidget(whole)
        later(self._hear_shortcuts)

    def _hear_shortcuts(self) -> None:
        from PySide6.QtGui import QShortcut

        for place in self._places.values():
            if place.shortcut:
                QShortcut(place.shortcut, self).activated.connect(partial(self._on_shortcut, place.name))

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.go)
        self._session.activity.started.connect(self._on_started)
        self._session.activity.ending.connect(self._on_ending)
        self._session.activity.ended.connect(self._on_ended)
        self.closing.saving_wanted.connect(self._on_saving_wanted)
        self._clipboard.countdown_changed.connect(self._on_first_secret)
        self._clipboard.cleared.connect(self._on_clipboard_cleared)

    def _on_started(self) -> None:
        """Work begins, and the page is about to disable what has the focus: the progress gets it first.

        Space and Return do nothing there, Escape and Tab lead to Cancel.
        """
        self.focus.hold(holds=True)
        self.current.bar.show_work()
        self.focus.give(self.current.bar.progress)
        self.focus.hold(holds=False)

    def _on_ending(self) -> None:
        """Note where the person is; the progress is about to disappear, and other things with it."""
        self._waited_at = self.current if self.focus.is_at(self.current.bar) else None
        self.focus.hold(holds=True)

    def _on_ended(self) -> None:
        """Lead the eye to the result; where there is none, back to where it was, or to what comes first on
        another page that came: while the work was on, its button could not have the focus.
        """
        self.focus.hold(holds=False)
        result = self.current.result()
        if result is not None and result.isVisible() and result.isEnabled():
            self.focus.give(result)
        elif self._waited_at is self.current:
            self.focus.back()
        elif self._waited_at is not None:
            self.focus.give(self.current.first_focus())

    def _on_shortcut(self, name: str) -> None:
        """Go there, unless there is nothing in it."""
        if self.navigation.has(name):
            self.go(name)

    def _on_saving_wanted(self) -> None:
        self.go(self._saver)

    def _on_next_part(self) -> None:
        """From the places to the page, and back."""
        focused = self.focusWidget()
        is_there = focused is not None and self.navigation.isAncestorOf(focused)
        self.focus.give(self.current.first_focus() if is_there else self.navigation.way_to(self.place))

    def _on_first_secret(self, seconds_left: int, what: Text) -> None:
        """Make the line that counts down when a secret is copied for the first time."""
        from app.gui.guard.clipboard_bar import ClipboardBar

        self._clipboard.countdown_changed.disconnect(self._on_first_secret)
        self._countdown = ClipboardBar(self._clipboard)
        self._strip.addWidget(self._countdown)
        self._countdown.present(seconds_left, what)

    def _put_countdown_last(self) -> None:
        """Let the Tab key come to it after every page, as it is below them."""
        if self._countdown is not None:
            last: QWidget | None = self.previousInFocusChain()
            while last is not None and last.focusPolicy() == last.focusPolicy().NoFocus:
                last = last.previousInFocusChain()
            if last is not None:
                self.setTabOrder(last, self._countdown.clear)

    def _on_clipboard_cleared(self) -> None:
        self._session.activity.say(messages.CLIPBOARD_CLEARED)
