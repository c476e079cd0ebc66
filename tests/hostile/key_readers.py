"""The readers of keys, each a function of bytes that keeps the contract or fails."""

import json

from cryptography.hazmat import asn1

from app.cli.descriptions import inspection_as_json, inspection_as_text
from app.keys import pbes2, pem
from app.keys import structures as s
from app.keys.foreign import not_a_key, openssh
from app.keys.foreign.document import KeyDocument
from app.keys.foreign.reader import open_private_key
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.usecases.open_key import inspect, notices_about
from tests.hostile.contract import check_shown, outcome
from tests.keys import samples

PASSPHRASES = (Passphrase("x"), Passphrase("\xe9"))
_STRUCTURES: tuple[type[object], ...] = (
    s.PrivateKeyInfo,
    s.EncryptedPrivateKeyInfo,
    s.RSAPrivateKey,
    s.ECPrivateKey,
    s.DSAPrivateKey,
    s.SubjectPublicKeyInfo,
    s.RSAPublicKey,
    s.SignedDocument,
)


def read_key(data: bytes) -> None:
    """`akg inspect`, `akg public` and the window's page for opening."""
    inspection = outcome(lambda: inspect(data))
    if inspection is None:
        return
    for line in inspection_as_text(inspection).splitlines():
        check_shown(line)
    assert json.loads(inspection_as_json(inspection))["container"] == inspection.document.container.value
    for notice in notices_about(inspection.document):
        check_shown(notice)
    _open(inspection.document)


def _open(document: KeyDocument) -> None:
    for passphrase in PASSPHRASES if document.encryption else (None,):
        pair = outcome(lambda tried=passphrase: open_private_key(document, tried))  # type: ignore[misc]
        if isinstance(pair, KeyPair):
            assert pair.public_key_pem.isascii()
            check_shown(f"{pair.algorithm.name} {pair.fingerprint}")


def read_decrypted(data: bytes) -> None:
    """What comes out of a file after its passphrase: whoever made the file chose that too."""
    read_key(samples.encrypted(data, b"x"))


def read_pem(data: bytes) -> None:
    """The blocks of a text."""
    for block in outcome(lambda: pem.parse(data.decode("utf-8", "replace"))) or ():
        check_shown(block.label)
        outcome(lambda found=block: found.der)  # type: ignore[misc]


def read_der(data: bytes) -> None:
    """Every structure that is known, and a name for any object identifier."""
    for structure in _STRUCTURES:
        outcome(lambda wanted=structure: s.decode(wanted, data))  # type: ignore[misc]
    info = outcome(lambda: s.decode(s.EncryptedPrivateKeyInfo, data))
    if info is not None:
        outcome(lambda: pbes2.read_parameters(info.encryption_algorithm))
    identifier = outcome(lambda: s.decode(asn1.TLV, data))
    if identifier is not None:
        check_shown(outcome(lambda: s.oid([identifier])) or "")


def read_openssh(data: bytes) -> None:
    """OpenSSH's private key, its header, and its public key as a blob and on a line."""
    header = outcome(lambda: openssh.read_header(data))
    if header is not None:
        check_shown(f"{header.cipher} {header.kdf}")
    for blob in (data, samples.string(b"ssh-rsa") + data, samples.string(b"ssh-ed25519") + data):
        described = outcome(lambda found=blob: openssh.describe_public_key(found))  # type: ignore[misc]
        if described is not None:
            check_shown(described[0])
    read_key(samples.armour("OPENSSH PRIVATE KEY", data))
    read_key(b"ssh-ed25519 " + data)


def read_stranger(data: bytes) -> None:
    """A text that is no key."""
    for sentence in not_a_key.name_of_text(data.decode("utf-8", "replace").strip()):
        check_shown(sentence)
