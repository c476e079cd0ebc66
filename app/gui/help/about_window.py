"""About: what this program is, what is inside of it, the hashes of its files, and the licences.

Loaded when it is opened. Shows at once what is known, and the rest as it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import NAME, __version__
from app.errors import KeygenError
from app.gui.help.models.about_model import AboutModel
from app.gui.painting import icon
from app.gui.screen_fit import ScreenFit
from app.gui.theme import code_font
from app.gui.widgets.basics import label, labelled, row, set_role
from app.gui.widgets.buttons import button
from app.gui.widgets.cards import FieldBox
from app.gui.widgets.copy_button import CopyButton
from app.gui.widgets.fields import ChoiceField
from app.gui.widgets.focus_ring import FocusRing
from app.gui.widgets.scrolling import Scrolling
from app.gui.widgets.table import Table
from app.gui.words import said
from app.text import Text, listed, paragraph, text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.about.bundle import FileCheck
    from app.about.facts import Facts
    from app.about.licences import LicenceText

_SIZE = (820, 700)
_MINIMUM_SIZE = (640, 520)
_LEAST_HEIGHT = 120  # of what scrolls by itself
_STATEMENT = text(
    "No updater and no telemetry: this program opens no internet connection, and tells nobody anything."
)
_FILES = text("Files and their SHA-256")
_COLUMNS = (text("Inside"), text("Version"), text("Licence"))
_READ = text("Read")


class AboutWindow(QDialog):
    """Not modal: the work in the other window goes on. Escape closes it."""

    def __init__(self, model: AboutModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._licences: tuple[LicenceText, ...] = ()
        self._file_lines = said(text("The files are being read."))
        self.origin = label("", "muted", wrap=True)
        self.state = label(text("Reading its files"), "muted", wrap=True)
        self.table = Table(text("What is inside"), _COLUMNS)
        self.choice = ChoiceField()
        self.text = QPlainTextEdit()
        self.copy = CopyButton(text("&Copy details"))
        self.close_button = button(text("Close"))
        self._logo = QLabel()
        self._body = Scrolling()
        self._ring = FocusRing(self)
        self.room = ScreenFit(self, _MINIMUM_SIZE)
        self._build()
        self._connect()
        model.load()

    def _build(self) -> None:
        self.setWindowTitle(said(text("About {name}", name=NAME)))
        self.resize(*_SIZE)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(label(f"{NAME} {__version__}", "subtitle", wrap=True))
        titles.addWidget(self.origin)
        head = row(self._logo, spacing=12)
        head.addLayout(titles, 1)
        layout = QVBoxLayout(self._body.content)
        layout.setContentsMargins(24, 18, 24, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(label(_STATEMENT, wrap=True))
        layout.addWidget(self.state)
        layout.addWidget(self.table, 3)
        layout.addLayout(labelled(text("&Read"), self.choice))
        layout.addWidget(FieldBox(self.text, grows=True), 3)
        buttons = row(self.copy, self.close_button)
        buttons.insertStretch(1)
        buttons.setContentsMargins(24, 0, 24, 18)
        self._body.setWidget(self._body.content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._body, 1)
        whole.addLayout(buttons)
        self._build_table()
        self._build_text()
        self._logo.setPixmap(icon("app", "", 40, self.devicePixelRatioF()))

    def _build_table(self) -> None:
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self.table.stretch(2)

    def _build_text(self) -> None:
        self.choice.setAccessibleName(said(_READ))
        self.choice.shorten()
        self.text.setMinimumHeight(_LEAST_HEIGHT)
        self.choice.addItem(said(_FILES))
        self.text.setAccessibleName(said(text("Text")))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(code_font())
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setPlainText(self._file_lines)

    def _connect(self) -> None:
        self._model.known.connect(self._on_known)
        self._model.checked.connect(self._on_checked)
        self._model.failed.connect(self._on_failed)
        self._model.copied.connect(self.copy.flash)
        self.copy.clicked.connect(self._model.copy)
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.close_button.clicked.connect(self.close)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """From now on it follows the focus, and its screen."""
        super().showEvent(event)
        self._body.watch()
        self.room.watch()
        self._ring.watch()

    def _on_known(self, facts: Facts, licences: tuple[LicenceText, ...]) -> None:
        self._licences = licences
        self.choice.addItems([said(each.title) for each in licences])
        self.origin.setText(said(_origin(facts)))
        self.table.fill([tuple(map(said, cells)) for cells in _rows(facts)])

    def _on_checked(self, check: FileCheck) -> None:
        from app.about.facts import summary

        self.state.setText(said(text("Files: {summary}.", summary=summary(check))))
        set_role(self.state, _role(check))
        lines = "\n".join(f"{digest}  {path}" for path, digest in check.files.items())
        self._file_lines = lines or said(text("Only a bundle has a record of its files."))
        self._on_chosen(self.choice.currentIndex())

    def _on_failed(self, error: KeygenError) -> None:
        self.state.setText(said(paragraph(error.message, error.hint)))
        set_role(self.state, "problem")

    def _on_chosen(self, index: int) -> None:
        if index <= 0:
            self.text.setPlainText(self._file_lines)
            return
        try:
            self.text.setPlainText(self._licences[index - 1].read())
        except KeygenError as error:
            self.text.setPlainText(said(paragraph(error.message, error.hint)))


def _role(check: FileCheck) -> str:
    if not check.is_good:
        return "problem"
    return "good" if check.files else "muted"


def _rows(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Yield a component, and below it what is linked into it."""
    for each in facts.components:
        yield each.name, each.version, each.licence or text("see its text")
        for part in each.parts:
            name, _, version = part.rpartition(" ")
            yield f"    {name}", version, text("inside of {name}", name=each.name)


def _origin(facts: Facts) -> Text:
    versions = facts.main_versions
    commit = text("Commit {commit}", commit=facts.commit) if facts.commit else text("Commit not known")
    return listed(
        (
            commit,
            text("built {when}", when=facts.built) if facts.built else _kind(facts),
            text("Python {version}", version=versions["python"]),
            text("{openssl}", openssl=versions["openssl"]),
            text("Qt {version}", version=versions["qt"]),
        )
    )


def _kind(facts: Facts) -> Text:
    from app.about.facts import Installation

    return text("run from a wheel") if facts.kind is Installation.WHEEL else text("run from source")
