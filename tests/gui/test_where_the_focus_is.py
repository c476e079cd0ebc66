"""Where the focus is after each action: where the eye should go, and never on a button that consents."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.gui import tasks
from app.gui.places import HELP, KEY, NEW_KEY, OPEN_KEY, SETTINGS
from app.gui.saving.models.draft_model import DraftModel
from app.gui.widgets.consent_button import ConsentButton
from app.keys.algorithm import BY_NAME
from app.keys.pair import generate_key_pair, private_key_pem
from app.keys.protection import Unencrypted
from app.usecases.passphrases import protect
from tests.gui import states
from tests.gui.conftest import Window

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
Key = Qt.Key
RIGHT, WRONG = states.STRONG.reveal(), "wrong"


@dataclass
class Hands:
    """Does things as a person does, and waits until they are done."""

    window: Window
    qtbot: QtBot
    monkeypatch: pytest.MonkeyPatch

    def press(self, key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Where the focus is."""
        QTest.keyClick(focused(), key, modifier)
        self.wait()

    def push(self, button: QWidget) -> None:
        """By the keyboard, once it can be pressed."""
        assert button.isVisible()
        button.setFocus()
        assert focused() is button
        self.press(Key.Key_Space)

    def click(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait()

    def wait(self) -> None:
        self.window.after(lambda: None)
        for draft in (self.window.places.new_key.draft, self.window.places.key.draft):
            self.qtbot.waitUntil(partial(is_still, draft), timeout=60_000)
        QApplication.processEvents()

    def prepare(self, state: states.Prepare) -> None:
        state(self.window, self.qtbot)
        self.wait()


def is_still(draft: DraftModel) -> bool:
    """Whether no suggestion is on its way."""
    return not draft.suggestions.is_drawing


def focused() -> QWidget:
    """What has the focus; there must be something."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def hands(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Hands:
    window.main.activateWindow()
    qtbot.waitActive(window.main)
    return Hands(window, qtbot, monkeypatch)


# New key


def generated(hands: Hands) -> QWidget:
    hands.prepare(states.ready)
    hands.push(hands.window.new_key.generate)
    return hands.window.key.foot.copy


def not_generated(hands: Hands) -> QWidget:
    """As the folder is a file."""
    hands.window.folder.write_text("", "ascii")
    hands.prepare(states.ready)
    hands.push(hands.window.new_key.generate)
    return hands.window.new_key.notice


def name_taken(hands: Hands) -> QWidget:
    hands.window.folder.mkdir()
    (hands.window.folder / "desk.private.pem").touch()
    hands.window.new_key.model.draft.edit_label("desk")
    return asked(hands)


def asked(hands: Hands) -> QWidget:
    """The first answer loses nothing."""
    page = hands.window.new_key
    if not hands.window.folder.exists():
        hands.window.type_passphrase("")
    else:
        hands.prepare(states.ready)
    hands.push(page.generate)
    first = page.notice.first_offer()
    assert first is not None
    return first


def question_escaped(hands: Hands) -> QWidget:
    hands.push(hands.window.new_key.generate)
    hands.press(Key.Key_Escape)
    return hands.window.new_key.generate


def question_dismissed(hands: Hands) -> QWidget:
    hands.push(hands.window.new_key.generate)
    hands.click(hands.window.new_key.notice._close)
    return hands.window.new_key.generate


def would_rather_type(hands: Hands) -> QWidget:
    hands.push(hands.window.new_key.generate)
    hands.press(Key.Key_Space)
    return hands.window.new_key.passphrase.passphrase.line


def cancelled(hands: Hands) -> QWidget:
    """Back to where it was."""

    def endless(*arguments: object) -> None:
        while True:
            arguments[-1](0, 1)  # type: ignore[operator]
            time.sleep(0.01)

    hands.monkeypatch.setattr(tasks, "generate_and_save", endless)
    hands.prepare(states.ready)
    generate = hands.window.new_key.generate
    generate.setFocus()
    QTest.keyClick(generate, Key.Key_Space)
    assert focused() is hands.window.new_key.bar.progress
    hands.press(Key.Key_Escape)
    assert hands.window.notice is not None
    return generate


def suggested(hands: Hands) -> QWidget:
    hands.push(hands.window.new_key.passphrase.suggest)
    return hands.window.new_key.passphrase.suggestion.use


def suggestion_used(hands: Hands) -> QWidget:
    suggested(hands)
    hands.press(Key.Key_Space)
    return hands.window.new_key.generate


def suggestion_escaped(hands: Hands) -> QWidget:
    suggested(hands)
    hands.press(Key.Key_Escape)
    return hands.window.new_key.passphrase.passphrase.line


def suggestion_closed(hands: Hands) -> QWidget:
    suggested(hands)
    hands.push(hands.window.new_key.passphrase.suggest)
    return hands.window.new_key.passphrase.passphrase.line


def options_opened(hands: Hands) -> QWidget:
    hands.push(hands.window.new_key.options.options)
    return hands.window.new_key.options.details.name


def options_escaped(hands: Hands) -> QWidget:
    options_opened(hands)
    hands.press(Key.Key_Escape)
    return hands.window.new_key.options.options


def options_closed(hands: Hands) -> QWidget:
    options_opened(hands)
    hands.push(hands.window.new_key.options.options)
    return hands.window.new_key.options.options


# This key


def copied(hands: Hands) -> QWidget:
    generated(hands)
    hands.press(Key.Key_Space)
    return hands.window.key.foot.copy


def saved(hands: Hands) -> QWidget:
    hands.prepare(states.unsaved)
    part = hands.window.key.saving.passphrase
    part.passphrase.line.setText(RIGHT)
    part.repeat.setText(RIGHT)
    hands.push(hands.window.key.foot.save)
    assert hands.window.session.hand.state.saved
    return hands.window.key.foot.copy


def saved_with_question(hands: Hands) -> QWidget:
    hands.prepare(states.unsaved)
    hands.push(hands.window.key.foot.save)
    first = hands.window.key.notice.first_offer()
    assert first is not None
    return first


def saving_once_more_given_up(hands: Hands) -> QWidget:
    hands.prepare(states.save_once_more)
    hands.window.key.saving.passphrase.passphrase.line.setFocus()
    hands.press(Key.Key_Escape)
    return hands.window.key.foot.copy


def private_key_shown(hands: Hands) -> QWidget:
    hands.prepare(states.details)
    hands.push(hands.window.key.details.show_private)
    assert hands.window.key.model.private.state.text
    return hands.window.key.details.show_private


def private_key_copied(hands: Hands) -> QWidget:
    hands.prepare(states.details)
    hands.push(hands.window.key.details.copy_private)
    return hands.window.key.details.copy_private


def details_closed(hands: Hands) -> QWidget:
    hands.prepare(states.details)
    hands.window.key.details.show_private.setFocus()
    hands.press(Key.Key_Escape)
    return hands.window.key.tab("register")


def change_given_up(hands: Hands) -> QWidget:
    hands.prepare(states.details)
    hands.push(hands.window.key.details.change)
    dialog = hands.window.key.dialog
    assert dialog is not None
    hands.qtbot.waitUntil(dialog.isActiveWindow)
    assert focused() is dialog.current.line
    hands.press(Key.Key_Escape)
    hands.window.main.activateWindow()  # which a window manager does
    hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return hands.window.key.details.change


# Open a key


def pem(*, encrypted: bool) -> str:
    pair = generate_key_pair(BY_NAME["ed25519"])
    return private_key_pem(pair, protect(states.STRONG, "") if encrypted else Unencrypted())


def by_paste(hands: Hands, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    hands.window.new_key.options.options.setFocus()
    hands.press(Key.Key_V, CONTROL)


def by_paste_into_its_field(hands: Hands, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    hands.press(Key.Key_O, CONTROL)
    hands.press(Key.Key_V, CONTROL)
    hands.qtbot.waitUntil(lambda: not hands.window.open_key._pause.isActive(), timeout=60_000)
    hands.wait()


def by_file(hands: Hands, text: str) -> None:
    hands.window.main.take_file(file_of(hands, text))
    hands.wait()


def by_drop(hands: Hands, text: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file_of(hands, text)))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    hands.window.main.dropEvent(QDropEvent(QPoint(5, 5), copy, data, left, NONE))
    hands.wait()


def file_of(hands: Hands, text: str) -> Path:
    file = hands.window.folder.parent / "some.pem"
    file.write_text(text, "ascii")
    return file


WAYS = pytest.mark.parametrize("way", [by_paste, by_paste_into_its_field, by_file, by_drop])
Way = Callable[[Hands, str], None]


def unlocked(hands: Hands) -> QWidget:
    hands.prepare(states.locked_file)
    QTest.keyClicks(focused(), RIGHT)
    hands.press(Key.Key_Return)
    return hands.window.key.foot.copy


def not_unlocked(hands: Hands) -> QWidget:
    by_paste(hands, pem(encrypted=True))
    QTest.keyClicks(focused(), WRONG)
    hands.press(Key.Key_Return)
    assert hands.window.notice is not None
    return hands.window.open_key.passphrase.line


def no_key(hands: Hands) -> QWidget:
    by_paste(hands, "no key at all")
    return hands.window.open_key.notice


def another_key(hands: Hands) -> QWidget:
    by_paste(hands, pem(encrypted=True))
    hands.push(hands.window.open_key.again)
    return hands.window.open_key.text


def begun_again(hands: Hands) -> QWidget:
    by_paste(hands, pem(encrypted=True))
    hands.press(Key.Key_Escape)
    return hands.window.open_key.text


# The frame


def f6(hands: Hands) -> QWidget:
    hands.press(Key.Key_F6)
    return hands.window.main.navigation.entries[NEW_KEY]


def f6_twice(hands: Hands) -> QWidget:
    hands.press(Key.Key_F6)
    hands.press(Key.Key_F6)
    return hands.window.new_key.passphrase.passphrase.line


@pytest.mark.parametrize(
    "act",
    [
        generated,
        not_generated,
        name_taken,
        asked,
        question_escaped,
        question_dismissed,
        would_rather_type,
        cancelled,
        suggested,
        suggestion_used,
        suggestion_escaped,
        suggestion_closed,
        options_opened,
        options_escaped,
        options_closed,
        copied,
        saved,
        saved_with_question,
        saving_once_more_given_up,
        private_key_shown,
        private_key_copied,
        details_closed,
        change_given_up,
        unlocked,
        not_unlocked,
        no_key,
        another_key,
        begun_again,
        f6,
        f6_twice,
    ],
)
def test_after_an_action_the_focus_is_where_the_eye_should_go(
    hands: Hands, qapp: QApplication, act: Callable[[Hands], QWidget]
) -> None:
    seen: list[QWidget | None] = []
    note = partial(_note, seen)
    qapp.focusChanged.connect(note)
    expected = act(hands)
    qapp.focusChanged.disconnect(note)
    assert focused() is expected
    assert not [each for each in seen if isinstance(each, ConsentButton) and each.consents]


def _note(seen: list[QWidget | None], _: QWidget | None, new: QWidget | None) -> None:
    seen.append(new)


@WAYS
def test_an_encrypted_key_asks_for_its_passphrase(hands: Hands, way: Way) -> None:
    way(hands, pem(encrypted=True))
    assert hands.window.main.place == OPEN_KEY
    assert focused() is hands.window.open_key.passphrase.line


@WAYS
def test_a_key_in_clear_leads_to_what_makes_it_safe(hands: Hands, way: Way) -> None:
    way(hands, pem(encrypted=False))
    assert hands.window.main.place == KEY
    first = hands.window.key.notice.first_offer()
    assert first is not None
    assert focused() is first


@pytest.mark.parametrize("by_key", [True, False], ids=["key", "click"])
@pytest.mark.parametrize(
    ("place", "key", "modifier"),
    [
        (NEW_KEY, Key.Key_N, CONTROL),
        (KEY, Key.Key_K, CONTROL),
        (OPEN_KEY, Key.Key_O, CONTROL),
        (SETTINGS, Key.Key_Comma, CONTROL),
        (HELP, Key.Key_F1, NONE),
    ],
)
def test_at_another_place_it_is_on_what_comes_first(
    hands: Hands, place: str, key: Key, modifier: Qt.KeyboardModifier, by_key: bool
) -> None:
    hands.prepare(states.saved)
    hands.window.main.go(SETTINGS if place == HELP else HELP)
    if by_key:
        hands.press(key, modifier)
    else:
        hands.click(hands.window.main.navigation.entries[place])
    window = hands.window
    settings = window.main.page(SETTINGS).first_focus()
    assert (
        focused()
        is {
            NEW_KEY: window.new_key.passphrase.passphrase.line,
            KEY: window.key.foot.copy,
            OPEN_KEY: window.open_key.text,
            SETTINGS: settings,
            HELP: window.main.page(HELP).first_focus(),
        }[place]
    )
