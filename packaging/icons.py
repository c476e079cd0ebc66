"""The icons of Windows and macOS, from resources/icons/app.svg: nothing drawn is kept twice.

Both formats hold PNG files of several sizes, which Qt renders; the few octets around them are written here,
as Qt and PyInstaller write only one size, or need Pillow. The same picture gives the same bytes.

Sources: ICONDIR and ICONDIRENTRY in Microsoft's documents of .ico; the types of .icns as Apple's iconutil
makes them.
"""

from __future__ import annotations

import struct
from pathlib import Path

PICTURE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "app.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS_TYPES = {
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
"""Type: side in pixels. A picture for doubled pixels is as large as the one for twice the points."""


def png(side: int) -> bytes:
    """The picture as a PNG file of this side, with transparency."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtGui import QImage, QImageReader, QImageWriter

    reader = QImageReader(str(PICTURE))
    reader.setScaledSize(QSize(side, side))
    image = reader.read()
    if image.isNull():
        raise RuntimeError(f"{PICTURE.name}: {reader.errorString()}")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image.convertToFormat(QImage.Format.Format_ARGB32)):
        raise RuntimeError(f"{PICTURE.name}: {writer.errorString()}")
    return bytes(buffer.data().data())


def ico() -> bytes:
    """A file for Windows with the picture in all of ICO_SIZES."""
    pictures = [(side, png(side)) for side in ICO_SIZES]
    entries, offset = b"", 6 + 16 * len(pictures)
    for side, picture in pictures:
        # Width and height (0 is 256), no palette, one plane, 32 bits, length and place of the PNG.
        entries += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(each for _, each in pictures)


def icns() -> bytes:
    """A file for macOS with the picture in all of ICNS_TYPES."""
    chunks = b""
    for kind, side in ICNS_TYPES.items():
        picture = png(side)
        chunks += kind + struct.pack(">I", 8 + len(picture)) + picture
    return b"icns" + struct.pack(">I", 8 + len(chunks)) + chunks


def write(path: Path) -> Path:
    """Writes the format of the path's ending. Returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes({".ico": ico, ".icns": icns}[path.suffix]())
    return path
