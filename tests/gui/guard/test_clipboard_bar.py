"""The countdown in the status line: what it says, to whom, and how often."""

from typing import cast

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.gui import main_window
from app.gui.guard.clipboard import Clipboard
from app.gui.main_window import MainWindow
from app.gui.theme import DARK
from app.gui.widgets import clipboard_bar
from app.gui.widgets.clipboard_bar import ClipboardBar
from app.text import text
from tests.gui.names import name_of
from tests.gui.test_clipboard import OtherClipboard

pytestmark = pytest.mark.slow


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What assistive technology was told."""
    told: list[str] = []

    def announce(_: object, text: str) -> None:
        told.append(text)

    monkeypatch.setattr(clipboard_bar, "announce", announce)
    monkeypatch.setattr(main_window, "announce", announce)
    return told


def copy_private_key(window: MainWindow, qtbot: QtBot) -> ClipboardBar:
    window.model.generate()
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)
    window.model.keys.copy_private()
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)
    bar = window.findChild(ClipboardBar)
    assert isinstance(bar, ClipboardBar)
    return bar


def test_there_is_no_bar_until_something_secret_is_copied(window: MainWindow, qtbot: QtBot) -> None:
    window.model.generate()
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)
    window.model.keys.copy_public()
    assert window.findChild(ClipboardBar) is None


def test_it_counts_down_and_is_announced_once(window: MainWindow, qtbot: QtBot, announced: list[str]) -> None:
    bar = copy_private_key(window, qtbot)
    assert bar.isVisible()
    assert bar.text.text() == "Clipboard: private key, cleared in 30 s"
    said = "Clipboard: private key, cleared after 30 seconds."
    qtbot.waitUntil(lambda: "cleared in 28 s" in bar.text.text(), timeout=20_000)
    assert announced.count(said) == 1
    assert bar.text.accessibleDescription() == said
    assert [text for text in announced if "Clipboard" in text] == [said]


def test_clear_now_clears_and_says_so(window: MainWindow, qtbot: QtBot, announced: list[str]) -> None:
    bar = copy_private_key(window, qtbot)
    button = bar.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    assert name_of(button) == "Clear now"
    announced.clear()
    button.click()
    assert not bar.isVisible()
    assert QGuiApplication.clipboard().text() == ""
    assert window.status.text() == "Clipboard cleared."
    assert announced == ["Clipboard cleared."]


def test_a_clearing_during_work_is_announced_too(
    window: MainWindow, qtbot: QtBot, announced: list[str]
) -> None:
    bar = copy_private_key(window, qtbot)
    window.model.forget_unsaved()
    window.model.generate()
    assert window.model.state.work is not None
    announced.clear()
    bar.clear.click()
    assert announced == ["Clipboard cleared."]
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)


def test_tab_leads_to_it_in_the_order_of_the_eye(window: MainWindow, qtbot: QtBot) -> None:
    bar = copy_private_key(window, qtbot)
    assert bar.clear.nextInFocusChain() is window.cancel
    assert bar.clear.focusPolicy() == window.cancel.focusPolicy()


def test_the_next_secret_is_counted_anew(window: MainWindow, qtbot: QtBot) -> None:
    bar = copy_private_key(window, qtbot)
    bar.clear.click()
    window.model.keys.copy_private()
    qtbot.waitUntil(lambda: window.model.state.work is None, timeout=60_000)
    assert bar.isVisible()
    assert window.findChildren(ClipboardBar) == [bar]


def test_a_refusal_is_shown_and_told_until_it_is_over(window: MainWindow, announced: list[str]) -> None:
    """GIVEN a system that does not let the clipboard be cleared WHEN it is tried THEN the bar says so."""
    other = OtherClipboard()
    clipboard = Clipboard(cast(QClipboard, other))
    bar = ClipboardBar(clipboard, window.page._theme)
    bar.setParent(window)
    clipboard.copy_secret("secret", text("passphrase"))
    other.refuses = True
    bar.clear.click()
    assert bar.text.text() == "Clipboard not cleared: the system did not allow it."
    assert bar.text.property("role") == "warning"
    assert "may still hold this: passphrase." in bar.text.toolTip()
    assert bar.text.toolTip() in announced[-1]
    clipboard.countdown_changed.emit(12, "passphrase")
    assert "not cleared" in bar.text.text()
    other.refuses = False
    bar.clear.click()
    assert bar.isHidden()
    clipboard.copy_secret("secret", text("passphrase"))
    assert (bar.text.property("role"), bar.text.toolTip()) == ("muted", "")
    clipboard.clear_now()


def test_its_icon_follows_the_theme(window: MainWindow, qtbot: QtBot) -> None:
    bar = copy_private_key(window, qtbot)
    before = bar.icon.pixmap().toImage()
    window.page._theme.choose(DARK)
    assert bar.icon.pixmap().toImage() != before
