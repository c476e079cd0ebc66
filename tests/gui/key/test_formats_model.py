"""Other private formats: the right key, the right passphrase, over nothing, and in clear only on consent."""

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.destinations import Finding, Kind
from app.gui import messages
from app.gui.key.models.formats_model import FormatsModel, _Answer
from app.keys.algorithm import BY_NAME
from app.keys.foreign.reader import open_private_key
from app.keys.pair import private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Unencrypted
from app.storage.writer.file_system import SYSTEM
from app.text import text
from app.usecases.open_key import recognise
from tests.gui.conftest import DAY, Driver
from tests.gui.passphrases import OTHER, STRONG

WRONG = Passphrase("not this one")


@pytest.fixture(autouse=True)
def _bcrypt_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file resists is asked elsewhere."""
    monkeypatch.setattr("app.keys.private_formats.OPENSSH_ROUNDS", 1)


@pytest.fixture
def made(driver: Driver) -> Driver:
    driver.type_passphrase(STRONG)
    driver.generate()
    return driver


def openssh_file(driver: Driver) -> Path:
    return driver.folder / f"spot-trading-{DAY}.openssh"


def save_openssh(driver: Driver, passphrase: Passphrase) -> FormatsModel:
    formats = driver.key.formats
    formats.edit(passphrase)
    driver.after(formats.save_openssh)
    return formats


class TestOpenSSH:
    def test_the_file_is_the_key_under_its_passphrase_and_only_the_owner_reads_it(self, made: Driver) -> None:
        formats = save_openssh(made, STRONG)
        file = openssh_file(made)
        assert str(file) in formats.state.saved
        document = recognise(file.read_bytes())
        assert document.container.name == "OPENSSH"
        assert document.encryption
        assert open_private_key(document, STRONG).fingerprint == made.pair().fingerprint
        assert SYSTEM.mode(file, file.stat()) == 0o600

    def test_the_key_s_own_files_stay(self, made: Driver) -> None:
        before = {path: path.read_bytes() for path in made.folder.iterdir()}
        save_openssh(made, STRONG)
        assert {path: path.read_bytes() for path in before} == before

    def test_what_is_there_is_never_overwritten(self, made: Driver) -> None:
        openssh_file(made).write_text("mine")
        formats = save_openssh(made, STRONG)
        assert (openssh_file(made).read_text(), formats.state.saved) == ("mine", "")
        assert openssh_file(made).name in made.message

    def test_a_wrong_passphrase_is_explained_and_nothing_is_made(self, made: Driver) -> None:
        wanted: list[bool] = []
        made.key.formats.passphrase_wanted.connect(lambda: wanted.append(True))
        formats = save_openssh(made, WRONG)
        assert formats.state.problem
        assert (wanted, openssh_file(made).exists()) == ([True], False)
        formats.edit(STRONG)
        assert formats.state.problem == ""

    def test_without_one_it_is_asked_for(self, made: Driver) -> None:
        formats = made.key.formats
        formats.save_openssh()
        assert formats.state.problem
        assert made.session.activity.state.work is None

    def test_a_passphrase_that_was_typed_to_open_the_key_is_known(self, made: Driver) -> None:
        file = next(made.folder.glob("*.private.pem"))
        made.after(lambda: made.opening.open_file(file))
        made.after(lambda: made.opening.unlock(STRONG))
        assert not made.key.formats.wants_passphrase
        made.after(made.key.formats.save_openssh)
        assert openssh_file(made).exists()

    def test_a_key_that_is_not_encrypted_has_no_passphrase_for_it(self, made: Driver) -> None:
        plain = made.folder / "plain.private.pem"
        plain.write_text(private_key_pem(made.pair(), Unencrypted()))
        made.after(lambda: made.opening.open_file(plain))
        formats = made.key.formats
        assert formats.openssh_problem
        assert not formats.seed_problem
        formats.save_openssh()
        assert not list(made.folder.glob("*.openssh"))

    def test_another_key_in_the_file_is_refused(self, made: Driver) -> None:
        """GIVEN that somebody has put another key, with this passphrase, under the name."""
        file, other = next(made.folder.glob("*.private.pem")), made.hand.label
        made.type_passphrase(STRONG)
        made.generate()
        newer = made.folder / f"{made.hand.label}.private.pem"
        newer.write_bytes(file.read_bytes())
        newer.with_name(f"{made.hand.label}.public.pem").unlink()
        save_openssh(made, STRONG)
        assert not list(made.folder.glob("*.openssh")), other
        assert str(newer) in made.message

    def test_a_folder_that_calls_for_a_warning_is_warned_of_first(
        self, made: Driver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        finding = Finding(Kind.WORK_TREE, text("It belongs to a git project."), text("Choose another."))
        monkeypatch.setattr("app.usecases.judge_destination.examine", lambda *_: (finding,))
        save_openssh(made, STRONG)
        assert (finding.message in made.message, openssh_file(made).exists()) == (True, False)
        save_openssh(made, STRONG)
        assert openssh_file(made).exists()


class TestTheSeed:
    def test_it_is_copied_as_a_secret_after_consent_alone(self, made: Driver) -> None:
        formats = made.key.formats
        formats.edit(STRONG)
        formats.copy_seed()
        assert made.offers() == [_Answer.KEEP, _Answer.COPY]
        assert "NOT encrypted" in made.message
        assert [offer.consents for offer in made.notice().offers] == [False, True]
        assert made.clipboard.copied == []
        made.choose(_Answer.COPY)
        ((how, seed),) = made.clipboard.copied
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed))
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        assert (how, public) == ("secret", made.pair().subject_public_key_info)

    def test_whoever_keeps_it_has_copied_nothing(self, made: Driver) -> None:
        made.key.formats.edit(STRONG)
        made.key.formats.copy_seed()
        made.choose(_Answer.KEEP)
        assert made.clipboard.copied == []

    def test_a_wrong_passphrase_copies_nothing(self, made: Driver) -> None:
        """Somebody at a window that was left open does not get the key out of it in clear."""
        made.key.formats.edit(OTHER)
        made.key.formats.copy_seed()
        made.choose(_Answer.COPY)
        assert made.clipboard.copied == []
        assert made.key.formats.state.problem

    def test_without_a_passphrase_it_is_not_even_asked(self, made: Driver) -> None:
        made.key.formats.copy_seed()
        assert made.offers() == []
        assert made.key.formats.state.problem

    def test_an_rsa_key_has_none(self, driver: Driver) -> None:
        driver.new_key.choose(BY_NAME["rsa-2048"])
        driver.type_passphrase(STRONG)
        driver.generate()
        driver.key.formats.edit(STRONG)
        driver.key.formats.copy_seed()
        assert driver.key.formats.seed_problem
        assert driver.offers() == []


class TestThePassphrase:
    @pytest.mark.thorough
    def test_it_is_forgotten_when_it_was_used(self, made: Driver) -> None:
        assert not save_openssh(made, STRONG).has_secret

    def test_it_is_forgotten_with_all_others(self, made: Driver) -> None:
        made.key.formats.edit(STRONG)
        assert made.key.has_secret
        made.key.expire()
        assert not made.key.has_secret

    @pytest.mark.thorough
    def test_it_is_forgotten_with_its_key(self, made: Driver) -> None:
        save_openssh(made, STRONG)
        made.key.formats.edit(STRONG)
        made.type_passphrase(OTHER)
        made.generate()
        assert not made.key.formats.has_secret
        assert made.key.formats.state.saved == ""


def test_a_pair_that_is_in_no_file_has_no_other_format(driver: Driver) -> None:
    driver.new_key.set_unsaved(True)
    driver.type_passphrase(STRONG)
    driver.generate()
    assert driver.key.formats.problem
    driver.key.formats.save_openssh()
    driver.key.formats.copy_seed()
    assert (driver.offers(), driver.clipboard.copied) == ([], [])


def test_the_clipboard_says_what_it_has() -> None:
    assert messages.SEED != messages.PRIVATE_KEY
