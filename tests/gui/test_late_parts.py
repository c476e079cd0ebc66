"""What is hidden at first is made when it is first shown, in its place, and not before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.gui import messages
from app.gui.main_window import MainWindow
from app.gui.theme import DARK
from app.gui.widgets.built_on_show import BuiltOnShow
from app.text import NOTHING
from app.usecases import passphrases
from tests.gui.names import name_of


def made(window: MainWindow) -> set[str]:
    return {type(part).__name__ for part in window.findChildren(BuiltOnShow) if part.is_made}


def round_trip(window: MainWindow, key: Qt.Key) -> list[str]:
    """The names of what has the focus, from the key type on, until it is there again."""
    window.page.controls.key_type.setFocus()
    seen: list[str] = []
    while (name := name_of(window.focusWidget())) not in seen:
        seen.append(name)
        QTest.keyClick(window.focusWidget(), key)
    return seen


def test_nothing_hidden_is_made_for_the_first_frame(window: MainWindow) -> None:
    assert len(window.findChildren(BuiltOnShow)) == 7
    assert made(window) == set()


def test_a_part_is_made_when_it_is_shown_and_once(window: MainWindow) -> None:
    for shown in (True, False, True):
        window.model.opening.show(shown)
        assert window.page.opening.isVisible() is shown
    assert made(window) == {"OpeningCard"}
    assert len(window.page.opening.findChildren(type(window.page.opening.text))) == 1


def test_the_tab_key_takes_late_parts_where_they_stand(window: MainWindow, qtbot: QtBot) -> None:
    """GIVEN parts above, in and below a card, made last WHEN Tab goes round THEN they are in their places."""
    before = round_trip(window, Qt.Key.Key_Tab)
    window.model.opening.show(True)
    window.model.suggestions.show(True)
    qtbot.waitUntil(lambda: not window.model.suggestions.is_drawing, timeout=20_000)
    window.model.opening.open_text(b"no key")
    qtbot.waitUntil(window.page.notice.isVisible, timeout=20_000)

    forwards = round_trip(window, Qt.Key.Key_Tab)

    opening = ["Choose a file…", "Dismiss", "Private key text"]
    assert forwards[-4:] == [before[-1], *opening]
    suggestion = forwards.index("Dismiss the suggestion")
    assert forwards[suggestion - 1] == "Generate"
    assert forwards[suggestion + 1 : suggestion + 5] == [
        "Words",
        "Another",
        "Copy it",
        "Use it",
    ]
    assert forwards[forwards.index("Dismiss notice") + 1] == "Public key"
    assert len(forwards) == len(before) + 4 + 5
    assert round_trip(window, Qt.Key.Key_Backtab) == [forwards[0], *reversed(forwards[1:])]


def test_a_theme_chosen_before_is_the_theme_of_what_is_made_later(window: MainWindow) -> None:
    window._theme.choose(DARK)
    window.model.opening.show(True)
    wanted = window._theme.icon("folder").cacheKey()
    assert window.page.opening.browse.icon().cacheKey() == wanted


def test_while_a_suggestion_is_drawn_that_is_said_and_then_it_has_the_focus(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.page.controls.suggest.click()
    panel = window.page.controls.suggestion
    assert panel.isVisible()
    assert panel._strength.text() == messages.DRAWING
    assert not panel.use.isEnabled()
    assert not panel.copy.isEnabled()
    assert panel.words.value() == passphrases.DEFAULT_WORDS
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    assert panel.phrase.text().count("-") >= passphrases.DEFAULT_WORDS - 1
    assert panel._strength.text().startswith("Exactly 77.5 bits.")
    assert panel.focusWidget() is panel.use


def test_another_is_asked_for_with_the_keyboard_still_on_another(window: MainWindow, qtbot: QtBot) -> None:
    window.page.controls.suggest.click()
    panel = window.page.controls.suggestion
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    panel.renew.setFocus()
    first = panel.phrase.text()
    panel.renew.click()
    assert not panel.use.isEnabled()
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    assert panel.phrase.text() != first
    assert panel.focusWidget() is panel.renew


@pytest.mark.parametrize("part", ["notice", "report", "opening"])
def test_a_part_that_is_not_made_yet_hides_in_peace(window: MainWindow, part: str) -> None:
    getattr(window.page, part).hide()
    window.model.say(NOTHING)
    assert made(window) == set()
