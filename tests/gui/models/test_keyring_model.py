"""The system keyring as the window's model sees it: with a real Secret Service, and without any."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import KeygenError
from app.gui.jobs import Jobs
from app.gui.models.keyring_model import KeyringModel
from app.gui.models.state import Action
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from tests.gui.conftest import Driver
from tests.secret_service import Session, secret_service

WORDS = Passphrase("gallows-unwrapped-tiptop-blizzard-crayon-mousy")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with secret_service(tmp_path_factory.mktemp("session")) as session:
        yield session


@pytest.fixture
def no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


@pytest.fixture
def on_bus(session: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session.address)
    return session


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[KeyringModel]:
    jobs = Jobs()
    yield KeyringModel(jobs, "Secret Service")
    jobs.shut_down()


def wait(model: KeyringModel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not model.state.busy, timeout=60_000)


class TestWithout:
    def test_nothing_is_asked_before_it_is_wanted(self, model: KeyringModel, no_bus: None) -> None:
        assert not model.state.wanted
        assert model.state.problem == ""

    def test_wanted_it_says_why_not_and_is_off_again(
        self, model: KeyringModel, qtbot: QtBot, no_bus: None
    ) -> None:
        model.want(True)
        wait(model, qtbot)
        assert not model.state.wanted
        assert "no system keyring" in model.state.problem

    def test_a_recall_that_fails_is_told(self, model: KeyringModel, qtbot: QtBot, no_bus: None) -> None:
        warned: list[KeygenError] = []
        model.warned.connect(warned.append)
        model.recall("SHA256:" + "A" * 43)
        wait(model, qtbot)
        assert [type(error).__name__ for error in warned] == ["KeyringError"]


@pytest.mark.interop
class TestWithASecretService:
    def test_it_is_stored_given_back_and_forgotten(
        self, model: KeyringModel, qtbot: QtBot, on_bus: Session, pairs: dict[str, KeyPair]
    ) -> None:
        pair = pairs["ed25519"]
        model.want(True)
        wait(model, qtbot)
        assert (model.state.wanted, model.state.problem) == (True, "")
        model.remember((pair,), WORDS)
        wait(model, qtbot)
        assert on_bus.lookup(pair.fingerprint) == WORDS.reveal()
        assert pair.fingerprint in model.state.remembered

        recalled: list[Passphrase] = []
        model.recalled.connect(recalled.append)
        model.recall(pair.fingerprint)
        wait(model, qtbot)
        assert recalled == [WORDS]

        model.forget(pair.fingerprint)
        wait(model, qtbot)
        assert on_bus.lookup(pair.fingerprint) == ""
        assert model.state.remembered == ()
        assert "Removed" in model.state.note

    def test_a_recalled_one_follows_a_change_although_nothing_new_is_wanted(
        self, model: KeyringModel, qtbot: QtBot, on_bus: Session, pairs: dict[str, KeyPair]
    ) -> None:
        pair = pairs["rsa-3072"]
        on_bus.plant(pair.fingerprint, WORDS.reveal())
        model.recall(pair.fingerprint)
        wait(model, qtbot)
        changed = Passphrase(WORDS.reveal() + "-again")
        model.remember((pair,), changed)
        wait(model, qtbot)
        assert on_bus.lookup(pair.fingerprint) == changed.reveal()

    def test_not_wanted_nothing_is_stored(
        self, model: KeyringModel, qtbot: QtBot, on_bus: Session, pairs: dict[str, KeyPair]
    ) -> None:
        model.remember((pairs["rsa-2048"],), WORDS)
        wait(model, qtbot)
        assert on_bus.lookup(pairs["rsa-2048"].fingerprint) == ""

    def test_saving_stores_it_and_opening_the_file_offers_it(
        self, driver: Driver, on_bus: Session, qtbot: QtBot
    ) -> None:
        keyring = driver.model.keyring
        keyring.want(True)
        wait(keyring, qtbot)
        driver.after(driver.model.generate)
        driver.model.edit_passphrase(WORDS, WORDS)
        driver.after(driver.model.saving.save)
        wait(keyring, qtbot)
        fingerprint = driver.pair().fingerprint
        assert on_bus.lookup(fingerprint) == WORDS.reveal()

        (file,) = driver.folder.glob("*.private.pem")
        driver.after(lambda: driver.model.opening.open_file(file))
        opening = driver.state().opening
        assert opening is not None
        assert opening.fingerprint == fingerprint

    # The keyring library leaves its connection to D-Bus open where it raises KeyringLocked.
    @pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
    def test_one_that_was_locked_is_asked_again_once_it_is_open(
        self, driver: Driver, on_bus: Session, qtbot: QtBot
    ) -> None:
        """GIVEN a keyring that is locked WHEN it is tried again, locked and open THEN it stores at last."""
        keyring = driver.model.keyring
        keyring.want(True)
        wait(keyring, qtbot)
        driver.after(driver.model.generate)
        driver.model.edit_passphrase(WORDS, WORDS)
        on_bus.lock()
        try:
            driver.after(driver.model.saving.save)
            wait(keyring, qtbot)
            assert "is locked" in driver.message
            driver.model.perform(Action.TRY_AGAIN)
            wait(keyring, qtbot)
            assert "is locked" in driver.message
            assert on_bus.lookup(driver.pair().fingerprint) == ""
        finally:
            on_bus.unlock()
        driver.model.perform(Action.TRY_AGAIN)
        wait(keyring, qtbot)
        assert on_bus.lookup(driver.pair().fingerprint) == WORDS.reveal()
        assert driver.state().notice is None

    def test_a_file_alone_offers_nothing(
        self, driver: Driver, tmp_path: Path, pairs: dict[str, KeyPair]
    ) -> None:
        file = tmp_path / "alone.private.pem"
        file.write_text(private_key_pem(pairs["ed25519"], Encrypted(WORDS)))
        driver.after(lambda: driver.model.opening.open_file(file))
        opening = driver.state().opening
        assert opening is not None
        assert opening.fingerprint is None
