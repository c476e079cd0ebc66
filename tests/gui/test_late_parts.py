"""What is hidden at first is made when it is first shown, in its place, and not before."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.gui.places import HELP, KEY, NEW_KEY, OPEN_KEY, SETTINGS
from app.gui.saving.suggestion_panel import SuggestionPanel
from app.gui.session.notices import Kind, Notice
from app.gui.theme import DARK
from app.gui.widgets.built_on_show import BuiltOnShow
from app.keys.algorithm import BY_NAME
from app.text import text
from app.usecases.passphrases import DEFAULT_WORDS
from tests.gui.conftest import Window
from tests.gui.looks import choose_theme, counted, picture

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class Windows(QObject):
    """Every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def made(window: Window) -> set[str]:
    return {type(part).__name__ for part in window.main.findChildren(BuiltOnShow) if part.is_made}


def focused(window: Window) -> QWidget:
    widget = window.main.focusWidget()
    assert widget is not None
    return widget


def round_trip(window: Window, start: QWidget, key: Qt.Key) -> list[QWidget]:
    """What has the focus, from here on, until it is here again."""
    start.setFocus()
    seen: list[QWidget] = []
    while focused(window) not in seen:
        seen.append(focused(window))
        QTest.keyClick(focused(window), key)
    return seen


def suggest(window: Window, qtbot: QtBot) -> SuggestionPanel:
    window.new_key.passphrase.suggest.click()
    panel = window.new_key.passphrase.suggestion
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    return panel


def test_nothing_hidden_is_made_for_the_first_frame(window: Window) -> None:
    assert len(window.main.findChildren(BuiltOnShow)) >= 4
    assert made(window) == set()


def test_a_page_is_made_when_it_is_shown_and_once(window: Window) -> None:
    first = window.main.current
    assert window.main._stack.count() == 1
    window.main.go(SETTINGS)
    page = window.main.current
    window.main.go(NEW_KEY)
    window.main.go(SETTINGS)
    assert (window.main.current, window.main._stack.count()) == (page, 2)
    assert window.main.page(NEW_KEY) is first


def test_the_page_of_a_key_is_made_while_the_key_is(window: Window, qtbot: QtBot) -> None:
    """GIVEN nobody has had a key WHEN one is generated THEN its page waits for it, and shows it."""
    window.places.new_key.choose(BY_NAME["rsa-4096"])  # which is not there before the page
    window.places.new_key.set_unsaved(True)
    counts = []
    window.session.activity.ending.connect(lambda: counts.append(window.main._stack.count()))
    window.after(window.places.new_key.generate)
    assert counts == [2]
    assert window.main.place == KEY
    assert window.key.title.text() == window.session.hand.state.label != ""


def test_what_changes_while_another_place_is_looked_at_is_shown_on_return(window: Window) -> None:
    window.places.new_key.set_unsaved(True)
    window.after(window.places.new_key.generate)
    before = window.key.title.text()
    window.main.go(SETTINGS)
    window.session.hand.change(labels=("another-name",))
    window.main.go(KEY)
    assert before != window.key.title.text() == "another-name"


@pytest.mark.thorough
def test_the_model_of_a_key_is_made_when_pairs_come_and_hears_of_them(window: Window) -> None:
    """GIVEN a window in which nobody has had a key WHEN a pair is made THEN its page is ready to save it."""
    window.places.new_key.set_unsaved(True)
    window.after(window.places.new_key.generate)
    key = window.places.key
    assert window.main.place == KEY
    assert key.state.saving
    assert key.draft.state.label == window.session.hand.state.label != ""


@pytest.mark.thorough
def test_no_part_is_a_window_for_a_moment(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Which would flash up, and take the keyboard: what is shown before it has its place."""
    windows = Windows()
    qapp.installEventFilter(windows)
    window = Window(qtbot, qapp, tmp_path / "api-keys", None)
    qtbot.addWidget(window.main)
    window.main.show()
    for place in (OPEN_KEY, SETTINGS, HELP):
        window.main.go(place)
    window.main.go(NEW_KEY)
    window.new_key.options.unfold(True)
    suggest(window, qtbot)
    window.new_key.passphrase.suggestion.use.click()
    window.new_key.model.set_count(2)
    window.after(window.new_key.model.generate)
    window.key.tab("details").click()
    window.key.where.more.click()
    window.after(lambda: window.key.model.private.show(True))
    window.key.model.begin_saving()
    window.key.saving.options.unfold(True)
    window.clipboard.copy_secret("canary", text("passphrase"))
    for kind in Kind:
        window.session.notices.show(Notice(kind, text("Something."), text("A hint."), KEY))
    qapp.removeEventFilter(windows)
    window.clipboard.clear_now()
    window.jobs.shut_down()
    assert windows.shown == ["MainWindow"]


def test_a_part_is_made_when_it_is_shown_and_once(window: Window) -> None:
    details = window.new_key.options.details
    for shown in (True, False, True):
        window.new_key.options.options.click()
        assert details.isVisible() is shown
    assert made(window) == {"Details"}
    assert len(details.findChildren(type(details.archive))) == 4


def test_the_tab_key_takes_late_parts_where_they_stand(window: Window, qtbot: QtBot) -> None:
    """GIVEN parts in and below cards, made last WHEN Tab goes round THEN they are in their places."""
    page = window.new_key
    window.main.activateWindow()
    start = page.passphrase.suggest
    before = round_trip(window, start, Qt.Key.Key_Tab)
    page.options.unfold(True)
    panel = suggest(window, qtbot)
    window.session.notices.show(Notice(Kind.INFO, text("Something."), text("A hint."), NEW_KEY))

    forwards = round_trip(window, start, Qt.Key.Key_Tab)

    fields = [page.passphrase.passphrase.line, page.passphrase.repeat, page.passphrase.passphrase.eye]
    assert before[: len(fields) + 1] == [start, *fields]
    assert forwards[1:5] == [panel.words, panel.renew, panel.copy, panel.use]
    details = page.options.details
    folded = forwards.index(page.options.options)
    assert folded == 5
    assert forwards[folded + 1 : folded + 5] == [
        details.name,
        page.count,
        details.folder,
        details.browse,
    ]
    assert page.unsaved in forwards
    assert forwards.index(page.unsaved) < forwards.index(page.notice._close)
    assert round_trip(window, start, Qt.Key.Key_Backtab) == [start, *reversed(forwards[1:])]


@pytest.mark.thorough
def test_a_theme_chosen_before_is_the_theme_of_what_is_made_later(window: Window) -> None:
    window.main.resize(960, 1_200)
    choose_theme(window.theme, DARK)
    colours = window.theme.colours
    window.main.go(OPEN_KEY)
    assert counted(picture(window.main.current)).most_common(1)[0][0] in (colours.card, colours.ground)
    window.main.go(NEW_KEY)
    window.new_key.options.unfold(True)
    QApplication.processEvents()
    assert counted(picture(window.new_key.options)).most_common(1)[0][0] == colours.card


def test_while_a_suggestion_is_drawn_that_is_said_and_then_it_has_the_focus(
    window: Window, qtbot: QtBot
) -> None:
    window.main.activateWindow()
    window.new_key.passphrase.suggest.click()
    panel = window.new_key.passphrase.suggestion
    assert panel.isVisible()
    drawing = panel._worth.text()
    assert drawing
    assert not panel.use.isEnabled()
    assert not panel.copy.isEnabled()
    assert panel.words.value() == DEFAULT_WORDS
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    assert panel.phrase.text().count("-") >= DEFAULT_WORDS - 1
    assert panel._worth.text() not in ("", drawing)
    assert "77.5" in panel._worth.toolTip()
    assert focused(window) is panel.use


@pytest.mark.thorough
def test_another_is_asked_for_with_the_keyboard_still_on_another(window: Window, qtbot: QtBot) -> None:
    window.main.activateWindow()
    panel = suggest(window, qtbot)
    panel.renew.setFocus()
    first = panel.phrase.text()
    panel.renew.click()
    assert not panel.use.isEnabled()
    qtbot.waitUntil(panel.use.isEnabled, timeout=20_000)
    assert panel.phrase.text() != first
    assert focused(window) is panel.renew


def test_a_part_that_is_not_made_yet_hides_in_peace(window: Window) -> None:
    for part in window.main.findChildren(BuiltOnShow):
        part.hide()
    window.new_key.model.draft.suggestions.show(False)
    window.session.notices.dismiss()
    assert made(window) == set()
