"""Buttons that paint themselves: the one next step, what else can be done, and what is only an icon."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QPushButton

from app.gui.painting import draw_box, draw_icon, draw_text, looks_enabled, scaled, set_ink, text_size
from app.gui.theme import Colours, colours_of, sized_font
from app.gui.widgets.basics import describe, set_by_name, shown_keys
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_PADDING = 16
_SMALL_PADDING = 12
_GAP = 8
_ICON = 18
_SMALL_ICON = 16
_ROLES = {"primary": "HighlightedText", "danger": "BrightText"}  # of the text, else ButtonText


class Button(QPushButton):
    """A push button, which Enter presses. Assistive technology and voice control call it by its text.

    Fusion has it painted again when the pointer comes or goes.

    `kind`: primary (the next step, one a page), secondary, quiet (bare until the pointer is over it),
    card (on a tinted ground), danger (takes something away). `icon` before the text, `after` it.
    """

    def __init__(
        self, title: str, kind: str = "secondary", icon: str = "", *, after: str = "", small: bool = False
    ) -> None:
        super().__init__(said(title))
        self._kind = ""
        self._icon, self._after, self._small = icon, after, small
        self.setAutoDefault(True)
        self.set_kind(kind)

    @property
    def kind(self) -> str:
        """What it looks like."""
        return self._kind

    def set_kind(self, kind: str) -> None:
        """Make it look like another kind."""
        if kind != self._kind:
            self._kind = kind
            self.setFont(sized_font(1.0, "DemiBold" if kind == "primary" else "Medium"))
            self._choose_role()
            self.updateGeometry()
            self.update()

    def setEnabled(self, enabled: bool) -> None:  # noqa: N802 - Qt's name
        """As Qt's, and the text in another colour."""
        super().setEnabled(enabled)
        self._choose_role()

    def set_icon(self, icon: str, after: str = "") -> None:
        """Show other icons."""
        if (icon, after) != (self._icon, self._after):
            self._icon, self._after = icon, after
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its text and icons, and high enough for a finger."""
        letters = self.fontMetrics()
        padding = _SMALL_PADDING if self._small else _PADDING
        width = text_size(self, self.text()).width() + 2 * padding
        for name in (self._icon, self._after):
            width += self._side + _GAP if name else 0
        tall = max(28, letters.height() + 10) if self._small else max(36, letters.height() + 18)
        return QSize(width, tall)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: a button is never cut."""
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the box, the icons and the text."""
        colours = colours_of(self)
        painter = QPainter(self)
        if fill := self._fill(colours):
            edge = colours.thumb_edge if self.isChecked() else ""
            draw_box(painter, QRectF(self.rect()), fill, edge)
        self._draw_content(painter, self._ink(colours))
        painter.end()

    @property
    def _side(self) -> int:
        return scaled(self, _SMALL_ICON if self._small else _ICON)

    def _draw_content(self, painter: QPainter, ink: str) -> None:
        middle, wide = self.height() / 2, text_size(self, self.text()).width()
        parts: list[tuple[str, float]] = []
        if self._icon:
            parts.append((self._icon, self._side))
        if self.text():
            parts.append(("", wide))
        if self._after:
            parts.append((self._after, self._side))
        if self.isRightToLeft():
            parts.reverse()
        whole = sum(width for _, width in parts) + _GAP * (len(parts) - 1)
        x = (self.width() - whole) / 2
        set_ink(painter, ink)
        for name, width in parts:
            if name:
                draw_icon(painter, name, ink, QPointF(x + width / 2, middle), self._side)
            else:
                draw_text(painter, QRect(round(x), 0, round(width) + 1, self.height()), self.text())
            x += width + _GAP

    def _choose_role(self) -> None:
        """Let a painter begin with the colour of the text."""
        role = _ROLES.get(self._kind, "ButtonText") if self.isEnabled() else "ButtonText"
        self.setForegroundRole(QPalette.ColorRole[role])

    def _fill(self, colours: Colours) -> str:
        if not looks_enabled(self):
            return "" if self._kind == "quiet" else colours.soft
        is_down, is_over = self.isDown(), self.underMouse()
        if self._kind == "primary":
            return colours.accent_pressed if is_down else colours.accent_hover if is_over else colours.accent
        if self.isChecked():
            return colours.thumb
        rest = {"quiet": "", "card": colours.card}.get(self._kind, colours.soft)
        return colours.pressed if is_down else colours.hover if is_over else rest

    def _ink(self, colours: Colours) -> str:
        if not looks_enabled(self):
            return colours.disabled
        inks = {"primary": colours.on_accent, "danger": colours.error}
        return inks.get(self._kind, colours.text)


class IconButton(Button):
    """A button that is only an icon: named for assistive technology, with a tool tip.

    `shortcut`: Alt and a letter. macOS gets none: its Option key types with it, as into a passphrase.
    """

    def __init__(
        self, name: str, icon: str, shortcut: str = "", *, kind: str = "quiet", system: str = sys.platform
    ) -> None:
        super().__init__("", kind, icon, small=True)
        self.setAccessibleName(said(name))
        shortcut = "" if system == "darwin" else shortcut
        tip = text("{name} ({key})", name=name, key=shown_keys(shortcut)) if shortcut else name
        self.setToolTip(said(tip))
        if shortcut:
            set_by_name(self, "shortcut", shortcut)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as a finger needs."""
        side = super().sizeHint().height()
        return QSize(side, side)


def button(title: str, kind: str = "secondary", icon: str = "", tip: str = "") -> Button:
    """Make a push button; the `tip` describes it."""
    made = Button(title, kind, icon)
    if tip:
        describe(made, tip)
    return made


def small_button(title: str, kind: str = "secondary", icon: str = "", after: str = "") -> Button:
    """Make a smaller one, beside a label or in a row."""
    return Button(title, kind, icon, after=after, small=True)
