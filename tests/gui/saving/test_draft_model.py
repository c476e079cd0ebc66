"""The fields that say how pairs are saved."""

import pytest
from pytestqt.qtbot import QtBot

from app.gui.saving.models.draft_model import DraftModel, LabelSource
from app.gui.saving.models.fields import PassphraseStatus
from app.gui.tasks import Draft
from app.keys.passphrase import Passphrase
from tests.gui.conftest import Driver
from tests.gui.passphrases import OTHER, STRONG


@pytest.fixture
def draft(driver: Driver) -> DraftModel:
    return driver.new_key.draft


class TestLabel:
    def test_the_names_of_the_files_are_known_before_anything_is_written(self, draft: DraftModel) -> None:
        draft.edit_label("spot")
        assert draft.state.files(1) == ("spot.private.pem", "spot.public.pem")
        assert draft.state.files(2)[-1] == "spot-02.public.pem"
        draft.set_archive(True)
        assert draft.state.files(2) == ("spot.tar.gz",)

    @pytest.mark.parametrize("label", ["", "a/b", "con", "..", "tab\there"])
    def test_one_that_is_no_file_name_is_told_and_stops_saving(
        self, driver: Driver, draft: DraftModel, label: str
    ) -> None:
        draft.edit_label(label)
        assert draft.state.label_problem
        assert draft.state.problem == driver.new_key.problem == draft.state.label_problem
        assert draft.state.files(1) == ()
        driver.generate()
        assert (driver.hand.pairs, driver.files()) == ((), [])


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
    def test_status(
        self, draft: DraftModel, text: str, repeated: str | None, status: PassphraseStatus
    ) -> None:
        draft.edit_passphrase(Passphrase(text), None if repeated is None else Passphrase(repeated))
        assert draft.state.passphrase is status
        ready = status in (PassphraseStatus.READY, PassphraseStatus.EMPTY)
        assert bool(draft.state.passphrase_problem) is not ready

    def test_no_state_shows_it(self, driver: Driver, draft: DraftModel) -> None:
        draft.edit_passphrase(STRONG, STRONG)
        for shown in (draft.state, draft.snapshot(), driver.new_key.state, driver.hand, driver.session):
            assert STRONG.reveal() not in repr(shown)
            assert STRONG.reveal() not in str(shown)

    def test_filled_in_it_is_ready_and_the_fields_are_told(self, draft: DraftModel) -> None:
        filled: list[Passphrase] = []
        draft.filled.connect(filled.append)
        draft.fill(STRONG)
        assert filled == [STRONG]
        assert draft.state.passphrase is PassphraseStatus.READY

    def test_cleared_nothing_of_it_is_left_nor_of_a_suggested_one(
        self, draft: DraftModel, qtbot: QtBot
    ) -> None:
        draft.edit_passphrase(STRONG, STRONG)
        draft.suggestions.show(True)
        qtbot.waitUntil(lambda: draft.suggestions.suggestion is not None, timeout=20_000)
        filled: list[Passphrase] = []
        draft.filled.connect(filled.append)
        draft.clear()
        assert (filled, draft.passphrase, draft.suggestions.suggestion) == (
            [Passphrase("")],
            Passphrase(""),
            None,
        )
        assert draft.state.passphrase is PassphraseStatus.EMPTY


class TestWeakAccepted:
    """Who wants a weak passphrase wants this one, for this name."""

    @pytest.fixture(autouse=True)
    def _accepted(self, draft: DraftModel) -> None:
        draft.edit_passphrase(OTHER, OTHER)
        draft.weak_is_accepted = True

    def test_another_passphrase_ends_it(self, draft: DraftModel) -> None:
        draft.edit_passphrase(STRONG, STRONG)
        assert not draft.weak_is_accepted

    def test_another_name_ends_it(self, draft: DraftModel) -> None:
        draft.edit_label("gallows")
        assert not draft.weak_is_accepted

    def test_cleared_it_ends(self, draft: DraftModel) -> None:
        draft.clear()
        assert not draft.weak_is_accepted

    def test_other_pairs_end_it_unless_it_was_said_of_them(self, draft: DraftModel) -> None:
        draft.begin(Draft("spot", "/keys", passphrase=OTHER), LabelSource.TYPED)
        assert not draft.weak_is_accepted
        draft.begin(Draft("spot", "/keys", passphrase=OTHER, weak_ok=True), LabelSource.TYPED)
        assert draft.weak_is_accepted


class TestFolder:
    def test_it_is_remembered(self, driver: Driver, draft: DraftModel) -> None:
        draft.set_folder("/somewhere/else")
        assert driver.session.memory.state.folder == "/somewhere/else"

    def test_one_that_was_chosen_elsewhere_is_that_of_the_next_key(
        self, driver: Driver, draft: DraftModel
    ) -> None:
        driver.session.memory.change(folder="/somewhere/else")
        assert draft.state.folder == "/somewhere/else"

    def test_without_one_nothing_can_be_saved(self, driver: Driver, draft: DraftModel) -> None:
        draft.set_folder("  ")
        assert driver.new_key.problem == draft.state.problem != ""
