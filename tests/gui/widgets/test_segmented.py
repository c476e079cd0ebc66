"""Choices side by side: by keys, by mouse, by assistive technology; and only a person's choice is heard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.widgets.segmented import Segmented
from tests.gui.looks import picture
from tests.gui.names import name_of
from tests.gui.widgets.conftest import Put

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def theme_choice(put: Put[QWidget]) -> Segmented:
    """Its first choice is taken, and has the focus."""
    made = Segmented("Theme", {"system": "&System", "light": "Light", "dark": "Dark"})
    made.show_choice("system")
    put(made)
    made.segments["system"].setFocus()
    return made


@pytest.fixture
def heard(theme_choice: Segmented) -> list[str]:
    heard: list[str] = []
    theme_choice.chosen.connect(heard.append)
    return heard


def test_arrow_keys_go_from_one_to_the_next(theme_choice: Segmented, heard: list[str]) -> None:
    for key, wanted in (
        (Qt.Key.Key_Right, "light"),
        (Qt.Key.Key_Right, "dark"),
        (Qt.Key.Key_Left, "light"),
    ):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        assert theme_choice.choice == wanted
        assert theme_choice.segments[wanted].hasFocus()
    assert heard == ["light", "dark", "light"]


def test_a_click_anywhere_on_it_takes_it(theme_choice: Segmented, heard: list[str]) -> None:
    dark = theme_choice.segments["dark"]
    QTest.mouseClick(dark, Qt.MouseButton.LeftButton, pos=dark.rect().bottomRight())
    assert (theme_choice.choice, heard) == ("dark", ["dark"])


def test_what_the_program_shows_is_not_heard_and_can_be_chosen_again(
    theme_choice: Segmented, heard: list[str]
) -> None:
    theme_choice.show_choice("dark")
    theme_choice.show_choice("light")
    theme_choice.show_choice("light")
    assert (theme_choice.choice, heard) == ("light", [])
    theme_choice.segments["system"].click()
    theme_choice.segments["system"].click()
    assert heard == ["system"]


def test_to_assistive_technology_it_is_a_group_of_radio_buttons(
    theme_choice: Segmented, heard: list[str]
) -> None:
    assert name_of(theme_choice) == "Theme"
    for name, segment in theme_choice.segments.items():
        told = QAccessible.queryAccessibleInterface(segment)
        assert told.role() == QAccessible.Role.RadioButton
        assert told.state().checked == (name == "system")
    assert name_of(theme_choice.segments["system"]) == "System"
    action = QAccessible.queryAccessibleInterface(theme_choice.segments["dark"]).actionInterface()
    action.doAction(action.toggleAction())
    assert (theme_choice.choice, heard) == ("dark", ["dark"])


def test_it_needs_no_more_room_when_another_is_taken(theme_choice: Segmented) -> None:
    before = theme_choice.sizeHint()
    theme_choice.show_choice("dark")
    assert theme_choice.sizeHint() == before
    assert all(each.height() >= 28 for each in theme_choice.segments.values())


def test_disabled_it_looks_so_and_hears_nothing(theme_choice: Segmented, heard: list[str]) -> None:
    before = picture(theme_choice)
    theme_choice.setEnabled(False)
    assert picture(theme_choice) != before
    QTest.mouseClick(theme_choice.segments["dark"], Qt.MouseButton.LeftButton)
    assert heard == []
