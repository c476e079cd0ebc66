"""The page of a key that is remembered: what works without its private key, and what is kept."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.gui.places import KEY, MY_KEYS, OPEN_KEY
from app.gui.session.forgetting import Forgetting
from app.keys.passphrase import Passphrase
from app.storage.registry.record import KeyRecord
from app.storage.registry.registry import user_registry
from app.text import text
from tests.gui import states
from tests.gui.conftest import DAY, Window
from tests.gui.my_keys.keys import PAIR, list_keys, record_of, wait_for_list, with_file


@pytest.fixture
def key(window: Window, qtbot: QtBot) -> Window:
    """The page of one that is due and in its file."""
    list_keys(window, qtbot, with_file(record_of("mine", PAIR, registered=""), window.folder))
    window.main.go(MY_KEYS)
    window.my_keys.model.open(PAIR.fingerprint)
    return window


def remembered() -> KeyRecord:
    (record,) = user_registry().all()
    return record


@pytest.mark.thorough
def test_its_public_key_is_copied_and_its_page_says_when_it_is_due(key: Window) -> None:
    assert key.main.place == KEY
    assert key.key.hint.text() == "Ed25519, Binance, Spot trading, replace by 2027-01-30"
    assert key.key.model.public.text == PAIR.public_key_pem


@pytest.mark.thorough
def test_another_key_begins_at_the_top_and_with_nothing_of_the_one_before(
    window: Window, qtbot: QtBot
) -> None:
    """GIVEN a page that is scrolled, and says what was done WHEN another key comes THEN neither is left."""
    other = record_of("other")
    list_keys(window, qtbot, record_of("mine", PAIR), other)
    window.main.go(MY_KEYS)
    window.my_keys.model.open(PAIR.fingerprint)
    states.settle(window, qtbot)
    bar = window.key.body.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    window.session.activity.say(text("It is done."))
    window.main.go(MY_KEYS)
    window.my_keys.model.open(other.fingerprint)
    states.settle(window, qtbot)
    assert bar.value() == 0
    assert window.key.foot.registered.accessibleDescription() == "Since 2026-11-02."


@pytest.mark.thorough
def test_that_it_is_registered_is_remembered_with_the_day(key: Window, qtbot: QtBot) -> None:
    key.key.foot.registered.click()
    wait_for_list(key, qtbot)
    assert remembered().registered == DAY
    assert key.key.model.register.caution
    key.key.foot.registered.click()
    wait_for_list(key, qtbot)
    assert remembered().registered == ""


@pytest.mark.thorough
def test_what_was_said_is_not_said_any_more_once_it_is_registered(key: Window, qtbot: QtBot) -> None:
    """GIVEN a copied public key WHEN it is registered THEN the next step is said, and nothing of pasting."""
    box, bar = key.key.foot.registered, key.key.bar
    key.key.foot.copy.click()
    assert "Paste it at Binance" in box.accessibleDescription()
    box.click()
    wait_for_list(key, qtbot)
    assert box.accessibleDescription() == f"Since {DAY}. Next: \u201cUse it\u201d tells your program its key."
    key.key.tab("use").click()
    assert bar.state.text() == ""


@pytest.mark.thorough
def test_a_key_that_is_deleted_at_the_venue_needs_no_trusted_addresses(key: Window, qtbot: QtBot) -> None:
    key.session.key_list.set(PAIR.fingerprint, registered="2026-11-02", retired="2026-11-20")
    wait_for_list(key, qtbot)
    said_there = "Since 2026-11-02; its API key was deleted on 2026-11-20."
    assert key.key.foot.registered.accessibleDescription() == said_there
    assert not key.key.model.register.caution


@pytest.mark.thorough
def test_ticks_and_the_api_key_come_back(key: Window, qtbot: QtBot) -> None:
    """GIVEN some that were made in one window WHEN another one opens the key THEN they are there."""
    register = key.key.model.register
    register.tick("ip", True)
    register.tick("paste", True)
    register.enter_api_key("A" * 64)
    wait_for_list(key, qtbot)
    known = remembered()
    assert (known.steps, known.api_key, known.whitelisted) == (("ip", "paste"), "A" * 64, True)
    again = type(register)(key.session)
    again._recall()
    assert (again.api_key, again.is_done("ip"), again.is_done("name")) == ("A" * 64, True, False)


@pytest.mark.thorough
def test_a_look_at_another_venue_changes_nothing_of_a_registered_key(key: Window, qtbot: QtBot) -> None:
    register = key.key.model.register
    register.set_registered(True)
    wait_for_list(key, qtbot)
    register.choose_venue("deribit")
    register.tick("paste", True)
    wait_for_list(key, qtbot)
    assert (remembered().venue, remembered().steps, bool(remembered().registered)) == ("binance", (), True)
    assert not key.key.foot.registered.isChecked()


@pytest.mark.thorough
def test_another_venue_is_kept_where_it_is_not_registered(key: Window, qtbot: QtBot) -> None:
    key.key.model.register.choose_venue("deribit")
    key.key.model.use.choose_client("ccxt")
    wait_for_list(key, qtbot)
    assert (remembered().venue, remembered().client) == ("deribit", "ccxt")


@pytest.mark.thorough
def test_the_day_on_which_it_is_due_is_chosen(key: Window, qtbot: QtBot) -> None:
    key.key.show_tab("details")
    model = key.key.model.remembered
    for choice, due in (("30", "2026-12-01"), ("never", ""), ("180", "2027-04-30")):
        model.choose(choice)
        wait_for_list(key, qtbot)
        assert (remembered().due, model.choice) == (due, choice)
    model.choose("day")
    model.name_day("2026-13-01")
    assert model.state.problem
    model.name_day("2026-12-24")
    wait_for_list(key, qtbot)
    assert remembered().due == "2026-12-24"


@pytest.mark.thorough
def test_a_note_is_kept_and_a_private_key_is_not(key: Window, qtbot: QtBot) -> None:
    model = key.key.model.remembered
    model.write_note("of the second desk")
    wait_for_list(key, qtbot)
    model.write_note("-----BEGIN PRIVATE KEY-----")
    wait_for_list(key, qtbot)
    assert remembered().note == "of the second desk"
    assert key.session.key_list.state.unwritten


@pytest.mark.thorough
def test_it_is_forgotten_and_its_file_stays(key: Window, qtbot: QtBot) -> None:
    before = key.files()
    key.key.show_tab("details")
    key.key.remembered.forget.click()
    key.choose(Forgetting.FORGET)
    wait_for_list(key, qtbot)
    assert user_registry().all() == ()
    assert (key.files(), key.main.place) == (before, MY_KEYS)
    assert not key.main.navigation.has(KEY)


@pytest.mark.thorough
def test_what_needs_the_private_key_opens_its_file(window: Window, qtbot: QtBot) -> None:
    """The passphrase is changed without that; to save it once more, its file is opened."""
    strong = states.STRONG
    window.type_passphrase(strong.reveal())
    window.after(window.new_key.generate.click)
    wait_for_list(window, qtbot)
    (standing,) = window.session.key_list.state.standings
    window.session.hand.become(type(window.session.hand.state)())
    window.main.go(MY_KEYS)
    window.my_keys.model.open(standing.record.fingerprint)
    window.key.show_tab("details")
    window.after(window.key.details.show_private.click)
    assert "ENCRYPTED" in (window.key.model.private.state.text or "")
    window.after(window.key.details.save.click)
    assert window.main.place == OPEN_KEY
    window.open_key.passphrase.fill(Passphrase(strong.reveal()))
    window.after(window.open_key.unlock.click)
    assert window.main.place == KEY
    assert not window.session.hand.state.is_remembered
    assert window.session.hand.state.aim.venue == "binance"


@pytest.mark.thorough
def test_what_another_program_has_entered_stays_when_a_step_is_ticked_here(key: Window, qtbot: QtBot) -> None:
    """GIVEN the page of a key WHEN akg keys edit enters its API key meanwhile THEN a tick here keeps it."""
    register = key.key.model.register
    user_registry().change(
        [PAIR.fingerprint], lambda known: replace(known, api_key="B" * 64, steps=("name",))
    )
    register.tick("ip", True)
    wait_for_list(key, qtbot)
    assert (remembered().api_key, remembered().steps) == ("B" * 64, ("ip", "name"))
    register.tick("paste", True)
    register.tick("ip", False)
    wait_for_list(key, qtbot)
    assert (remembered().api_key, remembered().steps) == ("B" * 64, ("name", "paste"))
    register.enter_api_key("C" * 64)
    wait_for_list(key, qtbot)
    assert remembered().api_key == "C" * 64
