"""The question at the end: for every generated pair that is in no file, however the window is closed."""

import gc
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.gui.places import KEY, NEW_KEY
from app.gui.saving.models.saving_model import Answer
from app.gui.session.unsaved import Unsaved
from app.gui.widgets.consent_button import ConsentButton
from app.gui.words import said
from app.keys.algorithm import BY_NAME
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Unencrypted
from tests.gui.conftest import Window

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

STRONG = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon-mousy")
CONTROL = Qt.KeyboardModifier.ControlModifier
Buttons = QMessageBox.StandardButton


def generate(window: Window, count: int = 1) -> None:
    """Pairs that stay in the window."""
    window.new_key.model.set_count(count)
    window.new_key.model.set_unsaved(True)
    window.after(window.new_key.model.generate)
    assert window.session.hand.state.would_be_lost


def type_passphrase(window: Window) -> None:
    """On the page of the key."""
    window.key.model.draft.edit_passphrase(STRONG, STRONG)


def save(window: Window) -> None:
    type_passphrase(window)
    window.after(window.key.model.save)
    assert window.session.hand.state.saved


def boxes(window: Window) -> list[QMessageBox]:
    return [each for each in window.main.findChildren(QMessageBox) if each.isVisible()]


def asked(window: Window) -> QMessageBox:
    """Closes the window, which must ask; what it asks."""
    window.main.close()
    return box_of(window)


def box_of(window: Window) -> QMessageBox:
    (box,) = boxes(window)
    return box


def by_the_frame(window: Window) -> None:
    window.main.close()


def by_key(window: Window) -> None:
    """With the sign that a keyboard sends; QTest would send a q."""
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, CONTROL, "\x11")
    QApplication.sendEvent(window.main.focusWidget() or window.main, pressed)


CLOSING = pytest.mark.parametrize("close", [by_the_frame, by_key])
Close = Callable[[Window], None]


def test_the_question_of_macos_has_the_button_that_consents_too(window: Window) -> None:
    """Qt would show a native one there, which has buttons of its own."""
    generate(window)
    assert asked(window).testOption(QMessageBox.Option.DontUseNativeDialog)


def test_quitting_as_macos_does_it_asks_and_ends_nothing(window: Window, qapp: QApplication) -> None:
    """The Dock, the menu of the application, Cmd+Q and the end of the session."""
    generate(window)
    ended: list[bool] = []
    qapp.aboutToQuit.connect(partial(ended.append, True))
    for _ in range(2):  # the second while the question is shown
        quitting = QEvent(QEvent.Type.Quit)
        QApplication.sendEvent(qapp, quitting)
        assert not quitting.isAccepted()
        QApplication.processEvents()
        assert window.main.isVisible()
        assert len(boxes(window)) == 1
    assert window.session.hand.state.would_be_lost
    assert ended == []


@CLOSING
def test_it_asks_once_for_all_pairs(window: Window, close: Close) -> None:
    generate(window, 3)
    close(window)
    assert "3" in box_of(window).text()
    close(window)
    assert len(boxes(window)) == 1
    box_of(window).button(Buttons.Cancel).click()
    assert window.main.isVisible()


def passphrase(window: Window) -> QWidget:
    return window.new_key.passphrase.passphrase.line


def key_type(window: Window) -> QWidget:
    return window.new_key.kind.family.segments["ed25519"]


def name(window: Window) -> QWidget:
    window.new_key.options.unfold(True)
    return window.new_key.options.details.name


def count(window: Window) -> QWidget:
    window.new_key.options.unfold(True)
    return window.new_key.count


def generate_button(window: Window) -> QWidget:
    return window.new_key.generate


def place(window: Window) -> QWidget:
    return window.main.navigation.entries[NEW_KEY]


@CLOSING
@pytest.mark.parametrize("focused", [passphrase, key_type, name, count, generate_button, place])
def test_without_a_pair_it_closes_at_once(
    window: Window, close: Close, focused: Callable[[Window], QWidget]
) -> None:
    focused(window).setFocus()
    assert window.main.focusWidget() is focused(window)
    close(window)
    assert not window.main.isVisible()


def test_what_was_generated_and_saved_is_not_asked_about(window: Window) -> None:
    window.type_passphrase(STRONG.reveal())
    window.after(window.new_key.generate.click)
    assert window.main.close()


def test_what_is_saved_is_not_asked_about_whatever_changes_then(window: Window) -> None:
    generate(window, 2)
    save(window)
    window.new_key.model.draft.edit_label("another")
    window.key.model.draft.edit_label("another")
    window.new_key.model.choose(BY_NAME["rsa-4096"])
    assert window.main.close()


def test_the_next_pair_is_asked_about_again(window: Window) -> None:
    generate(window)
    save(window)
    generate(window)
    assert not window.main.close()


def test_an_opened_key_is_not_asked_about(window: Window, pairs: dict[str, KeyPair]) -> None:
    pem = private_key_pem(pairs["ed25519"], Unencrypted()).encode()
    window.after(partial(window.open_key.model.open_text, pem))
    assert window.session.hand.state.pair is not None
    assert window.main.close()


@pytest.mark.parametrize("is_key", [True, False])
def test_a_pair_is_asked_about_until_another_is_open(
    window: Window, pairs: dict[str, KeyPair], is_key: bool
) -> None:
    """GIVEN another key that is to be opened, or what is none after all THEN the pair is guarded still."""
    generate(window)
    pem = private_key_pem(pairs["ed25519"], Unencrypted()).encode() if is_key else b"nonsense"
    window.after(partial(window.open_key.model.open_text, pem))
    assert (Unsaved.DISCARD in window.offers()) is is_key
    assert not window.main.close()


def saving_begins(window: Window) -> None:
    type_passphrase(window)
    window.key.model.save()


def copying_begins(window: Window) -> None:
    type_passphrase(window)
    window.key.model.private.copy()


@CLOSING
@pytest.mark.parametrize("work", [saving_begins, copying_begins])
def test_while_work_runs_save_waits_for_it_and_then_closes(
    window: Window, qtbot: QtBot, close: Close, work: Callable[[Window], None]
) -> None:
    generate(window)
    work(window)
    close(window)
    assert window.session.activity.state.work is not None
    box_of(window).button(Buttons.Save).click()
    qtbot.waitUntil(lambda: not window.main.isVisible(), timeout=60_000)
    assert len(window.files()) == 2


def test_what_was_saved_while_it_asked_is_not_saved_again(window: Window, qtbot: QtBot) -> None:
    """GIVEN the question during a saving that has ended since WHEN the answer is Save THEN it just closes."""
    generate(window)
    saving_begins(window)
    box = asked(window)
    window.after(lambda: None)
    box.button(Buttons.Save).click()
    qtbot.waitUntil(lambda: not window.main.isVisible(), timeout=60_000)
    assert (window.notice, len(window.files())) == (None, 2)


def test_what_cannot_be_saved_stays_open_and_says_why(window: Window, qtbot: QtBot) -> None:
    """GIVEN two passphrases that differ WHEN the answer is Save THEN they can be corrected at once."""
    generate(window)
    window.key.saving.passphrase.passphrase.line.setText("one passphrase")
    window.key.saving.passphrase.repeat.setText("another")
    window.main.go(NEW_KEY)
    asked(window).button(Buttons.Save).click()
    qtbot.wait(50)
    assert window.main.isVisible()
    assert window.main.place == KEY
    assert window.key.bar.state.text() == said(window.key.model.draft.state.passphrase_problem)
    assert window.main.focusWidget() is window.key.saving.passphrase.passphrase.line
    assert not window.main.close()


@pytest.mark.parametrize("by", ["Cancel", "Escape"])
def test_who_cancels_keeps_the_key(window: Window, qtbot: QtBot, by: str) -> None:
    generate(window)
    box = asked(window)
    if by == "Escape":
        QTest.keyClick(box, Qt.Key.Key_Escape)
    else:
        box.button(Buttons.Cancel).click()
    qtbot.wait(50)
    assert window.main.isVisible()
    assert window.session.hand.state.would_be_lost


def test_closing_without_saving_writes_nothing(window: Window, qtbot: QtBot) -> None:
    generate(window)
    (without,) = [each for each in asked(window).buttons() if isinstance(each, ConsentButton)]
    without.click()
    qtbot.waitUntil(lambda: not window.main.isVisible())
    assert not window.folder.exists()


def test_saving_is_the_default_answer_and_then_closes(window: Window, qtbot: QtBot) -> None:
    generate(window)
    type_passphrase(window)
    box = asked(window)
    assert box.defaultButton() is box.button(Buttons.Save)
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.main.isVisible(), timeout=60_000)
    assert len(window.files()) == 2


def test_a_question_that_saving_asks_keeps_the_window_open(window: Window, qtbot: QtBot) -> None:
    generate(window)
    window.main.go(NEW_KEY)
    asked(window).button(Buttons.Save).click()
    qtbot.wait(50)
    assert window.main.isVisible()
    assert (window.main.place, window.key.notice.isVisible()) == (KEY, True)
    assert Answer.IN_CLEAR in window.offers()


def test_closing_empties_the_passphrase_fields(window: Window) -> None:
    window.type_passphrase("only this test types this")
    window.main.close()
    card = window.new_key.passphrase
    assert card.passphrase.line.text() == card.repeat.text() == ""
    held = [item for item in gc.get_objects() if isinstance(item, Passphrase)]
    assert not [item for item in held if "this test" in item.reveal()]


class SystemSession:
    """What the system offers a program that is to end with the session."""

    def __init__(self) -> None:
        self.cancelled = False

    def allowsInteraction(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def cancel(self) -> None:
        self.cancelled = True


def test_the_end_of_the_session_waits_for_an_answer(window: Window) -> None:
    without_a_key, with_one = SystemSession(), SystemSession()
    window.main.closing.at_session_end(without_a_key)
    assert not without_a_key.cancelled
    generate(window)
    window.main.closing.at_session_end(with_one)
    assert with_one.cancelled
    assert boxes(window)
