"""What a person does on the page New key, without the window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import StorageError
from app.gui.new_key.models.new_key_model import EACH_PURPOSE, MAXIMUM_COUNT, NewKeyModel
from app.gui.saving.models.draft_model import LabelSource
from app.gui.saving.models.saving_model import Answer
from app.gui.session.notices import Kind
from app.gui.session.unsaved import Unsaved
from app.keys.algorithm import BY_NAME, ED25519, Algorithm, Family
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Unencrypted
from app.text import text
from app.usecases import generate as generating
from app.venues.purpose import FOUR
from tests.gui.conftest import DAY, Driver
from tests.gui.passphrases import NONE, OTHER, STRONG, WEAK, pair_in
from tests.sentences import values_of

RSA_2048, RSA_4096 = BY_NAME["rsa-2048"], BY_NAME["rsa-4096"]
IBKR = "interactive-brokers"
SUGGESTED = f"spot-trading-{DAY}"


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch) -> list[Algorithm]:
    """What pairs were generated of, as long as the test runs."""
    kinds: list[Algorithm] = []
    really = generating.generate_key_pairs

    def generate(request: generating.GenerateRequest, report: object) -> tuple[KeyPair, ...]:
        kinds.append(request.algorithm)
        return really(request, report)  # type: ignore[arg-type]

    monkeypatch.setattr(generating, "generate_key_pairs", generate)
    return kinds


def only_private_file(driver: Driver) -> Path:
    (path,) = driver.folder.glob("*.private.pem")
    return path


def generate_strong(driver: Driver) -> None:
    driver.type_passphrase(STRONG)
    driver.generate()


class TestGeneratedMeansSaved:
    def test_the_pair_at_hand_is_the_one_in_the_files(self, driver: Driver) -> None:
        made: list[bool] = []
        driver.new_key.made.connect(lambda: made.append(True))
        generate_strong(driver)
        assert made == [True]
        assert driver.files() == [f"{SUGGESTED}.private.pem", f"{SUGGESTED}.public.pem"]
        assert pair_in(only_private_file(driver), STRONG) == driver.pair()
        assert all(driver.rows())
        assert (driver.hand.saved, driver.hand.is_encrypted, driver.hand.would_be_lost) == (True, True, False)

    def test_every_one_of_several_is_in_its_files(self, driver: Driver) -> None:
        driver.new_key.draft.edit_label("spot")
        driver.new_key.set_count(3)
        generate_strong(driver)
        assert driver.hand.labels == ("spot-01", "spot-02", "spot-03")
        assert len(driver.files()) == 6
        for pair, label in zip(driver.hand.whole_pairs, driver.hand.labels, strict=True):
            assert (driver.folder / f"{label}.public.pem").read_text() == pair.public_key_pem
            assert pair_in(driver.folder / f"{label}.private.pem", STRONG) == pair

    def test_as_one_archive(self, driver: Driver) -> None:
        driver.new_key.draft.edit_label("spot")
        driver.new_key.draft.set_archive(True)
        driver.new_key.set_count(2)
        generate_strong(driver)
        assert driver.files() == ["spot.tar.gz"]
        assert (driver.hand.files, driver.hand.place) == ((), str(driver.folder / "spot.tar.gz"))

    def test_where_saving_fails_there_is_no_pair_to_register(
        self, driver: Driver, generated: list[Algorithm], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A pair that was shown, and is in no file, may be registered and is then lost."""

        def full(*_: object) -> object:
            raise StorageError(text("The disk is full."))

        monkeypatch.setattr("app.usecases.save.folder.prepare", full)
        generate_strong(driver)
        assert generated == [ED25519]
        assert (driver.hand.pairs, driver.files()) == ((), [])
        assert driver.notice().message == "The disk is full."
        driver.key.copy_public()
        assert driver.clipboard.copied == []

    def test_a_failure_leaves_the_pair_before_as_it_was(self, driver: Driver, tmp_path: Path) -> None:
        generate_strong(driver)
        before = driver.hand
        driver.new_key.draft.set_folder(str(tmp_path / "no" / "where"))
        generate_strong(driver)
        assert driver.notice().kind is Kind.ERROR
        assert driver.hand is before
        assert not (tmp_path / "no").exists()

    @pytest.mark.thorough
    def test_cancelled_there_is_no_pair(self, driver: Driver) -> None:
        driver.new_key.choose(RSA_4096)
        driver.new_key.set_count(300)
        driver.type_passphrase(STRONG)
        driver.new_key.generate()
        driver.after(driver.session.activity.cancel)
        assert (driver.notice().kind, driver.hand.pairs, driver.files()) == (Kind.INFO, (), [])


class TestRefusedBeforeThereIsAKey:
    """Once a public key can be copied it may be registered: then it is too late to ask."""

    def test_a_weak_passphrase(self, driver: Driver, generated: list[Algorithm]) -> None:
        driver.type_passphrase(WEAK)
        driver.generate()
        assert driver.offers() == [Answer.SUGGEST, Answer.USE_WEAK]
        assert (generated, driver.hand.pairs, driver.files()) == ([], (), [])

    def test_a_weak_passphrase_for_a_pair_that_is_not_saved(
        self, driver: Driver, generated: list[Algorithm]
    ) -> None:
        driver.new_key.set_unsaved(True)
        driver.type_passphrase(WEAK)
        driver.generate()
        assert driver.offers() == [Answer.SUGGEST, Answer.USE_WEAK]
        assert (generated, driver.hand.pairs) == ([], ())

    def test_a_name_that_is_taken(self, driver: Driver, generated: list[Algorithm]) -> None:
        driver.folder.mkdir()
        (driver.folder / "spot.private.pem").touch()
        driver.new_key.draft.edit_label("spot")
        generate_strong(driver)
        assert driver.offers() == [Answer.USE_FREE_NAME, Answer.REPLACE]
        assert "spot-2" in driver.notice().offers[0].title
        assert (generated, driver.hand.pairs, driver.files()) == ([], (), ["spot.private.pem"])
        driver.choose(Answer.USE_FREE_NAME)
        assert generated == [ED25519]
        assert driver.hand.label == "spot-2"
        assert pair_in(driver.folder / "spot-2.private.pem", STRONG) == driver.pair()

    def test_no_passphrase(self, driver: Driver, generated: list[Algorithm]) -> None:
        driver.generate()
        assert driver.offers() == [Answer.TYPE_ONE, Answer.IN_CLEAR]
        assert (generated, driver.hand.pairs, driver.files()) == ([], (), [])

    @pytest.mark.parametrize("unsaved", [False, True])
    @pytest.mark.parametrize(
        ("passphrase", "repeated"),
        [(STRONG, OTHER), (STRONG, NONE), (Passphrase("schl\xfcssel"), Passphrase("schl\xfcssel"))],
    )
    def test_what_no_file_could_have(
        self, driver: Driver, passphrase: Passphrase, repeated: Passphrase, unsaved: bool
    ) -> None:
        driver.new_key.set_unsaved(unsaved)
        driver.new_key.draft.edit_passphrase(passphrase, repeated)
        assert driver.new_key.problem == driver.new_key.draft.state.passphrase_problem != ""
        driver.generate()
        assert (driver.hand.pairs, driver.files()) == ((), [])


class TestLabel:
    def test_the_suggestion_follows_the_purpose_until_a_name_is_typed(self, driver: Driver) -> None:
        draft = driver.new_key.draft
        assert draft.state.label == SUGGESTED
        driver.new_key.choose_purpose("tax")
        assert draft.state.label == f"tax-data-{DAY}"
        draft.edit_label("desk")
        driver.new_key.choose_purpose("futures")
        assert draft.state.label == "desk"

    def test_the_size_of_rsa_that_was_chosen_last_comes_back(self, driver: Driver) -> None:
        driver.new_key.choose(RSA_2048)
        driver.new_key.choose_family(Family.ED25519)
        driver.new_key.choose_family(Family.RSA)
        assert driver.new_key.state.algorithm is RSA_2048
        assert driver.session.memory.state.key_type == "rsa-2048"

    def test_everything_about_a_pair_follows_the_pair(self, driver: Driver) -> None:
        generate_strong(driver)
        driver.new_key.choose(RSA_4096)
        driver.new_key.draft.edit_label("another")
        assert driver.hand.label == SUGGESTED
        assert driver.pair().algorithm is ED25519

    def test_a_key_type_chosen_while_it_is_generated_is_for_the_next(self, driver: Driver) -> None:
        driver.type_passphrase(STRONG)
        driver.new_key.generate()
        driver.new_key.choose(RSA_4096)
        driver.after(lambda: None)
        assert (driver.hand.label, driver.pair().algorithm) == (SUGGESTED, ED25519)
        assert driver.new_key.draft.state.label == SUGGESTED

    def test_a_typed_name_is_for_one_generation(self, driver: Driver) -> None:
        driver.new_key.draft.edit_label("spot")
        generate_strong(driver)
        assert driver.hand.label == "spot"
        assert driver.new_key.draft.state.label == SUGGESTED
        assert driver.new_key.draft.state.label_source is LabelSource.SUGGESTED

    def test_a_typed_one_is_never_changed_unasked(self, driver: Driver) -> None:
        generate_strong(driver)
        driver.new_key.draft.edit_label(SUGGESTED)
        generate_strong(driver)
        assert driver.offers() == [Answer.USE_FREE_NAME, Answer.REPLACE]
        assert len(driver.files()) == 2

    def test_the_second_key_of_a_day_gets_a_free_one_unasked(self, driver: Driver) -> None:
        generate_strong(driver)
        for number in (2, 3):
            generate_strong(driver)
            assert driver.message == ""
            assert driver.hand.label == f"{SUGGESTED}-{number}"
            assert driver.hand.files[0].private_file.endswith(f"{SUGGESTED}-{number}.private.pem")
        assert len(driver.files()) == 6

    def test_the_name_of_an_opened_file_is_not_that_of_the_next_pair(
        self, driver: Driver, pairs: dict[str, KeyPair], tmp_path: Path
    ) -> None:
        file = tmp_path / "margin.private.pem"
        file.write_text(private_key_pem(pairs["rsa-2048"], Unencrypted()))
        driver.after(lambda: driver.opening.open_file(file))
        assert driver.hand.label == "margin"
        generate_strong(driver)
        assert driver.hand.label == SUGGESTED


class TestFreeLabel:
    """What is suggested is free, and said before anything is generated."""

    def test_at_the_start_and_after_a_change_of_the_folder(
        self, driver: Driver, qtbot: QtBot, tmp_path: Path
    ) -> None:
        draft = driver.new_key.draft
        driver.folder.mkdir()
        (driver.folder / f"{SUGGESTED}.private.pem").touch()
        driver.new_key.look_around()
        qtbot.waitUntil(lambda: draft.state.label == f"{SUGGESTED}-2", timeout=20_000)
        draft.set_folder(str(tmp_path))
        qtbot.waitUntil(lambda: draft.state.label == SUGGESTED, timeout=20_000)

    def test_a_typed_one_stays(self, driver: Driver, qtbot: QtBot) -> None:
        driver.folder.mkdir()
        (driver.folder / "spot.private.pem").touch()
        driver.new_key.look_around()
        driver.new_key.draft.edit_label("spot")
        qtbot.wait(400)
        assert driver.new_key.draft.state.label == "spot"


class TestCount:
    @pytest.mark.parametrize("count", [0, -1, MAXIMUM_COUNT + 1, 10**9])
    def test_it_stays_between_one_and_a_thousand(self, driver: Driver, count: int) -> None:
        driver.new_key.set_count(5)
        driver.new_key.set_count(count)
        assert driver.new_key.problem == driver.new_key.state.count_problem != ""
        driver.type_passphrase(STRONG)
        driver.new_key.generate()
        assert (driver.session.activity.state.work, driver.new_key.state.count) == (None, 5)
        driver.new_key.set_count(MAXIMUM_COUNT)
        assert driver.new_key.problem == ""

    @pytest.mark.thorough
    def test_a_size_that_the_venue_does_not_document_comes_with_a_notice(self, driver: Driver) -> None:
        driver.new_key.choose(BY_NAME["rsa-3072"])
        generate_strong(driver)
        assert driver.notice().message == driver.new_key.state.about[0] != ""


class TestNotSaved:
    """Who wants no files: the pair stays in the window, and is not lost without a question."""

    @pytest.fixture(autouse=True)
    def _unsaved(self, driver: Driver) -> None:
        driver.new_key.set_unsaved(True)

    def test_nothing_is_written_and_it_would_be_lost(self, driver: Driver) -> None:
        generate_strong(driver)
        assert driver.files() == []
        assert (driver.hand.saved, driver.hand.would_be_lost) == (False, True)
        assert driver.key.state.saving

    def test_the_passphrase_goes_with_it_and_the_fields_here_are_empty(self, driver: Driver) -> None:
        """Typed once, it is for this pair alone: neither typed again there, nor left here for the next."""
        emptied: list[Passphrase] = []
        filled: list[Passphrase] = []
        driver.new_key.draft.filled.connect(emptied.append)
        driver.key.draft.filled.connect(filled.append)
        generate_strong(driver)
        assert filled == [STRONG]
        assert emptied == [NONE]
        assert driver.new_key.draft.passphrase == NONE
        driver.after(driver.key.save)
        assert pair_in(only_private_file(driver), STRONG) == driver.pair()

    def test_so_do_name_folder_and_archive(self, driver: Driver, tmp_path: Path) -> None:
        driver.new_key.draft.edit_label("spot")
        driver.new_key.draft.set_archive(True)
        driver.new_key.draft.set_folder(str(tmp_path / "elsewhere"))
        generate_strong(driver)
        driver.after(driver.key.save)
        assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["spot.tar.gz"]

    def test_the_answer_about_a_weak_one_holds_for_its_saving(self, driver: Driver) -> None:
        driver.type_passphrase(WEAK)
        driver.generate()
        driver.choose(Answer.USE_WEAK)
        pair = driver.pair()
        driver.after(driver.key.save)
        assert driver.message == ""
        assert pair_in(only_private_file(driver), WEAK) == pair

    def test_the_next_one_asks_and_the_first_offer_keeps_it(self, driver: Driver) -> None:
        """However its public key was taken: it can be selected and copied, or read off the screen."""
        wanted: list[bool] = []
        driver.new_key.unsaved_wanted.connect(lambda: wanted.append(True))
        generate_strong(driver)
        before = driver.hand
        generate_strong(driver)
        assert driver.offers() == [Unsaved.SAVE_FIRST, Unsaved.DISCARD, Unsaved.KEEP]
        assert [offer.consents for offer in driver.notice().offers] == [False, True, False]
        driver.choose(Unsaved.SAVE_FIRST)
        assert wanted == [True]
        assert driver.hand is before

    def test_kept_it_stays(self, driver: Driver) -> None:
        generate_strong(driver)
        before = driver.hand
        driver.generate()
        driver.choose(Unsaved.KEEP)
        assert driver.hand is before

    @pytest.mark.thorough
    @pytest.mark.parametrize("next_unsaved", [False, True])
    def test_discarded_the_next_one_takes_its_place(self, driver: Driver, next_unsaved: bool) -> None:
        generate_strong(driver)
        before = driver.hand.pairs
        driver.new_key.set_unsaved(next_unsaved)
        generate_strong(driver)
        assert driver.hand.pairs == before
        driver.choose(Unsaved.DISCARD)
        assert driver.hand.pairs != before
        assert driver.hand.would_be_lost is next_unsaved

    def test_discarded_for_one_that_could_not_be_made_it_is_still_there(
        self, driver: Driver, tmp_path: Path
    ) -> None:
        generate_strong(driver)
        before = driver.hand
        driver.new_key.set_unsaved(False)
        driver.new_key.draft.set_folder(str(tmp_path / "no" / "where"))
        generate_strong(driver)
        driver.choose(Unsaved.DISCARD)
        assert driver.notice().kind is Kind.ERROR
        assert driver.hand is before
        assert driver.hand.would_be_lost

    @pytest.mark.thorough
    def test_cancelled_the_one_before_is_still_there(self, driver: Driver) -> None:
        generate_strong(driver)
        before = driver.hand.pairs
        driver.session.hand.forget_unsaved()
        driver.new_key.choose(RSA_4096)
        driver.new_key.set_count(300)
        driver.new_key.generate()
        driver.after(driver.session.activity.cancel)
        assert driver.hand.pairs == before
        assert driver.notice().kind is Kind.INFO

    def test_saved_on_its_own_page_the_next_one_does_not_ask(self, driver: Driver) -> None:
        generate_strong(driver)
        before = driver.hand.pairs
        driver.after(driver.key.save)
        generate_strong(driver)
        assert driver.message == ""
        assert driver.hand.pairs != before

    def test_what_has_no_name_for_files_says_so_where_it_is_saved(self, driver: Driver) -> None:
        driver.new_key.draft.edit_label("a/b")
        generate_strong(driver)
        assert driver.pair()
        assert driver.key.save_problem == driver.key.draft.state.label_problem != ""
        driver.after(driver.key.save)
        assert driver.files() == []


class TestClearing:
    def test_after_saving_the_passphrase_is_gone(self, driver: Driver) -> None:
        generate_strong(driver)
        assert driver.new_key.draft.passphrase == NONE
        assert driver.key.draft.passphrase == NONE

    def test_unless_it_is_to_stay_for_the_next(self, driver: Driver) -> None:
        driver.session.memory.change(forget_after_saving=False)
        generate_strong(driver)
        assert driver.new_key.draft.passphrase == STRONG
        assert driver.key.draft.passphrase == NONE, "the page of the saved key has no use for it"

    def test_what_failed_keeps_it_for_another_try(self, driver: Driver, tmp_path: Path) -> None:
        driver.new_key.draft.set_folder(str(tmp_path / "no" / "where"))
        generate_strong(driver)
        assert driver.new_key.draft.passphrase == STRONG


class TestOneKeyForEachPurpose:
    def test_four_pairs_are_saved_in_one_act_each_under_its_purpose(self, driver: Driver) -> None:
        driver.new_key.choose_purpose(EACH_PURPOSE)
        assert driver.new_key.state.count == 4
        generate_strong(driver)
        slugs = [purpose.slug for purpose in FOUR]
        assert list(driver.hand.labels) == [f"{slug}-{DAY}" for slug in slugs]
        assert driver.files() == sorted(
            f"{slug}-{DAY}.{half}.pem" for slug in slugs for half in ("private", "public")
        )
        assert len({pair.fingerprint for pair in driver.hand.pairs}) == 4

    def test_each_is_registered_for_its_own(self, driver: Driver) -> None:
        driver.new_key.choose_purpose(EACH_PURPOSE)
        generate_strong(driver)
        seen = []
        for index in range(4):
            driver.key.select(index)
            seen.append(driver.hand.aim.purpose)
        assert seen == [purpose.identifier for purpose in FOUR]

    def test_a_second_set_of_a_day_gets_free_names(self, driver: Driver) -> None:
        driver.new_key.choose_purpose(EACH_PURPOSE)
        generate_strong(driver)
        generate_strong(driver)
        assert len(driver.files()) == 16

    def test_a_typed_name_that_is_taken_is_asked_about(self, driver: Driver) -> None:
        driver.new_key.choose_purpose(EACH_PURPOSE)
        driver.new_key.draft.edit_label("desk")
        generate_strong(driver)
        assert driver.hand.labels[0] == "spot-trading-desk"
        driver.new_key.draft.edit_label("desk")
        generate_strong(driver)
        assert Answer.REPLACE in driver.offers()
        assert len(driver.files()) == 8

    def test_one_purpose_is_one_key_again(self, driver: Driver) -> None:
        driver.new_key.choose_purpose(EACH_PURPOSE)
        driver.new_key.choose_purpose("tax")
        assert (driver.new_key.state.count, driver.new_key.draft.state.label) == (1, f"tax-data-{DAY}")
        generate_strong(driver)
        assert driver.hand.labels == (f"tax-data-{DAY}",)

    def test_a_key_for_everything_comes_with_a_warning(self, driver: Driver) -> None:
        assert driver.new_key.state.advice == ""
        driver.new_key.choose_purpose("other")
        assert driver.new_key.state.advice


class TestTheSetOfAVenue:
    @pytest.mark.thorough
    def test_both_pairs_are_saved_in_one_act_each_under_what_it_is_for(self, driver: Driver) -> None:
        driver.new_key.choose_venue(IBKR)
        assert (driver.new_key.state.count, driver.new_key.state.algorithm) == (2, RSA_2048)
        assert driver.new_key.state.fixed_count == driver.new_key.state.about_set != ""
        generate_strong(driver)
        labels = [f"{IBKR}-{DAY}-{pair}" for pair in ("signature", "encryption")]
        assert list(driver.hand.labels) == labels
        assert driver.files() == sorted(
            f"{each}.{half}.pem" for each in labels for half in ("private", "public")
        )
        assert {pair.algorithm for pair in driver.hand.pairs} == {RSA_2048}

    @pytest.mark.thorough
    def test_its_steps_say_which_file_goes_where_whichever_pair_is_shown(self, driver: Driver) -> None:
        driver.new_key.choose_venue(IBKR)
        generate_strong(driver)
        public = [Path(each.public_file).name for each in driver.hand.files]
        for index in range(2):
            driver.key.select(index)
            said = {step.identifier: values_of(step.sentence) for step in driver.key.register.steps}
            assert [said["signature"]["file"], said["encryption"]["file"]] == public

    @pytest.mark.thorough
    def test_its_pairs_are_registered_together(self, driver: Driver) -> None:
        driver.new_key.choose_venue(IBKR)
        generate_strong(driver)
        register = driver.key.register
        register.tick("log-in", True)
        register.enter_api_key("ABCDEFGHI")
        driver.key.select(1)
        assert (register.is_done("log-in"), register.api_key) == (True, "ABCDEFGHI")

    @pytest.mark.thorough
    def test_a_second_set_of_a_day_gets_free_names(self, driver: Driver) -> None:
        driver.new_key.choose_venue(IBKR)
        generate_strong(driver)
        generate_strong(driver)
        assert len(driver.files()) == 8

    def test_it_takes_the_place_of_a_key_for_each_purpose(self, driver: Driver) -> None:
        driver.new_key.choose_purpose(EACH_PURPOSE)
        driver.new_key.choose_venue(IBKR)
        assert (driver.new_key.state.each, driver.new_key.state.count) == (False, 2)
        driver.new_key.choose_purpose(EACH_PURPOSE)
        assert driver.new_key.state.each_problem
        assert (driver.new_key.state.each, driver.new_key.state.count) == (False, 2)
        assert driver.new_key.draft.state.label == f"{IBKR}-{DAY}"

    @pytest.mark.thorough
    def test_another_venue_takes_one_key_again(self, driver: Driver) -> None:
        driver.new_key.choose_venue(IBKR)
        driver.new_key.choose_venue("bybit")
        assert (driver.new_key.state.count, driver.new_key.state.fixed_count) == (1, "")
        generate_strong(driver)
        assert driver.hand.labels == (SUGGESTED,)

    def test_it_is_wanted_again_where_the_venue_is_remembered(self, driver: Driver) -> None:
        driver.new_key.choose_venue(IBKR)
        again = NewKeyModel(driver.session)
        assert (again.state.count, again.draft.state.label) == (2, f"{IBKR}-{DAY}")
