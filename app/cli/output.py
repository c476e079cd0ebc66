"""What goes to standard output and to standard error, and in what tone.

Standard output carries what was asked for and nothing else, so that it can be piped. Everything for the
person goes to standard error: `akg: error:` says what is the case, in one line, and `akg: hint:` what to do
about it. A statement, not an apology; no exclamation marks; no blame; no jargon where a plain word will do,
but the standard's name where there is one. A warning is something that the person would regret not having
read, and is printed even with `--quiet`; everything else is a note. Paths and names that came from outside
are shown with control characters escaped, so that none steers the terminal. Typographic quotes become plain
ones: not every locale can print them. No message ever contains a passphrase or a private key. Colour only
marks the one word error, warning or hint and the tick of what succeeded, only on a terminal, never under
NO_COLOR. On a terminal lines break between words; what a program reads is never broken.

A warning is true or is not printed, and `status.py` says which ones change the exit status.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli import streams
from app.errors import KeygenError, StorageError, reason_of
from app.text import text

if TYPE_CHECKING:
    from app.usecases.recovered import Check

_PLAIN = str.maketrans(
    {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2026": "...", "\u2013": "-"}
)
_COLOURS = {"error": "1;31", "warning": "33", "hint": "36"}
_TICK, _GREEN = "\u2713 ", "32"
_NARROWEST = 30  # columns; what is narrower still breaks by itself


@dataclass(frozen=True, slots=True, eq=False)
class Messages:
    """What a person reads while a command runs. `quiet` leaves out all but warnings."""

    quiet: bool = False

    def note(self, line: str) -> None:
        """Say something that is good to know."""
        if not self.quiet:
            say(line)

    def success(self, line: str) -> None:
        """Say that it is done, with a tick where the terminal can show one."""
        if self.quiet:
            return
        tick = _TICK if _can_show(_TICK) else ""
        _write_error(_painted(_wrapped(tick + plain(line), indent=len(tick)), tick, _GREEN) + "\n")

    def rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show a small table: title and detail."""
        shown = list(rows)
        width = max((len(title) for title, _ in shown), default=0)
        for title, detail in shown:
            if not self.quiet:
                say(f"{title:{width}}  {detail}", indent=width + 2)

    def report(self, rows: "Sequence[Check]") -> None:
        """Show what was done as a table, and each row that is not good as a warning."""
        self.rows((row.title, row.detail) for row in rows if row.good)
        for row in rows:
            if not row.good:
                self.warning(f"{row.title}: {row.detail}")

    def warning(self, line: str) -> None:
        """Say what the person would regret not having read."""
        say_as("warning", line)


def show_error(error: KeygenError) -> None:
    """Show the statement and, on a line of its own, the remedy."""
    say_as("error", error.message)
    if error.hint:
        say_as("hint", error.hint)
    for note in getattr(error, "__notes__", ()):
        say_as("warning", note)


def show_interrupt(interrupt: KeyboardInterrupt) -> None:
    """Show that it was interrupted, whether all had been saved by then, and what could not be undone."""
    say("")
    late = getattr(interrupt, "saved", False)
    say_as("error", "Interrupted, after everything was saved." if late else "Interrupted.")
    for note in getattr(interrupt, "__notes__", ()):
        say_as("warning", note)


def say_as(kind: str, sentence: str) -> None:
    """Write a line `akg: KIND: text` to standard error."""
    beginning = "akg: "
    line = _wrapped(f"{beginning}{kind}: {plain(sentence)}", indent=len(beginning))
    _write_error(beginning + _painted(line.removeprefix(beginning), f"{kind}:", _COLOURS[kind]) + "\n")


def say(line: str, indent: int = 0) -> None:
    """Write a line to standard error; where the terminal is too narrow, what follows is indented."""
    _write_error(_wrapped(plain(line), indent) + "\n")


def _painted(line: str, beginning: str, colour: str) -> str:
    """Colour the beginning of the line, where possible."""
    if not (beginning and _has_colour()):
        return line
    return f"\x1b[{colour}m{beginning}\x1b[0m{line.removeprefix(beginning)}"


def _wrapped(line: str, indent: int) -> str:
    """Break the line between words at the width of the terminal; leave it as it is where there is none."""
    width = _width()
    if width is None or len(line) <= width:
        return line
    from textwrap import fill

    following = " " * (indent if width - indent >= _NARROWEST else 0)
    return fill(line, width, subsequent_indent=following, break_long_words=False, break_on_hyphens=False)


def _width() -> int | None:
    """Return the columns of the terminal; None where standard error is not one, or does not say."""
    if not is_terminal():
        return None
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return None
    return columns if columns >= _NARROWEST else None


def _can_show(sign: str) -> bool:
    """Return whether standard error is a terminal that shows it; what calls itself dumb gets plain text."""
    if not is_terminal() or os.environ.get("TERM") == "dumb":
        return False
    try:
        return bool(sign.encode(sys.stderr.encoding or "ascii"))
    except UnicodeEncodeError:
        return False


def prompt(question: str) -> None:
    """Write a question to standard error; the answer follows on the same line."""
    _write_error(plain(question))


def draw(content: str) -> None:
    """Write a text that may steer the terminal: ours, never one from outside."""
    _write_error(content)


def plain(line: str) -> str:
    """Return one line that every terminal can show and none obeys."""
    return "".join(_visible(character) for character in line.translate(_PLAIN))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def is_terminal() -> bool:
    """Return whether standard error is a terminal."""
    return streams.is_terminal(streams.ERROR)


def _has_colour() -> bool:
    return not os.environ.get("NO_COLOR") and streams.obeys_sequences(streams.ERROR)


def _write_error(content: str) -> None:
    """Write to standard error; what it cannot take is lost, as there is no other place to say so."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "ascii"
    with suppress(OSError):
        sys.stderr.write(content.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


def write(content: str) -> None:
    """Write what was asked for to standard output, with LF on every system. Raises StorageError.

    A pipe that its reader has closed raises BrokenPipeError, which ends the command quietly.
    """
    encoding = (sys.stdout and sys.stdout.encoding) or "ascii"
    write_bytes(content.encode(encoding, "backslashreplace"))


def write_bytes(content: bytes) -> None:
    """Write bytes as they are to standard output: for a pipe or a file, as a terminal may obey them."""
    if sys.stdout is None:
        raise StorageError(text("Standard output is closed."))
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_standard_output()
        message = text("Standard output cannot be written: {reason}.", reason=reason_of(error))
        raise StorageError(message) from error


def forget_standard_output() -> None:
    """Let nothing more be written there, so that the end of the program does not try and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
