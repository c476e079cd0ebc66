"""Ten minutes without a change, here in milliseconds."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui import messages
from app.gui.application import Application
from app.gui.guard.idle import PATIENCE, IdleClock
from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Encrypted
from tests.gui.conftest import Window
from tests.gui.passphrases import NONE, OTHER, STRONG

shows_windows = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_ten_minutes() -> None:
    assert PATIENCE == 10 * 60 * 1000


def test_every_touch_begins_anew(qtbot: QtBot) -> None:
    clock = IdleClock(patience=300)
    touches = QTimer(interval=50)
    touches.timeout.connect(clock.touch)
    touches.start()
    with qtbot.assertNotEmitted(clock.elapsed, wait=700):
        clock.touch()
    touches.stop()
    with qtbot.waitSignal(clock.elapsed, timeout=5_000):
        clock.touch()


def has_secret(window: Window) -> bool:
    """Whether something would be forgotten."""
    return window.places.has_secret


@shows_windows
class TestForgotten:
    """What is forgotten when nobody has touched anything, wherever in the window it is."""

    def test_what_is_in_the_fields_of_new_key(self, window: Window) -> None:
        window.type_passphrase(STRONG.reveal())
        assert has_secret(window)
        window.places.expire()
        assert not has_secret(window)
        card = window.new_key.passphrase
        assert (card.passphrase.line.text(), card.repeat.text()) == ("", "")
        assert window.places.new_key.draft.passphrase == NONE

    def test_a_suggestion(self, window: Window, qtbot: QtBot) -> None:
        suggestions = window.places.new_key.draft.suggestions
        suggestions.show(True)
        qtbot.waitUntil(lambda: suggestions.suggestion is not None, timeout=20_000)
        assert has_secret(window)
        window.places.expire()
        assert (suggestions.suggestion, has_secret(window)) == (None, False)

    @pytest.mark.thorough
    def test_a_private_key_and_the_passphrase_beside_it(self, window: Window) -> None:
        window.places.new_key.set_unsaved(True)
        window.type_passphrase(STRONG.reveal())
        window.after(window.places.new_key.generate)
        window.key.tab("details").click()
        window.after(window.key.details.show_private.click)
        assert "PRIVATE KEY" in window.key.details.private.toPlainText()
        assert has_secret(window)
        window.places.expire()
        assert window.key.details.private.toPlainText() == ""
        assert window.key.saving.passphrase.passphrase.line.text() == ""
        assert not has_secret(window)
        assert window.session.hand.state.would_be_lost, "the pair itself stays: it may be registered already"

    @pytest.mark.thorough
    def test_what_is_typed_in_the_dialog_for_another_passphrase(self, window: Window, qtbot: QtBot) -> None:
        window.type_passphrase(STRONG.reveal())
        window.after(window.places.new_key.generate)
        assert not has_secret(window)
        window.after(window.places.key.begin_change)
        dialog = window.key.dialog
        assert dialog is not None
        dialog.current.line.setText(STRONG.reveal())
        assert has_secret(window)
        dialog.passphrase.line.setText(OTHER.reveal())
        window.places.expire()
        qtbot.waitUntil(lambda: not dialog.isVisible())
        assert [line.text() for line in (dialog.current.line, dialog.passphrase.line)] == ["", ""]
        assert not has_secret(window)

    @pytest.mark.thorough
    def test_a_key_that_waits_for_its_passphrase(self, window: Window, pairs: dict[str, KeyPair]) -> None:
        text = private_key_pem(pairs["ed25519"], Encrypted(STRONG))
        window.open_key.text.setPlainText(text)
        window.after(lambda: window.places.opening.open_text(text.encode()))
        window.open_key.passphrase.line.setText(STRONG.reveal())
        assert has_secret(window)
        window.places.expire()
        assert (window.open_key.text.toPlainText(), window.open_key.passphrase.line.text()) == ("", "")
        assert not has_secret(window)


@shows_windows
class TestTheClock:
    @pytest.fixture
    def whole(self, qapp: QApplication, qtbot: QtBot) -> Application:
        whole = Application(qapp)
        qtbot.addWidget(whole.window)
        return whole

    def test_elapsed_it_says_what_was_forgotten(self, whole: Application) -> None:
        whole.places.new_key.draft.edit_passphrase(STRONG, STRONG)
        whole.idle.elapsed.emit()
        assert whole.places.new_key.draft.passphrase == NONE
        assert whole.session.activity.state.status == messages.IDLE

    def test_where_there_is_nothing_nothing_is_said(self, whole: Application) -> None:
        whole.idle.elapsed.emit()
        assert whole.session.activity.state.status == ""

    @pytest.mark.parametrize("page", ["new key", "key", "dialog", "open"])
    def test_typing_anywhere_begins_anew(
        self, whole: Application, page: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        touched: list[bool] = []
        monkeypatch.setattr(whole.idle, "touch", lambda: touched.append(True))
        places = whole.places
        {
            "new key": lambda: places.new_key.draft.edit_passphrase(STRONG, STRONG),
            "key": lambda: places.key.draft.edit_passphrase(STRONG, STRONG),
            "dialog": lambda: places.key.changing.edit(STRONG, STRONG),
            "open": places.opening.begin,
        }[page]()
        assert touched
