"""Using a key: the verdict before it is made, the lines afterwards, and never a secret in them."""

import pytest

from app.clients.table import CLIENTS
from app.gui.saving.models.saving_model import Answer
from app.handover.manager import Place
from app.handover.table import BY_NAME, MANAGERS
from app.keys.algorithm import ED25519
from app.keys.passphrase import Passphrase
from tests.gui.conftest import Driver

PHRASE = "lantern-copper-violet-gravity-mossy"
STRONG = Passphrase(PHRASE)
API_KEY = "a1" * 32


@pytest.fixture
def made(driver: Driver) -> Driver:
    driver.type_passphrase(STRONG)
    driver.generate()
    return driver


def test_the_verdict_is_there_before_anything_is_generated(driver: Driver) -> None:
    assert driver.new_key.state.verdict[0] == ""
    driver.new_key.choose_client("hummingbot")
    sentence, is_usable = driver.new_key.state.verdict
    assert sentence
    assert not is_usable


def test_without_a_program_there_are_no_lines(made: Driver) -> None:
    assert (made.key.use.ways, made.key.use.code, made.key.use.handover) == ((), "", None)


@pytest.mark.thorough
@pytest.mark.parametrize("client", [each.identifier for each in CLIENTS])
def test_lines_name_the_file_and_no_secret(made: Driver, client: str) -> None:
    made.key.register.enter_api_key(API_KEY)
    made.key.use.choose_client(client)
    usable = made.key.use.verdict[1]
    assert bool(made.key.use.ways) == usable
    for number in range(len(made.key.use.ways)):
        made.key.use.choose_way(number)
        code = made.key.use.code
        assert PHRASE not in code
        assert made.hand.label in code


def test_the_api_key_is_in_the_lines_once_it_is_known(made: Driver) -> None:
    made.key.use.choose_client("ccxt")
    assert API_KEY not in made.key.use.code
    made.key.register.enter_api_key(API_KEY)
    assert API_KEY in made.key.use.code
    made.key.use.copy()
    assert made.clipboard.copied[-1] == ("public", made.key.use.code)


def test_a_pair_in_no_file_has_no_lines(driver: Driver) -> None:
    driver.new_key.set_unsaved(True)
    driver.type_passphrase(STRONG)
    driver.generate()
    driver.key.use.choose_client("ccxt")
    assert driver.key.use.ways == ()
    assert driver.key.use.verdict[0]


def test_a_venue_that_does_not_take_the_type_changes_it(driver: Driver) -> None:
    """GIVEN RSA WHEN a venue takes Ed25519 alone THEN that is chosen, and RSA says why it is not."""
    from app.keys.algorithm import BY_NAME, Family

    driver.new_key.choose(BY_NAME["rsa-4096"])
    driver.new_key.choose_venue("revolut-x")
    assert driver.new_key.state.algorithm is ED25519
    assert driver.new_key.state.why_not(Family.RSA)
    assert not driver.new_key.state.why_not(Family.ED25519)


@pytest.mark.thorough
@pytest.mark.parametrize("manager", [each.name for each in MANAGERS])
def test_commands_of_a_secrets_manager_name_the_file_and_no_secret(made: Driver, manager: str) -> None:
    made.key.use.choose_manager(manager)
    handover = made.key.use.handover
    assert handover is not None
    assert handover.known
    assert bool(handover.lines) == (not BY_NAME[manager].refused)
    assert bool(handover.warning) == (BY_NAME[manager].place is Place.CLOUD)
    assert not handover.lines or made.hand.label in handover.lines
    assert PHRASE not in handover.lines
    made.key.use.copy_handover()
    assert (made.clipboard.copied[-1:] == [("public", handover.lines)]) == bool(handover.lines)


def test_the_aim_is_remembered(driver: Driver) -> None:
    driver.new_key.choose_venue("deribit")
    driver.new_key.choose_purpose("tax")
    driver.new_key.choose_client("ccxt")
    memory = driver.session.memory.state
    assert (memory.venue, memory.purpose, memory.client) == ("deribit", "tax", "ccxt")


def test_what_is_said_of_a_type_is_said_of_the_venue_that_was_chosen(driver: Driver) -> None:
    """GIVEN another venue than Binance THEN neither before nor after the key is made Binance is quoted."""
    from app.keys.algorithm import BY_NAME

    driver.new_key.choose_venue("bybit")
    for name in ("rsa-2048", "rsa-3072"):
        driver.new_key.choose(BY_NAME[name])
        assert "Binance" not in driver.new_key.state.about[0]
    driver.type_passphrase(STRONG)
    driver.generate()
    assert driver.notice().message == driver.new_key.state.about[0]
    assert "Bybit" in driver.notice().message


@pytest.mark.parametrize(
    ("venue", "has_lines"), [("binance-testnet", True), ("deribit", False), ("other", True)]
)
def test_lines_that_reach_another_exchange_are_not_shown_as_if_they_were_for_this_one(
    made: Driver, venue: str, has_lines: bool
) -> None:
    made.key.use.choose_client("ccxt")
    usual = made.key.use.verdict[0]
    made.key.register.choose_venue(venue)
    assert bool(made.key.use.ways) is has_lines
    assert made.key.use.verdict[0] != usual


def test_a_key_in_clear_is_not_handed_over_without_a_warning(driver: Driver) -> None:
    driver.generate()
    driver.choose(Answer.IN_CLEAR)
    driver.key.use.choose_manager("pass")
    handover = driver.key.use.handover
    assert handover is not None
    assert handover.warning
