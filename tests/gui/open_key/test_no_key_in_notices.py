"""The window says of no text anything that is in it, wherever in the text a private key is."""

from functools import partial
from pathlib import Path

import pytest

from tests.gui.conftest import Driver
from tests.hostile import canary


@pytest.mark.parametrize("way", ["pasted", "from a file"])
def test_key_in_a_known_position_when_opened_then_nothing_shown_repeats_it(
    driver: Driver, tmp_path: Path, way: str
) -> None:
    file = tmp_path / "file"
    opening = driver.model.opening
    for data in (text for name, text in canary.POSITIONS.items() if name.endswith("(0)")):
        file.write_bytes(data)
        opening.show(True)
        driver.after(
            partial(opening.open_text, data) if way == "pasted" else partial(opening.open_file, file)
        )
        state = driver.state()
        for shown in (driver.message, state.status, repr(state.opening), repr(state.notice)):
            canary.check(shown)
        assert state.notice is not None or state.opening is not None or state.pair is not None


def test_note_about_what_was_around_the_key_when_opened_then_is_shown(driver: Driver) -> None:
    both = canary.WHOLE + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"

    driver.after(lambda: driver.model.opening.open_text(both.encode()))

    assert driver.state().pair is not None
    assert "ignored: a certificate" in driver.message
