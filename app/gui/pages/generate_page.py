"""The one page: its cards in the order of the eye, and the notice beside the card that it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app import NAME
from app.gui import messages
from app.gui.models.keygen_model import KeygenModel
from app.gui.models.state import Action, Scope, State
from app.gui.pages.controls_card import ControlsCard
from app.gui.pages.keys_card import KeysCard
from app.gui.pages.opening_card import OpeningCard
from app.gui.pages.save_card import SaveCard
from app.gui.theme import Theme
from app.gui.widgets.basics import button, icon_button, label, row, set_icon
from app.gui.widgets.flow import COLUMNS, Flow
from app.gui.widgets.notice_bar import NoticeBar
from app.gui.widgets.report_view import ReportView
from app.gui.widgets.scrolling import Scrolling
from app.keys.passphrase import Passphrase
from app.text import NOTHING, text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SUBTITLE = text("Key pairs that sign your API requests. Made on this computer; sent nowhere.")


class GeneratePage(Scrolling):
    """Emits `theme_requested` and `about_requested` for its buttons."""

    theme_requested = Signal()
    about_requested = Signal()

    def __init__(self, model: KeygenModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._theme = theme
        self.open_button = button(text("Paste or &open a private key"), "quiet")
        self.theme_button = icon_button(text("Theme"), "Alt+T")
        self.about_button = icon_button(text("About"), "F1")
        self.opening = OpeningCard(model, theme)
        self.controls = ControlsCard(model, theme)
        self.keys = KeysCard(model, theme)
        self.saving = SaveCard(model, theme)
        self.notice = NoticeBar(theme)
        self.report = ReportView(theme)
        self._logo = QLabel()
        self._shown: State | None = None
        self._build()
        self._connect()
        self.present(model.state)

    def present(self, state: State) -> None:
        """Show the state."""
        before, self._shown = self._shown, state
        self.open_button.setEnabled(state.work is None)
        self.opening.present(state)
        self.controls.present(state)
        self.keys.present(state)
        self.saving.present(state)
        if state.notice is not None:
            self._place_notice(state.notice.scope)
        self.notice.present(state.notice)
        self.report.present(state.report, messages.next_steps(state.report) if state.report else NOTHING)
        if before is not None:
            self._lead(before, state)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves less beside the cards where there is little room."""
        super().resizeEvent(event)
        side = 24 if self.width() > COLUMNS * self.fontMetrics().height() else 12
        self._layout.setContentsMargins(side, 16, side, 20)

    def refresh_icons(self) -> None:
        """After a change of the theme."""
        self._logo.setPixmap(self._theme.picture("app", "text", 40, self.devicePixelRatioF()))
        set_icon(self.open_button, self._theme, "open")
        self.theme_button.setIcon(self._theme.icon("theme"))
        self.about_button.setIcon(self._theme.icon("info"))
        for part in (self.opening, self.controls, self.keys, self.saving, self.notice, self.report):
            part.refresh_icons()

    def _build(self) -> None:
        self._layout = QVBoxLayout(self.content)
        self._layout.setSpacing(12)
        titles = QVBoxLayout()
        titles.setSpacing(1)
        titles.addWidget(label(NAME, "heading", wrap=True))
        titles.addWidget(label(_SUBTITLE, "muted", wrap=True))
        name = row(self._logo, spacing=12)
        name.addLayout(titles, 1)
        last = row(self.theme_button, self.about_button, spacing=12)
        last.insertStretch(0)
        buttons = Flow(self.open_button, last, spacing=12)
        head = Flow(name, buttons, spacing=12, lines=COLUMNS)
        head.setStretch(0, 1)
        self._layout.addLayout(head)
        for part in (self.opening, self.controls, self.notice, self.keys, self.saving, self.report):
            self._layout.addWidget(part)
        self._layout.setStretchFactor(self.keys, 1)
        self.setWidget(self.content)
        self.refresh_icons()

    def _connect(self) -> None:
        self._model.state_changed.connect(self.present)
        self._model.passphrase_adopted.connect(self._on_passphrase_adopted)
        self._theme.changed.connect(self.refresh_icons)
        self.theme_button.clicked.connect(self.theme_requested)
        self.about_button.clicked.connect(self.about_requested)
        self.open_button.clicked.connect(self._on_open)
        self.notice.chosen.connect(self._on_chosen)
        self.notice.dismissed.connect(self._model.dismiss_notice)
        self.controls.suggestion_used.connect(self._on_suggestion_used)

    def _place_notice(self, scope: Scope) -> None:
        beside = {Scope.OPEN: self.opening, Scope.GENERATE: self.controls, Scope.SAVE: self.saving}[scope]
        if self._layout.indexOf(self.notice) != self._layout.indexOf(beside) + 1:
            self._layout.removeWidget(self.notice)
            self._layout.insertWidget(self._layout.indexOf(beside) + 1, self.notice)

    def _lead(self, before: State, state: State) -> None:
        """Brings what is new into view."""
        if state.report is not None and state.report is not before.report:
            self.bring_into_view(self.report)
        elif state.notice is not None and state.notice != before.notice:
            self.bring_into_view(self.notice)

    def result(self, before: State, state: State) -> QWidget | None:
        """Where the eye should go when work has ended; None for where it was before."""
        notice = state.notice if state.notice != before.notice else None
        if notice is not None and notice.actions:
            return self.notice.first_offer()
        if state.pairs and state.pairs is not before.pairs:
            return self.keys.copy_public
        if state.report is not None and state.report is not before.report:
            return self.report
        if state.opening is not None and state.opening.wants_passphrase:
            return self.opening.passphrase.line
        if notice is not None and notice.kind == "error" and notice.scope is not Scope.OPEN:
            return self.notice
        return self.saving.save if state.label != before.label else None

    def harmless(self) -> tuple[QWidget, ...]:
        """Return what may have the focus where nothing that had it is there any more."""
        return (self.keys.copy_public, self.controls.passphrase.line, self.open_button, self.about_button)

    def _on_open(self) -> None:
        self._model.opening.show(self._model.state.opening is None)

    def _on_chosen(self, action: Action) -> None:
        if action is Action.TYPE_ONE:
            self.controls.passphrase.line.setFocus()
            self.ensureWidgetVisible(self.controls)
        self._model.perform(action)
        if action is Action.SUGGEST:
            self.bring_into_view(self.controls.suggestion)

    def _on_suggestion_used(self) -> None:
        """To the next step: Generate, or Save where there is a pair already."""
        save = self.saving.save
        (save if self._model.state.pairs and save.isEnabled() else self.controls.generate).setFocus()

    def _on_passphrase_adopted(self, passphrase: Passphrase) -> None:
        self.controls.adopt(passphrase)
