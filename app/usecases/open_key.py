"""Open and inspect: any key text or file in, what it is or its pair out."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import KeygenError, StorageError
from app.keys.foreign.document import MAXIMUM_SIZE, Container, KeyDocument, identify
from app.keys.foreign.reader import check_usable, open_private_key
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.storage.names import PRIVATE_SUFFIX
from app.storage.reading import read_at_most
from app.text import Text, paragraph, text
from app.usecases.progress import OnProgress
from app.usecases.remember import known_fingerprint
from app.waiting import wait_for

_SECONDS_TO_READ = 10.0  # seconds for a file to be read and recognised


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Opened:
    """A recognised private key, and its pair unless a passphrase is still wanted.

    `path` where it came from a file; `fingerprint` where it is known without the passphrase.
    """

    document: KeyDocument
    pair: KeyPair | None
    passphrase: Passphrase | None = None
    path: Path | None = None
    fingerprint: str | None = None

    @property
    def label(self) -> str:
        """Return what the file's name suggests; empty for a text."""
        return self.path.name.removesuffix(PRIVATE_SUFFIX).removesuffix(".pem") if self.path else ""


def read_text(data: bytes) -> Opened:
    """Open a pasted text, up to its pair unless a passphrase is wanted. Raises what `recognise` raises."""
    document = recognise(data)
    pair = None if document.encryption else open_private_key(document, None)
    return Opened(document, pair, fingerprint=document.fingerprint)


def read(path: Path, on_progress: OnProgress) -> Opened:
    """Read a file as `read_text` does a text. Also raises StorageError.

    A share that does not answer is left behind: after ten seconds, or when `on_progress` raises, which is
    called ten times a second.
    """
    return _read(path, on_progress)[0]


def read_again(path: Path, fingerprint: str, on_progress: OnProgress) -> Opened:
    """Read the file of the key with this fingerprint.

    Raises what `read` raises, and StorageError where it is the file of another key by now, as far as that
    shows without its passphrase.
    """
    return _read_again(path, fingerprint, on_progress)[0]


def read_private_text(path: Path, fingerprint: str, on_progress: OnProgress) -> str:
    """Return the text of a private-key file, as it is in the file: nothing is decrypted.

    Raises what `read_again` raises.
    """
    return _read_again(path, fingerprint, on_progress)[1].decode("ascii", "replace")


def unlock_again(
    path: Path, fingerprint: str, passphrase: Passphrase | None, on_progress: OnProgress
) -> KeyPair:
    """Read the file of the key with this fingerprint, and open it with the passphrase, if it is encrypted.

    Raises what `read_again` raises, also where that shows only now, and PassphraseError.
    """
    opened = read_again(path, fingerprint, on_progress)
    pair = opened.pair or open_private_key(opened.document, passphrase)
    if pair.fingerprint != fingerprint:
        raise _another_key(path)
    return pair


def _another_key(path: Path) -> StorageError:
    return StorageError(text("{path} contains another key now.", path=str(path)))


def _read_again(path: Path, fingerprint: str, on_progress: OnProgress) -> tuple[Opened, bytes]:
    opened, data = _read(path, on_progress)
    found = opened.pair.fingerprint if opened.pair else opened.fingerprint
    if found not in (None, fingerprint):
        raise _another_key(path)
    return opened, data


def _read(path: Path, on_progress: OnProgress) -> tuple[Opened, bytes]:
    """Return what was read with its bytes: nobody reads the file a second time, when it may be another."""
    try:
        return wait_for(lambda: _read_now(path), _SECONDS_TO_READ, lambda: on_progress(0, 0))
    except TimeoutError as error:
        raise StorageError(
            text("{path} cannot be read: it does not answer.", path=str(path)),
            text("It may be on a network that is gone. Choose another file."),
        ) from error


def _read_now(path: Path) -> tuple[Opened, bytes]:
    data = read_at_most(path, MAXIMUM_SIZE + 1)
    opened = read_text(data)
    return replace(opened, path=path, fingerprint=known_fingerprint(path, opened.document)), data


def unlock(locked: Opened, passphrase: Passphrase) -> Opened:
    """Open it with the passphrase. Raises PassphraseError for a wrong one."""
    return replace(locked, pair=open_private_key(locked.document, passphrase), passphrase=passphrase)


@dataclass(frozen=True, slots=True)
class Inspection:
    """A document, and the fingerprint where it shows without a passphrase."""

    document: KeyDocument
    fingerprint: str | None


def inspect(data: bytes) -> Inspection:
    """Return what the bytes are and how they are protected. Asks for no passphrase, runs no KDF.

    Raises what `identify` raises, and UnusableKeyError for a key in clear that turns out to be damaged.
    """
    document = identify(data)
    if document.fingerprint or document.encryption or not document.is_private:
        return Inspection(document, document.fingerprint)
    try:
        check_usable(document)
    except KeygenError:
        return Inspection(document, None)
    return Inspection(document, open_private_key(document, None).fingerprint)


def recognise(data: bytes) -> KeyDocument:
    """Return the private key in the bytes, not yet decrypted: what it is, before a passphrase is asked.

    Raises what `identify` raises, and UnusableKeyError where no passphrase could make it usable.
    """
    document = identify(data)
    check_usable(document)
    return document


def notices_about(document: KeyDocument) -> tuple[Text, ...]:
    """Return what the owner of an opened key should know: a weak protection or none, an odd container, then
    what else was found.
    """
    return (*_about_protection(document), *document.notes)


def _about_protection(document: KeyDocument) -> tuple[Text, ...]:
    notices = []
    if document.encryption is None:
        notices.append(
            text("This private key is NOT encrypted. Save it with a passphrase, then delete the old file.")
        )
    elif document.encryption.weakness:
        notices.append(paragraph(document.encryption.weakness, text("Save it again to protect it better.")))
    if document.container is Container.OPENSSH:
        notices.append(
            text("This is an OpenSSH key. Save it to get the PKCS#8 files that trading clients open.")
        )
    return tuple(notices)
