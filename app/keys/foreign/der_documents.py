"""What a DER structure is: private and public keys, plain and encrypted, each by its own structure."""

from collections.abc import Callable

from app.errors import UnusableKeyError
from app.keys import cost, pbes2, public_formats
from app.keys import structures as s
from app.keys.foreign import not_a_key, rsa_numbers
from app.keys.foreign.kinds import Container, Encryption, KeyDocument
from app.text import NOTHING, Text, text

_WEAK_COUNT = 100_000  # of iterations; below, and new files are much harder to crack


def identify(data: bytes) -> KeyDocument:
    """Return the document of DER bytes.

    Raises UnusableKeyError, which names what they are instead; RefusedError.
    """
    document = recognise(data)
    if document:
        return document
    if statement := not_a_key.name_of_der(data):
        raise UnusableKeyError(*statement)
    if s.matches(s.SignedDocument, data):
        raise UnusableKeyError(
            text("This is a certificate or certificate request, not a private key."), not_a_key.PASTE_WHOLE
        )
    raise UnusableKeyError(
        text("This binary file is not a key, or it is damaged or cut short."),
        text("Choose the file that contains the private key."),
    )


def recognise(data: bytes) -> KeyDocument | None:
    """Return the document of DER bytes, None where they are not a key that is known.

    Raises UnusableKeyError and RefusedError for a key that cannot be used.
    """
    for structure, make in _STRUCTURES:
        if s.matches(structure, data):
            return make(data)
    if s.matches(s.ECPrivateKey, data):
        return KeyDocument(Container.TRADITIONAL, data, algorithm="ec")
    if s.matches(s.DSAPrivateKey, data):
        return KeyDocument(Container.TRADITIONAL, data, algorithm="dsa")
    return None


def private_key_info(der: bytes) -> KeyDocument:
    """Return the document of PKCS#8 in clear."""
    info = s.decode(s.PrivateKeyInfo, der)
    name = key_name(info.private_key_algorithm)
    if name == "ed25519":
        return KeyDocument(Container.PKCS8, der, "ed25519", 256)
    if name == "rsa":
        bits = rsa_numbers.check_private(info.private_key)
        return KeyDocument(Container.PKCS8, der, f"rsa-{bits}", bits)
    return KeyDocument(Container.PKCS8, der, name)


def encrypted_private_key_info(der: bytes) -> KeyDocument:
    """Return the document of encrypted PKCS#8."""
    info = s.decode(s.EncryptedPrivateKeyInfo, der)
    scheme = s.oid(info.encryption_algorithm)
    if scheme == s.PBES2:
        encryption = _describe_pbes2(pbes2.read_parameters(info.encryption_algorithm))
    elif scheme in s.PBES1_NAMES:
        encryption = _describe_pbes1(scheme, s.parameters(info.encryption_algorithm, s.PBEParameter))
    else:
        raise UnusableKeyError(
            text("This key is encrypted in a way that is not supported: {scheme}.", scheme=scheme),
            s.REENCRYPT,
        )
    return KeyDocument(Container.ENCRYPTED_PKCS8, der, encryption=encryption)


def _describe_pbes1(scheme: str, parameters: s.PBEParameter) -> Encryption:
    cost.check_salt(parameters.salt)
    cipher, count = s.PBES1_NAMES[scheme], parameters.iterations
    work = cost.work_of_iterations(count, 3 if cipher.startswith("MD") else 5)
    weakness = text("Its encryption is outdated and weak: PBES1 ({cipher}).", cipher=cipher)
    return Encryption("PBES1", "PBKDF1 or PKCS#12", None, count, cipher, weakness, work)


def _describe_pbes2(parameters: pbes2.PBES2Parameters) -> Encryption:
    kdf, cipher, work = parameters.kdf, parameters.cipher_name, parameters.work
    if isinstance(kdf, s.ScryptParams):
        return Encryption("PBES2", "scrypt", None, None, cipher, work=work)
    count = kdf.iteration_count
    weakness: Text = NOTHING
    if count < _WEAK_COUNT:
        weakness = text("This file is easier to crack than today's.")
    return Encryption("PBES2", "PBKDF2", parameters.prf_name, count, cipher, weakness, work)


def _rsa_private_key(der: bytes) -> KeyDocument:
    bits = rsa_numbers.check_private(der)
    return KeyDocument(Container.PKCS1, der, f"rsa-{bits}", bits)


def _subject_public_key_info(der: bytes) -> KeyDocument:
    info = s.decode(s.SubjectPublicKeyInfo, der)
    name, bits = key_name(info.algorithm), None
    key = info.subject_public_key.as_bytes()
    if info.subject_public_key.padding_bits() or (name == "ed25519" and len(key) != 32):
        raise UnusableKeyError(text("The public key is damaged."), s.EXPORT_AGAIN)
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
    """Return the name of the kind of key: `ed25519`, `rsa`, `ec-p256` ..., or the dotted identifier."""
    oid = s.oid(algorithm)
    name = s.KEY_NAMES.get(oid, oid)
    curve = s.named_curve(algorithm) if name == "ec" else ""
    return f"{name}-{curve}" if curve else name


BY_LABEL: dict[str, Callable[[bytes], KeyDocument]] = {
    "PRIVATE KEY": private_key_info,
    "ENCRYPTED PRIVATE KEY": encrypted_private_key_info,
    "RSA PRIVATE KEY": _rsa_private_key,
    "PUBLIC KEY": _subject_public_key_info,
    "RSA PUBLIC KEY": _rsa_public_key,
}

_STRUCTURES: tuple[tuple[type[object], Callable[[bytes], KeyDocument]], ...] = (
    (s.PrivateKeyInfo, private_key_info),
    (s.EncryptedPrivateKeyInfo, encrypted_private_key_info),
    (s.RSAPrivateKey, _rsa_private_key),
    (s.SeveralPrimesKey, _rsa_private_key),
    (s.SubjectPublicKeyInfo, _subject_public_key_info),
    (s.RSAPublicKey, _rsa_public_key),
)
