"""The countdown below the page: what it says, to whom, and how often."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui import action_bar, messages
from app.gui.guard import clipboard_bar
from app.gui.guard.clipboard import CLEAR_AFTER, Clipboard
from app.gui.guard.clipboard_bar import ClipboardBar
from app.gui.places import SETTINGS
from app.gui.theme import DARK
from app.text import text
from tests.gui.conftest import Window
from tests.gui.guard.test_clipboard import OtherClipboard
from tests.gui.looks import changed, choose_theme, picture
from tests.gui.names import name_of

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What assistive technology was told."""
    told: list[str] = []

    def announce(_: object, text: str) -> None:
        told.append(text)

    monkeypatch.setattr(clipboard_bar, "announce", announce)
    monkeypatch.setattr(action_bar, "announce", announce)
    return told


def generate(window: Window) -> None:
    """A pair that stays in the window."""
    window.new_key.model.set_unsaved(True)
    window.after(window.new_key.model.generate)


def copy_private_key(window: Window) -> ClipboardBar:
    generate(window)
    window.after(window.key.model.private.copy)
    bar = window.main.findChild(ClipboardBar)
    assert isinstance(bar, ClipboardBar)
    return bar


def test_there_is_no_bar_until_something_secret_is_copied(window: Window) -> None:
    generate(window)
    window.key.foot.copy.click()
    assert window.main.findChild(ClipboardBar) is None


def test_it_counts_down_and_is_announced_once(window: Window, qtbot: QtBot, announced: list[str]) -> None:
    bar = copy_private_key(window)
    assert bar.isVisible()
    assert bar.text.text() == messages.countdown_text(CLEAR_AFTER, messages.PRIVATE_KEY)
    later = messages.countdown_text(CLEAR_AFTER - 2, messages.PRIVATE_KEY)
    qtbot.waitUntil(lambda: bar.text.text() == later, timeout=20_000)
    said = messages.countdown_announcement(CLEAR_AFTER, messages.PRIVATE_KEY)
    assert bar.text.accessibleDescription() == said
    assert [each for each in announced if messages.PRIVATE_KEY in each] == [said]


def test_clear_now_clears_and_says_so(window: Window, announced: list[str]) -> None:
    bar = copy_private_key(window)
    assert name_of(bar.clear) == bar.clear.text()
    announced.clear()
    bar.clear.click()
    assert not bar.isVisible()
    assert QGuiApplication.clipboard().text() == ""
    assert window.session.activity.state.status == messages.CLIPBOARD_CLEARED
    assert window.main.current.bar.isVisible()
    assert announced == [messages.CLIPBOARD_CLEARED]


def test_a_clearing_during_work_is_announced_too(window: Window, announced: list[str]) -> None:
    bar = copy_private_key(window)
    window.session.hand.forget_unsaved()
    window.new_key.model.generate()
    assert window.session.activity.state.work is not None
    announced.clear()
    bar.clear.click()
    assert announced == [messages.CLIPBOARD_CLEARED]
    window.after(lambda: None)


def tab_stops(window: Window) -> list[QWidget]:
    """What the Tab key stops at now, in its order, from the first of the window on."""
    stops: list[QWidget] = []
    each: QWidget | None = window.main.nextInFocusChain()
    while each is not None and each is not window.main:
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(each)
        each = each.nextInFocusChain()
    return stops


def test_tab_leads_to_it_in_the_order_of_the_eye(window: Window) -> None:
    """GIVEN the countdown, which is below every page WHEN Tab goes round THEN it comes after them all."""
    bar = copy_private_key(window)
    assert tab_stops(window)[-1] is bar.clear
    window.main.go(SETTINGS)  # a page that is made later
    assert tab_stops(window)[-1] is bar.clear


def test_the_next_secret_is_counted_anew(window: Window) -> None:
    bar = copy_private_key(window)
    bar.clear.click()
    window.after(window.key.model.private.copy)
    assert bar.isVisible()
    assert window.main.findChildren(ClipboardBar) == [bar]


def test_a_refusal_is_shown_and_told_until_it_is_over(window: Window, announced: list[str]) -> None:
    """GIVEN a system that does not let the clipboard be cleared WHEN it is tried THEN the bar says so."""
    other = OtherClipboard()
    clipboard = Clipboard(cast(QClipboard, other))
    bar = ClipboardBar(clipboard)
    bar.setParent(window.main)
    clipboard.copy_secret("secret", messages.PASSPHRASE)
    other.refuses = True
    bar.clear.click()
    assert bar.text.text() == messages.CLIPBOARD_REFUSED
    assert bar.text.property("role") == "warning"
    assert bar.text.toolTip() == messages.clipboard_refused_hint(messages.PASSPHRASE)
    assert bar.text.toolTip() in announced[-1]
    clipboard.countdown_changed.emit(12, "passphrase")
    assert bar.text.text() == messages.CLIPBOARD_REFUSED
    other.refuses = False
    bar.clear.click()
    assert bar.isHidden()
    clipboard.copy_secret("secret", text("passphrase"))
    assert (bar.text.property("role"), bar.text.toolTip()) == ("muted", "")
    clipboard.clear_now()


def test_its_icon_follows_the_theme(window: Window) -> None:
    bar = copy_private_key(window)
    before = picture(bar.icon)
    choose_theme(window.theme, DARK)
    assert changed(before, picture(bar.icon)) > 0
