"""Open and inspect: any key text in, what it is or its pair out."""

from dataclasses import dataclass

from app.errors import KeygenError
from app.keys.document import Container, KeyDocument, identify
from app.keys.reader import check_usable, open_private_key


@dataclass(frozen=True, slots=True)
class Inspection:
    """A document, and the fingerprint where it shows without a passphrase."""

    document: KeyDocument
    fingerprint: str | None


def inspect(data: bytes) -> Inspection:
    """What the bytes are and how they are protected. Asks for no passphrase, runs no KDF.

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
    """The private key in the bytes, not yet decrypted: what it is, before a passphrase is asked.

    Raises what `identify` raises, and UnusableKeyError where no passphrase could make it usable.
    """
    document = identify(data)
    check_usable(document)
    return document


def notices_about(document: KeyDocument) -> tuple[str, ...]:
    """What the owner of an opened key should know, all of it: a weak protection or none, an odd container,
    then what else was found.
    """
    return (*_about_protection(document), *document.notes)


def _about_protection(document: KeyDocument) -> tuple[str, ...]:
    notices = []
    if document.encryption is None:
        notices.append(
            "This private key is NOT encrypted. Save it with a passphrase, then delete the old file."
        )
    elif document.encryption.weakness:
        notices.append(document.encryption.weakness + " Save it again to protect it better.")
    if document.container is Container.OPENSSH:
        notices.append("This is an OpenSSH key. Save it to get the PKCS#8 files that trading clients open.")
    return tuple(notices)
