"""A box to tick whose words wrap, with a hint below."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import DARK, LIGHT, Theme, colours_of
from app.gui.widgets.basics import set_problem
from app.gui.widgets.check_field import CheckField
from tests.gui.looks import choose_theme, contrast, counted, picture
from tests.gui.names import name_of
from tests.gui.widgets.conftest import HAS_MNEMONICS, Put

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TITLE = "Remember the &passphrase in the system keyring (GNOME Keyring && others)"
HINT = "Any program that runs as you can read it there while the keyring is unlocked"


_WORDS = [(TITLE, HINT), ("Short", HINT), ("Short", 2 * HINT)]


@pytest.fixture
def field(put: Put[QWidget]) -> CheckField:
    field = CheckField(TITLE, HINT)
    put(field)
    return field


def test_its_hint_is_read_out_and_its_name_is_its_text(field: CheckField) -> None:
    told = QAccessible.queryAccessibleInterface(field)
    assert name_of(field) == TITLE.replace("&p", "p").replace("&&", "&")
    assert told.text(QAccessible.Text.Description) == HINT
    assert told.role() == QAccessible.Role.CheckBox


def test_narrower_it_is_higher_and_needs_no_more_than_its_longest_word(field: CheckField) -> None:
    wide, narrow = field.heightForWidth(1_000), field.heightForWidth(200)
    line = field.fontMetrics().height()
    assert narrow >= wide + 2 * line
    assert field.minimumSizeHint().width() < 160
    assert field.sizeHint().height() < narrow
    assert CheckField("On").heightForWidth(500) >= 28


def test_all_of_it_is_painted_however_narrow_it_is(field: CheckField) -> None:
    """GIVEN some width THEN as much ink as in one line, in the height that it asks for."""
    field.setParent(None)
    ink = []
    for width in (1_000, 320, 180):
        field.setFixedSize(width, field.heightForWidth(width))
        shown, ground = counted(field.grab().toImage()), colours_of(field).ground
        ink.append(sum(number for colour, number in shown.items() if contrast(colour, ground) >= 3))
    assert min(ink) > 0.9 * max(ink)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_word_longer_than_a_line_goes_on_in_the_next(field: CheckField, mirrored: bool) -> None:
    """GIVEN a file's name THEN it asks for no room, and all of it is painted, beside the box."""
    field.setParent(None)
    field.setText("Upload " + "W" * 40 + ".public.pem now")
    field.set_hint("")
    if mirrored:
        field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert field.minimumSizeHint().width() < 220
    ink = []
    for width in (1_000, 220):
        field.setFixedSize(width, field.heightForWidth(width))
        shown, ground = counted(field.grab().toImage()), colours_of(field).ground
        ink.append(sum(number for colour, number in shown.items() if contrast(colour, ground) >= 3))
    assert ink[1] > 0.9 * ink[0]
    assert field.heightForWidth(220) >= field.heightForWidth(1_000) + 2 * field.fontMetrics().height()


def test_its_height_follows_its_words(field: CheckField) -> None:
    """GIVEN a box that was asked for its height WHEN it changes THEN it is as high as one made so."""
    heights = [field.heightForWidth(200)]
    field.setText("Short")
    heights.append(field.heightForWidth(200))
    field.set_hint(2 * HINT)
    heights.append(field.heightForWidth(200))
    assert heights == [CheckField(*words).heightForWidth(200) for words in _WORDS]


def test_its_height_follows_its_letters(field: CheckField) -> None:
    """GIVEN a box that was asked for its height WHEN its letters get bold THEN it is as high as one so."""
    widths = range(150, 400, 5)
    usual = [field.heightForWidth(width) for width in widths]
    bold = field.font()
    bold.setBold(True)
    field.setFont(bold)
    other = CheckField(TITLE, HINT)
    other.setFont(bold)
    heights = [field.heightForWidth(width) for width in widths]
    assert heights == [other.heightForWidth(width) for width in widths]
    assert heights != usual


def test_without_its_hint_it_is_lower(field: CheckField) -> None:
    before = field.heightForWidth(1_000)
    field.set_hint("")
    assert field.heightForWidth(1_000) < before
    assert field.accessibleDescription() == ""


@pytest.mark.parametrize("place", [QPoint(5, 5), QPoint(200, 20)])
def test_a_click_anywhere_on_it_ticks_it(field: CheckField, place: QPoint) -> None:
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=place)
    assert field.isChecked()


def test_its_mnemonic_ticks_it(frame: QWidget, field: CheckField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.toggled, timeout=5_000 if HAS_MNEMONICS else 300, raising=False):
        QTest.keyClick(frame, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert field.isChecked() is HAS_MNEMONICS


@pytest.mark.parametrize("theme_name", [LIGHT, DARK])
def test_ticked_not_ticked_a_problem_and_disabled_look_different(
    field: CheckField, theme: Theme, theme_name: str
) -> None:
    choose_theme(theme, theme_name)
    colours = colours_of(field)
    assert colours.edge in counted(picture(field))
    set_problem(field, True)
    assert colours.error in counted(picture(field))
    set_problem(field, False)
    field.setChecked(True)
    assert {colours.accent, colours.on_accent} <= set(counted(picture(field)))
    field.setEnabled(False)
    shown = set(counted(picture(field)))
    assert colours.disabled in shown
    assert not {colours.accent, colours.text} & shown


def test_mirrored_the_box_is_on_the_right(field: CheckField) -> None:
    field.setChecked(True)
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = picture(field)
    half = image.width() // 2
    accent = colours_of(field).accent
    assert counted(image.copy(half, 0, image.width() - half, image.height()))[accent]
    assert not counted(image.copy(0, 0, half, image.height()))[accent]
