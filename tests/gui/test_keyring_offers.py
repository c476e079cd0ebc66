"""The keyring in the window: what fails can be tried again, what is promised is done, no focus is stolen."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event

import pytest
from app.gui.pages.keyring_row import KeyringRow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import KeyringError
from app.gui.main_window import MainWindow
from app.keys.passphrase import Passphrase
from app.text import text
from app.usecases import remember
from tests.gui.test_clipping import wait_for_work
from tests.keyrings import MemoryStore

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

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
def row(window: MainWindow, keyring: Keyring) -> KeyringRow:
    window.activateWindow()
    return window.page.controls.keyring


def wait(window: MainWindow, qtbot: QtBot) -> None:
    wait_for_work(window, qtbot)
    qtbot.waitUntil(lambda: not window.model.keyring.state.busy, timeout=60_000)


def locked() -> KeyringError:
    return KeyringError(text("The system keyring is locked."), text("Unlock it."))


def want(row: KeyringRow) -> None:
    row.wanted.setFocus()
    QTest.keyClick(row.wanted, Qt.Key.Key_Space)


def save(window: MainWindow, qtbot: QtBot) -> str:
    """A new pair; its fingerprint."""
    window.page.controls.fill(Passphrase(STRONG))
    window.model.generate()
    wait_for_work(window, qtbot)
    window.model.saving.save()
    wait_for_work(window, qtbot)
    assert window.model.state.pair is not None
    return window.model.state.pair.fingerprint


def passphrases_held() -> list[Passphrase]:
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, Passphrase) and each.reveal() == STRONG]


def test_one_that_is_not_there_is_looked_for_again(
    window: MainWindow, row: KeyringRow, keyring: Keyring, qtbot: QtBot
) -> None:
    """GIVEN no keyring WHEN it is tried again, again and once it is there THEN the focus is where it was."""
    keyring.is_there = False
    want(row)
    wait(window, qtbot)
    assert (row.again.isVisible(), row.wanted.isChecked()) == (True, False)
    assert window.focusWidget() is row.wanted
    assert "no system keyring" in row.wanted.accessibleDescription()

    row.again.setFocus()
    QTest.keyClick(row.again, Qt.Key.Key_Space)
    QTest.keyClick(row.again, Qt.Key.Key_Space)
    wait(window, qtbot)
    assert (keyring.asked, window.focusWidget()) == (2, row.again)

    keyring.is_there = True
    QTest.keyClick(row.again, Qt.Key.Key_Return)
    wait(window, qtbot)
    assert (row.again.isVisible(), row.wanted.isChecked()) == (False, True)
    assert window.focusWidget() is row.wanted


def test_what_could_not_be_stored_is_stored_when_it_is_tried_again(
    window: MainWindow, row: KeyringRow, keyring: Keyring, qtbot: QtBot
) -> None:
    want(row)
    wait(window, qtbot)
    keyring.store.trouble = locked()
    fingerprint = save(window, qtbot)
    wait(window, qtbot)
    notice = window.page.notice
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
    assert row.forget.isVisible()


def test_a_keyring_that_fails_late_takes_no_focus(
    window: MainWindow, row: KeyringRow, keyring: Keyring, qtbot: QtBot
) -> None:
    """GIVEN somebody who types a label WHEN the keyring fails THEN the next key is a letter of the label."""
    want(row)
    wait(window, qtbot)
    keyring.store.trouble = locked()
    keyring.answers.clear()
    save(window, qtbot)
    label = window.page.controls.label
    label.setFocus()
    keyring.answers.set()
    wait(window, qtbot)
    assert window.page.notice.isVisible()
    assert window.focusWidget() is label


def test_what_is_saved_while_the_keyring_is_asked_is_remembered_then(
    window: MainWindow, row: KeyringRow, keyring: Keyring, qtbot: QtBot
) -> None:
    """GIVEN a keyring that takes its time WHEN files are saved meanwhile THEN it gets the passphrase."""
    keyring.answers.clear()
    want(row)
    fingerprint = save(window, qtbot)
    keyring.answers.set()
    wait(window, qtbot)
    assert keyring.store.held == {fingerprint: Passphrase(STRONG)}


def test_what_is_saved_while_none_is_found_is_said_not_to_be_remembered(
    window: MainWindow, row: KeyringRow, keyring: Keyring, qtbot: QtBot
) -> None:
    keyring.is_there = False
    keyring.answers.clear()
    want(row)
    save(window, qtbot)
    keyring.answers.set()
    wait(window, qtbot)
    assert "no system keyring" in window.page.notice.accessibleDescription()


def test_wanted_no_more_while_it_is_looked_for(
    window: MainWindow, row: KeyringRow, keyring: Keyring, qtbot: QtBot
) -> None:
    """GIVEN a slow keyring WHEN the check mark is taken away again THEN no word, and nothing is stored."""
    keyring.is_there = False
    keyring.answers.clear()
    want(row)
    want(row)
    keyring.answers.set()
    wait(window, qtbot)
    assert (row.wanted.isChecked(), row.again.isVisible(), window.focusWidget()) == (False, False, row.wanted)
    assert row._note.text() == ""


def dismiss(window: MainWindow, qtbot: QtBot) -> None:
    window.model.dismiss_notice()


def go_on(window: MainWindow, qtbot: QtBot) -> None:
    """The notice goes with the next work."""
    window.model.generate()
    wait_for_work(window, qtbot)


@pytest.mark.parametrize("leave", [dismiss, go_on])
def test_a_passphrase_waits_only_as_long_as_trying_again_is_offered(
    window: MainWindow, row: KeyringRow, keyring: Keyring, qtbot: QtBot, leave: Callable[..., None]
) -> None:
    window.model.set_forget_after_saving(True)
    want(row)
    wait(window, qtbot)
    keyring.store.trouble = locked()
    save(window, qtbot)
    wait(window, qtbot)
    assert passphrases_held(), "it waits to be stored"
    leave(window, qtbot)
    keyring.store.trouble = None  # with the frames through which it was raised
    assert window.page.notice.isHidden()
    assert passphrases_held() == []


def test_removing_it_leaves_the_focus_beside(
    window: MainWindow, row: KeyringRow, keyring: Keyring, qtbot: QtBot
) -> None:
    want(row)
    wait(window, qtbot)
    save(window, qtbot)
    wait(window, qtbot)
    row.forget.setFocus()
    for _ in range(2):
        QTest.keyClick(row.forget, Qt.Key.Key_Return)
    wait(window, qtbot)
    assert keyring.store.held == {}
    assert (row.forget.isVisible(), window.focusWidget()) == (False, row.wanted)
