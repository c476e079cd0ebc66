"""How a new private key is protected: in clear or encrypted, each a named type, and the limits of a new file.

The encryption itself is in `pbes2`, which a key in clear never loads.

Decision: deriving a key takes longer than all else that a new pair costs, and needs only passphrase, salt and
count. So `Encrypted.begin` starts it on threads, while the passphrase is judged and the pair is made: twice,
as the KDF runs twice for each file. What the disk holds is decrypted with the key of the second run, which
shares nothing with the first but these three, and only where salt and count on the disk are the same ones.
Each key is given out once and not kept. Of several files each has its own salt; only the first one's key is
begun ahead.

Decision: pycryptodome 3.20 to 3.24, which the venue's Python packages use, needs 8 seconds for 600,000.
For these there is one lower count, `compatible`, and only `usecases.passphrases.protect` chooses it: for a
passphrase of random words whose 77 bits need no KDF. OpenSSL writes the same count.
"""

import os
from contextlib import suppress
from dataclasses import dataclass, field

from app.errors import PassphraseError, RefusedError
from app.keys.passphrase import Passphrase, problem_for_new_file
from app.text import plural, text
from app.waiting import Begun

SALT_LENGTH = 16
DEFAULT_ITERATIONS = 600_000
MINIMUM_ITERATIONS = 600_000
COMPATIBLE_ITERATIONS = 2_048
MAXIMUM_NEW_ITERATIONS = 5_000_000  # below what is read, so that a file of ours opens on every machine


@dataclass(frozen=True, slots=True)
class Unencrypted:
    """The private key is written in clear. A named type, so that it shows wherever it is chosen."""


@dataclass(frozen=True, slots=True)
class Encrypted:
    """The private key is encrypted with this passphrase, at this PBKDF2 iteration count.

    `compatible`: at COMPATIBLE_ITERATIONS, whatever else is said.
    """

    passphrase: Passphrase
    iterations: int = DEFAULT_ITERATIONS
    compatible: bool = False
    _salts: list[bytes] = field(default_factory=list, init=False, repr=False, compare=False)
    _begun: dict[bytes, list[Begun[bytes]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        check_new_passphrase(self.passphrase)
        if self.compatible:
            object.__setattr__(self, "iterations", COMPATIBLE_ITERATIONS)
        else:
            check_new_iterations(self.iterations)

    def begin(self) -> None:
        """Begin to derive the key of one new file, to write it and once more to read it back."""
        from app.keys import derivation  # here, where nobody waits for it: the threads need Python no more

        del derivation
        salt = os.urandom(SALT_LENGTH)
        self._begun[salt] = [Begun(lambda: self._derive(salt)) for _ in range(2)]
        self._salts.append(salt)

    def new_salt(self) -> bytes:
        """Return the salt of one more file, never the same twice."""
        with suppress(IndexError):
            return self._salts.pop()
        return os.urandom(SALT_LENGTH)

    def key(self, salt: bytes) -> bytes:
        """Return the key of the file with this salt (32 bytes). Each call costs one run of the KDF."""
        begun = self._begun.get(salt)
        return begun.pop().result() if begun else self._derive(salt)

    def _derive(self, salt: bytes) -> bytes:
        from app.keys.derivation import pbkdf2_hmac_sha256

        return pbkdf2_hmac_sha256(self.passphrase, salt, self.iterations)


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
