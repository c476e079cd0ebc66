"""Semantic roles to colours, light and dark; follows the system unless the person chose.

Every pair of text and ground here has a contrast of 4.5:1 or more (WCAG 2.2, 1.4.3); a test computes it.
"""

from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.assets import icon_file, resources

SYSTEM, LIGHT, DARK = "system", "light", "dark"
CHOICES = (SYSTEM, LIGHT, DARK)


@dataclass(frozen=True, slots=True)
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


LIGHT_COLOURS = Colours(
    name=LIGHT,
    ground="#f4f5f7",
    card="#ffffff",
    field="#ffffff",
    border="#e1e5ea",
    field_border="#8b95a3",
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
)


class Theme(QObject):
    """The palette in force, applied to the whole application. Emits `changed` when it becomes another."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice if choice in CHOICES else SYSTEM
        self._colours = self._wanted()
        self._apply()
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
        """Takes a choice of CHOICES."""
        self._choice = choice
        self._refresh()

    def icon(self, name: str, role: str = "text") -> QIcon:
        """An icon in the colour of a role; paler where its button is disabled."""
        icon = QIcon()
        for mode, colour in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "disabled")):
            for size in (16, 20, 32, 48, 64):
                icon.addPixmap(self.pixmap(name, colour, QSize(size, size)), mode)
        return icon

    def pixmap(self, name: str, role: str, size: QSize) -> QPixmap:
        """An icon as a pixmap of so many device pixels."""
        svg = icon_file(name).read_text("utf-8").replace("currentColor", getattr(self._colours, role))
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg.encode())).render(painter)
        painter.end()
        return pixmap

    def picture(self, name: str, role: str, side: int, ratio: float) -> QPixmap:
        """An icon of `side` device-independent pixels, for a screen of this device pixel ratio."""
        pixmap = self.pixmap(name, role, QSize(round(side * ratio), round(side * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _wanted(self) -> Colours:
        if self._choice == SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._choice == DARK
        return DARK_COLOURS if dark else LIGHT_COLOURS

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted is not self._colours:
            self._colours = wanted
            self._apply()
            self.changed.emit()

    def _on_system_changed(self) -> None:
        self._refresh()

    def _apply(self) -> None:
        self._application.setPalette(_palette(self._colours))
        self._application.setStyleSheet(style_sheet(self._colours))


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


def style_sheet(colours: Colours) -> str:
    """The style sheet of a palette: resources/theme/style.qss with the roles filled in."""
    template = Template((resources() / "theme" / "style.qss").read_text("utf-8"))
    values = {role: getattr(colours, role) for role in Colours.__slots__}
    return template.substitute(values, icons=(resources() / "icons").as_posix())
