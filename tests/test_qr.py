"""QR codes: each way of showing one is read back by another program, on any ground."""

import re
import subprocess
import sys

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.keys.encodings import BY_NAME, ENCODINGS
from app.keys.pair import KeyPair
from app.qr import QUIET_ZONE, QRCode, qr_code
from tests.codes import decoded, on_ground, opened, painted

BOTH = pytest.mark.parametrize("algorithm", ["ed25519", "rsa-4096"])
EACH_GROUND = pytest.mark.parametrize("ground", ["white", "#1e2329", "black"])


def code_of(pair: KeyPair) -> QRCode:
    return qr_code(pair.public_key_pem)


@pytest.mark.thorough
@BOTH
@EACH_GROUND
@pytest.mark.parametrize("scale", [2, 4, 8])
def test_the_png_is_read_back(pairs: dict[str, KeyPair], algorithm: str, ground: str, scale: int) -> None:
    picture = opened(code_of(pairs[algorithm]).png(scale))
    assert picture.size == (code_of(pairs[algorithm]).size * scale,) * 2
    assert decoded(on_ground(picture, ground)) == [pairs[algorithm].public_key_pem]


@pytest.mark.thorough
@BOTH
@EACH_GROUND
@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.usefixtures("qapp")
def test_the_svg_is_read_back_from_a_screen(
    pairs: dict[str, KeyPair], algorithm: str, ground: str, ratio: int
) -> None:
    assert QGuiApplication.instance()
    code = code_of(pairs[algorithm])
    renderer = QSvgRenderer(QByteArray(code.svg().encode()))
    assert renderer.isValid()
    image = QImage(420 * ratio, 420 * ratio, QImage.Format.Format_RGB32)
    image.fill("black")
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    picture = Image.frombytes("RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "BGRX")
    assert decoded(on_ground(picture, ground)) == [pairs[algorithm].public_key_pem]


@BOTH
@EACH_GROUND
def test_the_modules_are_read_back_when_painted(
    pairs: dict[str, KeyPair], algorithm: str, ground: str
) -> None:
    rows = [list(row) for row in code_of(pairs[algorithm]).modules]
    assert decoded(on_ground(painted(rows, 3), ground)) == [pairs[algorithm].public_key_pem]


@BOTH
def test_the_lines_of_a_terminal_are_read_back(pairs: dict[str, KeyPair], algorithm: str) -> None:
    lines = code_of(pairs[algorithm]).terminal_lines().splitlines()
    rows = [row for line in lines for row in halves(line)]
    assert decoded(on_ground(painted(rows, 3), "black")) == [pairs[algorithm].public_key_pem]


def halves(line: str) -> tuple[list[bool], list[bool]]:
    """The two rows of a line, as a terminal paints it: the half that a block fills has the text's colour."""
    match = re.fullmatch("\x1b\\[38;5;16;48;5;231m(.*)\x1b\\[0m", line)
    assert match, "black on white, and as before after it"
    return [sign in "\u2580\u2588" for sign in match[1]], [sign in "\u2584\u2588" for sign in match[1]]


def test_a_quiet_zone_of_four_modules_is_part_of_it(pairs: dict[str, KeyPair]) -> None:
    modules = code_of(pairs["ed25519"]).modules
    size = len(modules)
    inner = range(QUIET_ZONE, size - QUIET_ZONE)
    assert QUIET_ZONE == 4
    assert {len(row) for row in modules} == {size}
    outside = [modules[y][x] for y in range(size) for x in range(size) if not (x in inner and y in inner)]
    assert not any(outside)
    corners = ((4, 4), (4, size - 5), (size - 5, 4))
    assert all(modules[y][x] for y, x in corners), "a finder in three corners, right behind the quiet zone"


def test_the_code_is_as_coarse_as_can_be(pairs: dict[str, KeyPair]) -> None:
    assert code_of(pairs["ed25519"]).size == 41 + 2 * QUIET_ZONE
    assert code_of(pairs["rsa-4096"]).size == 97 + 2 * QUIET_ZONE


@pytest.mark.thorough
@BOTH
def test_every_form_of_a_public_key_fits(pairs: dict[str, KeyPair], algorithm: str) -> None:
    pair = pairs[algorithm]
    for encoding in ENCODINGS:
        if pair.algorithm.family in encoding.families:
            content = BY_NAME[encoding.name].encode(pair.subject_public_key_info, "label " * 16)
            assert decoded(opened(qr_code(content).png(4))) == [content]


@pytest.mark.parametrize("content", ["\xfc \xdf \u6f22\u5b57 \U0001f511", "a", "0" * 2000, "\x00\x01"])
def test_any_text_is_read_back(content: str) -> None:
    assert decoded(opened(qr_code(content).png(4))) == [content]


def test_a_text_too_long_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="Data too large"):
        qr_code("x" * 2954)


def test_what_draws_is_loaded_when_a_code_is_asked_for() -> None:
    loaded = "print('segno' in sys.modules)"
    script = f"import sys, app.qr; {loaded}; app.qr.qr_code('a'); {loaded}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
