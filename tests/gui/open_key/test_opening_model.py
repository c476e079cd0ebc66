"""Opening a private key, without the window: recognised, its passphrase asked in place, then at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from app.gui.open_key.models.opening_model import PART, Opening
from app.gui.session.notices import Kind
from app.gui.session.unsaved import Unsaved
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.usecases.open_key import notices_about, read_text
from tests.gui.conftest import DAY, Driver
from tests.gui.passphrases import NONE, OTHER, STRONG, pair_in
from tests.sentences import values_of

Way = Callable[[], None]


@pytest.fixture
def pair(pairs: dict[str, KeyPair]) -> KeyPair:
    return pairs["rsa-2048"]


@pytest.fixture
def opened(driver: Driver) -> list[bool]:
    """Filled when a key is at hand that was opened: its page is shown then."""
    told: list[bool] = []
    driver.opening.opened.connect(lambda: told.append(True))
    return told


def open_text(driver: Driver, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    driver.after(lambda: driver.opening.open_text(data))


class TestText:
    @pytest.mark.thorough
    def test_one_in_clear_is_at_hand_and_is_saved_encrypted(
        self, driver: Driver, pair: KeyPair, opened: list[bool]
    ) -> None:
        text = private_key_pem(pair, Unencrypted())
        open_text(driver, text)
        assert opened == [True]
        assert driver.hand.pairs == (pair,)
        assert (driver.hand.would_be_lost, driver.hand.is_in_file, driver.key.files.private_file) == (
            False,
            False,
            "",
        )
        assert driver.notice().message == notices_about(read_text(text.encode()).document)[0]
        driver.key.begin_saving()
        driver.key.draft.edit_passphrase(STRONG, STRONG)
        driver.after(driver.key.save)
        (file,) = driver.folder.glob("*.private.pem")
        assert pair_in(file, STRONG) == pair

    def test_it_is_named_for_what_it_is(self, driver: Driver, pair: KeyPair) -> None:
        open_text(driver, private_key_pem(pair, Unencrypted()))
        assert driver.key.draft.state.label == f"api-key-rsa-2048-{DAY}"

    def test_an_encrypted_one_asks_for_its_passphrase_in_place(
        self, driver: Driver, pair: KeyPair, opened: list[bool]
    ) -> None:
        open_text(driver, private_key_pem(pair, Encrypted(STRONG)))
        assert driver.opening.state.wants_passphrase
        assert driver.opening.has_secret
        assert values_of(driver.opening.state.description)["number"] == 600_000
        driver.after(lambda: driver.opening.unlock(OTHER))
        assert (driver.notice().kind, driver.notice().part) == (Kind.ERROR, PART)
        assert (driver.hand.pairs, opened) == ((), [])
        driver.after(lambda: driver.opening.unlock(STRONG))
        assert (driver.hand.pairs, opened) == ((pair,), [True])
        assert driver.key.draft.passphrase == STRONG

    def test_once_it_is_open_nothing_of_it_is_left_on_its_page(self, driver: Driver, pair: KeyPair) -> None:
        expired: list[bool] = []
        driver.opening.expired.connect(lambda: expired.append(True))
        open_text(driver, private_key_pem(pair, Encrypted(STRONG)))
        driver.after(lambda: driver.opening.unlock(STRONG))
        assert expired == [True]
        assert driver.opening.state == Opening()
        assert not driver.opening.has_secret
        driver.after(lambda: driver.opening.unlock(STRONG))
        assert expired == [True], "there is nothing to unlock any more"

    def test_a_passphrase_that_no_new_file_may_have_is_not_offered_for_one(
        self, driver: Driver, pairs: dict[str, KeyPair]
    ) -> None:
        key = serialization.load_der_private_key(pairs["ed25519"].private_key_info, None)
        foreign = "schl\xfcssel"
        text = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(foreign.encode()),
        )
        open_text(driver, text)
        driver.after(lambda: driver.opening.unlock(Passphrase(foreign)))
        assert driver.hand.pairs == (pairs["ed25519"],)
        assert driver.key.draft.passphrase == NONE

    def test_a_foreign_text_is_named_and_nothing_is_at_hand(self, driver: Driver, pair: KeyPair) -> None:
        open_text(driver, pair.public_key_pem)
        assert (driver.notice().kind, driver.notice().part) == (Kind.ERROR, PART)
        assert driver.hand.pairs == ()

    @pytest.mark.thorough
    def test_everything_is_said_about_an_opened_key(self, driver: Driver, pair: KeyPair) -> None:
        key = serialization.load_der_private_key(pair.private_key_info, None)
        text = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.OpenSSH,
            serialization.NoEncryption(),
        )
        open_text(driver, text)
        plain, openssh = notices_about(read_text(text).document)
        assert (driver.notice().message, driver.notice().hint) == (plain, openssh)

    def test_an_emptied_field_forgets_what_was_recognised_and_the_notice(
        self, driver: Driver, pair: KeyPair
    ) -> None:
        open_text(driver, private_key_pem(pair, Encrypted(STRONG)))
        driver.after(lambda: driver.opening.unlock(OTHER))
        open_text(driver, b"  \n")
        assert driver.message == ""
        assert driver.opening.state == Opening()
        driver.after(lambda: driver.opening.unlock(STRONG))
        assert driver.hand.pairs == ()

    def test_another_text_is_what_the_passphrase_is_for(
        self, driver: Driver, pair: KeyPair, pairs: dict[str, KeyPair]
    ) -> None:
        open_text(driver, private_key_pem(pair, Encrypted(STRONG)))
        open_text(driver, private_key_pem(pairs["ed25519"], Encrypted(STRONG)))
        driver.after(lambda: driver.opening.unlock(STRONG))
        assert driver.hand.pairs == (pairs["ed25519"],)

    def test_nothing_is_opened_during_other_work(self, driver: Driver) -> None:
        driver.type_passphrase(STRONG)
        driver.new_key.generate()
        driver.opening.open_text(b"dropped meanwhile")
        assert driver.opening.state == Opening()
        driver.after(lambda: None)
        assert driver.hand.generated


class TestFile:
    def test_it_gives_its_name_to_the_label(self, driver: Driver, pair: KeyPair, tmp_path: Path) -> None:
        file = tmp_path / "margin.private.pem"
        file.write_text(private_key_pem(pair, Unencrypted()))
        driver.after(lambda: driver.opening.open_file(file))
        assert (driver.hand.label, driver.key.draft.state.label) == ("margin", "margin")
        assert (driver.hand.pairs, driver.hand.is_in_file) == ((pair,), True)
        assert driver.key.files.private_file == str(file)

    def test_while_its_passphrase_is_asked_it_is_named(
        self, driver: Driver, pair: KeyPair, tmp_path: Path
    ) -> None:
        file = tmp_path / "margin.private.pem"
        file.write_text(private_key_pem(pair, Encrypted(STRONG)))
        driver.after(lambda: driver.opening.open_file(file))
        assert (driver.opening.state.file, driver.opening.state.fingerprint) == (str(file), None)

    def test_one_that_cannot_be_read_is_told(self, driver: Driver, tmp_path: Path) -> None:
        driver.after(lambda: driver.opening.open_file(tmp_path / "absent.pem"))
        assert driver.notice().kind is Kind.ERROR
        assert values_of(driver.notice().message)["path"] == str(tmp_path / "absent.pem")


class TestWhereAPairWouldBeLost:
    """A pair that was generated without files goes for no other without a question."""

    @pytest.fixture(autouse=True)
    def _unsaved(self, driver: Driver) -> None:
        driver.new_key.set_unsaved(True)
        driver.generate()

    @pytest.fixture(params=["in clear", "encrypted"])
    def way(self, driver: Driver, pair: KeyPair, request: pytest.FixtureRequest) -> Way:
        """Opens the key up to where only the pair at hand is in the way."""

        def in_clear() -> None:
            open_text(driver, private_key_pem(pair, Unencrypted()))

        def encrypted() -> None:
            open_text(driver, private_key_pem(pair, Encrypted(STRONG)))
            driver.after(lambda: driver.opening.unlock(STRONG))

        return in_clear if request.param == "in clear" else encrypted

    @pytest.mark.thorough
    def test_it_asks_and_opens_the_key_that_waited(
        self, driver: Driver, pair: KeyPair, way: Way, opened: list[bool]
    ) -> None:
        generated = driver.hand
        way()
        assert driver.hand is generated
        assert driver.offers() == [Unsaved.SAVE_FIRST, Unsaved.DISCARD, Unsaved.KEEP]
        assert (driver.notice().part, opened) == (PART, [])
        driver.choose(Unsaved.DISCARD)
        assert (driver.hand.pairs, opened) == ((pair,), [True])
        assert not driver.opening.has_secret

    @pytest.mark.thorough
    def test_saved_first_it_leads_there_and_the_key_is_forgotten(
        self, driver: Driver, way: Way, opened: list[bool]
    ) -> None:
        wanted: list[bool] = []
        driver.opening.unsaved_wanted.connect(lambda: wanted.append(True))
        generated = driver.hand
        way()
        driver.choose(Unsaved.SAVE_FIRST)
        assert (wanted, opened) == ([True], [])
        assert driver.hand is generated

    @pytest.mark.thorough
    def test_kept_it_stays_and_a_later_answer_is_not_heard(self, driver: Driver, way: Way) -> None:
        generated = driver.hand
        way()
        driver.choose(Unsaved.KEEP)
        driver.after(lambda: driver.session.notices.choose(Unsaved.DISCARD))
        assert driver.hand is generated

    @pytest.mark.thorough
    def test_the_key_that_waits_is_forgotten_with_the_question(self, driver: Driver, way: Way) -> None:
        way()
        assert driver.opening.has_secret
        driver.opening.expire()
        assert (driver.offers(), driver.opening.has_secret) == ([], False)

    def test_what_is_no_key_asks_nothing(self, driver: Driver) -> None:
        generated = driver.hand
        open_text(driver, b"nonsense")
        assert (driver.notice().kind, driver.offers()) == (Kind.ERROR, [])
        assert driver.hand is generated


def test_a_pair_that_was_generated_while_a_passphrase_was_wanted_is_not_lost(
    driver: Driver, pair: KeyPair
) -> None:
    open_text(driver, private_key_pem(pair, Encrypted(STRONG)))
    driver.new_key.set_unsaved(True)
    driver.generate()
    generated = driver.hand
    driver.after(lambda: driver.opening.unlock(STRONG))
    assert driver.hand is generated
    assert Unsaved.DISCARD in driver.offers()
