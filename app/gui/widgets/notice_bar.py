"""The notice: what is the case, what to do about it, and what it offers.

The first of its offers has the focus, and is never the one that loses something.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.gui import messages
from app.gui.models.state import Action, Notice
from app.gui.theme import Theme
from app.gui.widgets.basics import announce, at_the_top, icon_button, label, set_property
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.consent_button import ConsentButton
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import paragraph, text

_ICONS = {"info": "info", "good": "check", "warning": "alert", "error": "error"}
_COLOURS = {"info": "text", "good": "good", "warning": "warning", "error": "error"}


class NoticeBar(BuiltOnShow):
    """Hidden while there is nothing to say. Emits `chosen` with an Action, `dismissed` for the cross."""

    focus_policy = "ClickFocus"
    chosen = Signal(object)
    dismissed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notice: Notice | None = None
        self._offers: list[ConsentButton] = []
        self._actions: dict[QPushButton, Action] = {}
        self.setProperty("role", "notice")
        self.setAccessibleName(said(text("Notice")))

    def present(self, notice: Notice | None) -> None:
        """Show the notice and announce it, once."""
        if notice == self._notice:
            return
        self._notice = notice
        self.setVisible(notice is not None)
        if notice is None:
            return
        set_property(self, "kind", notice.kind)
        self._message.setText(said(notice.message))
        self._hint.setText(said(notice.hint))
        self._hint.setVisible(bool(notice.hint))
        self.setAccessibleDescription(said(paragraph(notice.message, notice.hint)))
        self._offer(notice.actions)
        for widget in (self._message, self._hint):
            set_property(widget, "kind", notice.kind)
        self.refresh_icons()
        first = self.first_offer()
        if first is not None and not notice.unasked:
            first.setFocus()
        announce(self, self.accessibleDescription())

    def first_offer(self) -> QPushButton | None:
        """Return the harmless one."""
        return next(iter(self._actions), None)

    def _refresh_icons(self) -> None:
        kind = self._notice.kind if self._notice else "info"
        self._icon.setPixmap(self._theme.picture(_ICONS[kind], _COLOURS[kind], 20, self.devicePixelRatioF()))
        self._close.setIcon(self._theme.icon("close", "muted"))

    def _make(self) -> None:
        self._icon = QLabel()
        self._message = label("", "title", wrap=True)
        self._hint = label("", "muted", wrap=True)
        self._close = icon_button(text("Dismiss notice"), "Alt+X")

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 8, 10)
        layout.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._message)
        texts.addWidget(self._hint)
        self._buttons = Flow()
        self._buttons.setContentsMargins(0, 6, 0, 0)
        self._buttons.addStretch()
        texts.addLayout(self._buttons)
        layout.addLayout(at_the_top(self._icon))
        layout.addLayout(texts, 1)
        layout.addLayout(at_the_top(self._close))

    def _connect(self) -> None:
        self._close.clicked.connect(self.dismissed)

    def _offer(self, actions: tuple[Action, ...]) -> None:
        """Make the buttons once and use them again: a screen reader may be at one when the notice changes."""
        while len(self._offers) < len(actions):
            self._add_offer()
        self._actions = dict(zip(self._offers, actions, strict=False))
        for offered in self._offers:
            action = self._actions.get(offered)
            offered.setVisible(action is not None)
            if action is not None:
                offered.setText(said(messages.OFFERS[action]))
                offered.consents = action.consents_to_a_risk
                offered.appear()

    def _add_offer(self) -> None:
        offered = ConsentButton()
        offered.clicked.connect(self._on_clicked)
        self._buttons.insertWidget(len(self._offers), offered)
        self._offers.append(offered)
        self.join_tab_order()

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.chosen.emit(self._actions[sender])
