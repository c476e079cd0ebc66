"""The list of keys in the window: what comes into it, what it says, and that nothing depends on it."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.gui.session.key_list import KeyListModel
from app.keys.passphrase import Passphrase
from app.storage.registry.registry import user_registry
from app.usecases.key_list.standing import State
from tests import own_data
from tests.gui.conftest import DAY, Driver

STRONG = Passphrase("lantern-copper-violet-gravity-mossy")


def settle(driver: Driver, qtbot: QtBot) -> KeyListModel:
    """Nothing is read, written or looked at any more."""
    qtbot.waitUntil(lambda: not driver.jobs._running, timeout=60_000)
    return driver.session.key_list


def make(driver: Driver, qtbot: QtBot) -> None:
    driver.type_passphrase(STRONG)
    driver.generate()
    settle(driver, qtbot)


def test_what_is_saved_is_remembered_with_what_it_is_for(driver: Driver, qtbot: QtBot) -> None:
    driver.new_key.choose_venue("deribit")
    make(driver, qtbot)
    (known,) = settle(driver, qtbot).state.standings
    assert known.record.fingerprint == driver.pair().fingerprint
    assert (known.record.venue, known.record.purpose, known.record.created) == ("deribit", "spot", DAY)
    assert known.record.due == "2027-02-20"
    assert known.states == (State.NOT_REGISTERED,)
    assert user_registry().all() == (known.record,)


def test_nothing_is_remembered_where_nobody_wants_it(driver: Driver, qtbot: QtBot) -> None:
    driver.session.memory.change(remember_keys=False)
    make(driver, qtbot)
    assert not user_registry().path.exists()


def test_a_key_lasts_as_long_as_the_settings_say(driver: Driver, qtbot: QtBot) -> None:
    driver.session.memory.change(rotation="never")
    make(driver, qtbot)
    assert user_registry().all()[0].due == ""


def test_a_file_that_is_opened_is_remembered_and_what_is_known_stays(driver: Driver, qtbot: QtBot) -> None:
    make(driver, qtbot)
    record = user_registry().all()[0]
    driver.session.key_list.set(record.fingerprint, note="mine")
    driver.after(lambda: driver.opening.open_file(Path(record.files[0].path)))
    driver.after(lambda: driver.opening.unlock(STRONG))
    (known,) = settle(driver, qtbot).state.standings
    assert (known.record.note, known.record.venue) == ("mine", "binance")


def test_another_program_changes_the_list(driver: Driver, qtbot: QtBot) -> None:
    make(driver, qtbot)
    fingerprint = driver.pair().fingerprint
    user_registry().change([fingerprint], lambda record: replace(record, note="of another program"))
    driver.session.key_list.refresh()
    record = settle(driver, qtbot).record(fingerprint)
    assert record is not None
    assert record.note == "of another program"


def test_the_day_goes_on_while_the_window_is_open(driver: Driver, qtbot: QtBot) -> None:
    make(driver, qtbot)
    assert driver.session.key_list.state.due == ()
    driver.today = "2027-03-01"
    with qtbot.waitSignal(driver.session.key_list.day_changed):
        driver.session.key_list.refresh()
    (due,) = settle(driver, qtbot).state.due
    assert due.first is State.DUE
    assert driver.new_key.draft.state.label == "spot-trading-2027-03-01"


def test_files_are_looked_at(driver: Driver, qtbot: QtBot) -> None:
    make(driver, qtbot)
    for file in driver.folder.glob("*.private.pem"):
        file.unlink()
    keys = driver.session.key_list
    keys._looked_at = -1e9  # long ago
    keys.refresh()
    assert settle(driver, qtbot).state.standings[0].first is State.FILE_NOT_FOUND


def test_a_file_that_is_well_is_remembered_as_seen_today(driver: Driver, qtbot: QtBot) -> None:
    make(driver, qtbot)
    fingerprint, keys = driver.pair().fingerprint, driver.session.key_list
    before = "2026-01-01T00:00:00Z"
    user_registry().change(
        [fingerprint], lambda key: replace(key, files=(replace(key.files[0], seen=before),))
    )
    keys.refresh()
    settle(driver, qtbot)
    keys.look_again(fingerprint)
    record = settle(driver, qtbot).record(fingerprint)
    assert record is not None
    assert record.files[0].seen > before


def test_writes_happen_in_the_order_in_which_they_were_wanted(driver: Driver, qtbot: QtBot) -> None:
    make(driver, qtbot)
    fingerprint = driver.pair().fingerprint
    for number in range(20):
        driver.session.key_list.set(fingerprint, note=str(number))
    record = settle(driver, qtbot).record(fingerprint)
    assert record is not None
    assert record.note == "19"


def test_a_list_that_cannot_be_used_is_said_and_stops_nothing(
    driver: Driver, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """GIVEN no place for the list WHEN a key is made THEN it is saved, and why it is not listed is said."""
    (tmp_path / "file").touch()
    own_data.keep_in(tmp_path / "file", monkeypatch)
    make(driver, qtbot)
    assert driver.hand.saved
    assert driver.session.key_list.state.problem
    assert driver.session.notices.state.notice is None


@pytest.mark.thorough
def test_the_pairs_of_a_set_are_registered_together(driver: Driver, qtbot: QtBot) -> None:
    """Whichever of them is shown: one of two with an API key would be asked about for ever."""
    driver.new_key.choose_venue("interactive-brokers")
    make(driver, qtbot)
    register = driver.key.register
    register.enter_api_key("ABCDEFGHI")
    driver.key.select(1)
    register.set_registered(True)
    settle(driver, qtbot)
    assert [(record.registered, record.api_key) for record in user_registry().all()] == [
        (DAY, "ABCDEFGHI")
    ] * 2
    assert register.is_registered
