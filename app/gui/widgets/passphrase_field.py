"""A field for a passphrase, with an eye. Nothing is trimmed, predicted or remembered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.gui.widgets.buttons import IconButton
from app.gui.widgets.secret_line import SecretLine
from app.keys.passphrase import Passphrase
from app.text import text

_NAME = text("Passphrase")
_EYE = text("Show passphrase")
_BESIDE = 6  # the eye, and the end of the line


class PassphraseField(QWidget):
    """Emits `edited` at every keystroke and `revealed` when the eye is pressed."""

    edited = Signal()
    revealed = Signal(bool)

    def __init__(self, name: str = _NAME, eye: str = _EYE, shortcut: str = "Alt+W") -> None:
        super().__init__()
        self.line = SecretLine(name)
        self.eye = IconButton(eye, "eye", shortcut)
        self.eye.setCheckable(True)
        self._build()
        self._connect()

    @property
    def passphrase(self) -> Passphrase:
        """Return what is in the field."""
        return Passphrase(self.line.text())

    def fill(self, passphrase: Passphrase) -> None:
        """Put a passphrase into the field."""
        self.line.setText(passphrase.reveal())

    def hide_text(self) -> None:
        """Dots again."""
        self.eye.setChecked(False)

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        inner = QHBoxLayout(self.line)
        inner.setContentsMargins(_BESIDE, 0, _BESIDE, 0)
        inner.addStretch()
        inner.addWidget(self.eye)
        self.line.keep_free(self.eye.sizeHint().width())
        self.eye.setCursor(QCursor())
        self.setTabOrder(self.line, self.eye)

    def _connect(self) -> None:
        self.line.edited.connect(self.edited)
        self.eye.toggled.connect(self._on_eye_toggled)

    def _on_eye_toggled(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.line.setEchoMode(modes.Normal if shown else modes.Password)
        self.eye.set_icon("eye-off" if shown else "eye")
        self.revealed.emit(shown)
