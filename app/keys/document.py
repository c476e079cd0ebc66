"""What a key text is and how it is protected: known before any passphrase is asked, and before any KDF runs.

`identify` takes the bytes of a file, a paste or a drop and answers with a KeyDocument, or with the
error that names what the text is instead (a certificate, an API key, nothing at all).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from app.errors import RefusedError, UnusableKeyError
from app.keys import cost, openssh, pbes2, pem, public_formats, rsa_numbers, strangers
from app.keys import structures as s
from app.keys.protection import DEFAULT_ITERATIONS

MAXIMUM_SIZE = 64 * 1024


class Container(Enum):
    """The formats that are read. The value is what a person is told."""

    PKCS8 = "PKCS#8"
    ENCRYPTED_PKCS8 = "encrypted PKCS#8"
    PKCS1 = "PKCS#1"
    TRADITIONAL = "OpenSSL traditional"
    OPENSSH = "OpenSSH"
    SPKI = "SubjectPublicKeyInfo"
    PKCS1_PUBLIC = "PKCS#1 public key"
    OPENSSH_PUBLIC = "OpenSSH public key"


PUBLIC_CONTAINERS = (Container.SPKI, Container.PKCS1_PUBLIC, Container.OPENSSH_PUBLIC)


@dataclass(frozen=True, slots=True)
class Encryption:
    """How a private key is encrypted. `weakness` is a sentence where the protection is weak, else empty.

    `work` is what trying one passphrase costs, in the units of `app.keys.cost`.
    """

    scheme: str
    kdf: str
    prf: str | None
    iterations: int | None
    cipher: str
    weakness: str = ""
    work: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, repr=False)
class KeyDocument:
    """A recognised key. `data` is DER, but the PEM text of PKCS#1 with legacy encryption and of OpenSSH.

    `algorithm` is a name of `akg -k`, or the honest name of what it is; None while encryption hides it.
    """

    container: Container
    data: bytes
    algorithm: str | None = None
    bits: int | None = None
    encryption: Encryption | None = None
    fingerprint: str | None = None

    @property
    def is_private(self) -> bool:
        """Whether it holds a private key."""
        return self.container not in PUBLIC_CONTAINERS

    def __repr__(self) -> str:
        return f"KeyDocument({self.container.value}, {len(self.data)} bytes)"


def identify(data: bytes) -> KeyDocument:
    """What these bytes are.

    Raises UnusableKeyError for what is no single key, RefusedError above the limits.
    """
    if len(data) > MAXIMUM_SIZE:
        raise RefusedError(
            "This is larger than 64 KiB; no key is.", "Choose the file that holds the private key alone."
        )
    if _is_binary_key(data):
        return _identify_der(data)
    text = _decode_text(data)
    blocks = pem.parse(text)
    if len(blocks) > 1 and blocks[0].label in ("EC PARAMETERS", "DSA PARAMETERS"):
        blocks = blocks[1:]
    if len(blocks) > 1:
        raise UnusableKeyError(
            f"This text holds {len(blocks)} keys or certificates; which one is meant is not clear.",
            "Paste one private key alone.",
        )
    return _identify_block(blocks[0]) if blocks else _identify_other_text(text)


def _is_binary_key(data: bytes) -> bool:
    """A DER SEQUENCE: 0x30, which is also the digit 0, and within it tags that no text has."""
    return data[:1] == b"\x30" and any(octet < 0x09 for octet in data)


def _decode_text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _identify_block(block: pem.PEMBlock) -> KeyDocument:
    match block.label:
        case "RSA PRIVATE KEY" if block.headers:
            return _legacy_pem(block)
        case "OPENSSH PRIVATE KEY":
            return _openssh_private_key(block)
        case "EC PRIVATE KEY" | "DSA PRIVATE KEY":
            name = block.label.split(" ", 1)[0].lower()
            encryption = _legacy_encryption(block.headers) if block.headers else None
            return KeyDocument(Container.TRADITIONAL, block.der, name, encryption=encryption)
        case label if label in _BY_LABEL:
            return _BY_LABEL[label](block.der)
        case label:
            raise UnusableKeyError(*strangers.name_of_block(label))


def _identify_der(data: bytes) -> KeyDocument:
    for structure, make in (
        (s.PrivateKeyInfo, _private_key_info),
        (s.EncryptedPrivateKeyInfo, _encrypted_private_key_info),
        (s.RSAPrivateKey, _rsa_private_key),
        (s.SubjectPublicKeyInfo, _subject_public_key_info),
        (s.RSAPublicKey, _rsa_public_key),
    ):
        if s.matches(structure, data):
            return make(data)
    if s.matches(s.ECPrivateKey, data):
        return KeyDocument(Container.TRADITIONAL, data, algorithm="ec")
    if s.matches(s.DSAPrivateKey, data):
        return KeyDocument(Container.TRADITIONAL, data, algorithm="dsa")
    if s.matches(s.SignedDocument, data):
        raise UnusableKeyError(
            "This is a certificate or certificate request, not a private key.", strangers.PASTE_WHOLE
        )
    raise UnusableKeyError(
        "This binary file is no key, or it is damaged or cut short.",
        "Choose the file that holds the private key.",
    )


def _private_key_info(der: bytes) -> KeyDocument:
    info = s.decode(s.PrivateKeyInfo, der)
    name = key_name(info.private_key_algorithm)
    if name == "ed25519":
        return KeyDocument(Container.PKCS8, der, "ed25519", 256)
    if name == "rsa":
        bits = rsa_numbers.check_private(info.private_key)
        return KeyDocument(Container.PKCS8, der, f"rsa-{bits}", bits)
    return KeyDocument(Container.PKCS8, der, name)


def _encrypted_private_key_info(der: bytes) -> KeyDocument:
    info = s.decode(s.EncryptedPrivateKeyInfo, der)
    scheme = s.oid(info.encryption_algorithm)
    if scheme == s.PBES2:
        encryption = _describe_pbes2(pbes2.read_parameters(info.encryption_algorithm))
    elif scheme in s.PBES1_NAMES:
        encryption = _describe_pbes1(scheme, s.parameters(info.encryption_algorithm, s.PBEParameter))
    else:
        raise UnusableKeyError(f"This key is encrypted in a way that is not supported: {s.dotted(scheme)}.")
    return KeyDocument(Container.ENCRYPTED_PKCS8, der, encryption=encryption)


def _describe_pbes1(scheme: str, parameters: s.PBEParameter) -> Encryption:
    cost.check_salt(parameters.salt)
    cipher, count = s.PBES1_NAMES[scheme], parameters.iterations
    work = cost.work_of_iterations(count, 3 if cipher.startswith("MD") else 5)
    weakness = f"It has the legacy encryption PBES1 ({cipher}), which is weak."
    return Encryption("PBES1", "PBKDF1 or PKCS#12", None, count, cipher, weakness, work)


def _describe_pbes2(parameters: pbes2.PBES2Parameters) -> Encryption:
    kdf, cipher, work = parameters.kdf, parameters.cipher_name, parameters.work
    if isinstance(kdf, s.ScryptParams):
        return Encryption("PBES2", "scrypt", None, None, cipher, work=work)
    count = kdf.iteration_count
    weakness = ""
    if count < 100_000:
        weakness = (
            f"Its passphrase is protected by only {count:,} iterations; {DEFAULT_ITERATIONS:,} are due."
        )
    return Encryption("PBES2", "PBKDF2", parameters.prf_name, count, cipher, weakness, work)


def _legacy_pem(block: pem.PEMBlock) -> KeyDocument:
    encryption = _legacy_encryption(block.headers)
    headers = {name: block.headers[name] for name in ("Proc-Type", "DEK-Info")}
    text = pem.encode(block.label, block.der, headers).encode("ascii")
    return KeyDocument(Container.PKCS1, text, "rsa", encryption=encryption)


def _legacy_encryption(headers: dict[str, str]) -> Encryption:
    """What the headers of RFC 1421 say, as OpenSSL writes them: `DEK-Info: AES-128-CBC,<IV>`."""
    match = re.fullmatch(r"([A-Za-z0-9-]{1,24}),[0-9A-Fa-f]+", headers.get("DEK-Info", ""))
    if not match or headers.get("Proc-Type") != "4,ENCRYPTED":
        raise UnusableKeyError("The key is damaged: its headers make no sense.", "Copy the whole file again.")
    cipher = match[1]
    weakness = f"It has OpenSSL's legacy encryption ({cipher}, one round of MD5), which is weak."
    return Encryption("OpenSSL traditional", "EVP_BytesToKey", "MD5", 1, cipher, weakness)


def _rsa_private_key(der: bytes) -> KeyDocument:
    bits = rsa_numbers.check_private(der)
    return KeyDocument(Container.PKCS1, der, f"rsa-{bits}", bits)


def _openssh_private_key(block: pem.PEMBlock) -> KeyDocument:
    header = openssh.read_header(block.der)
    name, bits, spki = openssh.describe_public_key(header.public_key)
    rsa_numbers.refuse_large(bits or 0)
    encryption = None
    if header.cipher != "none":
        work = cost.work_of_rounds(header.rounds)
        encryption = Encryption("OpenSSH", header.kdf, None, header.rounds, header.cipher, work=work)
    text = pem.encode(block.label, block.der).encode("ascii")
    return KeyDocument(
        Container.OPENSSH, text, name, bits, encryption, public_formats.fingerprint(spki) if spki else None
    )


def _subject_public_key_info(der: bytes) -> KeyDocument:
    info = s.decode(s.SubjectPublicKeyInfo, der)
    name, bits = key_name(info.algorithm), None
    key = info.subject_public_key.as_bytes()
    if info.subject_public_key.padding_bits() or (name == "ed25519" and len(key) != 32):
        raise UnusableKeyError("The public key is damaged.", "Copy or export the key again.")
    if name == "ed25519":
        bits = 256
    elif name == "rsa":
        bits = rsa_numbers.check_public(key)
        name = f"rsa-{bits}"
    return KeyDocument(Container.SPKI, der, name, bits, fingerprint=public_formats.fingerprint(der))


def _rsa_public_key(der: bytes) -> KeyDocument:
    bits = rsa_numbers.check_public(der)
    return KeyDocument(Container.PKCS1_PUBLIC, der, f"rsa-{bits}", bits)


def key_name(algorithm: s.AlgorithmIdentifier) -> str:
    """The name of the kind of key: `ed25519`, `rsa`, `ec-p256` ..., or the dotted identifier."""
    oid = s.oid(algorithm)
    name = s.KEY_NAMES.get(oid)
    if name != "ec":
        return name or s.dotted(oid)
    curve = bytes(algorithm[1].data).hex() if len(algorithm) == 2 else ""
    return f"ec-{s.CURVE_NAMES[curve]}" if curve in s.CURVE_NAMES else "ec"


_BY_LABEL: dict[str, Callable[[bytes], KeyDocument]] = {
    "PRIVATE KEY": _private_key_info,
    "ENCRYPTED PRIVATE KEY": _encrypted_private_key_info,
    "RSA PRIVATE KEY": _rsa_private_key,
    "PUBLIC KEY": _subject_public_key_info,
    "RSA PUBLIC KEY": _rsa_public_key,
}


def _identify_other_text(text: str) -> KeyDocument:
    line = text.strip()
    if not line.startswith(("ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-")):
        raise UnusableKeyError(*strangers.name_of_text(line))
    name, bits, spki = openssh.describe_public_key(openssh.public_line_blob(line))
    mark = public_formats.fingerprint(spki) if spki else None
    return KeyDocument(Container.OPENSSH_PUBLIC, line.encode("utf-8"), name, bits, fingerprint=mark)
