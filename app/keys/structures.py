"""The ASN.1 structures of key files, and the object identifiers that occur in them.

Declared for `cryptography.hazmat.asn1`, which encodes and decodes strict DER in Rust. An
AlgorithmIdentifier (RFC 5280, section 4.1.1.2) is a list of one or two values: the identifier, and
its parameters where there are any.
"""

from typing import Annotated, TypeVar

from cryptography.hazmat import asn1
from cryptography.hazmat.bindings._rust import ObjectIdentifier  # x509 has it too, and costs more to load

from app.errors import UnusableKeyError
from app.text import text

Structure = TypeVar("Structure")
AlgorithmIdentifier = list[asn1.TLV]

UNKNOWN = text("unknown")  # instead of a name that no table has, and that may be anything
EXPORT_AGAIN = text("Copy or export the key again.")
REENCRYPT = text("Re-encrypt it with the program that made it, for example with AES-256-CBC and PBKDF2.")
_WITHOUT_ALGORITHM = text("The key is damaged: it does not say what algorithm it has.")


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


# Object identifiers, each with its name in the standard.
PBES2 = "1.2.840.113549.1.5.13"  # id-PBES2 (RFC 8018)
PBKDF2 = "1.2.840.113549.1.5.12"  # id-PBKDF2 (RFC 8018)
SCRYPT = "1.3.6.1.4.1.11591.4.11"  # id-scrypt (RFC 7914)
HMAC_SHA1 = "1.2.840.113549.2.7"  # id-hmacWithSHA1 (RFC 8018)
HMAC_SHA256 = "1.2.840.113549.2.9"  # id-hmacWithSHA256 (RFC 8018)
AES_256_CBC = "2.16.840.1.101.3.4.1.42"  # aes256-CBC-PAD (RFC 8018)
ID_ED25519 = "1.3.101.112"  # id-Ed25519 (RFC 8410)
RSA = "1.2.840.113549.1.1.1"  # rsaEncryption (RFC 8017)
EC = "1.2.840.10045.2.1"  # id-ecPublicKey (RFC 5480)

# RFC 8018, appendix A.3, and RFC 7292, appendix C
PBES1_NAMES = {
    "1.2.840.113549.1.5.1": "MD2 and DES",  # pbeWithMD2AndDES-CBC
    "1.2.840.113549.1.5.3": "MD5 and DES",  # pbeWithMD5AndDES-CBC
    "1.2.840.113549.1.5.4": "MD2 and RC2",  # pbeWithMD2AndRC2-CBC
    "1.2.840.113549.1.5.6": "MD5 and RC2",  # pbeWithMD5AndRC2-CBC
    "1.2.840.113549.1.5.10": "SHA-1 and DES",  # pbeWithSHA1AndDES-CBC
    "1.2.840.113549.1.5.11": "SHA-1 and RC2",  # pbeWithSHA1AndRC2-CBC
    "1.2.840.113549.1.12.1.1": "SHA-1 and RC4, 128 bits",  # pbeWithSHAAnd128BitRC4
    "1.2.840.113549.1.12.1.2": "SHA-1 and RC4, 40 bits",  # pbeWithSHAAnd40BitRC4
    "1.2.840.113549.1.12.1.3": "SHA-1 and Triple DES",  # pbeWithSHAAnd3-KeyTripleDES-CBC
    "1.2.840.113549.1.12.1.4": "SHA-1 and two-key Triple DES",  # pbeWithSHAAnd2-KeyTripleDES-CBC
    "1.2.840.113549.1.12.1.5": "SHA-1 and RC2, 128 bits",  # pbeWithSHAAnd128BitRC2-CBC
    "1.2.840.113549.1.12.1.6": "SHA-1 and RC2, 40 bits",  # pbewithSHAAnd40BitRC2-CBC
}

KEY_NAMES = {
    ID_ED25519: "ed25519",
    RSA: "rsa",
    EC: "ec",
    "1.2.840.113549.1.1.10": "rsa-pss",  # id-RSASSA-PSS (RFC 8017)
    "1.3.101.113": "ed448",  # id-Ed448 (RFC 8410)
    "1.3.101.110": "x25519",  # id-X25519
    "1.3.101.111": "x448",  # id-X448
    "1.2.840.10040.4.1": "dsa",  # id-dsa (RFC 3279)
    "1.2.840.113549.1.3.1": "dh",  # dhKeyAgreement (PKCS #3)
    "1.2.840.10046.2.1": "dh",  # dhpublicnumber (RFC 3279)
    "2.16.840.1.101.3.4.3.17": "ml-dsa-44",  # id-ml-dsa-44 (FIPS 204)
    "2.16.840.1.101.3.4.3.18": "ml-dsa-65",  # id-ml-dsa-65
    "2.16.840.1.101.3.4.3.19": "ml-dsa-87",  # id-ml-dsa-87
    "2.16.840.1.101.3.4.4.1": "ml-kem-512",  # id-alg-ml-kem-512 (FIPS 203)
    "2.16.840.1.101.3.4.4.2": "ml-kem-768",  # id-alg-ml-kem-768
    "2.16.840.1.101.3.4.4.3": "ml-kem-1024",  # id-alg-ml-kem-1024
}

_LONGEST_OID = 16  # octets; those in use have some 10, and no sentence may show what may be a key

CURVE_NAMES = {
    "1.2.840.10045.3.1.7": "p256",  # secp256r1 (RFC 5480)
    "1.3.132.0.34": "p384",  # secp384r1
    "1.3.132.0.35": "p521",  # secp521r1
    "1.3.132.0.10": "secp256k1",  # secp256k1 (SEC 2)
}


def decode(structure: type[Structure], der: bytes) -> Structure:
    """Return what strict DER of exactly this structure says. Raises UnusableKeyError for anything else."""
    try:
        return asn1.decode_der(structure, der)
    except ValueError as error:
        raise UnusableKeyError(
            text("The key is damaged: its structure cannot be read."), EXPORT_AGAIN
        ) from error


def matches(structure: type[object], der: bytes) -> bool:
    """Return whether the bytes are strict DER of this structure."""
    try:
        asn1.decode_der(structure, der)
    except ValueError:
        return False
    return True


def parameters(identifier: AlgorithmIdentifier, structure: type[Structure]) -> Structure:
    """Return the parameters of an AlgorithmIdentifier. Raises UnusableKeyError where they are others."""
    try:
        parsed: Structure = identifier[1].parse(structure)
    except (IndexError, ValueError) as error:
        raise UnusableKeyError(
            text("The key is damaged: the parameters of its encryption cannot be read."),
            EXPORT_AGAIN,
        ) from error
    return parsed


def oid(identifier: AlgorithmIdentifier) -> str:
    """Return the object identifier in dotted form, `unknown` for one that is too long to be shown.

    Raises UnusableKeyError if there is none.
    """
    if not 1 <= len(identifier) <= 2:
        raise UnusableKeyError(_WITHOUT_ALGORITHM, EXPORT_AGAIN)
    try:
        return _dotted(identifier[0])
    except ValueError as error:
        raise UnusableKeyError(_WITHOUT_ALGORITHM, EXPORT_AGAIN) from error


def named_curve(identifier: AlgorithmIdentifier) -> str:
    """Return the curve of an EC key (RFC 5480, section 2.1.1), empty where it names no known one."""
    try:
        return CURVE_NAMES.get(_dotted(identifier[1]), "")
    except (IndexError, ValueError):
        return ""


def identifier(oid: str, parameters_der: bytes) -> AlgorithmIdentifier:
    """Return an AlgorithmIdentifier with these parameters (DER)."""
    return [
        asn1.decode_der(asn1.TLV, asn1.encode_der(ObjectIdentifier(oid))),
        asn1.decode_der(asn1.TLV, parameters_der),
    ]


def _dotted(value: asn1.TLV) -> str:
    """Raise ValueError for what is not an object identifier."""
    found: ObjectIdentifier = value.parse(ObjectIdentifier)
    return found.dotted_string if len(value.data) <= _LONGEST_OID else UNKNOWN
