"""Registering: the steps follow the key, its venue and its purpose; what is entered is public and checked."""

import pytest

from app.gui.key.models.register_model import RegisterModel
from app.keys.algorithm import BY_NAME
from app.keys.encodings import RAW_BASE64
from app.keys.pair import generate_key_pair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Unencrypted
from app.venues.rules import why_not
from app.venues.table import BY_IDENTIFIER
from tests.gui.conftest import DAY, Driver
from tests.sentences import values_of

STRONG = Passphrase("lantern-copper-violet-gravity-mossy")
API_KEY = "a1" * 32
PEM = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp\n-----END PRIVATE KEY-----\n"


@pytest.fixture
def made(driver: Driver) -> Driver:
    driver.type_passphrase(STRONG)
    driver.generate()
    return driver


def identifiers(register: RegisterModel) -> list[str]:
    return [step.identifier for step in register.steps]


def test_the_steps_are_those_of_the_venue_and_the_purpose_that_were_chosen(driver: Driver) -> None:
    driver.new_key.choose_purpose("futures")
    driver.type_passphrase(STRONG)
    driver.generate()
    driver.new_key.choose_purpose("tax")
    assert driver.hand.aim.purpose == "futures"
    words = [values_of(step.sentence).get("words") for step in driver.key.register.steps]
    assert "Enable Reading, Enable Futures" in words


def test_another_venue_wants_another_form(made: Driver) -> None:
    made.key.register.choose_venue("robinhood")
    made.key.copy_public()
    wanted = RAW_BASE64.encode(made.pair().subject_public_key_info, "")
    assert made.clipboard.copied[-1] == ("public", wanted)


def test_what_the_venue_does_not_take_has_no_steps_and_the_reason_is_said(driver: Driver) -> None:
    driver.new_key.choose(BY_NAME["rsa-2048"])
    driver.type_passphrase(STRONG)
    driver.generate()
    driver.key.register.choose_venue("revolut-x")
    assert driver.key.register.refusal
    assert driver.key.register.steps == ()


def test_one_pair_where_a_set_is_wanted_has_no_steps_and_the_way_to_it_is_said(driver: Driver) -> None:
    driver.new_key.choose(BY_NAME["rsa-2048"])
    driver.type_passphrase(STRONG)
    driver.generate()
    driver.key.register.choose_venue("interactive-brokers")
    assert "signature, encryption" in driver.key.register.refusal
    assert driver.key.register.steps == ()


def test_a_tick_is_of_one_key_and_one_step(made: Driver) -> None:
    register = made.key.register
    register.tick("ip", True)
    assert [each for each in identifiers(register) if register.is_done(each)] == ["ip"]
    made.type_passphrase(STRONG)
    made.generate()
    assert not register.is_done("ip")


def test_copying_the_public_key_is_a_step_that_is_done(made: Driver) -> None:
    assert not made.key.register.is_done("copy")
    made.key.copy_public()
    assert made.key.register.is_done("copy")


def test_an_api_key_is_kept_for_its_key_alone(made: Driver) -> None:
    register = made.key.register
    register.enter_api_key(API_KEY)
    assert (register.api_key, register.state.problem) == (API_KEY, "")
    made.type_passphrase(STRONG)
    made.generate()
    assert register.api_key == ""


@pytest.mark.parametrize("typed", [PEM, f" {API_KEY}", f"{API_KEY}\n", "short", "x" * 100_000])
def test_what_is_not_an_api_key_is_explained_and_not_kept(made: Driver, typed: str) -> None:
    register = made.key.register
    register.enter_api_key(API_KEY)
    register.enter_api_key(typed)
    assert register.api_key == ""
    assert register.state.problem
    assert typed.strip()[:30] not in register.state.problem


def test_a_page_is_opened_only_when_somebody_says_so(made: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("app.gui.tasks.open_page", lambda address, _: opened.append(address))
    register = made.key.register
    (address,) = [step.address for step in register.steps if step.address]
    register.open_page(address)
    assert opened == []
    assert values_of(made.notice().message) == {"address": address}
    harmless = made.offers()[1]
    made.choose(harmless)
    assert made.clipboard.copied[-1] == ("public", address)
    assert opened == []
    register.open_page(address)
    made.choose(made.offers()[0])
    made._qtbot.waitUntil(lambda: opened == [address])


def test_what_is_done_at_one_venue_is_not_done_at_another(made: Driver) -> None:
    """GIVEN ticks and an API key WHEN another venue is chosen THEN both stay with the first."""
    register = made.key.register
    register.tick("paste", True)
    register.enter_api_key(API_KEY)
    register.choose_venue("binance-testnet")
    assert (register.is_done("paste"), register.api_key) == (False, "")
    register.choose_venue("binance")
    assert (register.is_done("paste"), register.api_key) == (True, API_KEY)


class TestAKeyThatWasOpened:
    """It comes with the usual aim, and nobody has said yet whether that is right."""

    def test_it_can_be_registered_elsewhere_for_something_else(self, driver: Driver) -> None:
        open_text(driver, "rsa-2048")
        register = driver.key.register
        assert (driver.hand.aim.venue, driver.hand.aim.purpose) == ("binance", "spot")
        assert identifiers(register)
        register.choose_venue("snowflake")
        assert "statement" in identifiers(register)
        register.choose_venue("binance")
        register.choose_purpose("tax")
        name = next(each.copied for each in register.steps if each.identifier == "name")
        assert name == f"tax-data-{DAY}", "what was pasted has no name of its own"
        words = next(each for each in register.steps if each.identifier == "permissions")
        assert values_of(words.sentence)["words"] == ", ".join(register.venue.words_for("tax"))
        driver.key.copy_public()
        assert driver.clipboard.copied == [("public", driver.pair().public_key_pem)]

    @pytest.mark.parametrize(
        ("algorithm", "venue"), [("rsa-2048", "revolut-x"), ("ed25519", "bybit"), ("ed25519", "snowflake")]
    )
    def test_a_type_that_the_venue_does_not_take_is_explained(
        self, driver: Driver, algorithm: str, venue: str
    ) -> None:
        open_text(driver, algorithm)
        register = driver.key.register
        register.choose_venue(venue)
        assert (register.refusal, register.steps) == (why_not(BY_IDENTIFIER[venue], algorithm), ())
        register.choose_venue("binance")
        assert register.refusal == ""
        assert register.steps

    @pytest.mark.thorough
    def test_a_size_that_the_venue_may_refuse_is_told(self, driver: Driver) -> None:
        open_text(driver, "rsa-3072")
        register = driver.key.register
        assert values_of(register.doubt)["bits"] == "3072"
        assert register.steps
        register.choose_venue("binance-testnet")
        assert register.doubt == ""

    def test_one_pair_of_a_set_has_the_steps_of_the_whole_set(self, driver: Driver) -> None:
        pem = private_key_pem(generate_key_pair(BY_NAME["rsa-2048"]), Unencrypted())
        driver.folder.mkdir()
        file = driver.folder / "ibkr-encryption.private.pem"
        file.write_text(pem)
        driver.after(lambda: driver.opening.open_file(file))
        register = driver.key.register
        register.choose_venue("interactive-brokers")
        files = [values_of(step.sentence).get("file") for step in register.steps]
        assert [name for name in files if name] == [
            "ibkr-signature.public.pem",
            "ibkr-encryption.public.pem",
            "dhparam.pem",
        ]


def open_text(driver: Driver, algorithm: str) -> None:
    pem = private_key_pem(generate_key_pair(BY_NAME[algorithm]), Unencrypted())
    driver.after(lambda: driver.opening.open_text(pem.encode()))
