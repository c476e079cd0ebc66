"""The public key as a QR code: dark on light in a dark window too, with its quiet zone, and as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.gui.screen_fit import ScreenFit
from app.gui.widgets.basics import describe, label, row
from app.gui.widgets.buttons import button
from app.gui.widgets.focus_ring import FocusRing
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QShowEvent

    from app.qr import QRCode

_LEAST = (360, 420)
_SIDE = 320
_PUBLIC = text("This is the public key: whoever sees it can do nothing with it.")


class QRView(QWidget):
    """Paints the modules, each a whole number of pixels, on white."""

    def __init__(self) -> None:
        super().__init__()
        self._code: QRCode | None = None
        self.setAccessibleName(said(text("QR code of the public key")))

    def show_code(self, code: QRCode) -> None:
        """Show another code."""
        self._code = code
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as a camera likes it."""
        return QSize(_SIDE, _SIDE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two pixels a module."""
        side = 2 * self._code.size if self._code else _SIDE
        return QSize(side, side)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it in the middle, in pixels of the screen."""
        if self._code is None:
            return
        ratio = self.devicePixelRatioF()
        pixels = int(min(self.width(), self.height()) * ratio) // self._code.size
        side = pixels * self._code.size
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        left = (int(self.width() * ratio) - side) // 2
        top = (int(self.height() * ratio) - side) // 2
        painter.fillRect(QRect(left, top, side, side), QColor("#ffffff"))
        dark = QColor("#000000")
        for y, modules in enumerate(self._code.modules):
            for x, is_dark in enumerate(modules):
                if is_dark:
                    painter.fillRect(QRect(left + x * pixels, top + y * pixels, pixels, pixels), dark)
        painter.end()


class QRWindow(QDialog):
    """Modal to its window. Escape closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.code: QRCode | None = None
        self.view = QRView()
        self.save = button(text("&Save as a picture…"), "secondary", "save")
        self.dismiss = button(text("Close"), "primary")
        self._form = label("", "muted", wrap=True)
        self._ring = FocusRing(self)
        self.room = ScreenFit(self, _LEAST)
        self._build()
        self.dismiss.clicked.connect(self.close)

    def show_code(self, code: QRCode, form: str) -> None:
        """Show this one, of the public key in this form."""
        self.code = code
        self.view.show_code(code)
        self._form.setText(said(form))
        self.open()
        self.dismiss.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """From now on it follows the focus, and its screen."""
        super().showEvent(event)
        self.room.watch()
        self._ring.watch()

    def _build(self) -> None:
        self.setWindowTitle(said(text("QR code")))
        describe(self.save, text("Writes a PNG or an SVG file"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 24)
        whole.setSpacing(12)
        whole.addWidget(self.view, 1)
        whole.addWidget(self._form)
        whole.addWidget(label(_PUBLIC, "muted", wrap=True))
        buttons = row(self.save, self.dismiss)
        buttons.insertStretch(1)
        whole.addLayout(buttons)
