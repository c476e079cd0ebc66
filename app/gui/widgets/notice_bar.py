"""The notice: what is the case, what to do about it, and what it offers.

The first of its offers has the focus, and is never the one that loses something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.gui.session.notices import Notice, Offer
from app.gui.widgets.basics import announce, at_the_top, column, label, set_role
from app.gui.widgets.built_on_show import BuiltOnShow
from app.gui.widgets.buttons import IconButton
from app.gui.widgets.cards import Icon, paint_tint
from app.gui.widgets.consent_button import ConsentButton
from app.gui.widgets.wrap_row import WrapRow
from app.gui.words import said
from app.text import paragraph, text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_ICONS = {"info": "info", "good": "check", "warning": "alert", "error": "error"}
_COLOURS = {"info": "text", "good": "good", "warning": "warning", "error": "error"}
_TITLES = {"info": "strong", "good": "good title", "warning": "warning title", "error": "problem title"}


class NoticeBar(BuiltOnShow):
    """Hidden while there is nothing to say. Emits `chosen` with what identifies an offer, `dismissed` for the
    cross.
    """

    focus_policy = "ClickFocus"
    chosen = Signal(object)
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._notice: Notice | None = None
        self._offers: list[ConsentButton] = []
        self._offered: dict[QPushButton, Offer] = {}
        self.setAccessibleName(said(text("Notice")))

    @property
    def kind(self) -> str:
        """How serious it is; empty while there is nothing to say."""
        return self._notice.kind.value if self._notice else ""

    def present(self, notice: Notice | None) -> None:
        """Show the notice and announce it, once."""
        if notice == self._notice:
            return
        self._notice = notice
        self.setVisible(notice is not None)
        if notice is None:
            return
        kind = notice.kind.value
        self._message.setText(said(notice.message))
        set_role(self._message, _TITLES[kind])
        self._hint.setText(said(notice.hint))
        self._hint.setVisible(bool(notice.hint))
        self._icon.present(_ICONS[kind], _COLOURS[kind])
        self.setAccessibleDescription(said(paragraph(notice.message, notice.hint)))
        self._offer(notice.offers)
        self.update()
        first = self.first_offer()
        if first is not None and not notice.unasked:
            first.setFocus()
        announce(self, self.accessibleDescription())

    def first_offer(self) -> QPushButton | None:
        """Return the harmless one."""
        return next(iter(self._offered), None)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        paint_tint(self, self.kind)

    def _make(self) -> None:
        self._icon = Icon("info", "text", 20)
        self._message = label("", "strong", wrap=True)
        self._hint = label("", wrap=True)
        self._close = IconButton(text("Dismiss notice"), "close", "Alt+X")

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(12)
        self._buttons = WrapRow()
        self._buttons.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(at_the_top(self._icon))
        layout.addLayout(column(self._message, self._hint, self._buttons, spacing=4), 1)
        layout.addLayout(at_the_top(self._close))

    def _connect(self) -> None:
        self._close.clicked.connect(self.dismissed)

    def _offer(self, offers: tuple[Offer, ...]) -> None:
        """Make the buttons once and use them again: a screen reader may be at one when the notice changes."""
        while len(self._offers) < len(offers):
            self._add_offer()
        self._offered = dict(zip(self._offers, offers, strict=False))
        for button in self._offers:
            offer = self._offered.get(button)
            button.setVisible(offer is not None)
            if offer is not None:
                button.setText(said(offer.title))
                button.consents = offer.consents
                button.set_kind("quiet" if offer.consents else "card")
                button.appear()

    def _add_offer(self) -> None:
        button = ConsentButton()
        button.clicked.connect(self._on_clicked)
        self._buttons.insert(len(self._offers), button)
        self._offers.append(button)
        self.join_tab_order()

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.chosen.emit(self._offered[sender].identifier)
