"""Text stands out from its ground by 4.5:1 (WCAG 2.2, 1.4.3), the edges of controls by 3:1 (1.4.11)."""

import pytest

from app.gui.theme import DARK_COLOURS, LIGHT_COLOURS, Colours

TEXTS = [
    ("text", "ground"),
    ("text", "card"),
    ("text", "field"),
    ("text", "hover"),
    ("text", "border"),  # a button while it is pressed
    ("text", "selection"),
    ("text", "good_ground"),
    ("text", "warning_ground"),
    ("text", "error_ground"),
    ("muted", "ground"),
    ("muted", "card"),
    ("muted", "field"),  # placeholders
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("good", "card"),
    ("good", "good_ground"),
    ("warning", "card"),
    ("warning", "warning_ground"),
    ("error", "card"),
    ("error", "error_ground"),
    ("focus", "card"),  # a check box with the focus
]
EDGES = [
    ("field_border", "card"),
    ("field_border", "field"),
    ("field_border", "ground"),  # the handle of a scroll bar
    ("focus", "card"),
    ("focus", "ground"),
    ("focus", "field"),
    ("on_accent", "accent"),  # the focus inside of a primary button
    ("good", "good_ground"),
    ("warning", "warning_ground"),
    ("error", "error_ground"),
    ("error", "field"),
    ("focus", "good_ground"),
    ("focus", "warning_ground"),
    ("focus", "error_ground"),
    ("mark", "hover"),  # how far work has come
    ("mark", "field"),  # around what is selected
    ("mark", "card"),
]
ICONS = [("text", "card"), ("text", "ground"), ("muted", "field"), ("muted", "error_ground")]
DISABLED = [("disabled", "card"), ("disabled", "field"), ("disabled", "hover")]

PALETTES = pytest.mark.parametrize("colours", [LIGHT_COLOURS, DARK_COLOURS], ids=lambda each: each.name)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colours: Colours, front: str, back: str) -> float:
    light, dark = sorted(
        (luminance(getattr(colours, front)), luminance(getattr(colours, back))), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def test_the_formula() -> None:
    assert luminance("#ffffff") == pytest.approx(1.0)
    assert luminance("#000000") == 0.0
    assert luminance("#777777") == pytest.approx(0.1845, abs=0.0001)


@PALETTES
@pytest.mark.parametrize(("front", "back"), TEXTS)
def test_text_can_be_read(colours: Colours, front: str, back: str) -> None:
    assert contrast(colours, front, back) >= 4.5


@PALETTES
@pytest.mark.parametrize(("front", "back"), EDGES)
def test_edges_can_be_seen(colours: Colours, front: str, back: str) -> None:
    assert contrast(colours, front, back) >= 3


@PALETTES
@pytest.mark.parametrize(("front", "back"), ICONS)
def test_icons_can_be_seen(colours: Colours, front: str, back: str) -> None:
    assert contrast(colours, front, back) >= 3


@PALETTES
@pytest.mark.parametrize(("front", "back"), DISABLED)
def test_even_what_is_disabled_can_be_read(colours: Colours, front: str, back: str) -> None:
    assert contrast(colours, front, back) >= 3
