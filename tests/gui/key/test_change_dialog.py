"""The dialog for another passphrase: modal, emptied, heard once, and for the file that it was opened for."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.gui.guard.shown import Secret
from app.gui.key.change_dialog import ChangeDialog
from app.gui.places import OPEN_KEY
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from tests.gui.conftest import Window

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

OLD = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon-mousy")
NEW = "sprinkled-unfunded-renewal-jokester-flyable-oxidant"
WEAK = "binance2024!"
KEYS = Qt.Key


@pytest.fixture
def file(tmp_path: Path, pairs: dict[str, KeyPair]) -> Path:
    file = tmp_path / "margin.private.pem"
    file.write_text(private_key_pem(pairs["ed25519"], Encrypted(OLD)))
    return file


def open_key(window: Window, file: Path) -> None:
    """With the passphrase that it has."""
    window.after(lambda: window.places.opening.open_file(file))
    window.after(lambda: window.places.opening.unlock(OLD))


@pytest.fixture
def dialog(window: Window, qtbot: QtBot, file: Path) -> ChangeDialog:
    """Opened from the keyboard, for the opened file."""
    window.main.activateWindow()
    qtbot.waitUntil(window.main.isActiveWindow)
    window.main.go(OPEN_KEY)
    open_key(window, file)
    window.key.tab("details").click()
    window.key.details.change.setFocus()
    QTest.keyClick(window.key.details.change, KEYS.Key_Return)
    dialog = window.key.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def type_both(dialog: ChangeDialog, text: str) -> None:
    QTest.keyClicks(dialog.passphrase.line, text)
    QTest.keyClicks(dialog.repeat, text)


def focus(dialog: ChangeDialog) -> QWidget:
    """What hears the keys."""
    return dialog.focusWidget() or dialog


def test_tab_leads_from_field_to_field(dialog: ChangeDialog) -> None:
    """An eye between them would get what is typed there, and a space would show a passphrase."""
    for field in (dialog.passphrase.line, dialog.repeat):
        assert focus(dialog) is field
        QTest.keyClick(field, KEYS.Key_Tab)
    assert focus(dialog) is dialog.passphrase.eye


def test_it_is_modal_to_its_window_and_names_the_file(dialog: ChangeDialog, file: Path) -> None:
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    assert dialog._file.text() == str(file)
    assert focus(dialog) is dialog.passphrase.line


def test_enter_leads_on_and_then_changes(
    window: Window, dialog: ChangeDialog, qtbot: QtBot, file: Path, pairs: dict[str, KeyPair]
) -> None:
    QTest.keyClicks(dialog.passphrase.line, NEW)
    QTest.keyClick(dialog.passphrase.line, KEYS.Key_Return)
    assert focus(dialog) is dialog.repeat
    QTest.keyClicks(dialog.repeat, NEW)
    QTest.keyClick(dialog.repeat, KEYS.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=60_000)
    assert open_private_key(identify(file.read_bytes()), Passphrase(NEW)) == pairs["ed25519"]
    assert window.main.focusWidget() is window.key.details.change


def test_escape_closes_the_suggestion_then_the_dialog_and_the_focus_is_where_it_was(
    window: Window, dialog: ChangeDialog, qtbot: QtBot
) -> None:
    dialog.suggest.click()
    qtbot.waitUntil(dialog.suggestion.use.isEnabled, timeout=20_000)
    QTest.keyClick(dialog, KEYS.Key_Escape)
    assert (dialog.suggestion.isVisible(), dialog.isVisible()) == (False, True)
    QTest.keyClick(dialog, KEYS.Key_Escape)
    assert not dialog.isVisible()
    assert window.main.focusWidget() is window.key.details.change


def test_enter_in_the_number_of_words_changes_nothing(dialog: ChangeDialog, qtbot: QtBot, file: Path) -> None:
    before = file.read_bytes()
    type_both(dialog, NEW)
    dialog.suggest.click()
    qtbot.waitUntil(dialog.suggestion.use.isEnabled, timeout=20_000)
    dialog.suggestion.words.setFocus()
    QTest.keyClick(dialog.suggestion.words, KEYS.Key_Return)
    assert not dialog._model.state.busy
    assert (dialog.isVisible(), file.read_bytes()) == (True, before)


@pytest.mark.parametrize("second", [KEYS.Key_Return, KEYS.Key_Space])
def test_a_second_press_is_for_nothing(
    window: Window, dialog: ChangeDialog, qtbot: QtBot, file: Path, second: Qt.Key
) -> None:
    """GIVEN a weak passphrase WHEN Enter is pressed and pressed again THEN it is asked about, not used."""
    before = file.read_bytes()
    type_both(dialog, WEAK)
    QTest.keyClick(dialog.repeat, KEYS.Key_Return)
    for _ in range(3):
        QTest.keyClick(focus(dialog), second)
    window.after(lambda: None)
    for _ in range(2):
        QTest.keyClick(focus(dialog), KEYS.Key_Return)
        window.after(lambda: None)
    assert dialog.isVisible()
    assert dialog.anyway.isVisible()
    assert focus(dialog) is dialog.passphrase.line
    assert file.read_bytes() == before


def test_a_weak_one_is_used_where_it_is_wanted(
    window: Window, dialog: ChangeDialog, qtbot: QtBot, file: Path, pairs: dict[str, KeyPair]
) -> None:
    type_both(dialog, WEAK)
    dialog.change.click()
    window.after(lambda: None)
    assert dialog._problem.text()
    dialog.anyway.click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=60_000)
    assert open_private_key(identify(file.read_bytes()), Passphrase(WEAK)) == pairs["ed25519"]


def test_escape_while_it_is_changed_stops_that_and_says_so(
    window: Window, dialog: ChangeDialog, qtbot: QtBot, file: Path
) -> None:
    before = file.read_bytes()
    type_both(dialog, NEW)
    QTest.keyClick(dialog.repeat, KEYS.Key_Return)
    QTest.keyClick(focus(dialog), KEYS.Key_Escape)
    window.after(lambda: None)
    assert (dialog.isVisible(), file.read_bytes()) == (True, before)
    assert dialog._problem.text()
    QTest.keyClick(focus(dialog), KEYS.Key_Escape)
    assert not dialog.isVisible()


def test_what_fails_is_said_in_the_dialog(
    window: Window, dialog: ChangeDialog, qtbot: QtBot, file: Path
) -> None:
    file.write_text("somebody else's", encoding="utf-8")
    type_both(dialog, NEW)
    dialog.change.click()
    window.after(lambda: None)
    assert dialog.isVisible()
    assert dialog._problem.text()
    assert window.notice is None
    assert file.read_text(encoding="utf-8") == "somebody else's"


def test_only_the_file_that_it_names_is_changed(
    window: Window, dialog: ChangeDialog, qtbot: QtBot, tmp_path: Path, pairs: dict[str, KeyPair]
) -> None:
    """GIVEN the dialog for one file WHEN another was opened since THEN neither is changed."""
    other = tmp_path / "other.private.pem"
    other.write_text(private_key_pem(pairs["rsa-2048"], Encrypted(OLD)))
    before = {path: path.read_bytes() for path in tmp_path.glob("*.pem")}
    open_key(window, other)
    type_both(dialog, NEW)
    dialog.change.click()
    window.after(lambda: None)
    assert dialog._problem.text()
    assert {path: path.read_bytes() for path in before} == before


def cancel(dialog: ChangeDialog) -> None:
    dialog.dismiss.click()


def escape(dialog: ChangeDialog) -> None:
    QTest.keyClick(dialog, KEYS.Key_Escape)


def close(dialog: ChangeDialog) -> None:
    dialog.close()


def held_with(canary: str) -> list[Passphrase]:
    """Every passphrase that is alive and contains the canary."""
    gc.collect()
    held = [each for each in gc.get_objects() if isinstance(each, Passphrase)]
    return [each for each in held if canary in each.reveal()]


@pytest.mark.parametrize("end", [cancel, escape, close])
@pytest.mark.parametrize("tried", [False, True])
def test_closed_it_keeps_no_passphrase(
    window: Window, dialog: ChangeDialog, qtbot: QtBot, end: Callable[[ChangeDialog], None], tried: bool
) -> None:
    """GIVEN a passphrase, typed alone or tried and refused WHEN it is closed THEN nothing holds it.

    A judgement that runs just then ends first: its thread has the passphrase until it does.
    """
    canary = "alone 1234"
    type_both(dialog, canary)
    if tried:
        dialog.change.click()
        window.after(lambda: None)
        assert dialog.anyway.isVisible()
    qtbot.waitUntil(dialog.meter.isVisible, timeout=20_000)
    end(dialog)
    assert (dialog.isVisible(), dialog.passphrase.line.text(), dialog.repeat.text()) == (False, "", "")
    qtbot.waitUntil(lambda: not held_with(canary), timeout=20_000)
    window.key.details.change.click()
    assert (dialog.passphrase.line.text(), dialog._problem.text(), dialog.anyway.isVisible()) == (
        "",
        "",
        False,
    )
    dialog.reject()


def test_what_is_shown_in_it_is_known_to_be_shown_until_it_is_closed(
    window: Window, dialog: ChangeDialog, qtbot: QtBot
) -> None:
    """So that the dialog is left out of screen captures, and the window behind it is not needed."""
    dialog.passphrase.eye.click()
    assert window.shown.sees(Secret.PASSPHRASE)
    assert window.shown.windows() == [dialog]
    dialog.suggest.click()
    qtbot.waitUntil(dialog.suggestion.use.isEnabled, timeout=20_000)
    assert window.shown.sees(Secret.SUGGESTION)
    dialog.close()
    assert window.shown.windows() == []


def test_for_a_pair_that_was_just_saved_the_current_passphrase_is_asked(window: Window, qtbot: QtBot) -> None:
    """GIVEN a saved pair, whose passphrase is forgotten WHEN it is changed THEN only with the current one."""
    window.type_passphrase(OLD.reveal())
    window.after(window.new_key.model.generate)
    window.key.tab("details").click()
    window.after(window.key.details.change.click)
    dialog = window.key.dialog
    assert dialog is not None
    assert dialog.current.isVisible()
    assert dialog.focusWidget() is dialog.current.line
    pair, file = window.session.hand.state.pair, Path(window.key.model.files.private_file)
    before = file.read_bytes()
    QTest.keyClicks(dialog.current.line, "not the one that it has")
    QTest.keyClick(dialog.current.line, KEYS.Key_Tab)
    assert dialog.focusWidget() is dialog.suggest  # above the next field, and no eye
    type_both(dialog, NEW)
    window.after(dialog.change.click)
    assert (dialog.isVisible(), bool(dialog._problem.text()), file.read_bytes()) == (True, True, before)
    dialog.current.line.setText(OLD.reveal())
    window.after(dialog.change.click)
    assert not dialog.isVisible()
    assert dialog.current.line.text() == ""
    assert open_private_key(identify(file.read_bytes()), Passphrase(NEW)) == pair
