"""The system keyring as the window's model sees it: with a real Secret Service, and without any."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import KeygenError
from app.gui.jobs import Jobs
from app.gui.session.keyring_model import KeyringModel
from app.gui.session.notices import Kind
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from app.storage.keyring.errors import none_there
from app.storage.keyring.store import SecretStore
from app.text import text
from tests.gui.conftest import Driver, Window
from tests.gui.passphrases import STRONG as WORDS
from tests.secret_service import Session, secret_service


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with secret_service(tmp_path_factory.mktemp("session")) as session:
        yield session


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """On no system: Windows and macOS always have one."""

    def none() -> SecretStore:
        raise none_there(text("this is a test"))

    monkeypatch.setattr("app.usecases.remember.system_store", none)


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
    def test_nothing_is_asked_before_it_is_wanted(self, model: KeyringModel, no_keyring: None) -> None:
        assert not model.state.wanted
        assert model.state.problem == ""

    def test_wanted_it_says_why_not_and_is_off_again(
        self, model: KeyringModel, qtbot: QtBot, no_keyring: None
    ) -> None:
        model.want(True)
        wait(model, qtbot)
        assert not model.state.wanted
        assert model.state.problem != ""

    def test_a_recall_that_fails_is_told(self, model: KeyringModel, qtbot: QtBot, no_keyring: None) -> None:
        warned: list[KeygenError] = []
        model.warned.connect(warned.append)
        model.recall("SHA256:" + "A" * 43)
        wait(model, qtbot)
        assert [type(error).__name__ for error in warned] == ["KeyringError"]

    @pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
    def test_only_what_failed_last_can_be_tried_again(
        self, window: Window, qtbot: QtBot, no_keyring: None
    ) -> None:
        keyring = window.session.keyring
        warned: list[KeygenError] = []
        keyring.warned.connect(warned.append)
        for count in (1, 2):
            keyring.recall("SHA256:" + "A" * 43)
            assert window.notice is None, "it is about what failed before"
            wait(keyring, qtbot)
            assert len(warned) == count
        (try_again,) = window.offers()
        window.choose(try_again)
        wait(keyring, qtbot)
        assert len(warned) == 3
        window.session.notices.dismiss()
        keyring.try_again()
        wait(keyring, qtbot)
        assert len(warned) == 3, "it is forgotten with the notice"


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
        assert model.state.note != ""

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

    def test_generating_stores_it_and_opening_the_file_offers_it(
        self, driver: Driver, on_bus: Session, qtbot: QtBot
    ) -> None:
        keyring = driver.session.keyring
        keyring.want(True)
        wait(keyring, qtbot)
        driver.type_passphrase(WORDS)
        driver.generate()
        wait(keyring, qtbot)
        fingerprint = driver.pair().fingerprint
        assert on_bus.lookup(fingerprint) == WORDS.reveal()

        (file,) = driver.folder.glob("*.private.pem")
        driver.after(lambda: driver.opening.open_file(file))
        assert driver.opening.state.wants_passphrase
        assert driver.opening.state.fingerprint == fingerprint

    def test_saving_on_its_page_stores_the_passphrase_that_counted(
        self, driver: Driver, on_bus: Session, qtbot: QtBot
    ) -> None:
        keyring = driver.session.keyring
        keyring.want(True)
        wait(keyring, qtbot)
        driver.new_key.set_unsaved(True)
        driver.generate()
        wait(keyring, qtbot)
        assert on_bus.lookup(driver.pair().fingerprint) == "", "it is in no file yet"
        driver.key.draft.edit_passphrase(WORDS, WORDS)
        driver.after(driver.key.save)
        wait(keyring, qtbot)
        assert on_bus.lookup(driver.pair().fingerprint) == WORDS.reveal()

    # The keyring library leaves its connection to D-Bus open where it raises KeyringLocked.
    @pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
    @pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
    def test_one_that_was_locked_is_asked_again_once_it_is_open(
        self, window: Window, on_bus: Session, qtbot: QtBot
    ) -> None:
        """GIVEN a keyring that is locked WHEN it is tried again, locked and open THEN it stores at last."""
        keyring = window.session.keyring
        keyring.want(True)
        wait(keyring, qtbot)
        window.type_passphrase(WORDS.reveal())
        on_bus.lock()
        try:
            window.after(window.places.new_key.generate)
            wait(keyring, qtbot)
            pair = window.session.hand.state.pair
            assert pair is not None
            for _ in range(2):
                assert window.notice is not None
                assert (window.notice.kind, window.notice.unasked) == (Kind.ERROR, True)
                assert on_bus.lookup(pair.fingerprint) == ""
                (try_again,) = window.offers()
                window.choose(try_again)
                wait(keyring, qtbot)
        finally:
            on_bus.unlock()
        window.choose(window.offers()[0])
        wait(keyring, qtbot)
        assert on_bus.lookup(pair.fingerprint) == WORDS.reveal()
        assert window.notice is None

    def test_a_file_alone_offers_nothing(
        self, driver: Driver, tmp_path: Path, pairs: dict[str, KeyPair]
    ) -> None:
        file = tmp_path / "alone.private.pem"
        file.write_text(private_key_pem(pairs["ed25519"], Encrypted(WORDS)))
        driver.after(lambda: driver.opening.open_file(file))
        assert driver.opening.state.wants_passphrase
        assert driver.opening.state.fingerprint is None
