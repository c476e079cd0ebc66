"""A folder that nobody was warned of yet: the first Save says so, the next one saves."""

from pytestqt.qtbot import QtBot

from app.keys.passphrase import Passphrase
from tests.gui.conftest import Driver

STRONG = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon-mousy")


def test_what_became_of_the_folder_is_told_before_anything_is_written(driver: Driver, qtbot: QtBot) -> None:
    driver.folder.mkdir(mode=0o700)
    driver.model.look_at_folder()
    driver.after(driver.model.generate)
    driver.model.edit_passphrase(STRONG, STRONG)
    qtbot.waitUntil(lambda: driver.model.destination.judgement is not None, timeout=20_000)
    driver.folder.chmod(0o777)

    driver.after(driver.model.saving.save)
    assert "can be written to by every user" in driver.message
    assert driver.files() == []

    qtbot.waitUntil(lambda: bool(driver.model.destination.findings), timeout=20_000)
    driver.after(driver.model.saving.save)
    assert len(driver.files()) == 2
