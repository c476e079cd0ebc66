"""How fast an RSA key could be made at best: a calculated floor, from one time that is measured here.

The model. A key of n bits wants two primes of k = n / 2 bits with their highest bits set. An odd number of
that size that no prime below B divides is a prime with a probability of e^gamma x ln B / ln 2^k (the prime
number theorem and Mertens' third theorem, gamma = 0.5772...). Nearly every other number is found out by its
first round of Miller-Rabin, which is one modular exponentiation of k bits, and the prime itself has to pass
5 rounds (k up to 1,024) or 4 (above; FIPS 186-5, table B.1). So a key costs at least

    2 x (ln 2^k / (e^gamma x ln B) - 1 + rounds)

exponentiations: 80 at 2,048 bits, 114 at 3,072, 150 at 4,096, with B = 65,536. Everything else is taken for
free: random numbers, the sieve, the composition of the key, its check.

One exponentiation is half the time of a signature of n bits, which is two of them by the Chinese remainder
theorem: the fastest primitive that this process has. On processors with AVX-512 OpenSSL does both at once; a
search for primes could do the same with two candidates, OpenSSL's does not. It also lets every prime pass 64
rounds, whatever its size asks for. These two are the distance between the floor and what is measured.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.bench.figures import Figure, median
from tests.bench.machine import confined_to, cores

_SIEVED_BELOW = 65_536
_EULER = 0.5772156649
_TIMES = 20


def exponentiations(bits: int) -> float:
    """Returns how many of half the key's size are expected, at least."""
    half = bits // 2
    sieved = math.exp(_EULER) * math.log(_SIEVED_BELOW)
    return 2 * (half * math.log(2) / sieved - 1 + (5 if half <= 1024 else 4))


def measure(bits: int, blocks: int = 20) -> Figure:
    """Returns the CPU seconds of a key at the floor."""
    key = rsa.generate_private_key(65_537, bits)
    one = median(_measured(lambda: key.sign(b"a message", padding.PKCS1v15(), hashes.SHA256()), blocks))
    signatures = exponentiations(bits) / 2
    return Figure(signatures * one.value, signatures * one.error, "s", one.samples, "calculated")


def measure_check(blocks: int = 20) -> Figure:
    """Returns the CPU seconds of the check of every Ed25519 pair: one signature, verified."""
    key = Ed25519PrivateKey.generate()
    return median(_measured(lambda: key.public_key().verify(key.sign(b"a message"), b"a message"), blocks))


def _measured(work: Callable[[], object], blocks: int) -> list[float]:
    with confined_to(cores()[-1:]):
        return [_seconds(work) for _ in range(blocks + 1)][1:]


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(_TIMES):
        work()
    return (time.process_time() - began) / _TIMES
