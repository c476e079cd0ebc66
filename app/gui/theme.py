"""Semantic roles to colours, light and dark; follows the system unless the person chose.

Every pair of text and ground here has a contrast of 4.5:1 or more, and what is not text but must be seen 3:1
(WCAG 2.2, 1.4.3 and 1.4.11); a test computes it.

A contrast theme of Windows is taken as it is, whatever the person chose here: every ground is its window,
every line and text its text, what is chosen its highlight.

Decision: no style sheet. Qt's Fusion takes a palette, and a few controls paint themselves with `colours_of`:
that is a third faster to the first frame, and a change of the theme is one new palette.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

SYSTEM, LIGHT, DARK, CONTRAST = "system", "light", "dark", "contrast"
CHOICES = (SYSTEM, LIGHT, DARK)
_MIDDLE = 128  # of a lightness from 0 to 255
_LEAST_POINTS = 8.0


class Colours(NamedTuple):
    """One palette by role."""

    name: str
    ground: str
    sidebar: str
    card: str
    code: str
    field: str
    hairline: str
    edge: str
    text: str
    muted: str
    disabled: str
    soft: str
    hover: str
    pressed: str
    selected: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_line: str
    accent_soft: str
    thumb: str
    thumb_edge: str
    track: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    warning_line: str
    error: str
    error_soft: str
    error_line: str
    focus: str
    wrong: str
    right: str


LIGHT_COLOURS = Colours(
    name=LIGHT,
    ground="#f7f8fa",
    sidebar="#eef0f3",
    card="#ffffff",
    code="#f5f6f8",
    field="#ffffff",
    hairline="#e3e6eb",
    edge="#848d9a",
    text="#16191f",
    muted="#565e6b",
    disabled="#767e8a",
    soft="#eceef2",
    hover="#e1e4e9",
    pressed="#d5d9e0",
    selected="#e2e5ea",
    accent="#f0b90b",
    accent_hover="#f8c82f",
    accent_pressed="#d6a304",
    on_accent="#1e1600",
    accent_line="#a37500",
    accent_soft="#fff6db",
    thumb="#ffffff",
    thumb_edge="#78818e",
    track="#dde0e6",
    good="#146c3f",
    good_soft="#e9f5ee",
    warning="#8f4300",
    warning_soft="#fff1e4",
    warning_line="#e6b98c",
    error="#b3261e",
    error_soft="#fdeeec",
    error_line="#eeb3ad",
    focus="#1a5fd6",
    wrong="#f8c9c4",
    right="#bfe6cd",
)
DARK_COLOURS = Colours(
    name=DARK,
    ground="#181a20",
    sidebar="#121418",
    card="#20232b",
    code="#171920",
    field="#171920",
    hairline="#2f343e",
    edge="#7a8391",
    text="#eceef2",
    muted="#a9b0bd",
    disabled="#7f8794",
    soft="#2e333e",
    hover="#394050",
    pressed="#434b5c",
    selected="#272b34",
    accent="#f0b90b",
    accent_hover="#f8c82f",
    accent_pressed="#d6a304",
    on_accent="#1e1600",
    accent_line="#f0b90b",
    accent_soft="#352c14",
    thumb="#454c5a",
    thumb_edge="#97a0af",
    track="#434b5c",
    good="#74d6a0",
    good_soft="#182c22",
    warning="#ffb37c",
    warning_soft="#35251b",
    warning_line="#7a5233",
    error="#ff9d94",
    error_soft="#391f1e",
    error_line="#7d3f3b",
    focus="#82b4ff",
    wrong="#6e2d2a",
    right="#23573c",
)

# Roles of the colours above, by what a contrast theme has for them.
_GROUNDS = (
    *("ground", "sidebar", "card", "code", "field", "soft", "hover", "pressed", "selected", "thumb", "track"),
    *("accent_soft", "good_soft", "warning_soft", "error_soft", "wrong", "right"),
)
_LINES = (
    *("hairline", "edge", "text", "muted", "thumb_edge"),
    *("good", "warning", "warning_line", "error", "error_line"),
)
_ACCENTS = ("accent", "accent_hover", "accent_pressed", "accent_line", "focus")

# Roles of text, and the role of Qt's palette by which a label follows the theme without being told.
TEXT_ROLES = {
    "text": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "error": QPalette.ColorRole.BrightText,
    "good": QPalette.ColorRole.LinkVisited,
    "warning": QPalette.ColorRole.Link,
}


def colours_of(widget: QWidget) -> Colours:
    """Return the colours in force where the widget is."""
    palette = widget.palette()
    if has_contrast_theme():
        return contrast_colours(palette)
    return DARK_COLOURS if palette.window().color().lightness() < _MIDDLE else LIGHT_COLOURS


def has_contrast_theme() -> bool:
    """Return whether Windows shows one of its contrast themes, whose colours the person needs."""
    if sys.platform == "win32":
        from PySide6.QtCore import Qt

        preference = QGuiApplication.styleHints().accessibility().contrastPreference()
        return preference == Qt.ContrastPreference.HighContrast
    return False


def contrast_colours(palette: QPalette) -> Colours:
    """Return the colours of a contrast theme: of its palette, or of the one that was made from these."""
    named = {
        **dict.fromkeys(_GROUNDS, palette.window()),
        **dict.fromkeys(_LINES, palette.windowText()),
        **dict.fromkeys(_ACCENTS, palette.highlight()),
        "on_accent": palette.highlightedText(),
        "disabled": palette.brush(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText),
    }
    return Colours(name=CONTRAST, **{role: brush.color().name() for role, brush in named.items()})


def sized_font(factor: float, weight: str = "Normal") -> QFont:
    """Return the application's font, so many times as large, never below 8 points. `weight`: Qt's name."""
    font = QGuiApplication.font()
    if font.pointSizeF() > 0:
        font.setPointSizeF(max(_LEAST_POINTS, factor * font.pointSizeF()))
    else:
        font.setPixelSize(max(10, round(factor * font.pixelSize())))
    font.setWeight(QFont.Weight[weight])
    return font


def code_font(factor: float = 0.86) -> QFont:
    """Return a font in which all letters are as wide as each other."""
    font = sized_font(factor)
    font.setFamilies(
        ["JetBrains Mono", "Cascadia Mono", "Consolas", "Menlo", "DejaVu Sans Mono", "monospace"]
    )
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


class Theme(QObject):
    """The palette in force, applied to the whole application. Emits `changed` when it becomes another."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice if choice in CHOICES else SYSTEM
        self._system_is_dark = application.palette().window().color().lightness() < _MIDDLE
        hints = QGuiApplication.styleHints()
        if self._choice != SYSTEM:
            self._tell_system()
        self._colours = self._wanted()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        if sys.platform == "win32":
            hints.accessibility().contrastPreferenceChanged.connect(self._on_contrast_changed)

    @property
    def choice(self) -> str:
        """`system`, `light` or `dark`, as the person chose."""
        return self._choice

    @property
    def colours(self) -> Colours:
        """The palette in force."""
        return self._colours

    def choose(self, choice: str) -> None:
        """Take a choice of CHOICES."""
        self._choice = choice
        self._tell_system()
        self._refresh()

    def apply(self) -> None:
        """Give the application its palette."""
        self._application.setPalette(palette_of(self._colours))

    def _wanted(self) -> Colours:
        if has_contrast_theme():
            self._application.setPalette(QPalette())  # what we set before is not the system's
            return contrast_colours(self._application.palette())
        dark = self._system_is_dark if self._choice == SYSTEM else self._choice == DARK
        return DARK_COLOURS if dark else LIGHT_COLOURS

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted is not self._colours:
            self._colours = wanted
            self.apply()
            self.changed.emit()

    def _tell_system(self) -> None:
        """Let title bars and the system's own dialogs be as the choice is, where the system does that."""
        hints = QGuiApplication.styleHints()
        if self._choice != SYSTEM:
            hints.setProperty("colorScheme", "Dark" if self._choice == DARK else "Light")  # see painting.py
            return
        from PySide6.QtCore import Qt

        hints.unsetColorScheme()
        if hints.colorScheme() != Qt.ColorScheme.Unknown:  # of which the choice was told until now
            self._system_is_dark = hints.colorScheme() == Qt.ColorScheme.Dark

    def _on_system_changed(self, scheme: object) -> None:
        from PySide6.QtCore import Qt

        self._system_is_dark = scheme == Qt.ColorScheme.Dark  # or the choice, which comes back
        self._refresh()

    def _on_contrast_changed(self, _: object) -> None:
        self._refresh()


def palette_of(colours: Colours) -> QPalette:
    """Return Qt's palette of these colours: what Fusion draws by itself, and the roles of text."""
    roles = QPalette.ColorRole
    palette = QPalette(QColor(colours.soft), QColor(colours.ground))
    for role, colour in (
        (roles.Window, colours.ground),
        (roles.WindowText, colours.text),
        (roles.Base, colours.card),
        (roles.AlternateBase, colours.code),
        (roles.Text, colours.text),
        (roles.Button, colours.soft),
        (roles.ButtonText, colours.text),
        (roles.Mid, colours.edge),
        (roles.Midlight, colours.hairline),
        (roles.ToolTipBase, colours.card),
        (roles.ToolTipText, colours.text),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.PlaceholderText, colours.muted),
        (roles.BrightText, colours.error),
        (roles.LinkVisited, colours.good),
        (roles.Link, colours.warning),
        (roles.Accent, colours.accent_line),
    ):
        palette.setColor(role, QColor(colour))
    for role, colour in (
        (roles.WindowText, colours.text),  # a page that takes no input for a moment keeps its looks
        (roles.Text, colours.text),
        (roles.ButtonText, colours.disabled),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colour))
    return palette
