"""The readers of everything else that is foreign: passphrases, names, archives, files of other programs."""

import os
import re
from pathlib import Path

from app.cli import inputs, output
from app.destinations import examine
from app.destinations.system import System
from app.errors import KeygenError
from app.keys import protection
from app.keys.foreign.document import Container, KeyDocument
from app.keys.passphrase import Passphrase, encodings_to_try
from app.storage import names, preferences
from app.storage.writer import archive, folder
from app.usecases.remember import known_fingerprint
from tests.hostile.contract import check_shown, file_of, outcome, outcome_with_path, texts
from tests.keys import samples

_ENCRYPTED = KeyDocument(Container.ENCRYPTED_PKCS8, b"")


def read_passphrase(data: bytes) -> None:
    """A passphrase as it came from a file, a descriptor or standard input."""
    passphrase = outcome(lambda: inputs.passphrase_of(data))
    if passphrase is not None:
        line = data.removesuffix(b"\n").removesuffix(b"\r") if data.endswith(b"\n") else data
        assert encodings_to_try(passphrase)[0] == line
        outcome(lambda: protection.check_new_passphrase(passphrase))


def read_passphrase_file(data: bytes) -> None:
    """The same through a real file, by name and by descriptor; and the data as the name itself."""
    with file_of(data) as path:
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
    for text in texts(data):
        made = outcome(lambda label=text: names.pair_names(label, 2))  # type: ignore[misc]
        for each in made or ():
            check_shown(each.private)
            assert not set('/\\:*?"<>|').intersection(each.private)
            assert len(os.fsencode(each.private)) < 255
        outcome(lambda label=text: names.archive_name(label))  # type: ignore[misc]


def read_folder(data: bytes) -> None:
    """A folder as a person typed or pasted it."""
    for text in texts(data):
        path = outcome(lambda typed=text: folder.resolve(typed))  # type: ignore[misc]
        if isinstance(path, Path):
            assert path.is_absolute()
            outcome_with_path(lambda wanted=path: folder.check(wanted))  # type: ignore[misc]
            outcome_with_path(lambda wanted=path: folder.check_free(wanted, ("a",)))  # type: ignore[misc]


def read_preferences(data: bytes) -> None:
    """The file of preferences: whatever is in it, the window can open with what comes out."""
    with file_of(data) as path:
        loaded = preferences.load(path)
    assert 0 <= loaded.width < 1 << 31
    assert 0 <= loaded.height < 1 << 31
    for text in (loaded.theme, loaded.folder, loaded.key_type):
        assert text.isprintable()


def read_sibling(data: bytes) -> None:
    """A public key beside an encrypted file, which tells whose passphrase to ask the keyring for."""
    with file_of(data, "key.public.pem") as path:
        mark = known_fingerprint(path.with_name("key.private.pem"), _ENCRYPTED)
    assert mark is None or re.fullmatch(r"SHA256:[A-Za-z0-9+/]{43}", mark)


def read_neighbours(data: bytes) -> None:
    """What other programs wrote about a folder: git, Dropbox, Nextcloud, the table of mounts."""
    text = os.fsdecode(data)
    for name in (".git", ".dropbox/info.json", ".config/Nextcloud/nextcloud.cfg", ".pre-commit-config.yaml"):
        with file_of(data, name) as path:
            home = path.parents[name.count("/")]
            system = System(home=home, environ={}, platform="linux", mounts=text)
            for finding in examine(home, ("key.private.pem",), system):
                assert output.plain(finding.message + finding.hint).isprintable()


def show(data: bytes) -> None:
    """Any text on its way to the terminal."""
    for text in texts(data):
        assert output.plain(text).isprintable()
