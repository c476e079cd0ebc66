"""A private key in OpenSSH's format: whole, encrypted, compared with the key, or nothing at all."""

import stat
from pathlib import Path

import pytest

from app.errors import CancelledError, NameTakenError, StorageError
from app.keys.foreign.document import Container, identify
from app.keys.foreign.reader import private_key_info
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from app.storage.writer.pair_writer import StagedFile
from app.usecases.convert import save_as_openssh

PROTECTION = Encrypted(Passphrase("correct horse battery staple"))


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as are needed to be sure that it is encrypted; the real number is asked for elsewhere."""
    monkeypatch.setattr("app.keys.private_formats.OPENSSH_ROUNDS", 1)


@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048"])
def test_it_opens_with_the_passphrase_and_only_the_owner_can_read_it(
    pairs: dict[str, KeyPair], algorithm: str, tmp_path: Path
) -> None:
    file = tmp_path / "key.openssh"
    report = save_as_openssh(pairs[algorithm], PROTECTION, file)
    assert not report.has_warnings
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    document = identify(file.read_bytes())
    assert document.container is Container.OPENSSH
    assert private_key_info(document, PROTECTION.passphrase) == pairs[algorithm].private_key_info
    assert [row.title for row in report.rows] == ["Private key", "Checked"]


def test_a_disk_that_gives_another_key_back_gets_no_name(
    pairs: dict[str, KeyPair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    save_as_openssh(pairs["rsa-2048"], PROTECTION, other)
    content = other.read_bytes()
    monkeypatch.setattr(StagedFile, "read_back", lambda _: content)
    with pytest.raises(StorageError):
        save_as_openssh(pairs["ed25519"], PROTECTION, tmp_path / "key.openssh")
    assert list(tmp_path.iterdir()) == [other]


def test_an_interrupt_leaves_nothing(pairs: dict[str, KeyPair], tmp_path: Path) -> None:
    def interrupt() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        save_as_openssh(pairs["ed25519"], PROTECTION, tmp_path / "key.openssh", interrupt)
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_refused_before_anything_is_derived(
    pairs: dict[str, KeyPair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key.openssh").write_text("mine")
    monkeypatch.setattr("app.usecases.convert.openssh_private_key", None)
    with pytest.raises(NameTakenError):
        save_as_openssh(pairs["ed25519"], PROTECTION, tmp_path / "key.openssh")
