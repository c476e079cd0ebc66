"""Where it will be saved: one line that says it, and behind Options the name, the folder and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui import messages
from app.gui.saving.models.draft_model import DraftModel, Fields
from app.gui.session.keyring_model import KeyringModel, KeyringState
from app.gui.session.memory import Memory
from app.gui.widgets.basics import announce, column, label, label_of, labelled, row, set_problem, set_role
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import button, small_button
from app.gui.widgets.cards import Card, Icon, Line
from app.gui.widgets.fields import TextField
from app.gui.widgets.flow import Flow
from app.gui.words import said, without_middle
from app.text import NOTHING, Text, first_of, plural, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.gui.widgets.number_field import NumberField

_NAME = text("Name")
_BECOMES = text("Becomes the file name.")
_ENDS = text("Becomes the end of each file name, after the purpose.")
_BEGINS = text("Becomes the beginning of each file name.")
_MOST = 36  # of a folder in the summary, in letters


class OptionsCard(Card):
    """Emits `unfolded`. `count` makes the field for the number of pairs, where that can be chosen here."""

    unfolded = Signal()

    def __init__(
        self,
        draft: DraftModel,
        memory: Memory,
        keyring: KeyringModel,
        count: Callable[[], NumberField] | None = None,
    ) -> None:
        super().__init__(text("Where it is saved"))
        self._draft = draft
        self._pairs = 1
        self.name = label("", "strong", wrap=True)
        self.summary = label("", "muted", wrap=True)
        self.options = small_button(text("Op&tions"), after="chevron-down")
        self.details = Details(draft, memory, keyring, count)
        self._build()
        draft.changed.connect(self._present)
        self.options.clicked.connect(self._on_options)
        self._present(draft.state)

    def set_pairs(self, pairs: int) -> None:
        """Say how many pairs will be saved."""
        self._pairs = pairs
        self._present(self._draft.state)

    def unfold(self, shown: bool) -> None:
        """Show what can be chosen, or only what is."""
        self.details.setVisible(shown)
        self.options.set_icon("", "chevron-up" if shown else "chevron-down")
        state = text("Hides the name, the folder and more") if shown else text("Name, folder and more")
        self.options.setAccessibleDescription(said(state))

    @property
    def is_unfolded(self) -> bool:
        """Whether what can be chosen is shown."""
        return not self.details.isHidden()

    def _present(self, state: Fields) -> None:
        names = [affix.around(state.label) for affix in state.affixes] or [state.label]
        self.name.setText(said(first_of(names, 1)) if state.label else said(text("No name yet")))
        where = shortened(state.folder)
        if state.as_archive:
            line = plural(
                "One pair, as one archive in {folder}",
                "{number:,} pairs, as one archive in {folder}",
                self._pairs,
                folder=where,
            )
        else:
            line = plural("One pair, in {folder}", "{number:,} pairs, in {folder}", self._pairs, folder=where)
        problem = state.label_problem
        self.summary.setText(said(problem or line))
        set_role(self.summary, "problem" if problem else "muted")

    def _build(self) -> None:
        texts = column(self.name, self.summary, spacing=2)
        head = row(Icon("file", side=20), texts, self.options, spacing=12)
        head.setStretch(1, 1)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.addLayout(head)
        self.body.addWidget(self.details)
        self.unfold(False)

    def _on_options(self) -> None:
        self.unfold(not self.is_unfolded)
        if self.is_unfolded:
            self.details.name.setFocus()
            self.unfolded.emit()


class Details(BuiltOnShow):
    """What can be chosen."""

    def __init__(
        self,
        draft: DraftModel,
        memory: Memory,
        keyring: KeyringModel,
        count: Callable[[], NumberField] | None,
    ) -> None:
        super().__init__()
        self._draft, self._memory, self._keyring = draft, memory, keyring
        self._make_count = count
        self._make_more: list[Callable[[], QWidget]] = []

    def add(self, make: Callable[[], QWidget]) -> None:
        """Add one more choice at the end, made when it is shown; to be called before that."""
        self._make_more.append(make)

    def _make(self) -> None:
        from app.gui.widgets.check_field import CheckField

        self._count = self._make_count() if self._make_count else None
        self._more = [make() for make in self._make_more]
        self.name = TextField()
        self.folder = TextField()
        self.browse = button(text("&Browse…"), icon="folder")
        self.archive = CheckField(text("One archi&ve (.tar.gz) instead of single files"))
        self.forget = CheckField(text("Clear the passphrase after saving"))
        self.remember = KeyringField(self._keyring)
        self._name_hint = label(_BECOMES, "muted", wrap=True)

    def _build(self) -> None:
        self.name.setAccessibleName(said(_NAME))
        self.name.setMaxLength(200)
        self.folder.setAccessibleName(said(text("Folder")))
        name = labelled(text("Na&me"), self.name, hint=self._name_hint)
        line = Flow(name, spacing=16, lines=26)
        if self._count is not None:
            number = labelled(text("How man&y"), self._count)
            number.addStretch()
            line.addLayout(number)
        line.setStretch(0, 1)
        folder = Flow(self.folder, self.browse, spacing=8, lines=26)
        folder.setStretch(0, 1)
        where = label_of(text("&Folder"), self.folder)
        boxes = column(self.forget, self.remember, self.archive, *self._more, spacing=4)
        whole = column(Line(), line, column(where, folder), boxes, spacing=12)
        whole.setContentsMargins(0, 4, 0, 4)
        self.setLayout(whole)
        self._present(self._draft.state)
        self._on_remembered(self._memory.state)

    def _connect(self) -> None:
        self._draft.changed.connect(self._present)
        self._memory.changed.connect(self._on_remembered)
        self.name.textChanged.connect(self._on_name)
        self.folder.textChanged.connect(self._on_folder)
        self.browse.clicked.connect(self._on_browse)
        self.archive.toggled.connect(self._draft.set_archive)
        self.forget.toggled.connect(self._on_forget)

    def _present(self, state: Fields) -> None:
        if self.name.text() != state.label:
            self.name.setText(state.label)
        if self.folder.text() != state.folder:
            self.folder.setText(state.folder)
        self.archive.blockSignals(True)
        self.archive.setChecked(state.as_archive)
        self.archive.blockSignals(False)
        problem = state.label_problem
        set_problem(self.name, bool(problem))
        if said(problem) != self.name.accessibleDescription():
            self.name.setAccessibleDescription(said(problem))
            announce(self.name, problem)
        self._name_hint.setText(said(problem or _becomes(state)))
        set_role(self._name_hint, "problem" if problem else "muted")

    def _on_remembered(self, _: object) -> None:
        self.forget.setChecked(self._memory.state.forget_after_saving)

    def _on_name(self, name: str) -> None:
        """Typed by a person or by assistive technology, which emits no textEdited."""
        if name != self._draft.state.label:
            self._draft.edit_label(name)

    def _on_folder(self, folder: str) -> None:
        self._draft.set_folder(folder)

    def _on_forget(self, forget: bool) -> None:
        if forget != self._memory.state.forget_after_saving:
            self._memory.change(forget_after_saving=forget)

    def _on_browse(self) -> None:
        if chosen := choose_folder(self, self.folder.text()):
            self._draft.set_folder(chosen)


class KeyringField(QWidget):
    """Whether the system keyring remembers the passphrase, in honest words. Off by default.

    Nothing here is disabled while the keyring is asked: what has just been pressed would lose the focus.
    """

    def __init__(self, keyring: KeyringModel) -> None:
        super().__init__()
        from app.gui.widgets.check_field import CheckField

        self._keyring = keyring
        self.wanted = CheckField()
        self.again = small_button(text("Try again"))
        self._note = label("", "muted", wrap=True)
        line = Flow(self.wanted, self.again)
        line.setStretch(0, 1)
        whole = column(line, self._note, spacing=2)
        self._note.setContentsMargins(30, 0, 0, 0)
        self.setLayout(whole)
        self.present(keyring.state)
        keyring.changed.connect(self.present)
        self.wanted.toggled.connect(keyring.want)
        self.again.clicked.connect(self._on_again)

    def present(self, state: KeyringState) -> None:
        """Show the state."""
        self.wanted.blockSignals(True)
        self.wanted.setChecked(state.wanted)
        self.wanted.blockSignals(False)
        self.wanted.setText(
            text("Remember the passphrase in the system keyring ({name})", name=state.name)
            if state.name
            else text("Remember the passphrase in the system keyring")
        )
        note = said(state.problem or state.note or (messages.KEYRING_WARNING if state.wanted else NOTHING))
        self._show_again(bool(state.problem) or (state.busy and not self.again.isHidden()))
        changed = note != self._note.text()
        self._note.setText(note)
        self._note.setVisible(bool(note))
        set_role(self._note, "problem" if state.problem else "muted")
        self.wanted.setAccessibleDescription(note)
        if changed and (state.problem or state.note):
            announce(self._note, note)

    def _show_again(self, shown: bool) -> None:
        """Show or hide the button; the focus goes from one that disappears to what it was beside."""
        if self.again.hasFocus() and not shown:
            self.wanted.setFocus()
        self.again.setVisible(shown)

    def _on_again(self) -> None:
        self._keyring.want(True)


def _becomes(state: Fields) -> Text:
    """Return what the name becomes."""
    if not state.affixes:
        return _BECOMES
    return _ENDS if state.affixes[0].before else _BEGINS


def choose_folder(parent: QWidget, folder: str) -> str:
    """Ask for a folder, with the system's dialog; return nothing where none was chosen."""
    from PySide6.QtWidgets import QFileDialog

    title = said(text("Choose a folder for the key files"))
    return QFileDialog.getExistingDirectory(parent, title, folder)


def shortened(folder: str) -> str:
    """Return the folder as a person calls it: with ~, and without its middle where it is long."""
    import os

    home = os.path.expanduser("~")
    if home not in ("~", "/") and folder.startswith(home + os.sep):
        folder = "~" + folder[len(home) :]
    return without_middle(folder, _MOST)
