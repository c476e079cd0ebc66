"""Every reader of foreign text, as a function of bytes that keeps the contract or fails.

The contract: nothing but a KeygenError comes out (a panic of the library below is a BaseException, and
fails here), and whatever a person is shown is printable: no control character, nothing invisible,
nothing that steers a terminal. What a reader returns is looked at as the product would show it.
Tests, corpus and the coverage-guided run all call these functions and no others.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from app.cli import inputs, output
from app.cli.descriptions import inspection_as_json, inspection_as_text
from app.errors import KeygenError
from app.keys import openssh, pbes2, pem, strangers
from app.keys import structures as s
from app.keys.document import KeyDocument
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase, encodings_to_try
from app.keys.reader import open_private_key
from app.storage import archive, folder, names, preferences
from app.usecases.open_key import inspect, notices_about
from tests.keys import samples

Result = TypeVar("Result")

PASSPHRASES = (Passphrase("x"), Passphrase("é"))
_LONGEST_SENTENCE = 250
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


@contextmanager
def cheap() -> Iterator[None]:
    """Limits at which every allowed file costs next to nothing; what is above them is refused as ever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.keys.cost.MAXIMUM_WORK", 60_000)
        patch.setattr("app.keys.cost.MAXIMUM_ITERATIONS", 3_000)
        patch.setattr("app.keys.cost.MAXIMUM_ROUNDS", 1)
        patch.setattr("app.keys.cost.MAXIMUM_SCRYPT_MEMORY", 1024 * 1024)
        yield


def check_shown(text: str) -> None:
    """Fails for a sentence or a value that no person should be shown."""
    assert text.isprintable(), ascii(text)
    assert len(text) <= _LONGEST_SENTENCE, ascii(text)


def outcome(work: Callable[[], Result]) -> Result | None:
    """What the work returns; None after an error of ours, whose sentences are looked at."""
    result = samples.outcome(work)
    if isinstance(result, KeygenError):
        check_shown(result.message)
        check_shown(result.hint)
        return None
    return result  # type: ignore[return-value]


def outcome_with_path(work: Callable[[], Result]) -> Result | None:
    """The same where an error may name a path: that is shown with its control characters escaped."""
    result = samples.outcome(work)
    if isinstance(result, KeygenError):
        assert output.plain(result.message + result.hint).isprintable()
        return None
    return result  # type: ignore[return-value]


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
    check_shown(s.dotted(data.hex()))


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
    for sentence in strangers.name_of_text(data.decode("utf-8", "replace").strip()):
        check_shown(sentence)


def read_passphrase(data: bytes) -> None:
    """A passphrase as it came from a file, a descriptor or standard input."""
    passphrase = outcome(lambda: inputs.passphrase_of(data))
    if passphrase is not None:
        line = data.removesuffix(b"\n").removesuffix(b"\r") if data.endswith(b"\n") else data
        assert encodings_to_try(passphrase)[0] == line
        outcome(lambda: pbes2.check_new_passphrase(passphrase))


def read_passphrase_file(data: bytes) -> None:
    """The same through a real file, by name and by descriptor; and the data as the name itself."""
    with _file_of(data) as path:
        expected = samples.outcome(lambda: inputs.passphrase_of(data))
        for read in (
            lambda: inputs.passphrase_from_file(str(path)),
            lambda: _through_descriptor(path),
        ):
            found = outcome(read)
            assert found == (None if isinstance(expected, KeygenError) else expected)
    outcome_with_path(lambda: inputs.passphrase_from_file(os.fsdecode(b"missing/" + data)))
    outcome_with_path(lambda: inputs.read_key(os.fsdecode(b"missing/" + data)))


def _through_descriptor(path: Path) -> Passphrase:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return inputs.passphrase_from_descriptor(descriptor)
    finally:
        os.close(descriptor)


def read_archive(data: bytes) -> None:
    """An archive that was read back."""
    contents = outcome(lambda: archive.unpack(data))
    assert contents is None or sum(map(len, contents.values())) <= archive.MAXIMUM_UNPACKED


def read_label(data: bytes) -> None:
    """A label: what is accepted is a file name on every system."""
    for text in _texts(data):
        made = outcome(lambda label=text: names.pair_names(label, 2))  # type: ignore[misc]
        for each in made or ():
            check_shown(each.private)
            assert not set('/\\:*?"<>|').intersection(each.private)
            assert len(os.fsencode(each.private)) < 255
        outcome(lambda label=text: names.archive_name(label))  # type: ignore[misc]


def read_folder(data: bytes) -> None:
    """A folder as a person typed or pasted it."""
    for text in _texts(data):
        path = outcome(lambda typed=text: folder.resolve(typed))  # type: ignore[misc]
        if isinstance(path, Path):
            assert path.is_absolute()
            outcome_with_path(lambda wanted=path: folder.check(wanted))  # type: ignore[misc]
            outcome_with_path(lambda wanted=path: folder.check_free(wanted, ("a",)))  # type: ignore[misc]


def read_preferences(data: bytes) -> None:
    """The file of preferences: whatever is in it, the window can open with what comes out."""
    with _file_of(data) as path:
        loaded = preferences.load(path)
    assert 0 <= loaded.width < 1 << 31
    assert 0 <= loaded.height < 1 << 31
    for text in (loaded.theme, loaded.folder, loaded.key_type):
        assert text.isprintable()


def show(data: bytes) -> None:
    """Any text on its way to the terminal."""
    for text in _texts(data):
        assert output.plain(text).isprintable()


def _texts(data: bytes) -> tuple[str, str]:
    """The bytes as a terminal gives them, and as Windows does, lone surrogates included."""
    even = data[: len(data) & ~1]
    return data.decode("utf-8", "surrogateescape"), even.decode("utf-16-le", "surrogatepass")


@contextmanager
def _file_of(data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as where:
        path = Path(where) / "file"
        path.touch(mode=0o600)
        path.write_bytes(data)
        yield path


READERS: dict[str, Callable[[bytes], None]] = {
    "key": read_key,
    "decrypted": read_decrypted,
    "pem": read_pem,
    "der": read_der,
    "openssh": read_openssh,
    "stranger": read_stranger,
    "passphrase": read_passphrase,
    "passphrase-file": read_passphrase_file,
    "archive": read_archive,
    "label": read_label,
    "folder": read_folder,
    "preferences": read_preferences,
    "terminal": show,
}
