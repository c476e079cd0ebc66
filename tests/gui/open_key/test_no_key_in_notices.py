"""The window says of no text anything that is in it, wherever in the text a private key is."""

from functools import partial
from pathlib import Path

import pytest

from app.gui.open_key.models.opening_model import Opening
from app.usecases.open_key import read_text
from tests.gui.conftest import Driver
from tests.hostile import canary


@pytest.mark.thorough
@pytest.mark.parametrize("way", ["pasted", "from a file"])
def test_key_in_a_known_position_when_opened_then_nothing_shown_repeats_it(
    driver: Driver, tmp_path: Path, way: str
) -> None:
    file = tmp_path / "file"
    opening = driver.opening
    for data in (text for name, text in canary.POSITIONS.items() if name.endswith("(0)")):
        file.write_bytes(data)
        opening.begin()
        before = driver.hand
        driver.after(
            partial(opening.open_text, data) if way == "pasted" else partial(opening.open_file, file)
        )
        notice, state = driver.session.notices.state.notice, driver.session.activity.state
        for shown in (driver.message, state.status, repr(opening.state), repr(notice)):
            canary.check(shown)
        assert notice is not None or opening.state != Opening() or driver.hand is not before


def test_note_about_what_was_around_the_key_when_opened_then_is_shown(driver: Driver) -> None:
    both = canary.WHOLE + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"

    driver.after(lambda: driver.opening.open_text(both.encode()))

    assert driver.hand.pair is not None
    (note,) = read_text(both.encode()).document.notes
    assert note in driver.message
