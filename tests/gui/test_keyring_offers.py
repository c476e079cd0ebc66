"""The keyring in the window: what fails can be tried again, what is promised is done, no focus is stolen."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.errors import KeyringError
from app.gui.places import NEW_KEY
from app.gui.saving.options_card import KeyringField
from app.keys.passphrase import Passphrase
from app.text import text
from app.usecases import remember
from tests.gui.conftest import Window
from tests.keyrings import MemoryStore

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

STRONG = "gallows-unwrapped-tiptop-blizzard-crayon-mousy"


@dataclass
class Keyring:
    """One that is not there until `is_there`, locked until `store.trouble` is None, slow until `answers`."""

    store: MemoryStore = field(default_factory=MemoryStore)
    is_there: bool = True
    answers: Event = field(default_factory=Event)
    asked: int = 0

    def open(self) -> MemoryStore:
        self.asked += 1
        assert self.answers.wait(60)
        if not self.is_there:
            raise KeyringError(text("There is no system keyring here."), text("Start one."))
        return self.store


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyring]:
    keyring = Keyring()
    keyring.answers.set()
    monkeypatch.setattr(remember, "system_store", keyring.open)
    yield keyring
    keyring.answers.set()


@pytest.fixture
def row(window: Window, keyring: Keyring) -> KeyringField:
    window.main.activateWindow()
    window.new_key.options.unfold(True)
    return window.new_key.options.details.remember


def wait(window: Window, qtbot: QtBot) -> None:
    window.after(lambda: None)
    qtbot.waitUntil(lambda: not window.session.keyring.state.busy, timeout=60_000)


def locked() -> KeyringError:
    return KeyringError(text("The system keyring is locked."), text("Unlock it."))


def want(row: KeyringField) -> None:
    row.wanted.setFocus()
    QTest.keyClick(row.wanted, Qt.Key.Key_Space)


def save(window: Window) -> str:
    """A new pair, on the page of which the window is then; its fingerprint."""
    window.main.go(NEW_KEY)
    window.type_passphrase(STRONG)
    window.after(window.new_key.generate.click)
    pair = window.session.hand.state.pair
    assert pair is not None
    return pair.fingerprint


def passphrases_held() -> list[Passphrase]:
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, Passphrase) and each.reveal() == STRONG]


def test_one_that_is_not_there_is_looked_for_again(
    window: Window, row: KeyringField, keyring: Keyring, qtbot: QtBot
) -> None:
    """GIVEN no keyring WHEN it is tried again, again and once it is there THEN the focus is where it was."""
    keyring.is_there = False
    want(row)
    wait(window, qtbot)
    assert (row.again.isVisible(), row.wanted.isChecked()) == (True, False)
    assert window.main.focusWidget() is row.wanted
    assert "no system keyring" in row.wanted.accessibleDescription()

    row.again.setFocus()
    QTest.keyClick(row.again, Qt.Key.Key_Space)
    QTest.keyClick(row.again, Qt.Key.Key_Space)
    wait(window, qtbot)
    assert (keyring.asked, window.main.focusWidget()) == (2, row.again)

    keyring.is_there = True
    QTest.keyClick(row.again, Qt.Key.Key_Return)
    wait(window, qtbot)
    assert (row.again.isVisible(), row.wanted.isChecked()) == (False, True)
    assert window.main.focusWidget() is row.wanted


def test_what_could_not_be_stored_is_stored_when_it_is_tried_again(
    window: Window, row: KeyringField, keyring: Keyring, qtbot: QtBot
) -> None:
    want(row)
    wait(window, qtbot)
    keyring.store.trouble = locked()
    fingerprint = save(window)
    wait(window, qtbot)
    notice = window.key.notice
    assert notice.accessibleDescription() == "The system keyring is locked. Unlock it."
    (again,) = [each for each in notice._offers if each.isVisible()]
    again.click()
    wait(window, qtbot)
    assert notice.isVisible(), "it is locked still"
    assert keyring.store.held == {}

    keyring.store.trouble = None
    again.click()
    wait(window, qtbot)
    assert keyring.store.held == {fingerprint: Passphrase(STRONG)}
    assert not notice.isVisible()
    assert fingerprint in window.session.keyring.state.remembered


def test_a_keyring_that_fails_late_takes_no_focus(
    window: Window, row: KeyringField, keyring: Keyring, qtbot: QtBot
) -> None:
    """GIVEN somebody who types a label WHEN the keyring fails THEN the next key is a letter of the label."""
    want(row)
    wait(window, qtbot)
    keyring.store.trouble = locked()
    keyring.answers.clear()
    save(window)
    name = typing_a_name(window)
    keyring.answers.set()
    wait(window, qtbot)
    assert window.new_key.notice.isVisible()
    assert window.main.focusWidget() is name


def typing_a_name(window: Window) -> QWidget:
    """Of the next key."""
    window.main.go(NEW_KEY)
    window.new_key.options.unfold(True)
    window.new_key.options.details.name.setFocus()
    return window.new_key.options.details.name


def test_what_is_saved_while_the_keyring_is_asked_is_remembered_then(
    window: Window, row: KeyringField, keyring: Keyring, qtbot: QtBot
) -> None:
    """GIVEN a keyring that takes its time WHEN files are saved meanwhile THEN it gets the passphrase."""
    keyring.answers.clear()
    want(row)
    fingerprint = save(window)
    keyring.answers.set()
    wait(window, qtbot)
    assert keyring.store.held == {fingerprint: Passphrase(STRONG)}


def test_what_is_saved_while_none_is_found_is_said_not_to_be_remembered(
    window: Window, row: KeyringField, keyring: Keyring, qtbot: QtBot
) -> None:
    keyring.is_there = False
    keyring.answers.clear()
    want(row)
    save(window)
    keyring.answers.set()
    wait(window, qtbot)
    assert "no system keyring" in window.key.notice.accessibleDescription()


def test_wanted_no_more_while_it_is_looked_for(
    window: Window, row: KeyringField, keyring: Keyring, qtbot: QtBot
) -> None:
    """GIVEN a slow keyring WHEN the check mark is taken away again THEN no word, and nothing is stored."""
    keyring.is_there = False
    keyring.answers.clear()
    want(row)
    want(row)
    keyring.answers.set()
    wait(window, qtbot)
    assert (row.wanted.isChecked(), row.again.isVisible(), window.main.focusWidget()) == (
        False,
        False,
        row.wanted,
    )
    assert row._note.text() == ""


def dismiss(window: Window, qtbot: QtBot) -> None:
    window.session.notices.dismiss()


def go_on(window: Window, qtbot: QtBot) -> None:
    """The notice goes with the next work."""
    window.main.go(NEW_KEY)
    window.new_key.model.set_unsaved(True)
    window.after(window.new_key.model.generate)


@pytest.mark.parametrize("leave", [dismiss, go_on])
def test_a_passphrase_waits_only_as_long_as_trying_again_is_offered(
    window: Window, row: KeyringField, keyring: Keyring, qtbot: QtBot, leave: Callable[..., None]
) -> None:
    want(row)
    wait(window, qtbot)
    keyring.store.trouble = locked()
    save(window)
    wait(window, qtbot)
    assert passphrases_held(), "it waits to be stored"
    leave(window, qtbot)
    keyring.store.trouble = None  # with the frames through which it was raised
    assert window.key.notice.isHidden()
    assert passphrases_held() == []


def test_removing_it_leaves_the_focus_beside(
    window: Window, row: KeyringField, keyring: Keyring, qtbot: QtBot
) -> None:
    want(row)
    wait(window, qtbot)
    save(window)
    wait(window, qtbot)
    window.key.tab("details").click()
    forget = window.key.details.forget
    forget.setFocus()
    for _ in range(2):
        QTest.keyClick(forget, Qt.Key.Key_Return)
    wait(window, qtbot)
    assert keyring.store.held == {}
    assert not forget.isVisible()
    focused = window.main.focusWidget()
    assert focused is not None
    assert window.key.details.isAncestorOf(focused)
