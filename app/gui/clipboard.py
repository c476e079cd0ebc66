"""Copies text. A public key goes plainly; a secret carries the hint that keeps it out of clipboard histories.

The hint is KDE's `x-kde-passwordManagerHint`, which clipboard managers on X11 and Wayland respect. A
secret never goes to the X11 primary selection.
"""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard

CONCEALMENT = "x-kde-passwordManagerHint"


class Clipboard:
    """The system's clipboard."""

    def __init__(self, clipboard: QClipboard) -> None:
        self._clipboard = clipboard

    def copy_public(self, text: str) -> None:
        """Exactly this text, for anybody."""
        self._clipboard.setText(text, QClipboard.Mode.Clipboard)

    def copy_secret(self, text: str) -> None:
        """Exactly this text, marked as secret."""
        data = QMimeData()
        data.setText(text)
        data.setData(CONCEALMENT, b"secret")
        self._clipboard.setMimeData(data, QClipboard.Mode.Clipboard)

    def text(self) -> str:
        """What is on the clipboard now."""
        return self._clipboard.text(QClipboard.Mode.Clipboard)
