"""How a new private key is protected: in clear or encrypted, each a named type, and the limits of a new file.

Values only: the encryption itself is in `pbes2`, which a key in clear never loads.
"""

from dataclasses import dataclass

from app.errors import PassphraseError, RefusedError
from app.keys.passphrase import Passphrase, problem_for_new_file
from app.text import plural, text

DEFAULT_ITERATIONS = 600_000
MINIMUM_ITERATIONS = 600_000
MAXIMUM_NEW_ITERATIONS = 5_000_000  # below what is read, so that a file of ours opens on every machine


@dataclass(frozen=True, slots=True)
class Unencrypted:
    """The private key is written in clear. A named type, so that it shows wherever it is chosen."""


@dataclass(frozen=True, slots=True)
class Encrypted:
    """The private key is encrypted with this passphrase, at this PBKDF2 iteration count."""

    passphrase: Passphrase
    iterations: int = DEFAULT_ITERATIONS

    def __post_init__(self) -> None:
        check_new_passphrase(self.passphrase)
        check_new_iterations(self.iterations)


Protection = Unencrypted | Encrypted


def check_new_passphrase(passphrase: Passphrase) -> None:
    """Raise where a new file may not have it: PassphraseError if empty, RefusedError by the policy."""
    if problem := problem_for_new_file(passphrase):
        kind = RefusedError if passphrase else PassphraseError
        raise kind(problem, text("Use 1 to 1,023 letters, digits, spaces and signs of a US keyboard."))


def check_new_iterations(iterations: int) -> None:
    """Raise RefusedError outside 600,000 (OWASP's count for this KDF) to 5,000,000."""
    if iterations < MINIMUM_ITERATIONS:
        raise RefusedError(
            plural(
                "{number:,} iteration is too few to protect a stored key.",
                "{number:,} iterations are too few to protect a stored key.",
                iterations,
            ),
            text("Use {least:,} or more.", least=MINIMUM_ITERATIONS),
        )
    if iterations > MAXIMUM_NEW_ITERATIONS:
        raise RefusedError(
            text(
                "{iterations:,} iterations are too many for a client.",
                iterations=iterations,
            ),
            text(
                "Use {most:,} or fewer; 1,000,000 already cost a client up to a second.",
                most=MAXIMUM_NEW_ITERATIONS,
            ),
        )
