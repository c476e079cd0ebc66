"""The icons of Windows and macOS, read by Pillow, which had no part in writing them."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import IcnsImagePlugin, IcoImagePlugin, Image
from PySide6.QtGui import QGuiApplication

import icons

GOLD, DARK = (242, 183, 5), (28, 32, 39)  # the key and its ground, in app.svg

pytestmark = pytest.mark.usefixtures("qapp")


def has(picture: Image.Image, colour: tuple[int, int, int]) -> bool:
    colours = picture.convert("RGBA").getcolors(1 << 20) or []
    return any(
        value[3] == 255 and max(abs(a - b) for a, b in zip(value, colour, strict=False)) < 24
        for _, value in colours
        if isinstance(value, tuple)
    )


def check(picture: Image.Image, side: int) -> None:
    assert picture.size == (side, side)
    assert picture.convert("RGBA").getpixel((0, 0))[3] == 0, "the corner is transparent"  # type: ignore[index]
    assert has(picture, DARK)
    assert has(picture, GOLD)


def test_ico_when_read_then_has_the_picture_in_every_size() -> None:
    file = IcoImagePlugin.IcoFile(BytesIO(icons.ico()))
    assert file.sizes() == {(side, side) for side in icons.ICO_SIZES}
    for side in icons.ICO_SIZES:
        check(file.getimage((side, side)), side)


def test_icns_when_read_then_has_the_picture_in_every_size() -> None:
    file = IcnsImagePlugin.IcnsFile(BytesIO(icons.icns()))
    sizes = {(width * scale, height * scale) for width, height, scale in file.itersizes()}
    assert {(side, side) for side in icons.ICNS_TYPES.values()} == sizes
    for size in file.itersizes():
        check(file.getimage(size), size[0] * size[2])


def test_icons_when_made_twice_then_are_the_same_octets(tmp_path: Path) -> None:
    for name in ("app.ico", "app.icns"):
        one, other = icons.write(tmp_path / "one" / name), icons.write(tmp_path / "other" / name)
        assert one.read_bytes() == other.read_bytes()


def test_picture_when_it_cannot_be_read_then_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: QGuiApplication
) -> None:
    monkeypatch.setattr(icons, "PICTURE", tmp_path / "missing.svg")
    with pytest.raises(RuntimeError, match=r"missing\.svg"):
        icons.write(tmp_path / "app.ico")
    assert not (tmp_path / "app.ico").exists()
