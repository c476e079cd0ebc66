"""Where it will be saved: the folder, the names of the files, Save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui import messages
from app.gui.models.keygen_model import KeygenModel
from app.gui.models.state import State
from app.gui.pages.findings_view import FindingsView
from app.gui.theme import Theme
from app.gui.widgets.basics import button, card, label, row, set_enabled, set_icon
from app.gui.widgets.check_field import CheckField
from app.gui.widgets.fields import TextField
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from app.gui.pages.change_dialog import ChangeDialog


class SaveCard(QWidget):
    """The last step. Emits `dialog_opened` with the dialog that asks for another passphrase."""

    dialog_opened = Signal(object)

    def __init__(self, model: KeygenModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._theme = theme
        self.folder = TextField()
        self.browse = button(text("&Browse…"))
        self.archive = CheckField(text("One archi&ve (.tar.gz)"))
        self.save = button(messages.save_text(1))
        self.findings = FindingsView(model.destination, theme)
        self.change = button(text("Change its passphrase"))
        self._names = label("", "muted", wrap=True)
        self._opened = label("", "muted", wrap=True)
        self._opened_row = QWidget()
        self.dialog: ChangeDialog | None = None
        self._build()
        self._connect()

    def present(self, state: State) -> None:
        """Show the state."""
        if self.folder.text() != state.folder:
            self.folder.setText(state.folder)
        for widget in (self.folder, self.browse, self.archive):
            widget.setEnabled(state.work is None)
        self.archive.setChecked(state.as_archive)
        self._names.setText(said(messages.files_text(state)))
        self.save.setText(said(messages.save_text(len(state.pairs), is_saved=state.is_as_saved)))
        set_enabled(self.save, state.save_problem)
        self._opened_row.setVisible(bool(state.opened_file))
        self._opened.setText(said(messages.opened_text(state)))
        set_enabled(self.change, state.change_problem, messages.CHANGE_TIP)

    def refresh_icons(self) -> None:
        """After a change of the theme."""
        set_icon(self.browse, self._theme, "folder")
        set_icon(self.save, self._theme, "save")
        self.findings.refresh_icons()

    def _build(self) -> None:
        self.folder.setAccessibleName(said(text("Folder")))
        name = label(text("&Folder"))
        name.setBuddy(self.folder)
        frame, layout = card()
        folder = row(name, self.folder)
        folder.setStretch(1, 1)
        fields = Flow(folder, row(self.browse, self.save), lines=32)
        fields.setStretch(0, 1)
        layout.addLayout(fields)
        below = Flow(self._names, self.archive, spacing=16, lines=36)
        below.setStretch(0, 1)
        layout.addLayout(below)
        layout.addWidget(self.findings)
        opened = Flow(self._opened, self.change, spacing=16, lines=36)
        opened.setContentsMargins(0, 0, 0, 0)
        opened.setStretch(0, 1)
        self._opened_row.setLayout(opened)
        layout.addWidget(self._opened_row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.refresh_icons()

    def _connect(self) -> None:
        self.folder.textChanged.connect(self._on_folder)
        self.browse.clicked.connect(self._on_browse)
        self.archive.toggled.connect(self._model.saving.set_archive)
        self.save.clicked.connect(self._model.saving.save)
        self.change.clicked.connect(self._on_change)

    def _on_change(self) -> None:
        """Made when it is first asked for, and then kept."""
        if self.dialog is None:
            from app.gui.pages.change_dialog import ChangeDialog

            self.dialog = ChangeDialog(self._model.changing, self._theme, self.window())
            self._model.passphrase_expired.connect(self.dialog.reject)
        self.dialog.ask(self._model.state.opened_file)
        self.dialog_opened.emit(self.dialog)

    def _on_folder(self, folder: str) -> None:
        """Typed by a person or by assistive technology, which emits no textEdited."""
        if folder != self._model.state.folder:
            self._model.saving.set_folder(folder)

    def _on_browse(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        title = said(text("Choose a folder for the key files"))
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if chosen:
            self._model.saving.set_folder(chosen)
