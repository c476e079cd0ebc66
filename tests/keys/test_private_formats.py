"""The private key in other forms: the same key back, by our own reader and by programs of others."""

import base64
import subprocess
from pathlib import Path

import pytest
from Crypto.PublicKey import ECC

from app.errors import PassphraseError, RefusedError
from app.keys.encodings import BY_NAME
from app.keys.foreign.document import identify
from app.keys.foreign.reader import open_private_key, private_key_info
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.keys.private_formats import openssh_private_key, seed_base64
from app.keys.protection import Encrypted, Unencrypted

pytestmark = pytest.mark.slow

PHRASE = ' it\'s "quoted" $HOME `id` \\ 100% '
BOTH = pytest.mark.parametrize("algorithm", ["ed25519", "rsa-2048"])


def openssh(pair: KeyPair, phrase: str = PHRASE) -> str:
    return openssh_private_key(pair, Encrypted(Passphrase(phrase)))


@BOTH
def test_an_openssh_key_is_encrypted_well_and_gives_the_same_key_back(
    pairs: dict[str, KeyPair], algorithm: str
) -> None:
    content = openssh(pairs[algorithm])
    document = identify(content.encode())
    encryption = document.encryption
    assert encryption
    assert (encryption.kdf, encryption.iterations, encryption.cipher) == ("bcrypt", 64, "aes256-ctr")
    assert private_key_info(document, Passphrase(PHRASE)) == pairs[algorithm].private_key_info
    assert document.fingerprint == pairs[algorithm].fingerprint
    assert content.startswith("-----BEGIN OPENSSH PRIVATE KEY-----\n")
    assert content.endswith("-----END OPENSSH PRIVATE KEY-----\n")
    assert "\r" not in content
    with pytest.raises(PassphraseError):
        private_key_info(document, Passphrase(PHRASE.strip()))


def test_each_file_has_a_salt_of_its_own(pairs: dict[str, KeyPair]) -> None:
    first, second = (identify(openssh(pairs["ed25519"]).encode()).data for _ in range(2))
    assert first != second


@pytest.mark.interop
@pytest.mark.parametrize(
    ("algorithm", "phrase"),
    [("ed25519", PHRASE), ("rsa-2048", PHRASE), ("ed25519", "x" * 73), ("ed25519", "y" * 1023)],
    ids=["ed25519", "rsa-2048", "73", "1023"],
)
def test_ssh_keygen_opens_it_and_names_the_same_public_key(
    pairs: dict[str, KeyPair], algorithm: str, phrase: str, tmp_path: Path
) -> None:
    pair = pairs[algorithm]
    file = tmp_path / "key.openssh"
    file.touch(mode=0o600)
    file.write_text(openssh(pair, phrase))
    assert ssh_keygen("-y", "-P", "wrong " + phrase[:900], "-f", str(file)).returncode != 0
    plain = ssh_keygen("-p", "-P", phrase, "-N", "", "-m", "PKCS8", "-f", str(file))
    assert plain.returncode == 0, plain.stderr
    assert private_key_info(identify(file.read_bytes()), None) == pair.private_key_info
    shown = ssh_keygen("-y", "-f", str(file))
    assert shown.stdout.strip() == BY_NAME["openssh"].encode(pair.subject_public_key_info, "")


def ssh_keygen(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["ssh-keygen", *arguments], capture_output=True, text=True, check=False)


def test_the_seed_is_that_of_rfc_8032_section_7_1() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    pem = b"-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(
        bytes.fromhex("302e020100300506032b657004220420") + seed
    )
    document = identify(pem + b"\n-----END PRIVATE KEY-----\n")
    pair = open_private_key(document, None)
    assert pair.subject_public_key_info.endswith(public)
    assert seed_base64(pair, Unencrypted()) == base64.b64encode(seed).decode()


def test_another_library_makes_the_same_key_of_the_seed(pairs: dict[str, KeyPair]) -> None:
    pair = pairs["ed25519"]
    seed = base64.b64decode(seed_base64(pair, Unencrypted()), validate=True)
    assert len(seed) == 32
    key = ECC.construct(curve="Ed25519", seed=seed)
    assert key.public_key().export_key(format="DER") == pair.subject_public_key_info


def test_rsa_has_no_seed(pairs: dict[str, KeyPair]) -> None:
    with pytest.raises(RefusedError):
        seed_base64(pairs["rsa-2048"], Unencrypted())
