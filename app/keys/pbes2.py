"""PBES2 (RFC 8018, section 6.2): the parameters, and EncryptedPrivateKeyInfo (RFC 5958, section 3).

Writes one form only, the one that every consumer of encrypted PKCS#8 opened: PBKDF2-HMAC-SHA256 with
an explicit NULL in the PRF and no keyLength, AES-256-CBC, salt and IV of 16 bytes. Reads what others
write: PBKDF2 with any SHA, scrypt, AES-CBC and Triple DES.

Decision: the structure is built with `cryptography.hazmat.asn1`. That library's own writer stops at
2,048 iterations; asn1crypto and pyasn1 would each be one more dependency beside private keys; a
hand-written encoder would be ours to get wrong. The module is young, so its version is bounded in
pyproject.toml, and openssl and Node read every form of file that the tests write with it.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import BlockCipherAlgorithm, Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.padding import PKCS7

from app.errors import RefusedError, UnusableKeyError
from app.keys import cost
from app.keys import structures as s
from app.keys.protection import Encrypted
from app.text import Text, text

_IV_LENGTH = 16
_NULL = b"\x05\x00"

# By identifier: the name, the hash, and the units of work (app.keys.cost) for an iteration and block.
_PRFS = {
    "1.2.840.113549.2.7": ("HMAC-SHA1", hashes.SHA1, 1),
    "1.2.840.113549.2.8": ("HMAC-SHA224", hashes.SHA224, 1),
    "1.2.840.113549.2.9": ("HMAC-SHA256", hashes.SHA256, 1),
    "1.2.840.113549.2.10": ("HMAC-SHA384", hashes.SHA384, 4),
    "1.2.840.113549.2.11": ("HMAC-SHA512", hashes.SHA512, 4),
}
_CIPHERS = {
    "2.16.840.1.101.3.4.1.2": ("AES-128-CBC", 16),
    "2.16.840.1.101.3.4.1.22": ("AES-192-CBC", 24),
    "2.16.840.1.101.3.4.1.42": ("AES-256-CBC", 32),
    "1.2.840.113549.3.7": ("DES-EDE3-CBC", 24),
}


@dataclass(frozen=True, slots=True)
class PBES2Parameters:
    """How a file is encrypted: the decoded KDF; `prf` and `cipher` are object identifiers, dotted.

    `work` is what one run of the KDF costs, in the units of `app.keys.cost`.
    """

    kdf: s.PBKDF2Params | s.ScryptParams
    prf: str
    cipher: str
    initialization_vector: bytes
    work: int = 0

    @property
    def prf_name(self) -> str | None:
        """Return for example `HMAC-SHA256`; None for scrypt."""
        return _PRFS[self.prf][0] if self.prf else None

    @property
    def cipher_name(self) -> str:
        """Return for example `AES-256-CBC`."""
        return _CIPHERS[self.cipher][0]


def encrypt(private_key_info: bytes, protection: Encrypted) -> bytes:
    """Return DER EncryptedPrivateKeyInfo, with a salt and an IV of its own. Costs one run of the KDF."""
    salt, iv = protection.new_salt(), os.urandom(_IV_LENGTH)
    prf = s.identifier(s.HMAC_SHA256, _NULL)
    kdf = s.PBKDF2Params(salt=salt, iteration_count=protection.iterations, key_length=None, prf=prf)
    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(protection.key(salt)), modes.CBC(iv)).encryptor()
    ciphertext = encryptor.update(padder.update(private_key_info) + padder.finalize()) + encryptor.finalize()
    scheme = s.PBES2Params(
        key_derivation_function=s.identifier(s.PBKDF2, asn1.encode_der(kdf)),
        encryption_scheme=s.identifier(s.AES_256_CBC, asn1.encode_der(iv)),
    )
    return asn1.encode_der(
        s.EncryptedPrivateKeyInfo(
            encryption_algorithm=s.identifier(s.PBES2, asn1.encode_der(scheme)),
            encrypted_data=ciphertext,
        )
    )


def open_encrypted(der: bytes, passphrase: bytes) -> bytes | None:
    """Return the DER PrivateKeyInfo in a DER EncryptedPrivateKeyInfo; None for a wrong passphrase.

    Costs one run of the KDF. Raises what `read_parameters` raises.
    """
    return _opened(der, lambda parameters: _derive_key(parameters, passphrase))


def open_own(der: bytes, protection: Encrypted) -> bytes | None:
    """Return the same for what `encrypt` has made. Costs one run of the KDF.

    Raises UnusableKeyError where the parameters are of another form, or have another iteration count.
    """

    def derive(parameters: PBES2Parameters) -> bytes:
        kdf = parameters.kdf
        if (
            not isinstance(kdf, s.PBKDF2Params)
            or kdf.iteration_count != protection.iterations
            or (parameters.prf, parameters.cipher) != (s.HMAC_SHA256, s.AES_256_CBC)
        ):
            raise UnusableKeyError(text("This is not how the file was encrypted."))
        return protection.key(kdf.salt)

    return _opened(der, derive)


def _opened(der: bytes, derive: Callable[[PBES2Parameters], bytes]) -> bytes | None:
    info = s.decode(s.EncryptedPrivateKeyInfo, der)
    parameters = read_parameters(info.encryption_algorithm)
    private_key_info = _decrypt(parameters, info.encrypted_data, derive(parameters))
    if private_key_info is None or not s.matches(s.PrivateKeyInfo, private_key_info):
        return None
    return private_key_info


def read_parameters(encryption_algorithm: s.AlgorithmIdentifier) -> PBES2Parameters:
    """Return the parameters of a PBES2 AlgorithmIdentifier, within the cost limits; no KDF runs.

    Raises UnusableKeyError for what is damaged or unknown, RefusedError for what costs too much.
    """
    scheme = s.parameters(encryption_algorithm, s.PBES2Params)
    kdf, prf = _read_kdf(scheme.key_derivation_function)
    cipher = s.oid(scheme.encryption_scheme)
    if cipher not in _CIPHERS:
        raise _unsupported(text("The cipher of this file is not supported: {oid}.", oid=cipher))
    iv = s.parameters(scheme.encryption_scheme, bytes)
    if len(iv) != (8 if _CIPHERS[cipher][0].startswith("DES") else 16):
        raise UnusableKeyError(
            text("The key is damaged: its initialization vector has a wrong length."), s.EXPORT_AGAIN
        )
    return PBES2Parameters(kdf, prf, cipher, iv, _work_of(kdf, prf, cipher))


def _read_kdf(identifier: s.AlgorithmIdentifier) -> tuple[s.PBKDF2Params | s.ScryptParams, str]:
    match s.oid(identifier):
        case s.PBKDF2:
            pbkdf2 = s.parameters(identifier, s.PBKDF2Params)
            prf = s.HMAC_SHA1 if pbkdf2.prf is None else s.oid(pbkdf2.prf)
            if prf not in _PRFS:
                raise _unsupported(
                    text("The pseudorandom function of this file is not supported: {oid}.", oid=prf)
                )
            return pbkdf2, prf
        case s.SCRYPT:
            return s.parameters(identifier, s.ScryptParams), ""
        case other:
            raise _unsupported(
                text("The key derivation function of this file is not supported: {oid}.", oid=other)
            )


def _work_of(kdf: s.PBKDF2Params | s.ScryptParams, prf: str, cipher: str) -> int:
    """Return the units of one run. Raises where it costs too much, or the key would have another length."""
    length = _CIPHERS[cipher][1]
    cost.check_salt(kdf.salt)
    if kdf.key_length not in (None, length):
        raise UnusableKeyError(
            text("The key is damaged: its key length is not that of its cipher."), s.EXPORT_AGAIN
        )
    if isinstance(kdf, s.ScryptParams):
        return cost.work_of_scrypt(kdf.cost_parameter, kdf.block_size, kdf.parallelization_parameter)
    _, hash_algorithm, factor = _PRFS[prf]
    blocks = -(-length // hash_algorithm().digest_size)
    return cost.work_of_iterations(kdf.iteration_count, factor * blocks)


def _unsupported(message: Text) -> UnusableKeyError:
    return UnusableKeyError(message, s.REENCRYPT)


def decrypt(parameters: PBES2Parameters, ciphertext: bytes, passphrase: bytes) -> bytes | None:
    """Return the DER PrivateKeyInfo, or None where the padding shows a wrong passphrase (or damage).

    One in some 250 wrong passphrases passes the padding: the caller has to parse what comes out.
    The KDF releases the GIL; its cost was bounded by `read_parameters`.
    """
    return _decrypt(parameters, ciphertext, _derive_key(parameters, passphrase))


def _decrypt(parameters: PBES2Parameters, ciphertext: bytes, key: bytes) -> bytes | None:
    iv = parameters.initialization_vector
    decryptor = Cipher(_block_cipher(parameters, key), modes.CBC(iv)).decryptor()
    unpadder = PKCS7(8 * len(iv)).unpadder()
    try:
        padded = decryptor.update(ciphertext) + decryptor.finalize()
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        return None


def _block_cipher(parameters: PBES2Parameters, key: bytes) -> BlockCipherAlgorithm:
    if parameters.cipher_name.startswith("AES"):
        return algorithms.AES(key)
    from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES

    return TripleDES(key)


def _derive_key(parameters: PBES2Parameters, passphrase: bytes) -> bytes:
    kdf, length = parameters.kdf, _CIPHERS[parameters.cipher][1]
    if isinstance(kdf, s.PBKDF2Params):
        hash_algorithm = _PRFS[parameters.prf][1]()
        return PBKDF2HMAC(hash_algorithm, length, kdf.salt, kdf.iteration_count).derive(passphrase)
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    scrypt = Scrypt(kdf.salt, length, kdf.cost_parameter, kdf.block_size, kdf.parallelization_parameter)
    try:
        return scrypt.derive(passphrase)
    except MemoryError as error:
        raise RefusedError(
            text("There is not enough free memory to open this file (scrypt)."),
            text("Close other programs, then try again."),
        ) from error
