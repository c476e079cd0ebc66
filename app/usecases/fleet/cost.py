"""What deriving the keys of many files costs, measured before it starts."""

import time
from collections.abc import Sequence

from app.keys.algorithm import Family
from app.keys.derivation import pbkdf2_hmac_sha256
from app.keys.passphrase import Passphrase
from app.text import NOTHING, Text, paragraph, plural, text
from app.usecases.fleet.rows import Row
from app.usecases.parallel import usable_cores

_RUNS = 2  # of the KDF for each file: to write it, and to read it back
_MINUTE, _HOUR = 60, 3600


def cost_of(rows: Sequence[Row], iterations: int) -> Text:
    """Return how long the key derivations of so many files take on this machine. Costs one of them.

    How long the primes of RSA take to find is chance, and only said to come on top of that.
    """
    begun = time.perf_counter()
    pbkdf2_hmac_sha256(Passphrase("measured"), bytes(16), iterations)
    cost = cost_in_words(len(rows), time.perf_counter() - begun, usable_cores())
    of_rsa = sum(row.algorithm.family is Family.RSA for row in rows)
    primes = plural(
        "The primes of {number:,} RSA key are not in that.",
        "The primes of {number:,} RSA keys are not in that.",
        of_rsa,
    )
    return paragraph(cost, primes if of_rsa else NOTHING)


def cost_in_words(count: int, seconds_each: float, cores: int) -> Text:
    """Return the same for one derivation of so many seconds."""
    seconds = _RUNS * count * seconds_each / min(cores, count)
    return text(
        "{keys}: {duration} on {cores}.",
        keys=plural("{number:,} key", "{number:,} keys", count),
        duration=_duration(seconds),
        cores=plural("{number} core", "{number} cores", cores),
    )


def _duration(seconds: float) -> Text:
    if seconds < 2 * _MINUTE:
        return plural("about {number} second", "about {number} seconds", max(1, round(seconds)))
    if seconds < 2 * _HOUR:
        return plural("about {number} minute", "about {number} minutes", round(seconds / _MINUTE))
    return plural("about {number} hour", "about {number} hours", round(seconds / _HOUR))
