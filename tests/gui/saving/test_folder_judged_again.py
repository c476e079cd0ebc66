"""A folder that nobody was warned of yet: the first saving says so, the next one saves."""

import pytest
from pytestqt.qtbot import QtBot

from app.gui.saving.models.draft_model import DraftModel
from app.usecases.judge_destination import UnseenFindingsError
from tests.gui.conftest import Driver
from tests.gui.passphrases import STRONG
from tests.modes import MODES


@pytest.mark.thorough
@MODES
@pytest.mark.parametrize("unsaved", [False, True])
def test_what_became_of_the_folder_is_told_before_anything_is_written(
    driver: Driver, qtbot: QtBot, unsaved: bool
) -> None:
    """Whether it is generated and saved at once, or saved on its own page."""
    driver.folder.mkdir(mode=0o700)
    driver.new_key.look_around()
    driver.type_passphrase(STRONG)
    if unsaved:
        driver.new_key.set_unsaved(True)
        driver.generate()
    draft: DraftModel = driver.key.draft if unsaved else driver.new_key.draft
    save = driver.key.save if unsaved else driver.new_key.generate
    qtbot.waitUntil(lambda: draft.destination.judgement is not None, timeout=20_000)
    driver.folder.chmod(0o777)

    driver.after(save)
    assert (driver.files(), driver.hand.saved) == ([], False)
    qtbot.waitUntil(lambda: bool(draft.destination.findings), timeout=20_000)
    assert driver.notice().message == UnseenFindingsError(draft.destination.findings).message

    driver.after(save)
    assert (len(driver.files()), driver.hand.saved) == (2, True)
