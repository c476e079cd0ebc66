"""What the clipboard is given. That other programs see it so is shown in tests/desktop."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.gui.clipboard import CONCEALMENT, Clipboard


def test_a_public_key_goes_plainly(qapp: QApplication) -> None:
    clipboard = Clipboard(QGuiApplication.clipboard())
    clipboard.copy_public("text\n")
    assert clipboard.text() == "text\n"
    assert CONCEALMENT not in QGuiApplication.clipboard().mimeData().formats()


def test_a_secret_carries_the_hint_and_keeps_its_text(qapp: QApplication) -> None:
    clipboard = Clipboard(QGuiApplication.clipboard())
    clipboard.copy_secret("secret\n")
    data = QGuiApplication.clipboard().mimeData()
    assert clipboard.text() == "secret\n"
    assert data.data(CONCEALMENT).data() == b"secret"
