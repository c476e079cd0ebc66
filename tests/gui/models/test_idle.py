"""Ten minutes without a change, here in milliseconds."""

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.gui.models.idle import PATIENCE, IdleClock
from app.keys.passphrase import Passphrase
from tests.gui.conftest import Driver

WORDS = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon-mousy")


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


def test_what_stands_unattended_is_let_go(driver: Driver, qtbot: QtBot) -> None:
    expired: list[bool] = []
    driver.model.passphrase_expired.connect(lambda: expired.append(True))
    driver.after(driver.model.generate)
    driver.model.edit_passphrase(WORDS, WORDS)
    driver.after(lambda: driver.model.keys.show_private(True))
    driver.model.suggestions.show(True)
    qtbot.waitUntil(lambda: driver.model.suggestions.suggestion is not None, timeout=20_000)
    driver.model.expire_when_idle()
    assert expired
    assert driver.state().private_text is None
    assert driver.model.suggestions.suggestion is None
    assert "Ten minutes" in driver.state().status


def test_where_there_is_nothing_nothing_is_said(driver: Driver) -> None:
    driver.model.expire_when_idle()
    assert driver.state().status == ""
