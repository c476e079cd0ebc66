"""What opening a file may cost at most, known from its parameters before anything is derived or checked.

Work is counted in iterations of PBKDF2-HMAC-SHA256 that yield one block. The factors are measured on the
machine below and rounded up, so that the dearest file that is allowed stays at about one second of CPU, the
check of an RSA key included: `python -m tests.hostile.costs` builds the dearest one of every kind and
measures it again.

Decision: one budget for a whole opening, 6,000,000 units, and a file that asks for more is refused before
anything runs. It is half of what two seconds would allow, because a busy machine took half as long again.
Files of ours have up to 5,000,000 iterations (`app.keys.protection`), so that each stays within it.
Measured on one AMD EPYC core (SHA and AVX-512 instructions), Python 3.11, cryptography 50.0.2:

    PBKDF2, SHA-1, SHA-224, SHA-256   0.12 s for each million and block    1   up to 6,000,000
    PBKDF2, SHA-384, SHA-512          0.41 s                               4   up to 1,500,000
    PBES1, MD5 and DES                0.22 to 0.29 s                       3   up to 2,000,000
    PBES1, SHA-1 and Triple DES       0.57 s (two keys and an IV)          5   up to 1,200,000
    PBES1, SHA-1 and RC4              0.37 s                               5
    scrypt                            0.29 to 0.44 s for N x r = 2^20      3   128 MiB once, 64 MiB thrice
    bcrypt                            7.5 ms a round                  60,000   up to 100 rounds
    RSA, full check                   0.26 s at 4,096 bits, 1.0 at 5,120, 1.8 at 6,144, 3.9 at 8,192

A key of SHA-1 or SHA-224 that is longer than the digest costs two blocks. A passphrase beyond ASCII is
tried in two encodings, each with a run of its own: the second only where the budget allows.
RSA ends at 4,096 bits (no exchange documents more), each prime at half of that: the time of the check
goes with the cube of the larger prime, and a key of one large prime and a tiny one is not made by accident.
"""

from app.errors import RefusedError, UnusableKeyError
from app.text import Text, text

MAXIMUM_WORK = 6_000_000
MAXIMUM_ITERATIONS_TO_OPEN = 6_000_000
MAXIMUM_ROUNDS = 100  # many guides say “ssh-keygen -a 100”
MAXIMUM_SALT = 1024  # octets; in use are 8 to 64. scrypt hashes it again for each 32 octets of its blocks
MAXIMUM_SCRYPT_MEMORY = 128 * 1024 * 1024
MAXIMUM_SCRYPT_PARALLELIZATION = 16
MAXIMUM_SCRYPT_BLOCKS = 1024 * 1024  # 128 * r * p octets, which PBKDF2 fills first; 16 KiB are usual

_WORK_OF_A_ROUND = 60_000
_WORK_OF_SCRYPT = 3
_MOST_SHOWN = 1 << 63
_REENCRYPT = text(
    "A file made to waste time looks like this. If it is yours, re-encrypt it: "
    "openssl pkcs8 -topk8 -iter 600000 -in FILE -out NEWFILE"
)


def runs_within_budget(work: int) -> int:
    """Return how often a key derivation of this work may run for one opening: at least once."""
    return max(1, MAXIMUM_WORK // max(1, work))


def work_of_iterations(iterations: int, factor: int) -> int:
    """Return the work of so many iterations that cost `factor` units each.

    Raises UnusableKeyError for a count that is not positive, RefusedError above the limit.
    """
    if iterations < 1:
        raise UnusableKeyError(text("The key is damaged: its iteration count is not a positive number."))
    limit = min(MAXIMUM_ITERATIONS_TO_OPEN, MAXIMUM_WORK // factor)
    if iterations > limit:
        raise RefusedError(_too_many(iterations, limit), _REENCRYPT)
    return iterations * factor


def _too_many(iterations: int, limit: int) -> Text:
    if iterations >= _MOST_SHOWN:
        return text(
            "Opening this file takes an absurd number of iterations; the limit is {limit:,}.", limit=limit
        )
    return text(
        "Opening this file takes {iterations:,} iterations; the limit is {limit:,}.",
        iterations=iterations,
        limit=limit,
    )


def work_of_rounds(rounds: int) -> int:
    """Return the work of so many rounds of OpenSSH's bcrypt. Raises RefusedError above the limit."""
    if rounds > MAXIMUM_ROUNDS:
        raise RefusedError(
            text(
                "Opening this file takes {rounds:,} rounds of bcrypt; the limit is {limit}.",
                rounds=rounds,
                limit=MAXIMUM_ROUNDS,
            ),
            text("If it is yours, run “ssh-keygen -p -a 64” on a copy of it."),
        )
    return rounds * _WORK_OF_A_ROUND


def work_of_scrypt(n: int, r: int, p: int) -> int:
    """Return the work of scrypt (RFC 7914).

    Raises UnusableKeyError for numbers that are not parameters of it, RefusedError above the limits.
    """
    if n < 2 or n & (n - 1) or r < 1 or p < 1 or n.bit_length() > 16 * r:
        raise UnusableKeyError(text("The key is damaged: its scrypt parameters make no sense."))
    too_wide = p > MAXIMUM_SCRYPT_PARALLELIZATION or 128 * r * p > MAXIMUM_SCRYPT_BLOCKS
    work = _WORK_OF_SCRYPT * n * r * p
    if 128 * n * r > MAXIMUM_SCRYPT_MEMORY or too_wide or work > MAXIMUM_WORK:
        raise RefusedError(
            text("Opening this file takes more than 128 MiB of memory (scrypt), or too many passes."),
            text("A file made to waste memory looks like this. If it is yours, re-encrypt it with PBKDF2."),
        )
    return work


def check_salt(salt: bytes) -> None:
    """Raise RefusedError for a salt that is there to waste time."""
    if len(salt) > MAXIMUM_SALT:
        raise RefusedError(
            text(
                "This file has a salt of {length:,} bytes; the limit is {limit:,}.",
                length=len(salt),
                limit=MAXIMUM_SALT,
            ),
            _REENCRYPT,
        )
