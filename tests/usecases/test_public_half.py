"""The public key beside a private-key file: which file it is, and when it is another key's."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.keys.foreign.document import KeyDocument, identify
from app.keys.pair import KeyPair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.usecases.public_half import public_key_beside


@pytest.fixture
def pair(pairs: dict[str, KeyPair]) -> KeyPair:
    return pairs["ed25519"]


@pytest.fixture
def document(pair: KeyPair, few_iterations: int) -> KeyDocument:
    """An encrypted PKCS#8 file, which hides its fingerprint."""
    return identify(private_key_pem(pair, Encrypted(Passphrase("correct horse"), few_iterations)).encode())


@pytest.mark.parametrize(
    ("private", "public"),
    [
        ("a.private.pem", "a.public.pem"),
        ("id", "id.pub"),
        ("a.pem", "a.pub"),
        ("it's $x.pem", "it's $x.pem.pub"),
    ],
)
def test_the_file_beside_is_found(
    tmp_path: Path, pair: KeyPair, document: KeyDocument, private: str, public: str
) -> None:
    (tmp_path / public).write_text(pair.public_key_pem)
    assert public_key_beside(tmp_path / private, document) == pair.subject_public_key_info


@pytest.mark.parametrize("content", [b"", b"no key", b"\0" * 70_000])
def test_what_is_not_a_public_key_is_as_good_as_none(
    tmp_path: Path, document: KeyDocument, content: bytes
) -> None:
    assert public_key_beside(tmp_path / "a.private.pem", document) is None
    (tmp_path / "a.public.pem").write_bytes(content)
    assert public_key_beside(tmp_path / "a.private.pem", document) is None


def test_a_private_key_beside_is_not_taken(tmp_path: Path, pair: KeyPair, document: KeyDocument) -> None:
    (tmp_path / "a.public.pem").write_text(private_key_pem(pair, Unencrypted()))
    assert public_key_beside(tmp_path / "a.private.pem", document) is None
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "id")]
    subprocess.run(made, check=True)
    (tmp_path / "id").rename(tmp_path / "a.public.pem")  # shows its fingerprint, and is private
    assert public_key_beside(tmp_path / "a.private.pem", document) is None


@pytest.mark.thorough
def test_an_openssh_key_shows_whether_the_one_beside_is_its_own(tmp_path: Path, pair: KeyPair) -> None:
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "correct horse", "-f", str(tmp_path / "id")]
    subprocess.run(made, check=True)
    document = identify((tmp_path / "id").read_bytes())
    assert public_key_beside(tmp_path / "id", document)
    (tmp_path / "id.pub").write_text(pair.public_key_pem)
    assert public_key_beside(tmp_path / "id", document) is None
    shutil.rmtree(tmp_path)
    assert public_key_beside(tmp_path / "id", document) is None
