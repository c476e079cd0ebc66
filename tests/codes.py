"""Reads QR codes back, by a decoder that shares nothing with what draws them (ZXing, in C++)."""

import io

import zxingcpp
from PIL import Image


def decoded(picture: Image.Image) -> list[str]:
    """The texts of the codes in a picture; a code that is light on dark is not taken for one.

    Nor is a line of it that looks like a bar code by chance, as one of some thousand large codes has.
    """
    found = zxingcpp.read_barcodes(
        picture.convert("RGB"),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [each.text for each in found]


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def on_ground(picture: Image.Image, colour: str, margin: int = 60) -> Image.Image:
    """The picture on a larger ground, as a window around it."""
    ground = Image.new("RGB", (picture.width + 2 * margin, picture.height + 2 * margin), colour)
    ground.paste(picture.convert("RGB"), (margin, margin))
    return ground


def painted(rows: list[list[bool]], scale: int) -> Image.Image:
    """A picture of modules, True for black, as a painter of squares makes it."""
    picture = Image.new("L", (len(rows[0]), len(rows)), 255)
    picture.putdata([0 if module else 255 for row in rows for module in row])
    return picture.resize((picture.width * scale, picture.height * scale), Image.Resampling.NEAREST)
