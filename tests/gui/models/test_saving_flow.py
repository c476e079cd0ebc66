"""What is asked before something is saved, and what an answer is good for."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.gui.models.state import Action
from app.keys.document import identify
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.keys.reader import open_private_key
from app.storage.file_system import SYSTEM
from tests.gui.conftest import Driver

STRONG = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon-mousy")
OTHER = Passphrase("sprinkled-unfunded-renewal-jokester-flyable-oxidant")
WEAK = Passphrase("binance2024!")


def type_passphrase(driver: Driver, passphrase: Passphrase) -> None:
    driver.model.edit_passphrase(passphrase, passphrase)


def private_file(driver: Driver) -> bytes:
    (path,) = driver.folder.glob("*.private.pem")
    return path.read_bytes()


def save(driver: Driver) -> None:
    driver.after(driver.model.saving.save)


class TestWeak:
    def test_it_asks_with_the_reason_and_writes_nothing(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        type_passphrase(driver, WEAK)
        save(driver)
        assert driver.files() == []
        assert driver.notice().actions == (Action.SUGGEST, Action.USE_WEAK)
        assert "bits" in driver.message

    def test_used_anyway_it_opens_the_file(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        type_passphrase(driver, WEAK)
        save(driver)
        driver.after(lambda: driver.model.perform(Action.USE_WEAK))
        assert open_private_key(identify(private_file(driver)), WEAK) == driver.pair()

    def test_the_answer_does_not_hold_for_another_passphrase(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        type_passphrase(driver, WEAK)
        save(driver)
        type_passphrase(driver, Passphrase("binance2025!"))
        driver.after(lambda: driver.model.perform(Action.USE_WEAK))
        assert driver.files() == []
        save(driver)
        assert Action.USE_WEAK in driver.notice().actions

    def test_the_answer_does_not_hold_for_the_next_saving(self, driver: Driver) -> None:
        type_passphrase(driver, WEAK)
        for _ in range(2):
            driver.after(driver.model.generate)
            save(driver)
            assert Action.USE_WEAK in driver.notice().actions
            driver.after(lambda: driver.model.perform(Action.USE_WEAK))
            driver.model.edit_label("the-second")
        assert len(driver.files()) == 4

    def test_instead_one_is_suggested(self, driver: Driver, qtbot: QtBot) -> None:
        driver.after(driver.model.generate)
        type_passphrase(driver, WEAK)
        save(driver)
        driver.model.perform(Action.SUGGEST)
        assert driver.state().notice is None
        qtbot.waitUntil(lambda: driver.model.suggestions.suggestion is not None, timeout=20_000)


class TestReplace:
    @pytest.fixture
    def old(self, driver: Driver) -> bytes:
        type_passphrase(driver, STRONG)
        driver.model.edit_label("spot")
        driver.after(driver.model.generate)
        save(driver)
        return private_file(driver)

    def test_it_is_offered_second_and_keeps_a_backup(self, driver: Driver, old: bytes) -> None:
        driver.after(driver.model.generate)
        save(driver)
        assert driver.notice().actions == (Action.USE_FREE_NAME, Action.REPLACE)
        assert private_file(driver) == old
        driver.after(lambda: driver.model.perform(Action.REPLACE))
        assert open_private_key(identify(private_file(driver)), STRONG) == driver.pair()
        (backup,) = driver.folder.glob("spot.private.pem.*.bak")
        assert backup.read_bytes() == old
        assert SYSTEM.mode(backup, backup.stat()) == 0o600

    def test_weak_and_taken_is_asked_once_for_each(self, driver: Driver, old: bytes) -> None:
        driver.after(driver.model.generate)
        type_passphrase(driver, WEAK)
        save(driver)
        driver.after(lambda: driver.model.perform(Action.USE_WEAK))
        driver.after(lambda: driver.model.perform(Action.REPLACE))
        assert driver.state().saved
        assert open_private_key(identify(private_file(driver)), WEAK) == driver.pair()

    def test_a_free_name_forgets_that_it_was_to_be_replaced(self, driver: Driver, old: bytes) -> None:
        driver.after(driver.model.generate)
        save(driver)
        driver.after(lambda: driver.model.perform(Action.USE_FREE_NAME))
        driver.after(lambda: driver.model.perform(Action.REPLACE))
        assert private_file(driver) == old


class TestChange:
    @pytest.fixture
    def file(self, tmp_path: Path, pairs: dict[str, KeyPair]) -> Path:
        file = tmp_path / "margin.private.pem"
        file.write_text(private_key_pem(pairs["ed25519"], Encrypted(STRONG)))
        return file

    def open_it(self, driver: Driver, file: Path) -> None:
        driver.after(lambda: driver.model.opening.open_file(file))
        driver.after(lambda: driver.model.opening.unlock(STRONG))

    def test_the_opened_file_opens_with_the_new_one_alone(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        assert driver.state().opened_file == str(file)
        type_passphrase(driver, OTHER)
        driver.after(driver.model.saving.change_passphrase)
        assert driver.message == ""
        assert open_private_key(identify(file.read_bytes()), OTHER) == driver.pair()
        assert sorted(path.name for path in file.parent.iterdir()) == ["margin.private.pem"]
        assert all(driver.rows())

    def test_and_then_with_another(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        for passphrase in (OTHER, Passphrase(OTHER.reveal() + "-again")):
            type_passphrase(driver, passphrase)
            driver.after(driver.model.saving.change_passphrase)
            assert open_private_key(identify(file.read_bytes()), passphrase) == driver.pair()

    def test_a_plain_file_becomes_an_encrypted_one(
        self, driver: Driver, file: Path, pairs: dict[str, KeyPair]
    ) -> None:
        file.write_text(private_key_pem(pairs["ed25519"], Unencrypted()))
        driver.after(lambda: driver.model.opening.open_file(file))
        type_passphrase(driver, OTHER)
        driver.after(driver.model.saving.change_passphrase)
        assert open_private_key(identify(file.read_bytes()), OTHER) == driver.pair()

    def test_a_weak_one_is_asked_about(self, driver: Driver, file: Path) -> None:
        before = file.read_bytes()
        self.open_it(driver, file)
        type_passphrase(driver, WEAK)
        driver.after(driver.model.saving.change_passphrase)
        assert file.read_bytes() == before
        driver.after(lambda: driver.model.perform(Action.USE_WEAK))
        assert open_private_key(identify(file.read_bytes()), WEAK) == driver.pair()

    def test_without_a_passphrase_there_is_nothing_to_change_to(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        driver.model.edit_passphrase(Passphrase(""), Passphrase(""))
        assert driver.state().change_problem
        before = file.read_bytes()
        driver.after(driver.model.saving.change_passphrase)
        assert file.read_bytes() == before

    def test_a_generated_pair_has_no_file(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        before = file.read_bytes()
        driver.after(driver.model.generate)
        assert driver.state().opened_file == ""
        type_passphrase(driver, OTHER)
        driver.after(driver.model.saving.change_passphrase)
        assert file.read_bytes() == before


class TestForget:
    def test_the_fields_are_emptied_after_saving_if_wanted(self, driver: Driver) -> None:
        expired: list[bool] = []
        driver.model.passphrase_expired.connect(lambda: expired.append(True))
        driver.after(driver.model.generate)
        type_passphrase(driver, STRONG)
        save(driver)
        assert not expired
        driver.model.edit_label("another")
        driver.model.set_forget_after_saving(True)
        save(driver)
        assert expired
