"""Buttons: how they are pressed, what they are called, and what they look like."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import DARK, LIGHT, Theme, colours_of
from app.gui.widgets.buttons import Button, IconButton, small_button
from app.gui.widgets.copy_button import CopyButton
from tests.gui.looks import choose_theme, counted, picture
from tests.gui.names import name_of
from tests.gui.widgets.conftest import HAS_MNEMONICS, Put

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def button(put: Put[QWidget]) -> Button:
    button = Button("&Generate and save", "primary", "key")
    put(button)
    return button


def ground(button: Button) -> str:
    return counted(picture(button)).most_common(1)[0][0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_presses_what_has_the_focus(button: Button, qtbot: QtBot, key: Qt.Key) -> None:
    """Enter too, outside of dialogs."""
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_its_mnemonic_presses_it_and_is_not_shown(frame: QWidget, button: Button, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.clicked, timeout=5_000 if HAS_MNEMONICS else 300, raising=False) as click:
        QTest.keyClick(frame, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert click.signal_triggered is HAS_MNEMONICS
    assert name_of(button) == "Generate and save"
    with_mnemonic = picture(button)
    button.setText("Generate and save")
    assert picture(button) == with_mnemonic


def test_an_icon_alone_has_a_name_a_tip_and_room_for_a_finger(put: Put[QWidget]) -> None:
    eye = IconButton("Show passphrase", "eye", "Alt+W", system="linux")
    put(eye)
    assert name_of(eye) == "Show passphrase"
    assert eye.toolTip() == "Show passphrase (Alt+W)"
    assert min(eye.sizeHint().width(), eye.sizeHint().height()) >= 28


@pytest.mark.parametrize(("system", "presses"), [("linux", True), ("darwin", False)])
def test_option_types_a_letter_on_macos_and_shows_no_passphrase(
    put: Put[QWidget], qtbot: QtBot, system: str, presses: bool
) -> None:
    eye = IconButton("Show passphrase", "eye", "Alt+W", system=system)
    put(eye)
    with qtbot.waitSignal(eye.clicked, timeout=5_000 if presses else 300, raising=False) as click:
        QTest.keyClick(eye, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert click.signal_triggered is presses
    assert ("Alt" in eye.toolTip()) is presses


@pytest.mark.parametrize("small", [False, True])
def test_a_button_is_large_enough_and_never_cut(put: Put[QWidget], small: bool) -> None:
    button = Button("Suggest one", icon="die", after="chevron-down", small=small)
    put(button)
    assert button.minimumSizeHint() == button.sizeHint()
    assert button.sizeHint().height() >= (28 if small else 36)
    letters = button.fontMetrics().horizontalAdvance("Suggest one")
    assert button.sizeHint().width() >= letters + 2 * 16


@pytest.mark.parametrize("theme_name", [LIGHT, DARK])
def test_each_kind_has_its_ground(put: Put[QWidget], theme: Theme, theme_name: str) -> None:
    choose_theme(theme, theme_name)
    made = {kind: Button(kind, kind) for kind in ("primary", "secondary", "quiet", "card")}
    for each in made.values():
        put(each)
    colours = colours_of(made["primary"])
    assert {kind: ground(each) for kind, each in made.items()} == {
        "primary": colours.accent,
        "secondary": colours.soft,
        "quiet": colours.ground,
        "card": colours.card,
    }
    made["secondary"].set_kind("primary")
    assert ground(made["secondary"]) == colours.accent


def test_it_answers_to_the_pointer_and_to_being_pressed(button: Button) -> None:
    colours = colours_of(button)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert ground(button) == colours.accent_pressed
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert ground(button) in (colours.accent, colours.accent_hover)


@pytest.mark.parametrize("theme_name", [LIGHT, DARK])
@pytest.mark.parametrize("kind", ["primary", "secondary", "card"])
def test_what_cannot_be_pressed_looks_so(put: Put[QWidget], theme: Theme, theme_name: str, kind: str) -> None:
    """Also the next step: it is not yellow while it cannot be taken."""
    choose_theme(theme, theme_name)
    button = Button("Generate", kind)
    put(button)
    button.setEnabled(False)
    colours = colours_of(button)
    shown = set(counted(picture(button)))
    assert ground(button) == colours.soft
    assert colours.disabled in shown
    assert not {colours.accent, colours.on_accent, colours.text} & shown


def test_a_quiet_one_that_is_switched_on_is_seen(put: Put[QWidget]) -> None:
    button = small_button("Show", "quiet", "eye")
    button.setCheckable(True)
    put(button)
    button.setChecked(True)
    assert {colours_of(button).thumb_edge, colours_of(button).thumb} <= set(counted(picture(button)))


def test_mirrored_the_icon_is_on_the_other_side(put: Put[QWidget], button: Button) -> None:
    before = picture(button)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert picture(button) != before


@pytest.mark.slow
def test_a_copy_button_says_so_in_its_place_and_nothing_moves(put: Put[QWidget], qtbot: QtBot) -> None:
    button = CopyButton("&Copy public key")
    put(button)
    size, title = button.sizeHint(), button.text()
    button.flash()
    assert button.text() != title
    assert button.sizeHint().width() >= size.width()
    button.set_title("Copy another")  # waits
    assert button.text() not in (title, "Copy another")
    qtbot.waitUntil(lambda: button.text() == "Copy another", timeout=10_000)
