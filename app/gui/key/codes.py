"""The QR code of the public key: the window that shows it, and where it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.gui.key.models.key_model import KeyModel
from app.gui.key.models.public_model import CODE_ENDINGS
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from app.gui.key.qr_window import QRWindow


class Codes:
    """Above the page of a key. `window`: made when it is first asked for, and then kept."""

    def __init__(self, model: KeyModel, page: QWidget) -> None:
        self._model, self._page = model, page
        self.window: QRWindow | None = None

    def show(self) -> None:
        """Show the code of the form that the venue wants."""
        from app.qr import qr_code

        if self.window is None:
            from app.gui.key.qr_window import QRWindow

            self.window = QRWindow(self._page.window())
            self.window.save.clicked.connect(self._on_save)
        public = self._model.public
        if public.form is not None:
            self.window.show_code(qr_code(public.text), public.form.title)

    def _on_save(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        window = self.window
        if window is None or window.code is None:
            return
        title = said(text("Save the QR code"))
        name = f"{self._model.hand.label}.png"
        filters = {f"{ending[1:].upper()} (*{ending})": ending for ending in CODE_ENDINGS}
        path, chosen = QFileDialog.getSaveFileName(window, title, name, ";;".join(filters))
        if path:
            self._model.public.save_code(window.code, path, filters.get(chosen, CODE_ENDINGS[0]))
            window.close()
