"""Another passphrase for the file of a key: of one that was opened, and of one that was just saved."""

import gc
from pathlib import Path

import pytest

from app.gui.saving.models.fields import PassphraseStatus
from app.gui.session.notices import Kind
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.usecases import remember
from app.usecases.change_passphrase import ChangeReport
from tests.gui.conftest import Driver
from tests.gui.passphrases import NONE, OTHER, STRONG, WEAK, pair_in


def change(driver: Driver, new: Passphrase, current: Passphrase | None = None) -> None:
    """In the dialog for it."""
    driver.after(driver.key.begin_change)
    if current is not None:
        driver.key.changing.edit_current(current)
    driver.key.changing.edit(new, new)
    driver.after(driver.key.changing.submit)


@pytest.fixture
def remembered(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Passphrase]]:
    """What the system keyring is told; somebody wants it to know."""
    told: list[tuple[str, Passphrase]] = []

    def keep(pairs: tuple[KeyPair, ...], passphrase: Passphrase) -> None:
        told.extend((pair.fingerprint, passphrase) for pair in pairs)

    monkeypatch.setattr(remember, "remember", keep)
    driver.session.keyring.change(wanted=True)
    return told


class TestOpened:
    @pytest.fixture
    def file(self, driver: Driver, tmp_path: Path, pairs: dict[str, KeyPair]) -> Path:
        (tmp_path / "opened").mkdir()
        file = tmp_path / "opened" / "margin.private.pem"
        file.write_text(private_key_pem(pairs["ed25519"], Encrypted(STRONG)))
        driver.after(lambda: driver.opening.open_file(file))
        driver.after(lambda: driver.opening.unlock(STRONG))
        return file

    def test_the_file_opens_with_the_new_one_alone(self, driver: Driver, file: Path) -> None:
        finished: list[bool] = []
        driver.key.changing.finished.connect(lambda: finished.append(True))
        change(driver, OTHER)
        assert (driver.key.changing.state.problem, driver.key.changing.state.busy) == ("", False)
        assert finished == [True]
        assert pair_in(file, OTHER) == driver.pair()
        assert [path.name for path in file.parent.iterdir()] == ["margin.private.pem"]
        assert all(driver.rows())

    def test_the_current_one_is_not_asked_for_again(self, driver: Driver, file: Path) -> None:
        driver.after(driver.key.begin_change)
        assert not driver.key.changing.state.wants_current
        assert driver.key.changing.state.file == str(file)

    def test_and_then_with_another(self, driver: Driver, file: Path) -> None:
        for passphrase in (OTHER, Passphrase(OTHER.reveal() + "-again")):
            change(driver, passphrase)
            assert pair_in(file, passphrase) == driver.pair()

    def test_a_plain_file_becomes_an_encrypted_one(self, driver: Driver, file: Path) -> None:
        file.write_text(private_key_pem(driver.pair(), Unencrypted()), encoding="utf-8")
        driver.after(lambda: driver.opening.open_file(file))
        change(driver, OTHER)
        assert pair_in(file, OTHER) == driver.pair()
        assert driver.key.protection[1] == "good"

    def test_a_weak_one_is_asked_about(self, driver: Driver, file: Path) -> None:
        before = file.read_bytes()
        change(driver, WEAK)
        assert file.read_bytes() == before
        assert driver.key.changing.state.is_weak
        assert driver.key.changing.state.problem != ""
        driver.after(driver.key.changing.submit_weak)
        assert pair_in(file, WEAK) == driver.pair()

    def test_an_answer_does_not_hold_for_another_passphrase(self, driver: Driver, file: Path) -> None:
        before = file.read_bytes()
        change(driver, WEAK)
        driver.key.changing.edit(Passphrase("binance2025!"), Passphrase("binance2025!"))
        driver.after(driver.key.changing.submit_weak)
        assert file.read_bytes() == before

    def test_the_passphrase_for_saving_has_no_part_in_it(self, driver: Driver, file: Path) -> None:
        before = file.read_bytes()
        driver.after(driver.key.begin_change)
        driver.key.draft.edit_passphrase(OTHER, OTHER)
        assert driver.key.changing.state.submit_problem
        driver.after(driver.key.changing.submit)
        assert file.read_bytes() == before

    def test_what_fails_is_told_where_it_was_asked_for(self, driver: Driver, file: Path) -> None:
        change(driver, STRONG)
        assert driver.key.changing.state.problem != ""
        assert driver.offers() == []
        assert driver.message == ""
        assert driver.key.changing.state.submit_problem == ""

    def test_a_closed_dialog_keeps_nothing(self, driver: Driver, file: Path) -> None:
        text = Passphrase("only this test of the dialog types this")
        driver.after(driver.key.begin_change)
        driver.key.changing.edit(text, text)
        driver.key.changing.edit_current(text)
        assert driver.key.has_secret
        driver.key.changing.reset()
        assert not driver.key.changing.has_secret
        text = OTHER
        gc.collect()
        held = [item for item in gc.get_objects() if isinstance(item, Passphrase)]
        assert not [item for item in held if "test of the dialog" in item.reveal()]

    def test_another_key_at_hand_is_not_touched_nor_the_file_behind_it(
        self, driver: Driver, file: Path
    ) -> None:
        """The dialog is for one key: whatever has come since, it changes no other."""
        before = file.read_bytes()
        driver.after(driver.key.begin_change)
        driver.key.changing.edit(OTHER, OTHER)
        driver.type_passphrase(STRONG)
        driver.generate()
        driver.after(driver.key.changing.submit)
        assert driver.key.changing.state.problem != ""
        assert file.read_bytes() == before
        assert pair_in(Path(driver.key.files.private_file), STRONG) == driver.pair()

    def test_a_file_that_was_replaced_since_is_left_as_it_is(
        self, driver: Driver, file: Path, pairs: dict[str, KeyPair]
    ) -> None:
        driver.after(driver.key.begin_change)
        file.write_text(private_key_pem(pairs["rsa-2048"], Encrypted(STRONG)), encoding="utf-8")
        before = file.read_bytes()
        driver.key.changing.edit(OTHER, OTHER)
        driver.after(driver.key.changing.submit)
        assert driver.key.changing.state.problem != ""
        assert file.read_bytes() == before


class TestJustSaved:
    """The window does not keep the passphrase of what it has saved: it asks for it."""

    @pytest.fixture(autouse=True)
    def _saved(self, driver: Driver) -> None:
        driver.type_passphrase(STRONG)
        driver.generate()

    @pytest.fixture
    def file(self, driver: Driver) -> Path:
        return Path(driver.key.files.private_file)

    def test_it_asks_for_the_current_one_and_opens_with_the_new_one_alone(
        self, driver: Driver, file: Path, remembered: list[tuple[str, Passphrase]]
    ) -> None:
        wanted: list[bool] = []
        driver.key.change_wanted.connect(lambda: wanted.append(True))
        change(driver, OTHER, current=STRONG)
        assert wanted == [True]
        assert driver.key.changing.state.wants_current
        assert driver.key.changing.state.problem == ""
        assert pair_in(file, OTHER) == driver.pair()
        assert driver.hand.saved
        assert (driver.hand.opened, driver.key.files.private_file) == (None, str(file))
        assert remembered == [(driver.pair().fingerprint, OTHER)]

    @pytest.mark.thorough
    @pytest.mark.parametrize("current", [OTHER, NONE])
    def test_a_wrong_one_changes_nothing_and_is_told_there(
        self, driver: Driver, file: Path, current: Passphrase
    ) -> None:
        before, listed = file.read_bytes(), driver.files()
        new = Passphrase(OTHER.reveal() + "-again")
        change(driver, new, current=current)
        assert driver.key.changing.state.problem != ""
        assert (driver.message, driver.key.changing.state.is_weak) == ("", False)
        assert (file.read_bytes(), driver.files()) == (before, listed)
        driver.key.changing.edit_current(STRONG)
        assert driver.key.changing.state.problem == ""
        driver.after(driver.key.changing.submit)
        assert pair_in(file, new) == driver.pair()

    @pytest.mark.parametrize(
        ("new", "repeated", "status"),
        [
            (OTHER, WEAK, PassphraseStatus.DIFFERENT),
            (OTHER, NONE, PassphraseStatus.NOT_REPEATED),
            (Passphrase("schl\xfcssel"), Passphrase("schl\xfcssel"), PassphraseStatus.REFUSED),
        ],
    )
    def test_what_is_wrong_with_the_new_one_stays_so_when_the_current_one_is_typed_last(
        self, driver: Driver, file: Path, new: Passphrase, repeated: Passphrase, status: PassphraseStatus
    ) -> None:
        """Else a slip of the finger would be the passphrase of the file."""
        before = file.read_bytes()
        driver.after(driver.key.begin_change)
        driver.key.changing.edit(new, repeated)
        driver.key.changing.edit_current(STRONG)
        state = driver.key.changing.state
        assert (state.status, state.submit_problem) == (status, state.problem)
        assert state.problem != ""
        driver.after(driver.key.changing.submit)
        assert file.read_bytes() == before

    def test_a_weak_one_is_asked_about(self, driver: Driver, file: Path) -> None:
        change(driver, WEAK, current=STRONG)
        assert driver.key.changing.state.is_weak
        assert pair_in(file, STRONG) == driver.pair()
        driver.after(driver.key.changing.submit_weak)
        assert pair_in(file, WEAK) == driver.pair()

    def test_what_was_done_is_reported_in_place_of_the_saving(self, driver: Driver, file: Path) -> None:
        copy = file.with_name(f"{file.name}.20261122-101112.bak")
        copy.write_bytes(file.read_bytes())
        change(driver, OTHER, current=STRONG)
        assert isinstance(driver.hand.report, ChangeReport)

    @pytest.mark.parametrize("public_too", [False, True])
    def test_the_file_of_another_key_is_refused(
        self, driver: Driver, file: Path, pairs: dict[str, KeyPair], public_too: bool
    ) -> None:
        other = pairs["ed25519"]
        if public_too:
            file.write_text(private_key_pem(other, Encrypted(STRONG)), encoding="utf-8")
            Path(driver.key.files.public_file).write_text(other.public_key_pem, encoding="utf-8")
        else:
            file.write_text(private_key_pem(other, Unencrypted()), encoding="utf-8")
        before = file.read_bytes()
        wanted: list[bool] = []
        driver.key.change_wanted.connect(lambda: wanted.append(True))
        change(driver, OTHER, current=STRONG)
        assert wanted == []
        assert driver.notice().kind is Kind.ERROR
        assert file.read_bytes() == before

    def test_a_file_that_is_gone_is_told(self, driver: Driver, file: Path) -> None:
        file.unlink()
        driver.after(driver.key.begin_change)
        assert driver.notice().kind is Kind.ERROR


class TestOneOfSeveral:
    """Saved in clear; then one of them gets a passphrase."""

    @pytest.fixture(autouse=True)
    def _saved(self, driver: Driver) -> None:
        driver.new_key.set_count(2)
        driver.generate()
        driver.choose(driver.offers()[1])
        driver.key.select(1)

    @pytest.mark.thorough
    def test_the_others_are_not_called_encrypted(self, driver: Driver) -> None:
        change(driver, OTHER)
        assert pair_in(Path(driver.key.files.private_file), OTHER) == driver.pair()
        assert driver.key.protection[1] == "good"
        driver.key.select(0)
        assert pair_in(Path(driver.key.files.private_file), None) == driver.pair()
        assert driver.key.protection[1] == "warning"

    def test_the_keyring_is_told_of_that_one(
        self, driver: Driver, remembered: list[tuple[str, Passphrase]]
    ) -> None:
        changed = driver.pair().fingerprint
        driver.after(driver.key.begin_change)
        driver.key.changing.edit(OTHER, OTHER)
        driver.key.changing.submit()
        driver.key.select(0)
        driver.after(lambda: None)
        assert remembered == [(changed, OTHER)]
        assert driver.hand.encrypted == {changed}

    def test_another_that_is_selected_while_the_file_is_read_does_not_get_it(self, driver: Driver) -> None:
        driver.key.begin_change()
        driver.key.select(0)
        driver.after(lambda: None)
        driver.key.changing.edit(OTHER, OTHER)
        driver.after(driver.key.changing.submit)
        assert driver.key.changing.state.problem != ""
        assert driver.hand.encrypted == frozenset()
