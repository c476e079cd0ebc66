"""Where a passphrase comes from: the ways a command line can name, and the reading of it.

One function for a new file, one for an existing one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from app.errors import PassphraseError, RefusedError, UsageError, WeakPassphraseError
from app.text import Text, paragraph, plural, text

if TYPE_CHECKING:
    from app.keys.passphrase import Passphrase
    from app.keys.protection import Encrypted

_WAYS_OUT = text("Use a longer one, or one of akg passphrase suggest; --weak-passphrase-ok takes it anyway.")


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """The passphrase is typed at the terminal."""


@dataclass(frozen=True, slots=True, repr=False)
class FromFile:
    """It is in a file. No repr: people mistake the file's name for the passphrase itself."""

    name: str


@dataclass(frozen=True, slots=True)
class FromDescriptor:
    """It comes through a file descriptor that the caller opened."""

    number: int


@dataclass(frozen=True, slots=True)
class FromStandardInput:
    """It comes through standard input."""


@dataclass(frozen=True, slots=True, eq=False)
class NoPassphrase:
    """`--no-passphrase`: none is given, none is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class FromKeyring:
    """`--keyring` with an existing key: what the system keyring remembers for it."""


Given = FromFile | FromDescriptor | FromStandardInput
NewSource = Ask | Given
Source = NewSource | NoPassphrase


def new_protection(
    source: NewSource,
    *context: str,
    iterations: int | None,
    weak_ok: bool,
    saved: bool = True,
    compatible: bool = False,
) -> "Encrypted":
    """Return the protection of a new file; raises what the policy says before any work is done.

    `context`: the label and what else an attacker knows of the key. `iterations` None: the default.
    `weak_ok`: taken even if easily guessed. `saved`, `compatible`: as in `protect`.
    """
    from app.keys.protection import DEFAULT_ITERATIONS

    count = DEFAULT_ITERATIONS if iterations is None else iterations

    def protect(passphrase: "Passphrase") -> "Encrypted":
        return _protect(
            passphrase, *context, weak_ok=weak_ok, iterations=count, saved=saved, compatible=compatible
        )

    if isinstance(source, Ask):
        from app.cli import prompts

        return prompts.ask_new_passphrase(protect)
    return protect(_given(source))


@contextmanager
def with_new_options() -> Iterator[None]:
    """Name the options of a new passphrase where one cannot be asked for: the old one has options, too."""
    try:
        yield
    except UsageError as error:
        hint = text("Use --new-passphrase-file FILE or --new-passphrase-fd N.")
        raise UsageError(error.message, hint) from error


def same_protection(passphrase: "Passphrase", *context: str, weak_ok: bool) -> "Encrypted":
    """Return the protection of a new file that gets the passphrase of an old one: judged like any other."""
    from app.keys.protection import DEFAULT_ITERATIONS

    return _protect(passphrase, *context, weak_ok=weak_ok, iterations=DEFAULT_ITERATIONS, saved=False)


def _protect(
    passphrase: "Passphrase",
    *context: str,
    weak_ok: bool,
    iterations: int,
    saved: bool,
    compatible: bool = False,
) -> "Encrypted":
    from app.usecases.passphrases import protect

    try:
        return protect(
            passphrase, *context, weak_ok=weak_ok, iterations=iterations, saved=saved, compatible=compatible
        )
    except WeakPassphraseError as error:
        raise RefusedError(paragraph(error.message, _how_weak(error)), _WAYS_OUT) from error


def _how_weak(error: WeakPassphraseError) -> Text:
    """Return the figure that is too low, as `problem_for_new_key` judges it."""
    from app.keys.strength.estimate import LEAST_BITS, LEAST_LENGTH

    if error.bits < LEAST_BITS:
        return plural(
            "It has about {number} bit; {least} are needed.",
            "It has about {number} bits; {least} are needed.",
            int(error.bits),
            least=LEAST_BITS,
        )
    return plural(
        "It has {number} character; {least} are needed.",
        "It has {number} characters; {least} are needed.",
        error.length,
        least=LEAST_LENGTH,
    )


def existing_passphrase(source: Source) -> "Passphrase":
    """Return the one that opens an encrypted key. Raises PassphraseError for NoPassphrase."""
    if isinstance(source, Ask):
        from app.cli import prompts

        return prompts.ask_passphrase("Passphrase of the private key: ")
    if isinstance(source, NoPassphrase):
        raise PassphraseError(
            text("This private key is encrypted, and no passphrase was given."),
            text("Use --passphrase-file FILE, --passphrase-fd N or --passphrase-stdin, or be asked for it."),
        )
    return _given(source)


def _given(source: Given) -> "Passphrase":
    from app.cli import inputs

    match source:
        case FromFile(name):
            return inputs.passphrase_from_file(name)
        case FromDescriptor(number):
            return inputs.passphrase_from_descriptor(number)
        case FromStandardInput():
            return inputs.passphrase_from_standard_input()
        case unreachable:
            assert_never(unreachable)
