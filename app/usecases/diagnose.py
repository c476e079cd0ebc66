"""Diagnose: why a request was refused, by its text and the public keys at hand. Asks for no passphrase.

Promises: nothing of the request is kept or sent anywhere. A private key that is encrypted is never opened:
the public key beside it says as much.
"""

from collections.abc import Iterable
from pathlib import Path

from app.clients.client import Client
from app.errors import StorageError, UnusableKeyError
from app.keys.foreign.document import MAXIMUM_SIZE as FILE_SIZE
from app.keys.foreign.document import identify
from app.keys.foreign.public_key import subject_public_key_info
from app.keys.foreign.reader import check_usable, open_private_key
from app.signing.doctor import diagnose as doctor
from app.signing.doctor.diagnosis import Diagnosis, Finding
from app.signing.doctor.reading import read_request
from app.signing.doctor.signer import KnownKey
from app.signing.pasted.reader import MAXIMUM_SIZE
from app.storage.reading import read_at_most
from app.text import text
from app.usecases.progress import OnProgress
from app.usecases.public_half import public_key_beside
from app.waiting import wait_for

__all__ = [
    "MAXIMUM_SIZE",
    "Diagnosis",
    "Finding",
    "KnownKey",
    "diagnose",
    "public_key_in",
    "public_key_in_file",
]

_SECONDS_TO_READ = 10.0


def diagnose(
    request: bytes, keys: Iterable[KnownKey] = (), *, venue: str = "", client: Client | None = None
) -> Diagnosis:
    """Return what is wrong with a request. The first key is the registered one; `venue` by its identifier.

    Raises RefusedError for more than 64 KiB, UsageError for what is not a request.
    """
    return doctor.diagnose(read_request(request), keys, venue, client)


def public_key_in(data: bytes, file: Path | None = None) -> bytes:
    """Return DER SubjectPublicKeyInfo of a public key, or of a private one, for which nothing is decrypted.

    Raises what `identify` raises, and UnusableKeyError where only a passphrase would show the public key.
    """
    document = identify(data)
    if not document.is_private:
        return subject_public_key_info(document)
    check_usable(document)
    if not document.encryption:
        return open_private_key(document, None).subject_public_key_info
    beside = public_key_beside(file, document) if file else None
    if beside is None:
        raise UnusableKeyError(
            text("This private key is encrypted, and its public key is not beside it."),
            text("Name the file of the public key instead. The passphrase is not needed for this."),
        )
    return beside


def public_key_in_file(path: Path, on_progress: OnProgress) -> bytes:
    """Return that of a file. Raises StorageError too, also for a share that does not answer."""
    try:
        data = wait_for(
            lambda: read_at_most(path, FILE_SIZE + 1), _SECONDS_TO_READ, lambda: on_progress(0, 0)
        )
    except TimeoutError as error:
        raise StorageError(text("{path} cannot be read: it does not answer.", path=str(path))) from error
    return public_key_in(data, path)
