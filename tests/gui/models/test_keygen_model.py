"""What a person does in the window, without the window."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from app.gui import messages
from app.gui.models.state import Action, PassphraseStatus, Scope
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from tests.gui.conftest import Driver

WORDS = Passphrase("correct horse battery staple")
OTHER = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon-mousy")


def type_passphrase(driver: Driver, passphrase: Passphrase) -> None:
    driver.model.edit_passphrase(passphrase, passphrase)


def only_private_file(driver: Driver) -> bytes:
    (path,) = driver.folder.glob("*.private.pem")
    return path.read_bytes()


class TestLabel:
    def test_the_suggestion_follows_the_key_type_until_a_label_is_typed(self, driver: Driver) -> None:
        assert driver.state().label == "api-key-ed25519-2026-11-22"
        driver.model.choose_algorithm("rsa-4096")
        assert driver.state().label == "api-key-rsa-4096-2026-11-22"
        driver.model.edit_label("spot-trading")
        driver.model.choose_algorithm("ed25519")
        assert driver.state().label == "spot-trading"

    def test_the_names_of_the_files_are_known_before_anything_is_written(self, driver: Driver) -> None:
        driver.model.edit_label("spot")
        assert driver.state().files == ("spot.private.pem", "spot.public.pem")
        driver.model.set_count(2)
        assert driver.state().files[-1] == "spot-02.public.pem"
        driver.model.saving.set_archive(True)
        assert driver.state().files == ("spot.tar.gz",)

    @pytest.mark.parametrize("label", ["", "a/b", "con", "..", "tab\there"])
    def test_a_label_that_is_no_file_name_is_told_and_stops_saving(self, driver: Driver, label: str) -> None:
        driver.after(driver.model.generate)
        driver.model.edit_label(label)
        assert driver.state().label_problem
        assert driver.state().save_problem == driver.state().label_problem
        driver.after(driver.model.saving.save)
        assert driver.files() == []


class TestThePairsOwn:
    """Everything about a pair follows the pair, whatever the form says since."""

    def test_a_key_type_chosen_afterwards_changes_no_name(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        driver.model.choose_algorithm("rsa-4096")
        assert driver.state().label == "api-key-ed25519-2026-11-22"
        assert "The key below is Ed25519" in messages.algorithm_text(driver.state())
        type_passphrase(driver, WORDS)
        driver.after(driver.model.saving.save)
        assert driver.files() == [f"api-key-ed25519-2026-11-22.{half}.pem" for half in ("private", "public")]

    def test_the_next_pair_has_its_own(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        driver.model.choose_algorithm("rsa-2048")
        driver.after(driver.model.generate)
        driver.after(lambda: driver.model.perform(Action.GENERATE_ANYWAY))
        assert driver.state().label == "api-key-rsa-2048-2026-11-22"

    def test_a_key_type_chosen_while_it_is_generated_too(self, driver: Driver) -> None:
        driver.model.generate()
        driver.model.choose_algorithm("rsa-4096")
        driver.after(lambda: None)
        assert driver.state().label == "api-key-ed25519-2026-11-22"

    def test_a_typed_label_stays(self, driver: Driver) -> None:
        driver.model.edit_label("spot")
        driver.after(driver.model.generate)
        driver.model.choose_algorithm("rsa-4096")
        assert driver.state().label == "spot"

    def test_a_pasted_key_is_named_for_what_it_is(self, driver: Driver, pairs: dict[str, KeyPair]) -> None:
        text = private_key_pem(pairs["rsa-2048"], Unencrypted()).encode()
        driver.after(lambda: driver.model.opening.open_text(text))
        assert driver.state().label == "api-key-rsa-2048-2026-11-22"

    def test_the_name_of_an_opened_file_is_not_that_of_the_next_pair(
        self, driver: Driver, pairs: dict[str, KeyPair], tmp_path: Path
    ) -> None:
        file = tmp_path / "margin.private.pem"
        file.write_text(private_key_pem(pairs["rsa-2048"], Unencrypted()))
        driver.after(lambda: driver.model.opening.open_file(file))
        driver.after(driver.model.generate)
        assert driver.state().label == "api-key-ed25519-2026-11-22"


class TestPassphrase:
    @pytest.mark.parametrize(
        ("text", "repeated", "status"),
        [
            ("", "", PassphraseStatus.EMPTY),
            ("four words", "four words", PassphraseStatus.READY),
            ("four words", "four", PassphraseStatus.NOT_REPEATED),
            ("four words", "", PassphraseStatus.NOT_REPEATED),
            ("four words", "fore", PassphraseStatus.DIFFERENT),
            ("four words", None, PassphraseStatus.READY),
            ("vier W\xf6rter", "vier W\xf6rter", PassphraseStatus.REFUSED),
            (" ", " ", PassphraseStatus.READY),
        ],
    )
    def test_status(self, driver: Driver, text: str, repeated: str | None, status: PassphraseStatus) -> None:
        driver.model.edit_passphrase(Passphrase(text), None if repeated is None else Passphrase(repeated))
        assert driver.state().passphrase is status
        ready = status in (PassphraseStatus.READY, PassphraseStatus.EMPTY)
        assert bool(driver.state().passphrase_problem) is not ready

    def test_one_that_is_not_ready_stops_saving_and_showing_with_its_reason(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        driver.model.edit_passphrase(WORDS, OTHER)
        assert driver.state().save_problem == "The two passphrases differ."
        driver.after(driver.model.saving.save)
        driver.after(lambda: driver.model.keys.show_private(True))
        assert driver.files() == []
        assert driver.state().private_text is None

    def test_no_state_shows_it(self, driver: Driver) -> None:
        type_passphrase(driver, WORDS)
        assert WORDS.reveal() not in repr(driver.state())
        assert WORDS.reveal() not in str(driver.state())


class TestGenerate:
    def test_several_pairs_are_listed_by_label_and_each_is_shown_when_selected(self, driver: Driver) -> None:
        driver.model.edit_label("spot")
        driver.model.set_count(3)
        driver.after(driver.model.generate)
        assert driver.state().labels == ("spot-01", "spot-02", "spot-03")
        driver.model.keys.select(2)
        assert driver.state().pair == driver.state().pairs[2]
        driver.model.keys.select(3)
        assert driver.state().selected == 2

    @pytest.mark.parametrize(("count", "limit"), [(0, "At least one"), (-1, "At least"), (10**9, "At most")])
    def test_the_count_stays_between_one_and_a_thousand(self, driver: Driver, count: int, limit: str) -> None:
        driver.model.set_count(5)
        driver.model.set_count(count)
        assert driver.state().generate_problem.startswith(limit)
        driver.model.generate()
        assert (driver.state().work, driver.state().count) == (None, 5)

    def test_cancel_leaves_what_was_on_screen(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        before = driver.state().pairs
        driver.model.forget_unsaved()
        driver.model.choose_algorithm("rsa-2048")
        driver.model.set_count(1000)
        driver.model.generate()
        driver.after(driver.model.cancel)
        assert driver.state().pairs == before
        assert driver.message.startswith("Cancelled.")

    def test_a_size_that_the_venue_does_not_document_comes_with_a_notice(self, driver: Driver) -> None:
        driver.model.choose_algorithm("rsa-3072")
        driver.after(driver.model.generate)
        assert "2048 and 4096" in driver.message

    def test_a_pair_that_is_not_saved_is_not_lost_without_a_question(self, driver: Driver) -> None:
        """However its public key was taken: it can be selected and copied, or read off the screen."""
        driver.after(driver.model.generate)
        pairs = driver.state().pairs
        driver.after(driver.model.generate)
        assert driver.state().pairs == pairs
        assert driver.notice().actions == (Action.SAVE_FIRST, Action.GENERATE_ANYWAY, Action.KEEP)
        driver.after(lambda: driver.model.perform(Action.GENERATE_ANYWAY))
        assert driver.state().pairs != pairs

    def test_saved_first_it_may_be_replaced(self, driver: Driver) -> None:
        type_passphrase(driver, WORDS)
        driver.after(driver.model.generate)
        pairs = driver.state().pairs
        driver.after(driver.model.generate)
        driver.after(lambda: driver.model.perform(Action.SAVE_FIRST))
        assert open_private_key(identify(only_private_file(driver)), WORDS) == pairs[0]
        driver.after(driver.model.generate)
        assert driver.state().pairs != pairs

    def test_what_cannot_be_saved_first_says_why(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        driver.model.edit_label("a/b")
        driver.after(driver.model.generate)
        driver.after(lambda: driver.model.perform(Action.SAVE_FIRST))
        assert "/" in driver.message

    def test_nothing_can_be_copied_or_saved_before(self, driver: Driver) -> None:
        state = driver.state()
        assert state.copy_problem == state.private_problem == state.save_problem != ""
        driver.model.keys.copy_public()
        driver.after(driver.model.keys.copy_private)
        driver.after(driver.model.saving.save)
        assert driver.clipboard.copied == []
        assert driver.files() == []


class TestCopyAndShow:
    def test_the_public_key_is_copied_exactly_and_plainly(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        driver.model.keys.copy_public()
        assert driver.clipboard.copied == [("public", driver.pair().public_key_pem)]

    def test_the_private_key_is_copied_as_a_secret_and_protected_as_the_fields_say(
        self, driver: Driver
    ) -> None:
        driver.after(driver.model.generate)
        type_passphrase(driver, WORDS)
        driver.after(driver.model.keys.copy_private)
        ((how, text),) = driver.clipboard.copied
        assert how == "secret"
        assert open_private_key(identify(text.encode()), WORDS) == driver.state().pair

    def test_what_is_shown_is_hidden_when_the_passphrase_changes(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        driver.after(lambda: driver.model.keys.show_private(True))
        assert "-----BEGIN PRIVATE KEY-----" in (driver.state().private_text or "")
        type_passphrase(driver, WORDS)
        assert driver.state().private_text is None
        driver.after(lambda: driver.model.keys.show_private(True))
        assert "-----BEGIN ENCRYPTED PRIVATE KEY-----" in (driver.state().private_text or "")
        driver.model.keys.show_private(False)
        assert driver.state().private_text is None


class TestSave:
    def test_the_passphrase_in_the_field_at_that_moment_counts(self, driver: Driver) -> None:
        type_passphrase(driver, OTHER)
        driver.after(driver.model.generate)
        type_passphrase(driver, WORDS)
        driver.after(driver.model.saving.save)
        assert open_private_key(identify(only_private_file(driver)), WORDS) == driver.state().pair
        assert all(driver.rows())

    def test_what_is_shown_is_what_is_saved(self, driver: Driver) -> None:
        driver.model.edit_label("spot")
        driver.model.set_count(3)
        driver.after(driver.model.generate)
        type_passphrase(driver, WORDS)
        driver.after(driver.model.saving.save)
        for number, pair in enumerate(driver.state().pairs, start=1):
            assert (driver.folder / f"spot-0{number}.public.pem").read_text() == pair.public_key_pem
        assert len(driver.files()) == 6

    def test_without_a_passphrase_it_asks_and_writes_nothing_until_it_is_chosen(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        driver.after(driver.model.saving.save)
        assert driver.files() == []
        notice = driver.state().notice
        assert notice is not None
        assert notice.scope is Scope.SAVE
        assert Action.SAVE_UNENCRYPTED in notice.actions
        driver.after(lambda: driver.model.perform(Action.SAVE_UNENCRYPTED))
        assert len(only_private_file(driver)) == 119
        assert not all(driver.rows())

    def test_a_choice_to_save_without_one_ends_when_one_is_typed(self, driver: Driver) -> None:
        driver.after(driver.model.generate)
        driver.after(driver.model.saving.save)
        type_passphrase(driver, WORDS)
        assert driver.state().notice is None
        driver.after(lambda: driver.model.perform(Action.SAVE_UNENCRYPTED))
        assert driver.files() == []

    def test_an_existing_file_is_named_and_kept_and_a_free_name_is_offered(self, driver: Driver) -> None:
        type_passphrase(driver, WORDS)
        driver.model.edit_label("spot")
        driver.after(driver.model.generate)
        driver.after(driver.model.saving.save)
        before = only_private_file(driver)
        driver.after(driver.model.generate)
        driver.after(driver.model.saving.save)
        assert "spot.private.pem" in driver.message
        assert only_private_file(driver) == before
        driver.after(lambda: driver.model.perform(Action.USE_FREE_NAME))
        assert driver.state().label == "spot-2"
        driver.after(driver.model.saving.save)
        assert len(driver.files()) == 4

    def test_a_missing_parent_is_told(self, driver: Driver, tmp_path: Path) -> None:
        driver.after(driver.model.generate)
        type_passphrase(driver, WORDS)
        driver.model.saving.set_folder(str(tmp_path / "no" / "where"))
        driver.after(driver.model.saving.save)
        assert "does not exist" in driver.message
        assert not (tmp_path / "no").exists()

    def test_as_one_archive(self, driver: Driver) -> None:
        driver.model.edit_label("spot")
        driver.model.saving.set_archive(True)
        driver.model.set_count(2)
        driver.after(driver.model.generate)
        type_passphrase(driver, WORDS)
        driver.after(driver.model.saving.save)
        assert driver.files() == ["spot.tar.gz"]


class TestOpen:
    @pytest.fixture
    def pair(self, pairs: dict[str, KeyPair]) -> KeyPair:
        return pairs["rsa-2048"]

    def test_a_pasted_plain_key_shows_its_public_key_and_is_saved_encrypted(
        self, driver: Driver, pair: KeyPair
    ) -> None:
        driver.after(lambda: driver.model.opening.open_text(private_key_pem(pair, Unencrypted()).encode()))
        assert driver.state().pairs == (pair,)
        assert "NOT encrypted" in driver.message
        type_passphrase(driver, WORDS)
        driver.after(driver.model.saving.save)
        assert b"ENCRYPTED" in only_private_file(driver)

    def test_an_encrypted_one_asks_for_its_passphrase_in_place(self, driver: Driver, pair: KeyPair) -> None:
        adopted: list[Passphrase] = []
        driver.model.passphrase_adopted.connect(adopted.append)
        driver.after(lambda: driver.model.opening.open_text(private_key_pem(pair, Encrypted(WORDS)).encode()))
        opening = driver.state().opening
        assert opening is not None
        assert opening.wants_passphrase
        assert "600,000 iterations" in opening.description
        driver.after(lambda: driver.model.opening.unlock(OTHER))
        assert driver.message.startswith("Wrong passphrase")
        assert driver.state().pairs == ()
        driver.after(lambda: driver.model.opening.unlock(WORDS))
        assert driver.state().pairs == (pair,)
        assert driver.state().opening is None
        assert adopted == [WORDS]

    def test_a_file_gives_its_name_to_the_label(self, driver: Driver, pair: KeyPair, tmp_path: Path) -> None:
        file = tmp_path / "margin.private.pem"
        file.write_text(private_key_pem(pair, Unencrypted()))
        driver.after(lambda: driver.model.opening.open_file(file))
        assert driver.state().label == "margin"
        assert driver.state().pairs == (pair,)

    def test_a_file_that_cannot_be_read_is_told(self, driver: Driver, tmp_path: Path) -> None:
        driver.after(lambda: driver.model.opening.open_file(tmp_path / "absent.pem"))
        assert "cannot be read" in driver.message

    def test_a_foreign_text_is_named_and_no_key_box_is_touched(self, driver: Driver, pair: KeyPair) -> None:
        driver.after(lambda: driver.model.opening.open_text(pair.public_key_pem.encode()))
        assert "This is a public key" in driver.message
        assert driver.notice().scope is Scope.OPEN
        assert driver.state().pairs == ()

    def test_a_key_that_waited_for_an_answer_is_opened_then(self, driver: Driver, pair: KeyPair) -> None:
        driver.after(driver.model.generate)
        driver.model.keys.copy_public()
        generated = driver.state().pairs
        driver.after(lambda: driver.model.opening.open_text(private_key_pem(pair, Unencrypted()).encode()))
        assert driver.state().pairs == generated
        driver.after(lambda: driver.model.perform(Action.OPEN_ANYWAY))
        assert driver.state().pairs == (pair,)

    def test_a_key_that_waited_is_forgotten_with_the_question(self, driver: Driver, pair: KeyPair) -> None:
        driver.after(driver.model.generate)
        driver.model.keys.copy_public()
        generated = driver.state().pairs
        driver.after(lambda: driver.model.opening.open_text(private_key_pem(pair, Unencrypted()).encode()))
        driver.model.perform(Action.KEEP)
        driver.after(lambda: driver.model.perform(Action.OPEN_ANYWAY))
        assert driver.state().pairs == generated

    def test_nothing_is_opened_during_other_work(self, driver: Driver) -> None:
        driver.model.generate()
        driver.model.opening.open_text(b"dropped meanwhile")
        assert driver.state().opening is None
        driver.after(lambda: None)
        assert driver.state().pairs

    def test_everything_is_said_about_an_opened_key(self, driver: Driver, pair: KeyPair) -> None:
        key = serialization.load_der_private_key(pair.private_key_info, None)
        text = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.OpenSSH,
            serialization.NoEncryption(),
        )
        driver.after(lambda: driver.model.opening.open_text(text))
        assert "NOT encrypted" in driver.message
        assert "OpenSSH" in driver.message

    def test_closing_the_part_forgets_the_notice(self, driver: Driver) -> None:
        driver.model.opening.show(True)
        driver.after(lambda: driver.model.opening.open_text(b"nonsense"))
        driver.model.opening.show(False)
        assert driver.state().notice is None
        assert driver.state().opening is None
