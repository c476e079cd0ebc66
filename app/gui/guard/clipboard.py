"""Copies text. A public key goes plainly and stays; a secret is marked as one and cleared after a while.

Promises for a secret: the marks of guard.concealment; nothing on X11's primary selection; cleared when
the countdown ends, at `clear_now` and when the application ends, but only while it is still ours. It keeps
no copy of the text: what is on the clipboard is known by a random token that was copied along or, where a
clipboard manager took over the text alone, by the text's digest, keyed with that token. On macOS it is known
by the number of the change, as guard.pasteboard wrote it past Qt; where that fails, Qt writes it unmarked.

Refuses to guess: what another program has copied meanwhile is left alone, and where the system does not let
the clipboard be cleared, or be read (Wayland, while another window has the keyboard), it says so and tries
again. A process that is killed clears nothing: X11 and Wayland then forget its clipboard, Windows and macOS
do not.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from app.text import Text

if TYPE_CHECKING:
    from app.gui.guard.pasteboard import Pasteboard

CLEAR_AFTER = 30
TOKEN = "application/x-akg-token"  # noqa: S105 - the name of a format
_TICK = 1_000
# On Windows and macOS managers read along instead; there, nothing of others is ever read.
_MANAGERS_TAKE_OVER = sys.platform not in ("win32", "darwin")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Copied:
    """What is known of the secret on the clipboard. `deadline`: seconds of time.monotonic; `change`: its
    number on macOS' pasteboard, else 0.
    """

    what: Text
    token: bytes
    digest: bytes
    deadline: float
    change: int

    @property
    def seconds_left(self) -> int:
        """Whole seconds to the deadline, from 0."""
        return max(0, round(self.deadline - time.monotonic()))

    def is_text(self, text: str) -> bool:
        """Whether this is the text that was copied."""
        import hmac

        return hmac.compare_digest(_digest(text, self.token), self.digest)


def is_readable() -> bool:
    """Whether what others copied can be seen: on Wayland only by the window that has the keyboard."""
    if not QGuiApplication.platformName().startswith("wayland"):
        return True
    from PySide6.QtCore import Qt

    return QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive


def native_pasteboard() -> Pasteboard | None:
    """Return what secrets are written to past Qt: macOS alone has one."""
    from app.gui.guard.pasteboard import system_pasteboard

    return system_pasteboard()


class Clipboard(QObject):
    """The system's clipboard. `what` names a secret for people: private key, passphrase. `native` is asked
    for the first secret.

    Emits `countdown_changed` (seconds left, what) when a secret was copied and then every second, with 0
    once nothing is left to clear; `cleared` (what) when it was taken away; `refused` (what), once, when the
    system did not allow that: it is then tried again every second.
    """

    countdown_changed = Signal(int, object)
    cleared = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        clipboard: QClipboard,
        clear_after: int = CLEAR_AFTER,
        readable: Callable[[], bool] = is_readable,
        native: Callable[[], Pasteboard | None] = native_pasteboard,
    ) -> None:
        super().__init__()
        self._clipboard = clipboard
        self._clear_after = clear_after
        self._readable = readable
        self._find_native = native
        self._native: Pasteboard | None = None
        self._copied: _Copied | None = None
        self._refused = False
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._on_tick)
        clipboard.dataChanged.connect(self._on_data_changed)

    def copy_public(self, text: str) -> None:
        """Exactly this text, for anybody."""
        self._end()
        self._clipboard.setText(text, QClipboard.Mode.Clipboard)

    def copy_secret(self, text: str, what: Text) -> None:
        """Exactly this text, marked as a secret; the countdown starts again."""
        self._end()
        token = os.urandom(16)
        change = self._put_natively(text)
        if not change:
            self._clipboard.setMimeData(_marked(text, token), QClipboard.Mode.Clipboard)
        self._copied = _Copied(
            what, token, _digest(text, token), time.monotonic() + self._clear_after, change
        )
        self._refused = False
        self._timer.start()
        self.countdown_changed.emit(self._copied.seconds_left, what)

    def clear_now(self) -> None:
        """Clear the clipboard if a secret of ours is still on it; called when the application ends, too."""
        copied = self._copied
        if copied is None:
            return
        if not self._holds(copied):
            self._on_lost(copied)
            return
        self._copied = None  # what changes now is not somebody else's copy
        if copied.change and self._native:
            self._native.clear()
        else:
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        self._copied = copied
        if self._holds(copied):
            self._on_refused(copied)
        else:
            self._end()
            self.cleared.emit(copied.what)

    def text(self) -> str:
        """Return what is on the clipboard now."""
        return self._clipboard.text(QClipboard.Mode.Clipboard)

    def _holds(self, copied: _Copied) -> bool:
        """Whether the secret is on the clipboard, from us or from a manager that took it over."""
        if copied.change and self._native:
            return self._native.change() == copied.change
        data = self._clipboard.mimeData(QClipboard.Mode.Clipboard)
        if not data:  # what Qt says of an empty clipboard
            return False
        if data.hasFormat(TOKEN):
            return data.data(TOKEN).data() == copied.token
        return _MANAGERS_TAKE_OVER and data.hasText() and copied.is_text(data.text())

    def _put_natively(self, text: str) -> int:
        """Write it where Qt could not mark it. Returns the number of this change, 0 where it was not done."""
        self._native = self._native or self._find_native()
        return self._native.put(text) if self._native else 0

    def _end(self) -> None:
        """Nothing is left to clear."""
        copied, self._copied = self._copied, None
        self._timer.stop()
        if copied is not None:
            self.countdown_changed.emit(0, copied.what)

    def _on_lost(self, copied: _Copied) -> None:
        """Something else is there, unless that cannot be seen: a manager may hold the secret then."""
        if self._readable():
            self._end()
        elif not copied.seconds_left:
            self._on_refused(copied)

    def _on_refused(self, copied: _Copied) -> None:
        if not self._refused:
            self._refused = True
            self.refused.emit(copied.what)

    def _on_tick(self) -> None:
        if self._copied is None:
            return
        if self._copied.seconds_left:
            self.countdown_changed.emit(self._copied.seconds_left, self._copied.what)
        else:
            self.clear_now()

    def _on_data_changed(self) -> None:
        if self._copied is not None and not self._holds(self._copied):
            self._on_lost(self._copied)


def _marked(text: str, token: bytes) -> QMimeData:
    """Return the text with the marks of a secret, and the token."""
    from app.gui.guard.concealment import concealment

    data = QMimeData()
    data.setText(text)
    data.setData(TOKEN, token)
    for name, value in concealment().items():
        data.setData(name, value)
    return data


def _digest(text: str, token: bytes) -> bytes:
    import hmac

    return hmac.digest(token, text.encode("utf-8", "surrogatepass"), "sha256")
