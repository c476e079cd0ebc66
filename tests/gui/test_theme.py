"""Light, dark, as the system has it, and a contrast theme: what Qt is told, and what is painted."""

import sys
from collections.abc import Iterator
from typing import TypeAlias

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.theme import (
    DARK,
    DARK_COLOURS,
    LIGHT,
    LIGHT_COLOURS,
    SYSTEM,
    Theme,
    colours_of,
    contrast_colours,
    palette_of,
)
from tests.gui.looks import contrast

Scheme: TypeAlias = Qt.ColorScheme
Contrast: TypeAlias = Qt.ContrastPreference


class Accessibility(QObject):
    contrastPreferenceChanged = Signal(object)  # noqa: N815 - Qt's name
    preference = Contrast.NoPreference

    def contrastPreference(self) -> Contrast:  # noqa: N802 - Qt's name
        return self.preference


class Hints(QObject):
    """A system that takes the scheme of an application, as Windows and macOS do."""

    colorSchemeChanged = Signal(object)  # noqa: N815 - Qt's name

    def __init__(self, system: Scheme) -> None:
        super().__init__()
        self.system, self.forced = system, Scheme.Unknown
        self.told = Accessibility()

    def accessibility(self) -> Accessibility:
        return self.told

    def colorScheme(self) -> Scheme:  # noqa: N802 - Qt's name
        return self.system if self.forced is Scheme.Unknown else self.forced

    def setColorScheme(self, scheme: Scheme) -> None:  # noqa: N802 - Qt's name
        before, self.forced = self.colorScheme(), scheme
        if self.colorScheme() is not before:
            self.colorSchemeChanged.emit(self.colorScheme())

    def setProperty(self, name: str, value: object) -> bool:  # noqa: N802 - Qt's name
        assert name == "colorScheme"
        self.setColorScheme(getattr(Scheme, str(value)))
        return True

    def unsetColorScheme(self) -> None:  # noqa: N802 - Qt's name
        self.setColorScheme(Scheme.Unknown)

    def change(self, system: Scheme) -> None:
        before, self.system = self.colorScheme(), system
        if self.colorScheme() is not before:
            self.colorSchemeChanged.emit(self.colorScheme())


@pytest.fixture
def hints(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hints]:
    before = qapp.palette()
    found = Hints(Scheme.Light)
    monkeypatch.setattr(QGuiApplication, "styleHints", staticmethod(lambda: found))
    yield found
    qapp.setPalette(before)


def theme_of(application: QApplication, choice: str) -> Theme:
    theme = Theme(application, choice)
    theme.apply()
    return theme


def test_title_bar_and_dialogs_are_told_the_choice(qapp: QApplication, hints: Hints) -> None:
    theme = theme_of(qapp, DARK)
    assert (hints.forced, theme.colours) == (Scheme.Dark, DARK_COLOURS)
    theme.choose(LIGHT)
    assert (hints.forced, theme.colours) == (Scheme.Light, LIGHT_COLOURS)
    theme.choose(SYSTEM)
    assert (hints.forced, theme.colours) == (Scheme.Unknown, LIGHT_COLOURS)


@pytest.mark.parametrize("name", ["Light", "Dark"])
def test_qt_takes_a_scheme_by_its_name(qapp: QApplication, name: str) -> None:
    """It says no to a name that it does not know, and nothing would be told."""
    hints = QGuiApplication.styleHints()
    assert hints.setProperty("colorScheme", name)
    hints.unsetColorScheme()
    assert not hints.setProperty("colorScheme", name.lower())


def test_system_that_was_chosen_is_told_nothing(qapp: QApplication, hints: Hints) -> None:
    theme = theme_of(qapp, SYSTEM)
    assert hints.forced is Scheme.Unknown
    hints.change(Scheme.Dark)
    assert theme.colours is DARK_COLOURS


def test_system_when_it_changed_under_another_choice_then_is_followed_as_it_is_now(
    qapp: QApplication, hints: Hints
) -> None:
    theme = theme_of(qapp, DARK)
    hints.change(Scheme.Dark)
    theme.choose(SYSTEM)
    assert theme.colours is DARK_COLOURS
    theme.choose(DARK)
    hints.change(Scheme.Light)
    assert theme.colours is DARK_COLOURS
    theme.choose(SYSTEM)
    assert theme.colours is LIGHT_COLOURS


def test_desktop_that_takes_no_scheme_keeps_what_it_said(qapp: QApplication) -> None:
    """On Linux, through the real hints: Qt tells nobody there, and the palette alone changes."""
    before = qapp.palette()
    theme = theme_of(qapp, SYSTEM)
    colours = theme.colours
    for choice, expected in (
        (DARK, DARK_COLOURS),
        (SYSTEM, colours),
        (LIGHT, LIGHT_COLOURS),
        (SYSTEM, colours),
    ):
        theme.choose(choice)
        assert theme.colours is expected
    qapp.setPalette(before)


NIGHT_SKY = {
    QPalette.ColorRole.Window: "#000000",
    QPalette.ColorRole.WindowText: "#ffffff",
    QPalette.ColorRole.Highlight: "#d6b4fd",
    QPalette.ColorRole.HighlightedText: "#2b2b2b",
}


def a_contrast_theme() -> QPalette:
    """Windows 11's "Night sky"."""
    palette = QPalette()
    for role, colour in NIGHT_SKY.items():
        palette.setColor(role, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor("#a6a6a6"))
    return palette


def test_contrast_theme_has_its_own_colours_and_no_others() -> None:
    colours = contrast_colours(a_contrast_theme())
    used = {value for role, value in colours._asdict().items() if role != "name"}
    assert used == {*NIGHT_SKY.values(), "#a6a6a6"}
    assert all(
        contrast(colours.text, getattr(colours, ground)) == 21 for ground in ("ground", "card", "field")
    )
    assert contrast_colours(palette_of(colours)) == colours


def test_contrast_theme_when_switched_on_then_comes_before_the_choice(
    qapp: QApplication, hints: Hints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    theme = theme_of(qapp, DARK)
    assert theme.colours is DARK_COLOURS
    hints.told.preference = Contrast.HighContrast
    hints.told.contrastPreferenceChanged.emit(Contrast.HighContrast)
    system = QPalette()
    qapp.setPalette(system)
    assert theme.colours.name == "contrast"
    assert theme.colours.ground == qapp.palette().window().color().name()
    assert colours_of(QWidget()) == contrast_colours(qapp.palette())
    hints.told.preference = Contrast.NoPreference
    hints.told.contrastPreferenceChanged.emit(Contrast.NoPreference)
    assert theme.colours is DARK_COLOURS
    assert qapp.palette().window().color().name() == DARK_COLOURS.ground


def test_more_contrast_on_other_systems_changes_no_colour(qapp: QApplication, hints: Hints) -> None:
    """There the palette of the system is no contrast theme, and ours has the contrast that WCAG asks for."""
    hints.told.preference = Contrast.HighContrast
    assert theme_of(qapp, LIGHT).colours is LIGHT_COLOURS
