"""Generate: an algorithm and a count in, checked key pairs out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import UsageError
from app.keys.algorithm import Algorithm
from app.text import plural, text
from app.usecases.parallel import map_in_order
from app.usecases.progress import OnProgress, silent

if TYPE_CHECKING:
    from app.keys.pair import KeyPair

MAXIMUM_PAIRS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class GenerateRequest:
    """How many pairs of which algorithm, 1 to 10,000. Raises UsageError otherwise."""

    algorithm: Algorithm
    count: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MAXIMUM_PAIRS:
            raise UsageError(
                plural(
                    "{number} key pair cannot be generated.",
                    "{number} key pairs cannot be generated.",
                    self.count,
                ),
                text("Choose a number from 1 to {most:,}.", most=MAXIMUM_PAIRS),
            )


def generate_key_pairs(request: GenerateRequest, on_progress: OnProgress = silent) -> "tuple[KeyPair, ...]":
    """Generate the pairs and check each, on all cores: microseconds (Ed25519) to seconds (RSA 4096) for one.

    Raises SelfTestError, and makes none, where the cryptography of this computer is broken.
    """
    from app.keys.pair import generate_key_pair
    from app.keys.self_test import self_test

    self_test()
    return tuple(map_in_order(generate_key_pair, [request.algorithm] * request.count, on_progress))
