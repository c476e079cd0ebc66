"""Semantic roles to colours, light and dark; follows the system unless the person chose.

Every pair of text and ground here has a contrast of 4.5:1 or more (WCAG 2.2, 1.4.3); a test computes it.
`mark` shows what is selected, and how far work has come: 3:1 against what is around it (1.4.11).
"""

from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from app.resources import icon_file, resources

SYSTEM, LIGHT, DARK = "system", "light", "dark"
CHOICES = (SYSTEM, LIGHT, DARK)
ICON_SIDE = 18
_USUAL_POINTS = 9.0
_SIZES = {"heading_size": 2.0, "title_size": 1.22, "phrase_size": 1.55, "pem_size": 1.0}  # of usual letters
_MIDDLE = 128  # of a lightness from 0 to 255


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Colours:
    """One palette by role."""

    name: str
    ground: str
    card: str
    field: str
    border: str
    field_border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    focus: str
    hover: str
    good: str
    good_ground: str
    warning: str
    warning_ground: str
    error: str
    error_ground: str
    selection: str
    mark: str


LIGHT_COLOURS = Colours(
    name=LIGHT,
    ground="#f4f5f7",
    card="#ffffff",
    field="#ffffff",
    border="#e1e5ea",
    field_border="#808b99",
    text="#1a1e24",
    muted="#56606d",
    disabled="#6f7986",
    accent="#f2b705",
    accent_hover="#ffca2c",
    on_accent="#1b1500",
    focus="#1f5fd0",
    hover="#eef0f3",
    good="#11683b",
    good_ground="#e9f6ee",
    warning="#7a4d00",
    warning_ground="#fff5d9",
    error="#b01f16",
    error_ground="#fdecea",
    selection="#ffe9a8",
    mark="#8a6400",
)
DARK_COLOURS = Colours(
    name=DARK,
    ground="#13161b",
    card="#1b1f26",
    field="#14171d",
    border="#2c323c",
    field_border="#6d7887",
    text="#e8ebf0",
    muted="#a6b0bd",
    disabled="#8a94a1",
    accent="#f2b705",
    accent_hover="#ffca2c",
    on_accent="#1b1500",
    focus="#84b4ff",
    hover="#262c35",
    good="#74d6a0",
    good_ground="#15291f",
    warning="#f4c95f",
    warning_ground="#2f2713",
    error="#ff9d93",
    error_ground="#361c1b",
    selection="#5c4a12",
    mark="#f2b705",
)


class Theme(QObject):
    """The palette in force, applied to the whole application. Emits `changed` when it becomes another."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice if choice in CHOICES else SYSTEM
        self._system_is_dark = application.palette().window().color().lightness() < _MIDDLE
        self._colours = self._wanted()
        self._icons: dict[tuple[str, str], QIcon] = {}
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

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
        self._refresh()

    def icon(self, name: str, role: str = "text") -> QIcon:
        """Return an icon in the colour of a role, for buttons; the style makes it paler where disabled."""
        key = (name, role)
        if key not in self._icons:
            ratio = self._application.devicePixelRatio()
            self._icons[key] = QIcon(self.picture(name, role, ICON_SIDE, ratio))
        return self._icons[key]

    def picture(self, name: str, role: str, side: int, ratio: float) -> QPixmap:
        """Return an icon of `side` device-independent pixels, for a screen of this device pixel ratio."""
        pixels, colour = round(side * ratio), getattr(self._colours, role)
        svg = icon_file(name).read_text("utf-8").replace("currentColor", colour)
        pixmap = QPixmap()
        pixmap.loadFromData(svg.replace("<svg ", f'<svg width="{pixels}" height="{pixels}" ', 1).encode())
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _wanted(self) -> Colours:
        dark = self._system_is_dark if self._choice == SYSTEM else self._choice == DARK
        return DARK_COLOURS if dark else LIGHT_COLOURS

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted is not self._colours:
            self._colours = wanted
            self._icons.clear()
            self.apply()
            self.changed.emit()

    def _on_system_changed(self, scheme: object) -> None:
        from PySide6.QtCore import Qt

        self._system_is_dark = scheme == Qt.ColorScheme.Dark
        self._refresh()

    def apply(self) -> None:
        """Give the application its palette and style sheet.

        Called once when the window is built: a widget that is put into another is styled anew each time.
        """
        self._application.setPalette(_palette(self._colours))
        font = self._application.font()
        height = QFontMetrics(font).height()
        self._application.setStyleSheet(style_sheet(self._colours, font.pointSizeF(), height))


def _palette(colours: Colours) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette(QColor(colours.card), QColor(colours.ground))
    for role, colour in (
        (roles.Window, colours.ground),
        (roles.WindowText, colours.text),
        (roles.Base, colours.field),
        (roles.AlternateBase, colours.hover),
        (roles.Text, colours.text),
        (roles.Button, colours.card),
        (roles.ButtonText, colours.text),
        (roles.PlaceholderText, colours.muted),
        (roles.ToolTipBase, colours.card),
        (roles.ToolTipText, colours.text),
        (roles.Highlight, colours.selection),
        (roles.HighlightedText, colours.text),
        (roles.Link, colours.focus),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    return palette


def style_sheet(colours: Colours, points: float, text_height: int) -> str:
    """Return the style sheet of a palette: resources/theme/style.qss with the roles filled in.

    The sizes of letters follow those of the system: `points`, or its usual size where it counts in pixels.
    Controls are as high as a line of `text_height` pixels needs.
    """
    template = Template((resources() / "theme" / "style.qss").read_text("utf-8"))
    values = {role: getattr(colours, role) for role in Colours.__slots__}
    usual = points if points > 0 else _USUAL_POINTS
    sizes = {name: f"{factor * usual:.1f}pt" for name, factor in _SIZES.items()}
    icons = (resources() / "icons").as_posix()
    return template.substitute(values, **sizes, **_heights(text_height), icons=icons)


def _heights(text: int) -> dict[str, int]:
    """Of controls and links, inside of their borders, which are thicker where the focus is."""
    control, link = max(34, text + 16), max(17, text + 2)
    return {
        "control": control,
        "control_focused": control - 2,
        "control_primary": control - 6,
        "link": link,
        "link_focused": link - 2,
    }
