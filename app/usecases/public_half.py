"""The public half of a private-key file, without its passphrase: from the file itself, or from beside it."""

from collections.abc import Iterator
from pathlib import Path

from app.errors import KeygenError
from app.keys.foreign.document import MAXIMUM_SIZE, KeyDocument, identify
from app.storage.names import PRIVATE_SUFFIX, PUBLIC_SUFFIX
from app.storage.reading import read_at_most


def public_key_beside(file: Path, document: KeyDocument) -> bytes | None:
    """Return DER SubjectPublicKeyInfo of the public key beside a file, unless it is another key's."""
    beside = public_file_beside(file)
    if beside is None or document.fingerprint not in (None, beside.fingerprint):
        return None
    from app.keys.foreign.public_key import subject_public_key_info

    return subject_public_key_info(beside)


def public_file_beside(file: Path) -> KeyDocument | None:
    """Return the public key that lies beside a private-key file.

    LABEL.public.pem for LABEL.private.pem, otherwise FILE.pub, then X.pub for X.pem. Nothing proves that it
    belongs to the file.
    """
    return next(filter(None, map(_public_key_in, _public_files(file))), None)


def _public_files(file: Path) -> Iterator[Path]:
    if file.name.endswith(PRIVATE_SUFFIX):
        yield file.with_name(file.name.removesuffix(PRIVATE_SUFFIX) + PUBLIC_SUFFIX)
    elif file.name:
        yield file.with_name(file.name + ".pub")
        if file.suffix == ".pem":
            yield file.with_suffix(".pub")


def _public_key_in(file: Path) -> KeyDocument | None:
    try:
        document = identify(read_at_most(file, MAXIMUM_SIZE + 1))
    except KeygenError:
        return None
    return None if document.is_private or not document.fingerprint else document
