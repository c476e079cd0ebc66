"""Known answers: the cryptography of this computer computes what the standards say.

Promises: `self_test` returns only if Ed25519, RSA with SHA-256, PBKDF2, AES-256-CBC and the random source
do here, now, what they must; it takes a few milliseconds. It finds a broken or wrongly built library and
a broken processor. Refuses to judge how random the random source is: nobody can from the outside.

The two private keys in here are published examples of their standards. They protect nothing.
"""

import os
from collections.abc import Callable
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from app.errors import SelfTestError
from app.keys.algorithm import PUBLIC_EXPONENT
from app.text import text

_BLOCK = 32

# RFC 8032, section 7.1, test 2
_ED25519_SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
_ED25519_PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
_ED25519_MESSAGE = "72"
_ED25519_SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)

# NIST CAVP, FIPS 186-2, SigGen PKCS#1 v1.5, 2048 bits, SHA-256, first message; the primes of its n, e and d
_RSA_P = (
    "f55608a0bbf228a3cac2075fcd51cee8dd66fe482592b5bc43052d21f2a585a9e662c4d2f8c31b9983c56aea0ee6065c2b7d"
    "ba1b9e4c0b25c258c0ba29f9a20d832d8140c131778f7a5371cc8d02ea0b0827fa9e48b890446289fb9dc266b0e1126047d2"
    "5e68b603e6c7b47070847dc829e431ba4b46f5b0ae47a9f54c6df2ab"
)
_RSA_Q = (
    "ea758d47882feccf4826a11d4e808fa02138144caf142e3591d7e25c91b8dec869145dd9ce604bdaad61a9d5b59f34ab1517"
    "41638730ecc38df0711dfa70da6cb58ddba0bae1fa3561f2f20ae3a85a711a05828288109eb69b1226b12f057c5e554ad041"
    "539df3b5558d59c062a5f22f47c9bc9796a0c604e2f936fa5fb3b8db"
)
_RSA_MESSAGE = (
    "6504921a97cd57aa8f3863dc32e1f2d0b57aff63106e59f6afc3f9726b459388bae16b3e224f6aa7f4f471f13606eda6e1f1"
    "ac2b4df9ef8de921c07c2f4c8598d7a3d6ec4b368cb85ce61a74338221118a303e821c0f277b591af6795f50c40226127a2e"
    "facce4662fd7076c109eb59b18005e7165f6294a6976436ee397774e"
)
_RSA_SIGNATURE = (
    "335ffadc0b1b8bd2b1eb670dd246e76dcccdc955a1687a15f74aa3e1596ebd43e607c640525f89dda95809cfd065f1be4e4a"
    "249477d24f400d4d4c9438a0af95b26b28b416e42aa950e2a52851b52132048f1b1ce944322fc99c1aabb49b7fae4c2f0fef"
    "674b50adee3bbb5c6c33822b608e4b9577275ca20c710af9fc41b1c01d9c0ff6f0d8324dc08e1a76e232d8feaa06c73bbf64"
    "053bea35f1c528b2722764822ef1ff06246e75a9a22a10da4ea84fc2441bea24b35506f8447fcf69093c5d21ab0305cce2c7"
    "ea9ffac357c664b491fc55f2919ec490c38accbab378c252ac2df3845acff575ec7524cd2f586cca1497c74f24b299d6d625"
    "4c8cdb1d227d"
)

# RFC 7914, section 11 (one iteration), and the second example of RFC 6070 with SHA-256 (two)
_PBKDF2 = (
    (
        b"passwd",
        1,
        (
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
            "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
        ),
    ),
    (b"password", 2, "ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43"),
)

# NIST SP 800-38A, F.2.5, first two blocks
_AES_KEY = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"
_AES_IV = "000102030405060708090a0b0c0d0e0f"
_AES_PLAINTEXT = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
_AES_CIPHERTEXT = "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"


@cache
def self_test() -> None:
    """Raise SelfTestError, which names what is broken. The first success counts for the whole process."""
    for name, test in _TESTS.items():
        try:
            good = test()
        except Exception as error:  # whatever it is, it is not the known answer
            raise SelfTestError(name) from error
        if not good:
            raise SelfTestError(name)


def _ed25519() -> bool:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(_ED25519_SEED))
    message, expected = bytes.fromhex(_ED25519_MESSAGE), bytes.fromhex(_ED25519_SIGNATURE)
    public = key.public_key()
    good = public.public_bytes_raw().hex() == _ED25519_PUBLIC and key.sign(message) == expected
    public.verify(expected, message)
    return good and _refuses(lambda: public.verify(expected, message + b"."))


def _rsa() -> bool:
    key = _rsa_key()
    message, expected = bytes.fromhex(_RSA_MESSAGE), bytes.fromhex(_RSA_SIGNATURE)
    scheme = (padding.PKCS1v15(), hashes.SHA256())
    public = key.public_key()
    public.verify(expected, message, *scheme)
    good = key.sign(message, *scheme) == expected
    return good and _refuses(lambda: public.verify(expected, message + b".", *scheme))


def _rsa_key() -> rsa.RSAPrivateKey:
    """Return it without the loader's long validation: a wrong key would not give the known signature."""
    p, q = int(_RSA_P, 16), int(_RSA_Q, 16)
    d = pow(PUBLIC_EXPONENT, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p=p,
        q=q,
        d=d,
        dmp1=rsa.rsa_crt_dmp1(d, p),
        dmq1=rsa.rsa_crt_dmq1(d, q),
        iqmp=rsa.rsa_crt_iqmp(p, q),
        public_numbers=rsa.RSAPublicNumbers(PUBLIC_EXPONENT, p * q),
    )
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)


def _refuses(verify: Callable[[], None]) -> bool:
    try:
        verify()
    except InvalidSignature:
        return True
    return False


def _pbkdf2() -> bool:
    return all(
        PBKDF2HMAC(hashes.SHA256(), len(key) // 2, b"salt", iterations).derive(passphrase).hex() == key
        for passphrase, iterations, key in _PBKDF2
    )


def _aes() -> bool:
    cipher = Cipher(algorithms.AES(bytes.fromhex(_AES_KEY)), modes.CBC(bytes.fromhex(_AES_IV)))
    plaintext, ciphertext = bytes.fromhex(_AES_PLAINTEXT), bytes.fromhex(_AES_CIPHERTEXT)
    return cipher.encryptor().update(plaintext) == ciphertext and (
        cipher.decryptor().update(ciphertext) == plaintext
    )


def _random_source() -> bool:
    """Ask the system's, and OpenSSL's, which keys come from: they answer, and never twice the same."""
    blocks = {os.urandom(_BLOCK) for _ in range(2)}
    keys = {Ed25519PrivateKey.generate().private_bytes_raw() for _ in range(2)}
    return len(blocks) == len(keys) == 2 and bytes(_BLOCK) not in blocks | keys


_TESTS: dict[str, Callable[[], bool]] = {
    "Ed25519": _ed25519,
    "RSA": _rsa,
    "PBKDF2": _pbkdf2,
    "AES": _aes,
    text("the random source"): _random_source,
}
