"""QR codes of public keys (ISO/IEC 18004): as modules to paint, as SVG, as PNG, as lines for a terminal.

Promises: the code gives back exactly the text; a quiet zone of four modules is part of everything made here;
dark on light always, in a dark window and on a dark terminal too, because many readers know no other way.
Takes any text: that it is a public one is for the caller to see to.

Decision: segno. It is pure Python, has types and needs nothing else; qrcode, the other one that is kept, is
loaded sooner (14 ms against 36) but brings colorama, has no types, and writes a PNG only with Pillow's help.
Error correction is the lowest level, raised where that costs no modules: a screen has no stains, and
larger modules are read from further away. An Ed25519 PEM has 41 x 41 modules and RSA 4096 97 x 97 (6 and
34 ms); at the next level it would be 45 and 109.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

QUIET_ZONE = 4  # modules on each side, as the standard wants it
_DARK, _LIGHT = "#000", "#fff"
_BLACK_ON_WHITE, _AS_BEFORE = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
_HALVES = {(False, False): " ", (True, False): "\u2580", (False, True): "\u2584", (True, True): "\u2588"}
HALF_BLOCKS = "".join(_HALVES.values())


@dataclass(frozen=True, slots=True, eq=False)
class QRCode:
    """`modules`: row by row, True where it is dark; quiet zone included, so as many rows as columns."""

    modules: tuple[tuple[bool, ...], ...]
    _code: segno.QRCode

    @property
    def size(self) -> int:
        """Return how many modules each side has, the quiet zone included."""
        return len(self.modules)

    def svg(self) -> str:
        """Return an SVG document that fits any size: its unit is the module."""
        made = io.BytesIO()
        self._code.save(made, kind="svg", border=QUIET_ZONE, dark=_DARK, light=_LIGHT, omitsize=True)
        return made.getvalue().decode("utf-8")

    def png(self, scale: int = 8) -> bytes:
        """Return a PNG of black and white pixels, `scale` of them for the side of a module."""
        made = io.BytesIO()
        self._code.save(made, kind="png", border=QUIET_ZONE, dark=_DARK, light=_LIGHT, scale=scale)
        return made.getvalue()

    def terminal_lines(self) -> str:
        """Return lines of half blocks, black on white by escape sequences: two rows of modules in each."""
        empty = (False,) * self.size
        pairs = zip(self.modules[::2], (*self.modules[1::2], empty), strict=False)
        lines = ("".join(_HALVES[pair] for pair in zip(*rows, strict=True)) for rows in pairs)
        return "".join(f"{_BLACK_ON_WHITE}{line}{_AS_BEFORE}\n" for line in lines)


def qr_code(content: str) -> QRCode:
    """Return the code of a text, up to 2,953 bytes of it; every form of a public key has less.

    Raises ValueError for a longer one. Takes up to 50 ms, and 40 more where segno was not loaded yet.
    """
    import segno

    code = segno.make_qr(content, error="l", boost_error=True)
    rows = code.matrix_iter(scale=1, border=QUIET_ZONE)
    return QRCode(tuple(tuple(bool(module) for module in row) for row in rows), code)
