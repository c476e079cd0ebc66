"""Icons: in the colour of their role in each theme, sharp, and with the letters as large."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.painting import icon
from app.gui.theme import DARK, LIGHT, Theme, colours_of
from app.gui.widgets.cards import Icon
from app.resources import icon_file
from tests.gui.looks import choose_theme, counted, picture
from tests.gui.widgets.conftest import Put

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NAMES = sorted(path.stem for path in icon_file("app").parent.glob("*.svg") if path.stem != "app")


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_can_be_drawn_in_any_colour(qapp: QApplication, name: str) -> None:
    made = icon(name, "#123456", 18, 2.0)
    assert (made.width(), made.devicePixelRatio()) == (36, 2.0)
    image = made.toImage()
    inked = [
        image.pixelColor(x, y) for x in range(36) for y in range(36) if image.pixelColor(x, y).alpha() > 250
    ]
    assert len(inked) > 4
    assert {each.name() for each in inked} == {"#123456"}


def test_it_has_the_colour_of_its_role_in_each_theme(put: Put[QWidget], theme: Theme) -> None:
    shown = Icon("alert", "warning", 24)
    put(shown)
    for name in (LIGHT, DARK):
        choose_theme(theme, name)
        assert colours_of(shown).warning in counted(picture(shown))


def test_it_becomes_another(put: Put[QWidget]) -> None:
    shown = Icon("info", "muted", 24)
    put(shown)
    before = picture(shown)
    shown.present("check", "good")
    assert picture(shown) != before
    assert colours_of(shown).good in counted(picture(shown))


@pytest.mark.parametrize("theme_name", [LIGHT, DARK])
def test_on_a_disc_it_is_in_the_colour_of_the_card(put: Put[QWidget], theme: Theme, theme_name: str) -> None:
    choose_theme(theme, theme_name)
    shown = Icon("check", "good", 24, disc=True)
    put(shown)
    colours = counted(picture(shown))
    assert {colours_of(shown).good, colours_of(shown).card} <= set(colours)
    assert shown.sizeHint().width() == 32


def test_with_larger_letters_it_is_larger(qapp: QApplication) -> None:
    before, usual = qapp.font(), Icon("info").sizeHint().width()
    qapp.setFont(QFont(before.family(), 2 * before.pointSize()))
    try:
        assert Icon("info").sizeHint().width() >= 1.5 * usual
    finally:
        qapp.setFont(before)
