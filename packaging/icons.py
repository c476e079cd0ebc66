"""The program's icons, from resources/icons/app.svg: Qt draws each size, Pillow writes the files.

The same picture gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

PICTURE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "app.svg"
SIDES_BY_ENDING = {".ico": (16, 20, 24, 32, 40, 48, 64, 256), ".icns": (32, 64, 128, 256, 512, 1024)}


def draw(side: int) -> Image.Image:
    """Return the picture with this side in pixels, with transparency. Raises RuntimeError without it."""
    from PIL.ImageQt import fromqimage  # after Qt: it takes the one that is loaded
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImageReader

    reader = QImageReader(str(PICTURE))
    reader.setScaledSize(QSize(side, side))
    image = reader.read()
    if image.isNull():
        raise RuntimeError(f"{PICTURE.name}: {reader.errorString()}")
    return fromqimage(image)


def write(path: Path) -> Path:
    """Write the icon of Windows or macOS, by the path's ending, in all its sizes. Returns the path."""
    *smaller, largest = map(draw, SIDES_BY_ENDING[path.suffix])
    path.parent.mkdir(parents=True, exist_ok=True)
    largest.save(path, append_images=smaller, sizes=[(side, side) for side in SIDES_BY_ENDING[path.suffix]])
    return path
