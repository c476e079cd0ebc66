"""Other private formats on the page of a key: one line that unfolds, and forgets what was typed there."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.gui.guard.shown import Secret
from app.gui.key.formats_part import FormatsPart
from app.gui.messages import SEED
from app.keys.algorithm import BY_NAME
from tests.gui import states
from tests.gui.conftest import Window

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]


@pytest.fixture(autouse=True)
def _bcrypt_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.keys.private_formats.OPENSSH_ROUNDS", 1)


@pytest.fixture
def part(window: Window, qtbot: QtBot) -> FormatsPart:
    window.main.activateWindow()
    qtbot.waitActive(window.main)
    states.details(window, qtbot)
    window.key.details.others.click()
    return window.key.details.formats


def test_it_is_one_line_until_it_is_unfolded(window: Window, qtbot: QtBot) -> None:
    states.details(window, qtbot)
    details = window.key.details
    assert not details.formats.is_made
    details.others.click()
    assert details.formats.openssh.isVisible()
    details.others.click()
    assert not details.formats.isVisible()


def test_the_way_to_an_openssh_file(part: FormatsPart, window: Window) -> None:
    """GIVEN no passphrase WHEN it is missing, wrong and right THEN the eye is led, and the file is there."""
    part.openssh.click()
    assert QApplication.focusWidget() is part.passphrase.line
    assert part.passphrase.line.accessibleDescription() == part._problem.text() != ""
    QTest.keyClicks(part.passphrase.line, "wrong")
    assert not part._problem.isVisible()
    part.openssh.setFocus()
    window.after(part.openssh.click)
    assert QApplication.focusWidget() is part.passphrase.line
    part.passphrase.fill(states.STRONG)
    part.openssh.setFocus()
    window.after(part.openssh.click)
    (made,) = window.folder.glob("*.openssh")
    assert str(made) in part._saved.text()
    assert part._saved.isVisible()
    assert part.passphrase.line.text() == ""
    assert QApplication.focusWidget() is part.openssh


@pytest.mark.parametrize("way", ["tab", "fold", "escape", "expire"])
def test_what_was_typed_goes_when_it_is_out_of_sight(part: FormatsPart, window: Window, way: str) -> None:
    part.passphrase.fill(states.STRONG)
    part.passphrase.eye.click()
    assert window.shown.sees(Secret.PASSPHRASE)
    match way:
        case "tab":
            window.key.show_tab("register")
        case "fold":
            window.key.details.others.click()
        case "escape":
            assert window.key.close_innermost()
            assert window.key.tabs.choice == "details"
        case _:
            window.places.expire()
    assert part.passphrase.line.text() == ""
    assert part.passphrase.line.echoMode() is QLineEdit.EchoMode.Password
    assert not window.shown.sees(Secret.PASSPHRASE)
    assert not window.places.has_secret


def test_what_an_rsa_key_has_not_is_explained(window: Window, qtbot: QtBot) -> None:
    window.new_key.model.choose(BY_NAME["rsa-2048"])
    states.details(window, qtbot)
    window.key.details.others.click()
    part = window.key.details.formats
    assert part.openssh.isEnabled()
    assert not part.seed.isEnabled()
    reason = window.key.model.formats.seed_problem
    assert part._seed_words.text() == part.seed.accessibleDescription() == reason


def test_a_seed_that_was_copied_is_said_and_leaves_the_clipboard_again(
    part: FormatsPart, window: Window, qtbot: QtBot
) -> None:
    part.passphrase.fill(states.STRONG)
    part.seed.click()
    question = window.notice
    assert question is not None
    counted: list[str] = []
    window.clipboard.countdown_changed.connect(lambda _seconds, what: counted.append(what))
    window.after(lambda: window.choose(question.offers[-1].identifier))
    assert counted == [SEED]
    assert part.seed.text() == "Copied"
    window.clipboard.clear_now()
    assert window.clipboard._clipboard.text() == ""
