"""`akg passphrase suggest`: a new passphrase of random words, and what it is worth."""

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.arguments import number
from app.cli.parsing import Parser
from app.text import text

if TYPE_CHECKING:
    from app.keys.strength.estimate import Strength

HELP = "print a new passphrase of random words"

SUMMARY = """\
Prints a new passphrase: words of the EFF's large list (7,776), each drawn at random, joined by
hyphens. Every word is worth 12.9 bits. Standard output gets the passphrase alone; its bits, and
what they mean, go to standard error."""

EXAMPLES = """\
  akg passphrase suggest
  akg passphrase suggest --words 8 2> /dev/null | pass insert -m exchange"""


@dataclass(frozen=True, slots=True)
class SuggestOptions:
    """`words` None: the default."""

    words: int | None = None


def add(parser: Parser) -> None:
    """Add the number of words."""
    parser.add_argument("--words", metavar="N", type=_words, help="how many words, 4 to 10; default: 6")


def _words(word: str) -> int:
    """Parse a whole number; the suggestion checks its range."""
    return number(word, text("--words takes a whole number."), text("Choose a number from 4 to 10."))


def options(values: Namespace) -> SuggestOptions:
    """Return what the line asks for."""
    return SuggestOptions(values.words)


def run(options: SuggestOptions) -> int:
    """Write the passphrase alone to standard output; what it is worth to standard error."""
    from app.cli.output import Messages, write
    from app.cli.status import DONE
    from app.usecases.passphrases import DEFAULT_WORDS, suggest

    suggestion = suggest(DEFAULT_WORDS if options.words is None else options.words)
    write(suggestion.passphrase.reveal() + "\n")
    Messages().note(f"{suggestion.words} random words: {_worth(suggestion.strength)}")
    return DONE


def _worth(strength: "Strength") -> str:
    from app.keys.protection import DEFAULT_ITERATIONS
    from app.keys.strength.duration import in_words
    from app.keys.strength.estimate import seconds_to_guess

    time = in_words(seconds_to_guess(strength, DEFAULT_ITERATIONS))
    return (
        f"{strength.bits:.1f} bits, {strength.band.value}. "
        f"One graphics card: {time} at {DEFAULT_ITERATIONS:,} iterations."
    )
