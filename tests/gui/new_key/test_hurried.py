"""Whoever types faster than the passphrase is judged: the machine is busy, or the hand is quick."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui import tasks
from tests.gui.conftest import Window

STRONG = "gallows-unwrapped-tiptop-blizzard-crayon-mousy"
WEAK = "binance2024!"

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Judgements wait for it, but for the first."""
    may_go_on, really = threading.Event(), tasks.judge_passphrase
    calls: list[int] = []

    def judge(*args: object) -> object:
        if calls:
            assert may_go_on.wait(60)
        calls.append(1)
        return really(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "judge_passphrase", judge)
    yield may_go_on
    may_go_on.set()


@pytest.fixture
def hurried(window: Window, qtbot: QtBot) -> Window:
    """The window, in which the beginning of a passphrase was called weak."""
    window.main.activateWindow()
    qtbot.waitActive(window.main)
    card = window.new_key.passphrase
    with qtbot.waitSignal(window.new_key.model.draft.strength.judged, timeout=20_000):
        QTest.keyClicks(card.passphrase.line, STRONG[:3])
    assert window.new_key.model.weakness
    return window


def type_the_rest(window: Window) -> None:
    card = window.new_key.passphrase
    QTest.keyClicks(card.passphrase.line, STRONG[3:])
    QTest.keyClicks(card.repeat, STRONG)


def test_the_button_can_be_pressed_at_once(held: threading.Event, hurried: Window) -> None:
    """GIVEN the judgement of its beginning WHEN all of it is typed twice THEN nothing calls that weak."""
    type_the_rest(hurried)
    page = hurried.new_key
    assert (page.generate.isEnabled(), page.anyway.isVisible()) == (True, False)
    page.generate.click()
    held.set()
    hurried.after(lambda: None)
    assert len(list(hurried.folder.glob("*.pem"))) == 2


def test_enter_is_heard_where_the_passphrase_is_shown(
    held: threading.Event, hurried: Window, qtbot: QtBot
) -> None:
    """There a weak beginning stays weak until the whole is judged, so that nothing flickers."""
    card = hurried.new_key.passphrase
    card.passphrase.eye.click()
    QTest.keyClicks(card.passphrase.line, STRONG[3:])
    QTest.keyClick(card.passphrase.line, Qt.Key.Key_Return)
    held.set()
    qtbot.waitUntil(lambda: len(list(hurried.folder.glob("*.pem"))) == 2, timeout=20_000)
    hurried.after(lambda: None)


def test_enter_asks_where_the_whole_is_weak(held: threading.Event, window: Window, qtbot: QtBot) -> None:
    """GIVEN a weak passphrase WHEN Enter comes before it is judged THEN nothing is made unasked."""
    window.main.activateWindow()
    qtbot.waitActive(window.main)
    window.type_passphrase(WEAK)
    QTest.keyClick(window.new_key.passphrase.repeat, Qt.Key.Key_Return)
    held.set()
    qtbot.waitUntil(lambda: window.notice is not None, timeout=20_000)
    window.after(lambda: None)
    assert not list(window.folder.glob("*.pem"))
    assert QApplication.focusWidget() is not None


def test_what_was_judged_is_not_judged_again_while_it_is_repeated(hurried: Window, qtbot: QtBot) -> None:
    """GIVEN a weak passphrase, judged WHEN it is repeated THEN it is weak at once, without a flicker."""
    card, strength = hurried.new_key.passphrase, hurried.new_key.model.draft.strength
    with qtbot.waitSignal(strength.judged, timeout=20_000):
        card.passphrase.line.setText(WEAK)
    for end in range(1, len(WEAK) + 1):
        card.repeat.setText(WEAK[:end])
        assert strength.is_settled
    assert not hurried.new_key.generate.isEnabled()
    assert hurried.new_key.anyway.isVisible()
