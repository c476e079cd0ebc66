"""The ASN.1 structures of key files, and the object identifiers that occur in them.

Declared for `cryptography.hazmat.asn1`, which encodes and decodes strict DER in Rust. An
AlgorithmIdentifier (RFC 5280, section 4.1.1.2) is a list of one or two values: the identifier, and
its parameters where there are any.
"""

from typing import Annotated, TypeVar

from cryptography.hazmat import asn1

from app.errors import UnusableKeyError

Structure = TypeVar("Structure")
AlgorithmIdentifier = list[asn1.TLV]


@asn1.sequence
class PrivateKeyInfo:
    """PKCS#8: PrivateKeyInfo, and OneAsymmetricKey which adds the public key (RFC 5958, section 2)."""

    version: int
    private_key_algorithm: list[asn1.TLV]
    private_key: bytes
    attributes: Annotated[asn1.SetOf[asn1.TLV] | None, asn1.Implicit(0)]
    public_key: Annotated[asn1.BitString | None, asn1.Implicit(1)]


@asn1.sequence
class EncryptedPrivateKeyInfo:
    """RFC 5958, section 3."""

    encryption_algorithm: list[asn1.TLV]
    encrypted_data: bytes


@asn1.sequence
class RSAPrivateKey:
    """PKCS#1, two primes (RFC 8017, appendix A.1.2)."""

    version: int
    modulus: int
    public_exponent: int
    private_exponent: int
    prime1: int
    prime2: int
    exponent1: int
    exponent2: int
    coefficient: int


@asn1.sequence
class SeveralPrimesKey:
    """PKCS#1, more than two primes (the same appendix), named here only to be recognised."""

    version: int
    modulus: int
    public_exponent: int
    private_exponent: int
    prime1: int
    prime2: int
    exponent1: int
    exponent2: int
    coefficient: int
    other_primes: asn1.TLV


@asn1.sequence
class ECPrivateKey:
    """SEC 1, named here only to be recognised (RFC 5915, section 3)."""

    version: int
    private_key: bytes
    parameters: Annotated[asn1.TLV, asn1.Explicit(0)]
    public_key: Annotated[asn1.BitString | None, asn1.Explicit(1)]


@asn1.sequence
class DSAPrivateKey:
    """OpenSSL's own, in no standard; named here only to be recognised."""

    version: int
    prime: int
    subprime: int
    generator: int
    public_key: int
    private_key: int


@asn1.sequence
class SubjectPublicKeyInfo:
    """RFC 5280, section 4.1."""

    algorithm: list[asn1.TLV]
    subject_public_key: asn1.BitString


@asn1.sequence
class RSAPublicKey:
    """RFC 8017, appendix A.1.1."""

    modulus: int
    public_exponent: int


@asn1.sequence
class SignedDocument:
    """The outer shape of a certificate and of a certificate request (RFC 5280; RFC 2986)."""

    to_be_signed: asn1.TLV
    signature_algorithm: list[asn1.TLV]
    signature: asn1.BitString


@asn1.sequence
class PBES2Params:
    """RFC 8018, appendix A.4."""

    key_derivation_function: list[asn1.TLV]
    encryption_scheme: list[asn1.TLV]


@asn1.sequence
class PBKDF2Params:
    """RFC 8018, appendix A.2, with the salt given (no other choice is in use)."""

    salt: bytes
    iteration_count: int
    key_length: int | None
    prf: list[asn1.TLV] | None


@asn1.sequence
class ScryptParams:
    """RFC 7914, section 7."""

    salt: bytes
    cost_parameter: int
    block_size: int
    parallelization_parameter: int
    key_length: int | None


@asn1.sequence
class PBEParameter:
    """PBES1 (RFC 8018, appendix A.3) and the PKCS#12 schemes (RFC 7292, appendix C)."""

    salt: bytes
    iterations: int


# The content octets of object identifiers, as hexadecimal.
PBES2 = "2a864886f70d01050d"
PBKDF2 = "2a864886f70d01050c"
SCRYPT = "2b06010401da47040b"
HMAC_SHA1 = "2a864886f70d0207"
HMAC_SHA256 = "2a864886f70d0209"
AES_256_CBC = "60864801650304012a"
ED25519 = "2b6570"
RSA = "2a864886f70d010101"
EC = "2a8648ce3d0201"

PBES1_NAMES = {
    "2a864886f70d010501": "MD2 and DES",
    "2a864886f70d010503": "MD5 and DES",
    "2a864886f70d010504": "MD2 and RC2",
    "2a864886f70d010506": "MD5 and RC2",
    "2a864886f70d01050a": "SHA-1 and DES",
    "2a864886f70d01050b": "SHA-1 and RC2",
    "2a864886f70d010c0101": "SHA-1 and RC4, 128 bits",
    "2a864886f70d010c0102": "SHA-1 and RC4, 40 bits",
    "2a864886f70d010c0103": "SHA-1 and Triple DES",
    "2a864886f70d010c0104": "SHA-1 and two-key Triple DES",
    "2a864886f70d010c0105": "SHA-1 and RC2, 128 bits",
    "2a864886f70d010c0106": "SHA-1 and RC2, 40 bits",
}

KEY_NAMES = {
    ED25519: "ed25519",
    RSA: "rsa",
    EC: "ec",
    "2a864886f70d01010a": "rsa-pss",
    "2b6571": "ed448",
    "2b656e": "x25519",
    "2b656f": "x448",
    "2a8648ce380401": "dsa",
    "2a864886f70d010301": "dh",
    "2a8648ce3e0201": "dh",
    "608648016503040311": "ml-dsa-44",
    "608648016503040312": "ml-dsa-65",
    "608648016503040313": "ml-dsa-87",
    "608648016503040401": "ml-kem-512",
    "608648016503040402": "ml-kem-768",
    "608648016503040403": "ml-kem-1024",
}

_LONGEST_OID = 16  # octets; those in use have some 10, and no sentence is to show what may be a key

CURVE_NAMES = {
    "2a8648ce3d030107": "p256",
    "2b81040022": "p384",
    "2b81040023": "p521",
    "2b8104000a": "secp256k1",
}


def decode(structure: type[Structure], der: bytes) -> Structure:
    """Strict DER of exactly this structure. Raises UnusableKeyError for anything else."""
    try:
        return asn1.decode_der(structure, der)
    except ValueError as error:
        raise UnusableKeyError(
            "The key is damaged: its structure cannot be read.", "Copy or export the key again."
        ) from error


def matches(structure: type[object], der: bytes) -> bool:
    """Whether the bytes are strict DER of this structure."""
    try:
        asn1.decode_der(structure, der)
    except ValueError:
        return False
    return True


def parameters(identifier: AlgorithmIdentifier, structure: type[Structure]) -> Structure:
    """The parameters of an AlgorithmIdentifier. Raises UnusableKeyError where they are not so."""
    try:
        parsed: Structure = identifier[1].parse(structure)
    except (IndexError, ValueError) as error:
        raise UnusableKeyError(
            "The key is damaged: the parameters of its encryption cannot be read.",
            "Copy or export the key again.",
        ) from error
    return parsed


def oid(identifier: AlgorithmIdentifier) -> str:
    """The object identifier's content octets in hexadecimal. Raises UnusableKeyError if there is none."""
    if not 1 <= len(identifier) <= 2 or identifier[0].tag_bytes != b"\x06":
        raise UnusableKeyError("The key is damaged: it does not say what algorithm it has.")
    return bytes(identifier[0].data).hex()


def identifier(oid_hex: str, parameters_der: bytes) -> AlgorithmIdentifier:
    """An AlgorithmIdentifier with these parameters (DER)."""
    content = bytes.fromhex(oid_hex)
    return [
        asn1.decode_der(asn1.TLV, bytes([0x06, len(content)]) + content),
        asn1.decode_der(asn1.TLV, parameters_der),
    ]


def dotted(oid_hex: str) -> str:
    """An object identifier as people write it, for the names that no table here has."""
    if len(oid_hex) > 2 * _LONGEST_OID:
        return "unknown"
    arcs: list[int] = []
    value = 0
    for octet in bytes.fromhex(oid_hex):
        value = value << 7 | octet & 0x7F
        if not octet & 0x80:
            arcs.append(value)
            value = 0
    if not arcs:
        return "unknown"
    first = min(arcs[0] // 40, 2)
    return ".".join(str(arc) for arc in (first, arcs[0] - 40 * first, *arcs[1:]))
