"""What is asked before something is saved, and what an answer is good for."""

import gc
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.gui.models.state import Action
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.storage.writer.file_system import SYSTEM
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


def change(driver: Driver, passphrase: Passphrase) -> None:
    """In the dialog for it."""
    driver.model.changing.begin()
    driver.model.changing.edit(passphrase, passphrase)
    driver.after(driver.model.changing.submit)


class TestWeak:
    def test_it_asks_with_the_reason_and_writes_nothing(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        type_passphrase(driver, WEAK)
        save(driver)
        assert driver.files() == []
        assert driver.notice().actions == (Action.SUGGEST, Action.USE_WEAK)
        assert "exchange" in driver.message

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
            assert Action.USE_WEAK in driver.notice().actions
            driver.after(lambda: driver.model.perform(Action.USE_WEAK))
            save(driver)
        assert len(driver.files()) == 4

    def test_it_asks_before_there_is_a_key_and_the_answer_holds_for_its_saving(self, driver: Driver) -> None:
        """Once a public key can be copied, it may be registered: then it is too late to ask."""
        type_passphrase(driver, WEAK)
        driver.after(driver.model.generate)
        assert driver.state().pairs == ()
        assert driver.notice().actions == (Action.SUGGEST, Action.USE_WEAK)
        driver.after(lambda: driver.model.perform(Action.USE_WEAK))
        assert driver.state().pairs
        save(driver)
        assert open_private_key(identify(private_file(driver)), WEAK) == driver.pair()

    @pytest.mark.parametrize(
        ("passphrase", "repeated", "told"),
        [
            (STRONG, OTHER, "differ"),
            (STRONG, Passphrase(""), "Repeat"),
            (Passphrase("schl\xfcssel"),) * 2 + ("ASCII",),
        ],
    )
    def test_what_no_file_could_have_is_told_before_there_is_a_key(
        self, driver: Driver, passphrase: Passphrase, repeated: Passphrase, told: str
    ) -> None:
        driver.model.edit_passphrase(passphrase, repeated)
        assert told in driver.state().generate_problem
        driver.after(driver.model.generate)
        assert driver.state().pairs == ()

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

    def test_a_yes_to_no_passphrase_does_not_hold_for_another_folder(
        self, driver: Driver, old: bytes, tmp_path: Path
    ) -> None:
        driver.after(driver.model.generate)
        type_passphrase(driver, Passphrase(""))
        save(driver)
        driver.after(lambda: driver.model.perform(Action.SAVE_UNENCRYPTED))
        assert driver.notice().actions == (Action.USE_FREE_NAME, Action.REPLACE)
        driver.model.saving.set_folder(str(tmp_path / "elsewhere"))
        save(driver)
        assert Action.SAVE_UNENCRYPTED in driver.notice().actions
        assert not (tmp_path / "elsewhere").exists()

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
        change(driver, OTHER)
        assert driver.model.changing.state.problem == ""
        assert open_private_key(identify(file.read_bytes()), OTHER) == driver.pair()
        assert sorted(path.name for path in file.parent.iterdir()) == ["margin.private.pem"]
        assert all(driver.rows())

    def test_and_then_with_another(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        for passphrase in (OTHER, Passphrase(OTHER.reveal() + "-again")):
            change(driver, passphrase)
            assert open_private_key(identify(file.read_bytes()), passphrase) == driver.pair()

    def test_a_plain_file_becomes_an_encrypted_one(
        self, driver: Driver, file: Path, pairs: dict[str, KeyPair]
    ) -> None:
        file.write_text(private_key_pem(pairs["ed25519"], Unencrypted()))
        driver.after(lambda: driver.model.opening.open_file(file))
        change(driver, OTHER)
        assert open_private_key(identify(file.read_bytes()), OTHER) == driver.pair()

    def test_a_weak_one_is_asked_about(self, driver: Driver, file: Path) -> None:
        before = file.read_bytes()
        self.open_it(driver, file)
        change(driver, WEAK)
        assert file.read_bytes() == before
        assert driver.model.changing.state.is_weak
        assert "exchange" in driver.model.changing.state.problem
        driver.after(driver.model.changing.submit_weak)
        assert open_private_key(identify(file.read_bytes()), WEAK) == driver.pair()

    def test_the_passphrase_for_saving_has_no_part_in_it(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        type_passphrase(driver, OTHER)
        before = file.read_bytes()
        assert driver.model.changing.state.submit_problem
        driver.after(driver.model.changing.submit)
        assert file.read_bytes() == before

    def test_an_answer_does_not_hold_for_another_passphrase(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        before = file.read_bytes()
        change(driver, WEAK)
        driver.model.changing.edit(Passphrase("binance2025!"), Passphrase("binance2025!"))
        driver.after(driver.model.changing.submit_weak)
        assert file.read_bytes() == before

    def test_what_fails_is_told_where_it_was_asked_for(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        change(driver, STRONG)
        assert "current passphrase" in driver.model.changing.state.problem
        assert driver.state().notice is None
        assert driver.model.changing.state.submit_problem == ""

    def test_the_field_for_saving_follows(self, driver: Driver, file: Path) -> None:
        """So that a copy that is saved next does not get the old passphrase again."""
        replaced: list[Passphrase] = []
        driver.model.passphrase_replaced.connect(replaced.append)
        self.open_it(driver, file)
        type_passphrase(driver, STRONG)
        change(driver, OTHER)
        assert replaced == [OTHER]

    def test_a_closed_dialog_keeps_nothing(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        text = Passphrase("only this test of the dialog types this")
        driver.model.changing.edit(text, text)
        driver.model.changing.reset()
        text = OTHER
        gc.collect()
        held = [item for item in gc.get_objects() if isinstance(item, Passphrase)]
        assert not [item for item in held if "test of the dialog" in item.reveal()]

    def test_a_generated_pair_has_no_file(self, driver: Driver, file: Path) -> None:
        self.open_it(driver, file)
        before = file.read_bytes()
        driver.after(driver.model.generate)
        assert driver.state().opened_file == ""
        change(driver, OTHER)
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


class TestSaved:
    """Saved is a state: nothing is left to do until something changes."""

    @pytest.fixture(autouse=True)
    def _saved(self, driver: Driver) -> None:
        type_passphrase(driver, STRONG)
        driver.after(driver.model.generate)
        save(driver)

    def test_saving_again_does_nothing(self, driver: Driver) -> None:
        report = driver.state().report
        assert driver.state().is_as_saved
        assert "Saved" in driver.state().save_problem
        save(driver)
        assert driver.state().notice is None
        assert driver.state().report is report

    def test_until_label_folder_or_passphrase_change(self, driver: Driver, tmp_path: Path) -> None:
        for change_something in (
            lambda: driver.model.edit_label("another"),
            lambda: driver.model.saving.set_folder(str(tmp_path / "other-keys")),
            lambda: driver.model.saving.set_archive(True),
            lambda: type_passphrase(driver, OTHER),
        ):
            assert driver.state().is_as_saved
            driver.after(change_something)
            assert driver.state().save_problem == ""
            save(driver)

    def test_emptied_fields_change_nothing(self, driver: Driver) -> None:
        driver.model.expire()
        driver.model.edit_passphrase(Passphrase(""), Passphrase(""))
        assert driver.state().is_as_saved

    def test_an_error_stands_alone(self, driver: Driver) -> None:
        """No red beside the green of what was saved before."""
        type_passphrase(driver, OTHER)
        save(driver)
        assert driver.notice().actions == (Action.USE_FREE_NAME, Action.REPLACE)
        assert driver.state().report is None

    def test_the_second_key_of_a_day_gets_a_free_name(self, driver: Driver) -> None:
        for number in (2, 3):
            driver.after(driver.model.generate)
            save(driver)
            assert driver.message == ""
            assert driver.state().label == f"api-key-ed25519-2026-11-22-{number}"
        assert len(driver.files()) == 6

    def test_a_typed_label_is_never_changed_unasked(self, driver: Driver) -> None:
        driver.model.edit_label("api-key-ed25519-2026-11-22")
        driver.after(driver.model.generate)
        save(driver)
        assert driver.notice().actions == (Action.USE_FREE_NAME, Action.REPLACE)
        assert len(driver.files()) == 2


class TestFreeLabel:
    """What is suggested is free, and said before anything is generated."""

    def test_at_the_start_and_after_a_change_of_the_folder(
        self, driver: Driver, qtbot: QtBot, tmp_path: Path
    ) -> None:
        driver.folder.mkdir()
        (driver.folder / "api-key-ed25519-2026-11-22.private.pem").touch()
        driver.model.look_at_folder()
        qtbot.waitUntil(lambda: driver.state().label == "api-key-ed25519-2026-11-22-2", timeout=20_000)
        driver.model.saving.set_folder(str(tmp_path))
        qtbot.waitUntil(lambda: driver.state().label == "api-key-ed25519-2026-11-22", timeout=20_000)

    def test_a_typed_one_stays(self, driver: Driver, qtbot: QtBot) -> None:
        driver.folder.mkdir()
        (driver.folder / "spot.private.pem").touch()
        driver.model.look_at_folder()
        driver.model.edit_label("spot")
        qtbot.wait(400)
        assert driver.state().label == "spot"
