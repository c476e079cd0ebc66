"""What is asked before something is saved, and what an answer is good for."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import WeakPassphraseError
from app.gui.saving.models.saving_model import Answer
from app.gui.session.notices import Kind
from app.gui.session.unsaved import Unsaved
from app.keys.algorithm import BY_NAME, ED25519
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.storage.writer.file_system import SYSTEM
from app.usecases.passphrases import protect
from tests.gui.conftest import Driver
from tests.gui.passphrases import NONE, OTHER, STRONG, WEAK, pair_in

Begin = Callable[[Passphrase], None]


def private_file(driver: Driver) -> Path:
    (path,) = driver.folder.glob("*.private.pem")
    return path


def generate(driver: Driver, passphrase: Passphrase) -> None:
    """Generate and save with this passphrase."""
    driver.type_passphrase(passphrase)
    driver.generate()


@pytest.fixture
def unsaved(driver: Driver) -> KeyPair:
    """Generated without files: it is saved on its own page."""
    driver.new_key.set_unsaved(True)
    driver.generate()
    driver.new_key.set_unsaved(False)
    return driver.pair()


def save(driver: Driver, passphrase: Passphrase) -> None:
    """Save what is at hand with this passphrase."""
    driver.key.draft.edit_passphrase(passphrase, passphrase)
    driver.after(driver.key.save)


@pytest.fixture(params=["generated and saved", "saved on its page"])
def begin(driver: Driver, request: pytest.FixtureRequest) -> Begin:
    """One of the two ways to save a new pair, with this passphrase."""
    if request.param == "generated and saved":
        return lambda passphrase: generate(driver, passphrase)
    request.getfixturevalue("unsaved")
    return lambda passphrase: save(driver, passphrase)


class TestUnencrypted:
    def test_it_asks_and_writes_nothing_until_it_is_chosen(self, driver: Driver, begin: Begin) -> None:
        begin(NONE)
        assert driver.files() == []
        assert driver.offers() == [Answer.TYPE_ONE, Answer.IN_CLEAR]
        assert [offer.consents for offer in driver.notice().offers] == [False, True]
        driver.choose(Answer.IN_CLEAR)
        assert len(private_file(driver).read_bytes()) == 119
        assert not all(driver.rows())
        assert (driver.hand.saved, driver.hand.is_encrypted) == (True, False)

    def test_the_choice_ends_when_a_passphrase_is_typed(self, driver: Driver, begin: Begin) -> None:
        begin(NONE)
        draft = driver.new_key.draft if not driver.hand.pairs else driver.key.draft
        draft.edit_passphrase(STRONG, STRONG)
        assert driver.offers() == []
        driver.after(lambda: driver.session.notices.choose(Answer.IN_CLEAR))
        assert driver.files() == []

    def test_who_would_rather_type_one_is_led_there(self, driver: Driver, begin: Begin) -> None:
        led: list[bool] = []
        for model in (driver.new_key.saving, driver.key.saving):
            model.passphrase_wanted.connect(lambda: led.append(True))
        begin(NONE)
        driver.choose(Answer.TYPE_ONE)
        assert (led, driver.files()) == ([True], [])


class TestWeak:
    def test_it_asks_with_the_reason_and_writes_nothing(self, driver: Driver, begin: Begin) -> None:
        begin(WEAK)
        assert driver.files() == []
        assert driver.offers() == [Answer.SUGGEST, Answer.USE_WEAK]
        assert [offer.consents for offer in driver.notice().offers] == [False, True]
        with pytest.raises(WeakPassphraseError) as raised:
            protect(WEAK, "", weak_ok=False)
        assert driver.notice().message == raised.value.message

    def test_used_anyway_it_opens_the_file(self, driver: Driver, begin: Begin) -> None:
        begin(WEAK)
        driver.choose(Answer.USE_WEAK)
        assert pair_in(private_file(driver), WEAK) == driver.pair()

    def test_the_answer_does_not_hold_for_another_passphrase(self, driver: Driver, begin: Begin) -> None:
        begin(WEAK)
        another = Passphrase("binance2025!")
        draft = driver.new_key.draft if not driver.hand.pairs else driver.key.draft
        draft.edit_passphrase(another, another)
        driver.after(lambda: driver.session.notices.choose(Answer.USE_WEAK))
        assert driver.files() == []
        begin(another)
        assert Answer.USE_WEAK in driver.offers()
        assert driver.files() == []

    def test_instead_one_is_suggested(self, driver: Driver, begin: Begin, qtbot: QtBot) -> None:
        begin(WEAK)
        draft = driver.new_key.draft if not driver.hand.pairs else driver.key.draft
        driver.session.notices.choose(Answer.SUGGEST)
        assert driver.offers() == []
        qtbot.waitUntil(lambda: draft.suggestions.suggestion is not None, timeout=20_000)


def test_weak_once_is_not_weak_for_the_next_generation(driver: Driver) -> None:
    driver.session.memory.change(forget_after_saving=False)
    driver.type_passphrase(WEAK)
    for files in (2, 4):
        driver.generate()
        assert Answer.USE_WEAK in driver.offers()
        driver.choose(Answer.USE_WEAK)
        assert len(driver.files()) == files


class TestTheOneThatWasAskedAbout:
    """An answer goes on with what the question was about; where that was changed, there is no question."""

    @pytest.fixture(autouse=True)
    def _asked(self, driver: Driver) -> None:
        driver.new_key.draft.edit_label("spot")
        generate(driver, WEAK)
        assert Answer.USE_WEAK in driver.offers()

    def test_another_key_type(self, driver: Driver) -> None:
        driver.new_key.choose(BY_NAME["rsa-2048"])
        assert driver.offers() == []
        driver.generate()
        driver.choose(Answer.USE_WEAK)
        assert driver.pair().algorithm is not ED25519

    def test_another_number(self, driver: Driver) -> None:
        driver.new_key.set_count(2)
        assert driver.offers() == []

    def test_without_files_after_all(self, driver: Driver) -> None:
        driver.new_key.set_unsaved(True)
        assert driver.offers() == []

    def test_another_folder(self, driver: Driver, tmp_path: Path) -> None:
        driver.new_key.draft.set_folder(str(tmp_path / "elsewhere"))
        assert driver.offers() == []


class TestReplace:
    @pytest.fixture
    def old(self, driver: Driver) -> bytes:
        """A pair of the name that is typed for the next."""
        driver.new_key.draft.edit_label("spot")
        generate(driver, STRONG)
        driver.new_key.draft.edit_label("spot")
        return private_file(driver).read_bytes()

    def test_it_is_offered_second_and_keeps_a_backup(self, driver: Driver, old: bytes) -> None:
        generate(driver, OTHER)
        assert driver.offers() == [Answer.USE_FREE_NAME, Answer.REPLACE]
        assert [offer.consents for offer in driver.notice().offers] == [False, True]
        assert private_file(driver).read_bytes() == old
        driver.choose(Answer.REPLACE)
        assert pair_in(private_file(driver), OTHER) == driver.pair()
        (backup,) = driver.folder.glob("spot.private.pem.*.bak")
        assert backup.read_bytes() == old
        assert SYSTEM.mode(backup, backup.stat()) == 0o600

    def test_so_it_is_for_a_pair_that_is_saved_on_its_page(self, driver: Driver, old: bytes) -> None:
        driver.new_key.set_unsaved(True)
        generate(driver, OTHER)
        pair = driver.pair()
        driver.after(driver.key.save)
        assert driver.offers() == [Answer.USE_FREE_NAME, Answer.REPLACE]
        driver.choose(Answer.USE_FREE_NAME)
        assert pair_in(driver.folder / "spot-2.private.pem", OTHER) == pair
        assert driver.hand.label == "spot-2"
        assert (driver.folder / "spot.private.pem").read_bytes() == old

    def test_weak_and_taken_is_asked_once_for_each(self, driver: Driver, old: bytes) -> None:
        generate(driver, WEAK)
        driver.choose(Answer.REPLACE)
        driver.choose(Answer.USE_WEAK)
        assert driver.hand.saved
        assert pair_in(private_file(driver), WEAK) == driver.pair()

    def test_a_yes_to_no_passphrase_does_not_hold_for_another_folder(
        self, driver: Driver, old: bytes, tmp_path: Path
    ) -> None:
        generate(driver, NONE)
        driver.choose(Answer.IN_CLEAR)
        assert driver.offers() == [Answer.USE_FREE_NAME, Answer.REPLACE]
        driver.new_key.draft.set_folder(str(tmp_path / "elsewhere"))
        driver.generate()
        assert Answer.IN_CLEAR in driver.offers()
        assert not (tmp_path / "elsewhere").exists()

    def test_a_yes_to_replacing_does_not_hold_for_another_name(self, driver: Driver, old: bytes) -> None:
        generate(driver, NONE)
        driver.choose(Answer.IN_CLEAR)
        assert Answer.REPLACE in driver.offers()
        driver.new_key.draft.edit_label("margin")
        driver.after(lambda: driver.session.notices.choose(Answer.REPLACE))
        assert (private_file(driver).read_bytes(), len(driver.files())) == (old, 2)

    def test_a_free_name_forgets_that_it_was_to_be_replaced(self, driver: Driver, old: bytes) -> None:
        generate(driver, OTHER)
        driver.choose(Answer.USE_FREE_NAME)
        driver.after(lambda: driver.session.notices.choose(Answer.REPLACE))
        assert (driver.folder / "spot.private.pem").read_bytes() == old
        assert len(driver.files()) == 4


def test_a_missing_parent_is_told(driver: Driver, unsaved: KeyPair, tmp_path: Path) -> None:
    driver.key.draft.set_folder(str(tmp_path / "no" / "where"))
    save(driver, STRONG)
    assert driver.notice().kind is Kind.ERROR
    assert driver.hand.would_be_lost
    assert not (tmp_path / "no").exists()


def test_an_error_is_still_read_when_a_free_name_is_found(
    driver: Driver, tmp_path: Path, qtbot: QtBot
) -> None:
    """The suggested name follows what is in the folder, by itself: no reason to take an error away."""
    driver.new_key.look_around()
    with qtbot.waitSignal(driver.new_key.labels.found, timeout=20_000) as found:
        driver.new_key.draft.set_folder(str(tmp_path / "no" / "where"))
    generate(driver, STRONG)
    assert found.args is not None
    question, label = found.args
    driver.new_key.labels.found.emit(question, f"{label}-2")
    assert driver.notice().kind is Kind.ERROR
    driver.session.notices.dismiss()
    driver.new_key.labels.found.emit(question, f"{label}-2")
    assert driver.new_key.draft.state.label == f"{label}-2"


def test_a_pair_that_was_discarded_is_not_kept_for_an_answer(driver: Driver) -> None:
    driver.new_key.set_unsaved(True)
    driver.generate()
    old = driver.pair().fingerprint
    save(driver, NONE)
    assert Answer.IN_CLEAR in driver.offers()
    driver.new_key.set_unsaved(False)
    generate(driver, OTHER)
    driver.choose(Unsaved.DISCARD)
    gc.collect()
    kept = [each for each in gc.get_objects() if isinstance(each, KeyPair) and each.fingerprint == old]
    assert not kept
