"""What is painted: the pixels of a widget, and how far two colours stand out from each other."""

from collections import Counter
from functools import cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.theme import Theme


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def contrast(first: str, second: str) -> float:
    """The ratio of WCAG, from 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def choose_theme(theme: Theme, choice: str) -> None:
    """Until every widget has it."""
    theme.choose(choice)
    QApplication.processEvents()


def picture(widget: QWidget) -> QImage:
    """What is painted of this widget and on it, with the ground that it is on."""
    window = widget.window()
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(area).toImage()


def pixels(image: QImage) -> list[int]:
    """Every pixel, line by line, as 0xffrrggbb."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return list(memoryview(plain.constBits()).cast("I")[: plain.width() * plain.height()])


def counted(image: QImage) -> Counter[str]:
    """Its colours, and of how many pixels each is."""
    return Counter({f"#{each & 0xFFFFFF:06x}": number for each, number in Counter(pixels(image)).items()})


def line(image: QImage, *, across: int) -> list[str]:
    """The colours from the left to the right, at this height."""
    return [image.pixelColor(x, across).name() for x in range(image.width())]


def changed(before: QImage, after: QImage, least: float = 3) -> int:
    """How many pixels became others that stand out from what they were by this ratio."""
    pairs = Counter(zip(pixels(before), pixels(after), strict=True))
    return sum(
        number
        for (first, second), number in pairs.items()
        if first != second and contrast(f"#{first & 0xFFFFFF:06x}", f"#{second & 0xFFFFFF:06x}") >= least
    )
