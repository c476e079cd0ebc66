"""Questions at the terminal. A passphrase is asked on the terminal itself, and is not echoed.

An empty answer to the question for a new passphrase offers one of random words. It is shown once, and
typed once more before it is used: nobody saves a key with a passphrase that nobody has.
"""

import sys
from collections.abc import Callable
from typing import TypeVar

from app.cli import output, streams, terminal
from app.errors import CancelledError, KeygenError, PassphraseError, RefusedError, UsageError
from app.keys.passphrase import DIFFERENT, Passphrase
from app.keys.protection import Encrypted
from app.text import Text, paragraph, text

Answer = TypeVar("Answer")

ATTEMPTS = 3
_QUESTION = "Enter alone suggests one of random words.\nPassphrase for the private key: "


def ask_new_passphrase(protect: Callable[[Passphrase], Encrypted]) -> Encrypted:
    """Ask twice, up to three times, until both are the same and `protect` raises nothing.

    Raises what was wrong with the last attempt.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return _ask_twice(protect)
        except (PassphraseError, RefusedError) as error:
            output.say(paragraph(error.message, error.hint))
    return _ask_twice(protect)


def _ask_twice(protect: Callable[[Passphrase], Encrypted]) -> Encrypted:
    while not (passphrase := ask_passphrase(_QUESTION)):
        if suggested := _suggest():
            return protect(suggested)
    protection = protect(passphrase)
    if ask_passphrase("Repeat passphrase: ") != passphrase:
        raise PassphraseError(DIFFERENT, text("Type the same one twice."))
    return protection


def _suggest() -> Passphrase | None:
    """Return the suggested one, if it is wanted and was typed once more."""
    from app.usecases.passphrases import suggest

    suggestion = suggest()
    shown = (
        f"A passphrase of {suggestion.words} random words, {suggestion.strength.bits:.1f} bits:\n\n"
        f"    {suggestion.passphrase.reveal()}\n\n"
        "Write it down or put it into a password manager; it is not shown again.\n"
    )
    answer = terminal.ask_about(shown, "Use it? [Y/n] ")
    if answer.strip().casefold() not in ("", "y", "yes"):
        return None
    _confirm(suggestion.passphrase)
    return suggestion.passphrase


def _confirm(passphrase: Passphrase) -> None:
    for _ in range(ATTEMPTS):
        if ask_passphrase("Type the suggested passphrase to confirm it: ") == passphrase:
            return
        output.say("That is not what was suggested.")
    raise PassphraseError(text("The suggested passphrase was not confirmed."), text("Choose another one."))


def ask_passphrase(question: str) -> Passphrase:
    """Read one line from the terminal, without echo. Raises UsageError where there is no terminal."""
    return Passphrase(terminal.ask_hidden(question))


def confirm(question: Text, without_terminal: Text) -> None:
    """Ask whether to do it. Raises CancelledError for no; UsageError, with this hint, without a terminal."""
    if not streams.is_terminal(streams.INPUT):
        raise UsageError(text("There is no terminal to ask on."), without_terminal)
    if ask(question, "no", str.casefold) not in ("y", "yes"):
        raise CancelledError


def ask(question: str, default: str, meaning: Callable[[str], Answer]) -> Answer:
    """Return what the answer means; Enter takes the default. Asks again while that is a KeygenError."""
    while True:
        output.prompt(f"{question} [{default}]: ")
        line = streams.wait_for_input(sys.stdin.readline)
        if not line:
            output.say("")
            raise CancelledError
        try:
            return meaning(line.strip() or default)
        except KeygenError as error:
            output.say(paragraph(error.message, error.hint))
