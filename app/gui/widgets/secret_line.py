"""A line for a passphrase that gives nothing away, hidden or shown: not by Ctrl+C, cut or Ctrl+K, not to
X11's primary selection when text is selected, not by dragging, not by its menu. Nothing can be undone.
It tells when Caps Lock is on, as far as its letters show that.

Decision: Qt gives nothing of a line to a clipboard unless it shows its text; so while it handles a key or
a button, the line is one that shows nothing. That holds for ways of copying that nobody listed here, too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtWidgets import QLineEdit

from app.gui.widgets.basics import set_by_name
from app.gui.widgets.caps_lock import caps_lock_after
from app.gui.widgets.fields import TextField
from app.gui.widgets.unheard import unheard
from app.gui.words import said

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import (
        QContextMenuEvent,
        QDropEvent,
        QFocusEvent,
        QInputMethodEvent,
        QKeyEvent,
        QMouseEvent,
    )

_HINTS = "ImhHiddenText|ImhSensitiveData|ImhNoPredictiveText|ImhNoAutoUppercase"
_NO_TEXT = ("\r", "\n", "\x1b")
_DOT = "\u25cf"
_LONGEST = 4096  # longer than any passphrase may be, so that what is too long can be told


class SecretLine(TextField):
    """Shows dots until `setEchoMode` says otherwise; an input method is told not to learn from it.

    Emits `caps_lock_changed` where a letter shows that it is on or off, and `edited` when its text is
    another: nobody is to listen to `textChanged`, in the midst of which nothing can be said.
    """

    caps_lock_changed = Signal(bool)
    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._is_unheard = False
        self._has_changed = False
        self._length = 0
        self.textChanged.connect(self._on_text_changed)
        self._caps_lock: bool | None = None
        self.setAccessibleName(said(name))
        self.setMaxLength(_LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.installEventFilter(self)

    def setEchoMode(self, mode: QLineEdit.EchoMode) -> None:  # noqa: N802 - Qt's name
        """As Qt's, which by itself would let an input method learn what is shown."""
        super().setEchoMode(mode)
        set_by_name(self, "inputMethodHints", _HINTS)

    def setText(self, text: str | None) -> None:  # noqa: N802 - Qt's name
        """As Qt's, and nobody hears what it was or is."""
        with self._changing_unheard():
            super().setText(text)

    def clear(self) -> None:
        """As Qt's, which by itself would keep what stood here to undo it."""
        self.setText("")

    def paste(self) -> None:
        """As Qt's, and nobody hears what."""
        with self._changing_unheard():
            super().paste()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """As Qt's, and nobody hears what."""
        with self._changing_unheard():
            super().inputMethodEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """As any field, and nobody hears what."""
        with self._changing_unheard():
            super().dropEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Answer an input method as Qt does, but for the text, which none is given.

        By a filter: of an `inputMethodQuery` of ours, Qt asks before the first frame, when nothing is typed.
        """
        if watched is self and isinstance(event, QInputMethodQueryEvent) and self.text():
            from app.gui.widgets.surroundings import hide_surroundings

            super().event(event)
            hide_surroundings(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Every key but those that copy, cut, undo and redo, and those that are meant for a button.

        A line of Qt takes the S of Alt+S as a letter where Save is disabled: it would get into the passphrase
        unseen. AltGr, which types signs, is another key; so is Option on macOS.
        """
        from PySide6.QtGui import QKeySequence

        if _is_for_a_button(event):
            event.ignore()
            return

        self._tell_caps_lock(caps_lock_after(event, self._caps_lock))
        keys = QKeySequence.StandardKey
        if event.text() in _NO_TEXT:  # Enter leads elsewhere, and that is to be heard
            with self._showing_nothing():
                super().keyPressEvent(event)
        elif not any(event.matches(unwanted) for unwanted in (keys.Copy, keys.Cut, keys.Undo, keys.Redo)):
            with self._changing_unheard(), self._showing_nothing():
                super().keyPressEvent(event)
        if not self.text() and self.isUndoAvailable():
            self.clear()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Where X11 would get what was selected."""
        with self._showing_nothing():
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Paste and Select All."""
        from app.gui.widgets.secret_menu import open_menu

        open_menu(self, event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Elsewhere Caps Lock may change unseen."""
        super().focusOutEvent(event)
        self._tell_caps_lock(None)

    @contextmanager
    def _changing_unheard(self) -> Iterator[None]:
        """Whatever changes in here is said as dots, once it is over."""
        if self._is_unheard:
            yield
            return
        self._is_unheard, self._has_changed = True, False
        try:
            with unheard():
                yield
        finally:
            self._is_unheard = False
            if self._has_changed:
                self._say_edited()

    def _on_text_changed(self) -> None:
        """Let what Qt says next be unheard, also where assistive technology has changed the text."""
        from PySide6.QtGui import QAccessible

        if self._is_unheard:
            self._has_changed = True
        elif QAccessible.isActive():
            QAccessible.setActive(False)
            QTimer.singleShot(0, self._on_heard_again)
        else:
            self._say_edited()

    def _on_heard_again(self) -> None:
        from PySide6.QtGui import QAccessible

        QAccessible.setActive(True)
        self._say_edited()

    def _say_edited(self) -> None:
        """Say to assistive technology how many dots there are now, and to everybody that it was edited."""
        from PySide6.QtGui import QAccessible, QAccessibleTextUpdateEvent

        before, self._length = self._length, len(self.text())
        if self.echoMode() != QLineEdit.EchoMode.Normal and before != self._length and QAccessible.isActive():
            dots = QAccessibleTextUpdateEvent(self, 0, _DOT * before, _DOT * self._length)
            QAccessible.updateAccessibility(dots)
        self.edited.emit()

    def _tell_caps_lock(self, on: bool | None) -> None:
        if on != self._caps_lock:
            self._caps_lock = on
            self.caps_lock_changed.emit(bool(on))

    @contextmanager
    def _showing_nothing(self) -> Iterator[None]:
        """Unless what is called in between chooses another mode, which then stays."""
        modes, before = QLineEdit.EchoMode, self.echoMode()
        self.setEchoMode(modes.NoEcho)
        try:
            yield
        finally:
            if self.echoMode() == modes.NoEcho:
                self.setEchoMode(before)


def _is_for_a_button(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt

    keys = Qt.KeyboardModifier
    pressed = event.modifiers() & (keys.AltModifier | keys.ControlModifier)
    return sys.platform != "darwin" and pressed == keys.AltModifier
