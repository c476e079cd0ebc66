"""Which key something is checked with: one that is known, or another that is pasted or chosen as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.gui.check.models.keys_model import KeysModel
from app.gui.check.models.signing_model import SigningModel
from app.gui.widgets.basics import column, describe, label_of
from app.gui.widgets.buttons import button
from app.gui.widgets.cards import FieldBox
from app.gui.widgets.fields import ChoiceField
from app.gui.widgets.scroll_bar import ThinScrollBar
from app.gui.widgets.secret_text import SecretEntry
from app.gui.words import said
from app.text import Text, text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

_ANOTHER = "another"  # no fingerprint
_PAUSE = 250
_TITLE = text("Key")


class KeyField(QWidget):
    """Emits `chosen` with the fingerprint of a key, or nothing where it is left open.

    `nobody`: what it says where no key is chosen.
    """

    chosen = Signal(str)

    def __init__(self, keys: KeysModel, nobody: Text) -> None:
        super().__init__()
        self._keys, self._nobody = keys, nobody
        self._shown: list[tuple[str, str]] = []
        self._key = ""
        self.choice = ChoiceField()
        self.text = SecretEntry(text("Public key text"))
        self.browse = button(text("Choose a f&ile\u2026"), "secondary", "folder")
        self._another = QWidget()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether another key is being asked for."""
        return not self._another.isHidden()

    def present(self, fingerprint: str) -> None:
        """Show the key that is chosen."""
        self._key = fingerprint
        if self.isVisible():
            self._fill()

    def close_innermost(self) -> bool:
        """Ask for no other key; return whether it did."""
        if not self.is_open:
            return False
        self.close_another()
        self.choice.setFocus()
        return True

    def close_another(self) -> None:
        """Ask for no other key, and forget what was pasted."""
        self._pause.stop()
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self._another.hide()
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show the keys that there are now."""
        super().showEvent(event)
        self._fill()

    def _build(self) -> None:
        self.choice.setAccessibleName(said(_TITLE))
        self.choice.shorten()
        self.text.setPlaceholderText(said(text("Paste a public key, in any form.")))
        self.text.setFixedHeight(3 * self.text.fontMetrics().lineSpacing() + 8)
        self.text.setVerticalScrollBar(ThinScrollBar())
        describe(self.browse, text("Of a private key, the public half alone is used"))
        another = column(FieldBox(self.text), self.browse)
        another.setContentsMargins(0, 0, 0, 0)
        self._another.setLayout(another)
        self._another.hide()
        self.setLayout(column(label_of(_TITLE, self.choice), self.choice, self._another))

    def _connect(self) -> None:
        self.choice.activated.connect(self._on_activated)
        self._keys.changed.connect(self._on_keys)
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._on_pause)
        self.browse.clicked.connect(self._on_browse)

    def _fill(self) -> None:
        known = [(each.fingerprint, each.name) for each in self._keys.all]
        nobody = self._nobody if known else text("No key is known here")
        wanted = [("", said(nobody)), *known, (_ANOTHER, said(text("Another key\u2026")))]
        if wanted != self._shown:
            self._shown = wanted
            self.choice.clear()
            for fingerprint, name in wanted:
                self.choice.addItem(name, fingerprint)
        self.choice.setCurrentIndex(self.choice.findData(_ANOTHER if self.is_open else self._key))

    def _on_keys(self, _: object) -> None:
        if self.isVisible():
            self._fill()

    def _on_activated(self, index: int) -> None:
        chosen = self.choice.itemData(index)
        self._another.setVisible(chosen == _ANOTHER)
        if chosen == _ANOTHER:
            self.text.setFocus()
        else:
            self.chosen.emit(chosen)

    def _on_pause(self) -> None:
        content = self.text.toPlainText()
        if content.strip():
            self._keys.open_text(content, self._on_opened)

    def _on_browse(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        title = said(text("Choose a key"))
        kinds = said(text("Keys ({patterns});;All files (*)", patterns="*.pem *.pub *.der *.jwk id_*"))
        name, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if name:
            self._keys.open_file(Path(name), self._on_opened)

    def _on_opened(self, fingerprint: str) -> None:
        self._another.hide()
        self.close_another()
        self.chosen.emit(fingerprint)
        self.choice.setFocus()


class SigningKeyField(QWidget):
    """The same for what signs: keys whose private half is at hand or in a file; another is opened first.

    Emits `opening_wanted` for that.
    """

    chosen = Signal(str)
    opening_wanted = Signal()

    def __init__(self, model: SigningModel, nobody: Text) -> None:
        super().__init__()
        self._model, self._nobody = model, nobody
        self._shown: list[tuple[str, str]] = []
        self.choice = ChoiceField()
        self.choice.setAccessibleName(said(_TITLE))
        self.choice.shorten()
        self.setLayout(column(label_of(_TITLE, self.choice), self.choice))
        self.choice.activated.connect(self._on_activated)
        model.keys.changed.connect(self._on_keys)

    def present(self, fingerprint: str) -> None:
        """Show the key that is chosen."""
        if not self.isVisible():
            return
        known = [(each.fingerprint, each.name) for each in self._model.able]
        wanted = [("", said(self._nobody)), *known, (_ANOTHER, said(text("Open another key\u2026")))]
        if wanted != self._shown:
            self._shown = wanted
            self.choice.clear()
            for each, name in wanted:
                self.choice.addItem(name, each)
        self.choice.setCurrentIndex(max(0, self.choice.findData(fingerprint)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show the keys that there are now."""
        super().showEvent(event)
        self.present(self._model.state.key)

    def _on_keys(self, _: object) -> None:
        self.present(self._model.state.key)

    def _on_activated(self, index: int) -> None:
        chosen = self.choice.itemData(index)
        if chosen == _ANOTHER:
            self.present(self._model.state.key)
            self.opening_wanted.emit()
        else:
            self.chosen.emit(chosen)
