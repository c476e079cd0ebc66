"""What a key text is and how it is protected: known before any passphrase is asked, and before any KDF runs.

`identify` takes the bytes of a file, a paste or a drop and returns a KeyDocument, or raises the error
that names what the text is instead (a certificate, an API key, nothing at all). No error and no
document repeats a word of the text: it may be a private key.
"""

from dataclasses import replace

from app.errors import RefusedError, UnusableKeyError
from app.keys import cost, pem, public_formats
from app.keys.foreign import der_documents, not_a_key, openssh, rsa_numbers, text_forms, traditional
from app.keys.foreign.der_documents import key_name
from app.keys.foreign.kinds import PUBLIC_CONTAINERS, Container, Encryption, KeyDocument
from app.text import NOTHING, Text, plural, text

__all__ = [
    "MAXIMUM_SIZE",
    "PUBLIC_CONTAINERS",
    "Container",
    "Encryption",
    "KeyDocument",
    "check_alone",
    "identify",
    "key_name",
]

MAXIMUM_SIZE = 64 * 1024

_ESCAPED = text(r"Its line ends were written as \n, as in JSON and .env files.")
_TEXT_IN_BASE64 = text("It was a PEM text, encoded once more in base64.")
_WITHOUT_LINES = text("Its BEGIN and END lines were missing; the base64 between them is this key.")

_BY_LABEL = {
    "PRIVATE KEY": Container.PKCS8,
    "ENCRYPTED PRIVATE KEY": Container.ENCRYPTED_PKCS8,
    "RSA PRIVATE KEY": Container.PKCS1,
    "EC PRIVATE KEY": Container.TRADITIONAL,
    "DSA PRIVATE KEY": Container.TRADITIONAL,
    "OPENSSH PRIVATE KEY": Container.OPENSSH,
    "PUBLIC KEY": Container.SPKI,
    "RSA PUBLIC KEY": Container.PKCS1_PUBLIC,
}


def identify(data: bytes) -> KeyDocument:
    """Return what these bytes are.

    Raises UnusableKeyError for what is not a single key, RefusedError above the limits.
    """
    if len(data) > MAXIMUM_SIZE:
        raise RefusedError(
            text("This is larger than 64 KiB, and no key is."),
            text("Choose the file that contains the private key alone."),
        )
    if _is_der(data) and not text_forms.is_utf_16(data, "utf-16-le"):
        return replace(der_documents.identify(data), is_alone=True)
    if statement := not_a_key.name_of_binary(data):
        raise UnusableKeyError(*statement)
    content = text_forms.decode(data)
    return _identify_pem(content) if pem.BEGIN in content else _identify_other_text(content.strip())


def check_alone(document: KeyDocument) -> None:
    """Raise RefusedError where replacing the file would lose more than the key."""
    if not document.is_alone:
        raise RefusedError(
            text(
                "This file is not just a private key in PEM or DER. A new passphrase replaces the whole "
                "file, and what else is in it would be lost."
            ),
            text(
                "Open it in the window and save the key to a new file; or copy the key, from its BEGIN to "
                "its END line, into a file of its own."
            ),
        )


def _is_der(data: bytes) -> bool:
    """Return whether it is a DER SEQUENCE: 0x30, also the digit 0, and in it tags that no text has."""
    return data[:1] == b"\x30" and any(octet < 0x09 for octet in data)


def _noted(document: KeyDocument, *notes: Text) -> KeyDocument:
    return replace(document, notes=(*document.notes, *filter(None, notes)))


def _identify_pem(content: str) -> KeyDocument:
    unescaped = text_forms.unescape(content)
    blocks = pem.parse(unescaped)
    block = _choose(blocks)
    others = [each.label for each in blocks if each is not block]
    document = _identify_block(block)
    alone = pem.is_alone(content, block) and set(block.headers) <= set(traditional.HEADERS)
    escaped = _ESCAPED if unescaped != content else NOTHING
    return _noted(replace(document, is_alone=alone), escaped, _ignored(others))


def _ignored(labels: list[str]) -> Text:
    if not labels:
        return NOTHING
    return text("Also in this text, and ignored: {blocks}.", blocks=not_a_key.count_blocks(labels))


def _choose(blocks: tuple[pem.PEMBlock, ...]) -> pem.PEMBlock:
    private = [block for block in blocks if block.label.endswith("PRIVATE KEY")]
    if len(private) > 1:
        raise UnusableKeyError(
            plural(
                "This text contains {number} private key.",
                "This text contains {number} private keys; which one is meant is not clear.",
                len(private),
            ),
            text("Paste one private key alone."),
        )
    if not private and len(blocks) > 1:
        found = not_a_key.count_blocks([block.label for block in blocks])
        raise UnusableKeyError(
            text("This text contains no private key, but {blocks}.", blocks=found), not_a_key.PASTE_WHOLE
        )
    return private[0] if private else blocks[0]


def _identify_block(block: pem.PEMBlock) -> KeyDocument:
    if traditional.is_encrypted(block):
        return traditional.identify(block)
    if block.label not in _BY_LABEL and not block.label.endswith("PRIVATE KEY"):
        raise UnusableKeyError(*not_a_key.name_of_block(block.label))
    document = _by_content(block.der) or _by_label(block)
    if document.container is _BY_LABEL.get(block.label):
        return document
    return _noted(document, _mislabelled(pem.known_label(block.label), document.container))


def _mislabelled(label: str, container: Container) -> Text:
    if not label:
        return text("Its BEGIN line has an unknown label; it is {container}.", container=container.title)
    return text(
        "Its BEGIN line says “{label}”, but it is {container}.", label=label, container=container.title
    )


def _by_content(der: bytes) -> KeyDocument | None:
    if der.startswith(openssh.MAGIC):
        return _openssh_private_key(der)
    return der_documents.recognise(der)


def _by_label(block: pem.PEMBlock) -> KeyDocument:
    """Return what the label says, where the content says nothing: mostly what is damaged about it."""
    if block.label in der_documents.BY_LABEL:
        return der_documents.BY_LABEL[block.label](block.der)
    if block.label == "OPENSSH PRIVATE KEY":
        return _openssh_private_key(block.der)
    if block.label in _BY_LABEL:
        return KeyDocument(_BY_LABEL[block.label], block.der, block.label.split(" ", 1)[0].lower())
    raise UnusableKeyError(*not_a_key.name_of_block(block.label))


def _openssh_private_key(der: bytes) -> KeyDocument:
    header = openssh.read_header(der)
    name, bits, spki = openssh.describe_public_key(header.public_key)
    rsa_numbers.refuse_large(bits or 0)
    encryption = None
    if header.cipher != "none":
        work = cost.work_of_rounds(header.rounds)
        encryption = Encryption("OpenSSH", header.kdf, None, header.rounds, header.cipher, work=work)
    armoured = pem.encode("OPENSSH PRIVATE KEY", der).encode("ascii")
    mark = public_formats.fingerprint(spki) if spki else None
    return KeyDocument(Container.OPENSSH, armoured, name, bits, encryption, mark)


def _identify_other_text(content: str) -> KeyDocument:
    """Identify a text without a BEGIN line, and without space at its ends."""
    if content.startswith("{") and '"kty"' in content:
        from app.keys.foreign import json_web_key

        return json_web_key.identify(content)
    decoded = text_forms.from_base64(content)
    document = None if decoded is None else _identify_decoded(decoded)
    if document:
        return document
    if blob := openssh.public_key_in(content):
        return _openssh_public_key(blob)
    raise UnusableKeyError(*not_a_key.name_of_text(content))


def _identify_decoded(data: bytes) -> KeyDocument | None:
    """Identify what was in base64: a PEM text, a key without its BEGIN and END lines, or nothing known."""
    content = text_forms.decode(data)
    if pem.BEGIN in content:
        document = _identify_pem(content)
        return _noted(replace(document, is_alone=False), _TEXT_IN_BASE64)
    if openssh.is_public_blob(data):
        return _openssh_public_key(data)
    if statement := not_a_key.name_of_der(data):
        raise UnusableKeyError(*statement)
    found = _by_content(data)
    return _noted(found, _WITHOUT_LINES) if found else None


def _openssh_public_key(blob: bytes) -> KeyDocument:
    name, bits, spki = openssh.describe_public_key(blob)
    mark = public_formats.fingerprint(spki) if spki else None
    return KeyDocument(Container.OPENSSH_PUBLIC, blob, name, bits, fingerprint=mark)
