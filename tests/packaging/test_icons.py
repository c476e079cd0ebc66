"""The icons of Windows and macOS have the picture in every size that their systems ask for."""

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


@pytest.mark.thorough
def test_ico_when_read_then_has_the_picture_in_every_size(tmp_path: Path) -> None:
    with icons.write(tmp_path / "app.ico").open("rb") as opened:
        file = IcoImagePlugin.IcoFile(opened)
        assert file.sizes() == {(side, side) for side in (16, 20, 24, 32, 40, 48, 64, 256)}
        for size in file.sizes():
            check(file.getimage(size), size[0])


@pytest.mark.thorough
def test_icns_when_read_then_has_the_picture_in_every_size(tmp_path: Path) -> None:
    with icons.write(tmp_path / "app.icns").open("rb") as opened:
        file = IcnsImagePlugin.IcnsFile(opened)
        sizes = {(width * scale, height * scale) for width, height, scale in file.itersizes()}
        assert sizes == {(side, side) for side in (32, 64, 128, 256, 512, 1024)}
        for size in file.itersizes():
            check(file.getimage(size), size[0] * size[2])


@pytest.mark.thorough
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
