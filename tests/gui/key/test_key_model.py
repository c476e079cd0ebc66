"""What a person does on the page of a key, without the window."""

from pathlib import Path

import pytest

from app.errors import StorageError
from app.gui.saving.models.saving_model import Answer
from app.gui.session.notices import Kind
from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Encrypted, Unencrypted
from app.usecases import open_key
from tests.gui.conftest import Driver
from tests.gui.passphrases import NONE, OTHER, STRONG, pair_in


def private_file(driver: Driver) -> Path:
    return Path(driver.key.files.private_file)


def show(driver: Driver) -> str | None:
    """What is shown of the private key when it is asked for."""
    driver.after(lambda: driver.key.private.show(True))
    return driver.key.private.state.text


def type_passphrase(driver: Driver, text: object = STRONG) -> None:
    driver.key.draft.edit_passphrase(text, text)  # type: ignore[arg-type]


class TestNothingAtHand:
    def test_nothing_can_be_copied_shown_or_saved(self, driver: Driver) -> None:
        driver.key.copy_public()
        driver.key.copy_path()
        driver.key.copy_fingerprint()
        driver.after(driver.key.private.copy)
        driver.after(driver.key.begin_change)
        driver.after(driver.key.save)
        assert show(driver) is None
        assert (driver.clipboard.copied, driver.offers(), driver.files()) == ([], [], [])


class TestPublicKey:
    def test_it_is_copied_exactly_and_plainly(self, driver: Driver) -> None:
        driver.type_passphrase(STRONG)
        driver.generate()
        driver.key.copy_public()
        assert driver.clipboard.copied == [("public", driver.pair().public_key_pem)]

    def test_of_several_it_is_that_of_the_selected_one(self, driver: Driver) -> None:
        driver.new_key.set_count(3)
        driver.type_passphrase(STRONG)
        driver.generate()
        driver.key.select(2)
        driver.key.copy_public()
        assert driver.pair() == driver.hand.pairs[2]
        assert driver.clipboard.copied == [("public", driver.hand.pairs[2].public_key_pem)]
        assert driver.key.state.copied == {driver.pair().fingerprint}
        assert private_file(driver) == driver.folder / f"{driver.hand.labels[2]}.private.pem"
        driver.key.select(3)
        assert driver.hand.selected == 2


class TestUnsaved:
    """A pair that was generated without files: what is in the fields when it is saved counts."""

    @pytest.fixture(autouse=True)
    def _unsaved(self, driver: Driver) -> None:
        driver.new_key.set_unsaved(True)
        driver.generate()

    def test_the_passphrase_in_the_field_at_that_moment_counts(self, driver: Driver) -> None:
        type_passphrase(driver, OTHER)
        type_passphrase(driver, STRONG)
        saved: list[bool] = []
        driver.key.saved.connect(lambda: saved.append(True))
        driver.after(driver.key.save)
        assert pair_in(private_file(driver), STRONG) == driver.pair()
        assert all(driver.rows())
        assert (saved, driver.hand.would_be_lost, driver.hand.is_encrypted) == ([True], False, True)
        assert not driver.key.state.saving

    def test_after_saving_the_fields_are_empty(self, driver: Driver) -> None:
        type_passphrase(driver)
        driver.after(driver.key.save)
        assert driver.key.draft.passphrase == NONE
        assert not driver.key.has_secret

    def test_saved_it_is_not_saved_again(self, driver: Driver) -> None:
        type_passphrase(driver)
        driver.after(driver.key.save)
        report = driver.hand.report
        driver.after(driver.key.save)
        assert driver.offers() == []
        assert driver.hand.report is report

    def test_one_that_is_not_ready_stops_saving_and_showing_with_its_reason(self, driver: Driver) -> None:
        driver.key.draft.edit_passphrase(STRONG, OTHER)
        problem = driver.key.draft.state.passphrase_problem
        assert driver.key.save_problem == driver.key.private.problem == problem != ""
        driver.after(driver.key.save)
        assert show(driver) is None
        driver.after(driver.key.private.copy)
        assert (driver.files(), driver.clipboard.copied) == ([], [])

    def test_the_private_key_is_copied_as_a_secret_and_protected_as_the_fields_say(
        self, driver: Driver
    ) -> None:
        type_passphrase(driver)
        driver.after(driver.key.private.copy)
        ((how, text),) = driver.clipboard.copied
        assert how == "secret"
        assert pair_in(text.encode(), STRONG) == driver.pair()

    def test_what_is_shown_is_hidden_when_the_passphrase_changes(self, driver: Driver) -> None:
        assert pair_in((show(driver) or "").encode(), None) == driver.pair()
        type_passphrase(driver)
        assert driver.key.private.state.text is None
        assert pair_in((show(driver) or "").encode(), STRONG) == driver.pair()
        driver.key.private.show(False)
        assert driver.key.private.state.text is None

    def test_so_is_what_is_still_being_prepared(self, driver: Driver) -> None:
        """In clear, while somebody types the passphrase that it is to be shown with."""
        driver.key.private.show(True)
        type_passphrase(driver)
        driver.after(lambda: None)
        assert driver.key.private.state.text is None

    def test_how_it_is_protected_is_said_before_it_is_saved(self, driver: Driver) -> None:
        assert driver.key.protection[1] == "warning"
        type_passphrase(driver)
        assert driver.key.protection[1] == "good"
        driver.key.draft.edit_passphrase(STRONG, NONE)
        assert driver.key.protection == (driver.key.draft.state.passphrase_problem, "warning")

    def test_expired_it_is_hidden_and_the_passphrase_gone(self, driver: Driver) -> None:
        type_passphrase(driver)
        show(driver)
        assert driver.key.has_secret
        driver.key.expire()
        assert (driver.key.private.state.text, driver.key.draft.passphrase) == (None, NONE)
        assert not driver.key.has_secret

    def test_an_error_leaves_it_to_be_saved_again(
        self, driver: Driver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> object:
            raise StorageError(driver.key.copy_problem)

        type_passphrase(driver)
        with monkeypatch.context() as patch:
            patch.setattr("app.usecases.save.folder.prepare", full)
            driver.after(driver.key.save)
        assert driver.notice().kind is Kind.ERROR
        assert (driver.hand.would_be_lost, driver.key.state.saving, driver.files()) == (True, True, [])
        driver.after(driver.key.save)
        assert pair_in(private_file(driver), STRONG) == driver.pair()


class TestSaved:
    """The private key of a saved pair is what is in its file, and nothing decrypts that."""

    @pytest.fixture(autouse=True)
    def _saved(self, driver: Driver) -> None:
        driver.new_key.set_count(2)
        driver.type_passphrase(STRONG)
        driver.generate()

    def test_it_is_shown_and_copied_as_it_is_in_the_file(
        self, driver: Driver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def decrypt(*_: object) -> object:
            raise AssertionError

        monkeypatch.setattr(open_key, "open_private_key", decrypt)
        text = private_file(driver).read_text()
        assert "ENCRYPTED" in text
        assert show(driver) == text
        driver.after(driver.key.private.copy)
        assert driver.clipboard.copied == [("secret", text)]

    def test_a_passphrase_in_the_fields_of_new_key_has_no_part_in_it(self, driver: Driver) -> None:
        driver.type_passphrase(OTHER)
        assert show(driver) == private_file(driver).read_text()

    def test_another_pair_hides_it(self, driver: Driver) -> None:
        show(driver)
        driver.key.select(1)
        assert driver.key.private.state.text is None

    def test_another_pair_that_is_selected_meanwhile_does_not_get_it(self, driver: Driver) -> None:
        driver.key.private.show(True)
        driver.key.select(1)
        driver.after(lambda: None)
        assert driver.key.private.state.text is None
        assert show(driver) == private_file(driver).read_text()

    @pytest.mark.parametrize("public_too", [False, True])
    def test_the_file_of_another_key_is_not_shown_as_that_of_this_one(
        self, driver: Driver, pairs: dict[str, KeyPair], public_too: bool
    ) -> None:
        """In clear it shows by itself, encrypted by the public key beside it."""
        other = pairs["ed25519"]
        if public_too:
            private_file(driver).write_text(private_key_pem(other, Encrypted(STRONG)))
            Path(driver.key.files.public_file).write_text(other.public_key_pem, encoding="utf-8")
        else:
            private_file(driver).write_text(private_key_pem(other, Unencrypted()))
        assert show(driver) is None
        assert driver.notice().kind is Kind.ERROR
        driver.after(driver.key.private.copy)
        assert driver.clipboard.copied == []

    def test_a_file_that_is_gone_is_told(self, driver: Driver) -> None:
        private_file(driver).unlink()
        assert show(driver) is None
        assert driver.notice().kind is Kind.ERROR

    @pytest.mark.thorough
    def test_the_path_that_a_program_needs_is_copied(self, driver: Driver) -> None:
        driver.key.copy_path()
        assert driver.clipboard.copied == [("public", str(private_file(driver)))]


def test_in_an_archive_the_private_key_is_not_shown(driver: Driver) -> None:
    driver.new_key.draft.set_archive(True)
    driver.type_passphrase(STRONG)
    driver.generate()
    assert driver.key.private.problem != ""
    assert driver.key.change_problem != ""
    assert show(driver) is None
    driver.key.copy_path()
    assert driver.clipboard.copied == [("public", driver.hand.place)]


class TestOpened:
    """Saving an opened key once more: other files, with the passphrase that is in the field."""

    @pytest.fixture
    def file(self, driver: Driver, tmp_path: Path, pairs: dict[str, KeyPair]) -> Path:
        file = tmp_path / "margin.private.pem"
        file.write_text(private_key_pem(pairs["ed25519"], Encrypted(STRONG)))
        driver.after(lambda: driver.opening.open_file(file))
        driver.after(lambda: driver.opening.unlock(STRONG))
        return file

    def test_it_is_in_its_file_and_nothing_is_to_be_saved(self, driver: Driver, file: Path) -> None:
        assert (driver.hand.would_be_lost, driver.hand.is_in_file, driver.key.state.saving) == (
            False,
            True,
            False,
        )
        assert private_file(driver) == file
        assert driver.key.protection[1] == "good"

    def test_once_more_it_is_in_files_of_its_name_with_the_same_passphrase(
        self, driver: Driver, file: Path
    ) -> None:
        before = file.read_bytes()
        driver.key.begin_saving()
        assert driver.key.draft.passphrase == STRONG
        driver.after(driver.key.save)
        assert driver.files() == ["margin.private.pem", "margin.public.pem"]
        assert private_file(driver) == driver.folder / "margin.private.pem"
        assert pair_in(private_file(driver), STRONG) == driver.pair()
        assert file.read_bytes() == before
        assert (driver.hand.saved, driver.hand.opened, driver.key.state.saving) == (True, None, False)

    def test_or_with_another_one(self, driver: Driver, file: Path) -> None:
        driver.key.begin_saving()
        type_passphrase(driver, OTHER)
        driver.after(driver.key.save)
        assert pair_in(private_file(driver), OTHER) == driver.pair()
        assert pair_in(file, STRONG) == driver.pair()

    def test_emptied_the_field_asks_as_for_any_other(self, driver: Driver, file: Path) -> None:
        driver.key.begin_saving()
        type_passphrase(driver, NONE)
        driver.after(driver.key.save)
        assert Answer.IN_CLEAR in driver.offers()
        assert driver.files() == []

    def test_in_the_folder_that_it_was_opened_from_its_name_is_taken(
        self, driver: Driver, file: Path
    ) -> None:
        before = file.read_bytes()
        driver.key.begin_saving()
        driver.key.draft.set_folder(str(file.parent))
        driver.after(driver.key.save)
        assert driver.offers() == [Answer.USE_FREE_NAME, Answer.REPLACE]
        assert file.read_bytes() == before
        driver.choose(Answer.USE_FREE_NAME)
        assert pair_in(file.parent / "margin-2.private.pem", STRONG) == driver.pair()

    def test_shown_it_is_protected_by_the_passphrase_that_it_was_opened_with(
        self, driver: Driver, file: Path
    ) -> None:
        driver.key.expire()
        assert pair_in((show(driver) or "").encode(), STRONG) == driver.pair()

    @pytest.mark.parametrize("encrypted", [True, False])
    def test_what_is_weak_about_its_file_leads_to_a_passphrase_for_it_or_to_other_files(
        self, driver: Driver, file: Path, few_iterations: int, encrypted: bool
    ) -> None:
        wanted: list[str] = []
        driver.key.change_wanted.connect(lambda: wanted.append("change"))
        driver.key.saving.passphrase_wanted.connect(lambda: wanted.append("saving"))
        protection = Encrypted(STRONG, iterations=few_iterations) if encrypted else Unencrypted()
        for index, led in enumerate(("change", "saving")):
            file.write_text(private_key_pem(driver.pair(), protection), encoding="utf-8")
            driver.after(lambda: driver.opening.open_file(file))
            driver.after(lambda: driver.opening.unlock(STRONG))
            assert driver.key.protection[1] == ("good" if encrypted else "warning")
            assert (driver.notice().kind, len(driver.offers())) == (Kind.WARNING, 2)
            driver.choose(driver.offers()[index])
            assert wanted.pop() == led
        assert driver.key.state.saving
        assert not wanted

    def test_what_is_in_no_file_can_only_be_saved(self, driver: Driver, pairs: dict[str, KeyPair]) -> None:
        text = private_key_pem(pairs["ed25519"], Unencrypted()).encode()
        driver.after(lambda: driver.opening.open_text(text))
        assert (driver.notice().kind, len(driver.offers())) == (Kind.WARNING, 1)
        driver.choose(driver.offers()[0])
        assert driver.key.state.saving
