"""The numbers of an RSA key, looked at before the library checks them, which could take very long.

Numbers that no RSA key has are damage; numbers whose check would cost too much are refused (the decision
is in `app.keys.cost`). Whether they are a sound key is left to the library.
"""

from app.errors import RefusedError, UnusableKeyError
from app.keys import structures as s
from app.keys.algorithm import MAXIMUM_RSA_BITS
from app.text import text

MAXIMUM_EXPONENT_BITS = 64  # OpenSSL's own limit for a modulus above 3,072 bits

SEVERAL_PRIMES = (
    text("This RSA key has more than two prime numbers; trading clients cannot read it."),
    text("Generate a new key pair."),
)
_DAMAGED = (text("The key is damaged: its numbers are not those of an RSA key."), s.EXPORT_AGAIN)


def check_private(rsa_private_key: bytes) -> int:
    """Return the bits of the modulus of a DER RSAPrivateKey (RFC 8017, appendix A.1.2).

    Raises RefusedError above 4,096 bits and for a prime above half of that; UnusableKeyError.
    """
    if s.matches(s.SeveralPrimesKey, rsa_private_key):
        raise UnusableKeyError(*SEVERAL_PRIMES)
    key = s.decode(s.RSAPrivateKey, rsa_private_key)
    private = (key.private_exponent, key.exponent1, key.exponent2, key.coefficient)
    primes = (key.prime1, key.prime2)
    numbers = (key.modulus, key.public_exponent, *private, *primes)
    refuse_large(max(number.bit_length() for number in numbers))
    if max(prime.bit_length() for prime in primes) > MAXIMUM_RSA_BITS // 2:
        raise RefusedError(
            text("This RSA key has two primes of very different size; checking it could take very long."),
            text("Generate a new key pair: no program makes such keys."),
        )
    if min(*private, *primes) < 1:
        raise UnusableKeyError(*_DAMAGED)
    return _check(key.modulus, key.public_exponent)


def check_public(rsa_public_key: bytes) -> int:
    """Return the bits of the modulus of a DER RSAPublicKey (RFC 8017, appendix A.1.1), of any size."""
    key = s.decode(s.RSAPublicKey, rsa_public_key)
    return _check(key.modulus, key.public_exponent)


def refuse_large(bits: int) -> None:
    """Raise RefusedError above 4,096 bits."""
    if bits > MAXIMUM_RSA_BITS:
        raise RefusedError(
            text(
                "This RSA key has {bits:,} bits; above {limit:,}, checking one could take very long.",
                bits=bits,
                limit=MAXIMUM_RSA_BITS,
            ),
            text("Exchanges take RSA keys of up to 4096 bits, and Ed25519. Generate a new key pair."),
        )


def _check(modulus: int, exponent: int) -> int:
    if modulus < 1 or exponent < 3 or not exponent & modulus & 1:
        raise UnusableKeyError(*_DAMAGED)
    if exponent.bit_length() > MAXIMUM_EXPONENT_BITS:
        raise UnusableKeyError(
            text("This RSA key has a public exponent of {bits:,} bits.", bits=exponent.bit_length()),
            text(
                "OpenSSL, and with it nearly every program, takes up to {limit}.", limit=MAXIMUM_EXPONENT_BITS
            ),
        )
    return modulus.bit_length()
