"""Text stands out from its ground by 4.5:1 (WCAG 2.2, 1.4.3), shapes that must be seen by 3:1 (1.4.11).

Each colour on every ground that it is painted on, by role. That it is painted so: test_pixels.py.
"""

import pytest
from PySide6.QtGui import QPalette

from app.gui.theme import DARK_COLOURS, LIGHT_COLOURS, Colours, palette_of
from app.gui.widgets.basics import _LOOKS
from tests.gui.looks import contrast, luminance

_PAGE = ("ground", "card", "code", "field")
_TINTS = ("accent_soft", "good_soft", "warning_soft", "error_soft")
_MARKS = ("wrong", "right")
TEXTS = {
    # also: on buttons at rest, under the pointer and pressed; places and rows that are chosen; a segment
    "text": (*_PAGE, *_TINTS, *_MARKS, "sidebar", "soft", "hover", "pressed", "selected", "thumb"),
    # also: a segment that is not chosen, placeholders, what a suggestion is worth
    "muted": (*_PAGE, "sidebar", "selected", "soft", "accent_soft"),
    "on_accent": ("accent", "accent_hover", "accent_pressed"),
    # the bar of a page, a card, a notice
    "good": ("ground", "card", "good_soft"),
    "warning": ("ground", "card", "warning_soft"),
    "error": ("ground", "card", "error_soft", "accent_soft", "soft"),
}
SHAPES = {
    # fields and boxes to tick, and the thumb of a scroll bar
    "edge": _PAGE,
    # the ring is around the control: it is on what the control is on
    "focus": (*_PAGE, *_TINTS, "sidebar", "soft"),
    # the bar of a place or a row, the progress, the edge of a box that is ticked
    "accent_line": ("ground", "sidebar", "card", "field", "selected", "track"),
    # a segment in its track, a button that is switched on: in a field, on a card
    "thumb_edge": ("soft", "card", "field"),
    # a field with a problem
    "error": ("field", "card", "track"),
    # the steps of the meter
    "warning": ("track",),
    "good": ("track",),
    # the tick in a box, and on the disc of what is good or a warning
    "on_accent": ("accent",),
    "card": ("good", "warning", "muted"),
}
DISABLED = ("ground", "card", "soft")

PALETTES = pytest.mark.parametrize("colours", [LIGHT_COLOURS, DARK_COLOURS], ids=lambda each: each.name)


def pairs(of: dict[str, tuple[str, ...]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("front", "back"), [(front, back) for front, backs in of.items() for back in backs]
    )


def ratio(colours: Colours, front: str, back: str) -> float:
    return contrast(getattr(colours, front), getattr(colours, back))


def test_the_formula() -> None:
    assert luminance("#ffffff") == pytest.approx(1.0)
    assert luminance("#000000") == 0.0
    assert luminance("#777777") == pytest.approx(0.1845, abs=0.0001)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@PALETTES
@pairs(TEXTS)
def test_text_can_be_read(colours: Colours, front: str, back: str) -> None:
    assert ratio(colours, front, back) >= 4.5


@PALETTES
@pairs(SHAPES)
def test_what_is_no_text_can_be_seen(colours: Colours, front: str, back: str) -> None:
    assert ratio(colours, front, back) >= 3


@PALETTES
@pytest.mark.parametrize("back", DISABLED)
def test_even_what_is_disabled_can_be_read(colours: Colours, back: str) -> None:
    assert ratio(colours, "disabled", back) >= 3


def test_no_role_is_left_out() -> None:
    """Every colour is in a pair above, but for hairlines, which only decorate."""
    asked = {name for of in (TEXTS, SHAPES) for front, backs in of.items() for name in (front, *backs)}
    decoration = {"hairline", "warning_line", "error_line"}
    assert set(Colours._fields) == asked | decoration | {"name", "disabled"}


def test_every_role_of_a_label_is_in_a_colour_that_was_looked_at() -> None:
    assert {colour for _, _, colour in _LOOKS.values()} <= set(TEXTS)


@PALETTES
def test_what_qt_paints_by_itself_can_be_read(colours: Colours) -> None:
    """Menus, lists, tool tips, and what is selected in a field."""
    palette, roles = palette_of(colours), QPalette.ColorRole
    for front, back in (
        (roles.WindowText, roles.Window),
        (roles.Text, roles.Base),
        (roles.Text, roles.AlternateBase),
        (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight),
        (roles.ToolTipText, roles.ToolTipBase),
        (roles.PlaceholderText, roles.Base),
    ):
        assert contrast(palette.color(front).name(), palette.color(back).name()) >= 4.5, front
