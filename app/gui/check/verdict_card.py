"""A sentence that is the result, with a sign, and what to know of it."""

from __future__ import annotations

from app.gui.widgets.basics import at_the_top, column, label, row, set_by_name
from app.gui.widgets.cards import Card, Icon
from app.gui.words import said

_ICONS = {"error": "error", "warning": "alert", "good": "check", "info": "info"}
_ICON, _GAP = 20, 12


class VerdictCard(Card):
    """Has the focus when it comes: it is the result, and says so as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("check", "good", _ICON)
        self._sentence = label("", "result", wrap=True)
        self._more = label("", wrap=True)
        head = row(at_the_top(self._icon), column(self._sentence, self._more, spacing=2), spacing=_GAP)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        set_by_name(self, "focusPolicy", "ClickFocus")

    def present(self, kind: str, sentence: str, more: str) -> None:
        """Show it; hidden without a sentence."""
        self._icon.present(_ICONS[kind], {"info": "muted"}.get(kind, kind))
        self._sentence.setText(said(sentence))
        self._more.setText(said(more))
        self._more.setVisible(bool(more))
        self.setAccessibleName(said(sentence))
        self.setAccessibleDescription(said(more))
        self.setVisible(bool(sentence))
