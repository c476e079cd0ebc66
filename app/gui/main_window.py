"""The frame: the page, the status line with progress and Cancel, drops and pastes, the orderly end.

Qt's types cost time when they are first named at run time: those that only annotations or rare events
need are imported for the type checker, or where the event is handled.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMainWindow, QProgressBar, QVBoxLayout, QWidget

from app import NAME
from app.gui import messages
from app.gui.clipboard import Clipboard
from app.gui.closing import ClosingGuard
from app.gui.focus import FocusKeeper
from app.gui.models.keygen_model import KeygenModel
from app.gui.models.state import State
from app.gui.pages.generate_page import GeneratePage
from app.gui.screen_fit import ScreenFit
from app.gui.theme import CHOICES, Theme
from app.gui.widgets.basics import announce, button, label, row, set_by_name
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import Text, text

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
        QShowEvent,
    )

    from app.gui.about_window import AboutWindow
    from app.gui.widgets.drops import DropFrame

DEFAULT_SIZE = (1040, 860)
MINIMUM_SIZE = (400, 240)


class MainWindow(QMainWindow):
    """Knows the page and the model; decides nothing. Emits `first_painted` once."""

    first_painted = Signal()

    def __init__(self, model: KeygenModel, theme: Theme, clipboard: Clipboard) -> None:
        super().__init__()
        self.model = model
        self._theme = theme
        self._clipboard = clipboard
        self._painted = False
        self._drop_frame: DropFrame | None = None
        self._shown = self._at_work = model.state
        model.state_changed.connect(self._before_page)
        self.about: AboutWindow | None = None
        self.page = GeneratePage(model, theme)
        self.status = label("", "muted", wrap=True)
        self.progress = QProgressBar()
        self.cancel = button(text("C&ancel"))
        self.focus = FocusKeeper(self, self.page.harmless)
        self.closing = ClosingGuard(self, model)
        self.room = ScreenFit(self, MINIMUM_SIZE)
        self._build()
        self._connect()
        self.present(model.state)

    def present(self, state: State) -> None:
        """Show the state in the status line; the focus goes to the result where work has ended."""
        before, self._shown = self._shown, state
        work = state.work
        if before.work is not None and work is None:
            self._lead(state)
        status = said(messages.work_text(work) if work else state.status)
        if work is None and status != self.status.text():
            announce(self.status, status)
        self.status.setText(status)
        self.progress.setVisible(work is not None)
        self.cancel.setVisible(work is not None)
        if work is not None:
            self.progress.setRange(0, work.total)
            self.progress.setValue(work.done)
            self.cancel.setEnabled(not work.cancelling)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Asks where a generated pair would be lost; empties the passphrase fields."""
        if not self.closing.may_close():
            event.ignore()
            return
        self.model.expire()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tells that the first frame is on its way."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """From now on the page follows the focus, and the window the screen that it is on."""
        super().showEvent(event)
        self.page.watch()
        self.room.watch()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open what is pasted outside of any field; Escape closes the innermost, Ctrl+Q the window."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence

        if event.matches(QKeySequence.StandardKey.Paste):
            self.model.opening.open_text(self._clipboard.text().encode("utf-8", "surrogatepass"))
        elif event.key() == Qt.Key.Key_Escape:
            self.model.close_innermost()
        elif event.keyCombination() == Qt.Modifier.CTRL | Qt.Key.Key_Q:
            self.close()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take one file, or text, and show that it does."""
        from app.gui.widgets.drops import DropFrame, accept_copy

        data = event.mimeData()
        if (data.hasUrls() or data.hasText()) and accept_copy(event):
            self._end_drop()
            self._drop_frame = DropFrame(self.page)

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
            self.model.opening.open_file(Path(local[0]))
        elif data.hasText():
            self.model.opening.open_text(data.text().encode("utf-8", "surrogatepass"))

    def _on_too_narrow(self) -> None:
        """Large letters may need more; nothing scrolls sideways unless not even the screen is that wide."""
        bar = self.page.verticalScrollBar().sizeHint().width()
        self.room.need(width=self.page.content.minimumSizeHint().width() + bar)

    def _end_drop(self) -> None:
        if self._drop_frame is not None:
            self._drop_frame.hide()
            self._drop_frame.deleteLater()
            self._drop_frame = None

    def _build(self) -> None:
        self.setWindowTitle(NAME)
        self.setAcceptDrops(True)
        self.progress.setAccessibleName(said(text("Progress")))
        self.progress.setTextVisible(False)
        set_by_name(self.progress, "focusPolicy", "ClickFocus")
        self.progress.setMaximumWidth(240)
        bar = QFrame()
        bar.setProperty("role", "status")
        bar.setMinimumHeight(46)
        self._line = Flow(self.status, row(self.progress, self.cancel, spacing=14), spacing=14)
        self._line.setStretch(0, 1)
        self._line.setContentsMargins(24, 4, 24, 4)
        bar.setLayout(self._line)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.page, 1)
        layout.addWidget(bar)
        self.setCentralWidget(whole)
        self.page.controls.key_type.setFocus()

    def _connect(self) -> None:
        self.model.state_changed.connect(self.present)
        self.model.progressed.connect(self.present)
        self.page.horizontalScrollBar().rangeChanged.connect(self._on_too_narrow)
        self.cancel.clicked.connect(self.model.cancel)
        self.page.theme_requested.connect(self._on_theme_requested)
        self.page.about_requested.connect(self._on_about_requested)
        self._clipboard.countdown_changed.connect(self._on_first_secret)
        self._clipboard.cleared.connect(self._on_clipboard_cleared)

    def _before_page(self, state: State) -> None:
        """Work begins, and the page is about to disable what has the focus: the progress gets it first.

        Space and Return do nothing there, Escape and Tab lead to Cancel.
        """
        if state.work is not None and self._shown.work is None:
            self._at_work = self._shown
            self.progress.setVisible(True)
            self.focus.give(self.progress)

    def _lead(self, state: State) -> None:
        result = self.page.result(self._at_work, state)
        if result is not None and result.isVisible() and result.isEnabled():
            self.focus.give(result)
        else:
            self.focus.back()

    def _on_first_secret(self, seconds_left: int, what: Text) -> None:
        """Make the line that counts down when a secret is copied for the first time."""
        from app.gui.widgets.clipboard_bar import ClipboardBar

        self._clipboard.countdown_changed.disconnect(self._on_first_secret)
        bar = ClipboardBar(self._clipboard, self._theme)
        self._line.insertWidget(1, bar)
        QWidget.setTabOrder(bar.clear, self.cancel)
        bar.present(seconds_left, what)

    def _on_clipboard_cleared(self) -> None:
        if self.model.state.work is None:
            self.model.say(messages.CLIPBOARD_CLEARED)
        else:
            announce(self.status, messages.CLIPBOARD_CLEARED)

    def _on_about_requested(self) -> None:
        """Made when it is first asked for, and then kept."""
        if self.about is None:
            from app.gui.about_window import AboutWindow

            self.about = AboutWindow(self.model.about(), self._theme, self)
        self.about.show()
        self.about.activateWindow()

    def _on_theme_requested(self) -> None:
        following = CHOICES[(CHOICES.index(self._theme.choice) + 1) % len(CHOICES)]
        self._theme.choose(following)
        self.status.setText(said(messages.THEMES[following]))
        announce(self.status, self.status.text())
