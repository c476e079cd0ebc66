"""Runs a command line from end to end: signals, errors, exit status. The only place that catches errors."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.cli import output
from app.cli.interruption import ignore_signals, leave, obey_signals
from app.cli.options import GenerateOptions
from app.cli.status import COULD_NOT, DONE, status_of
from app.cli.typed_ahead import forget_what_was_typed_ahead
from app.errors import KeygenError

if TYPE_CHECKING:
    from app.cli.key_options import KeyOptions


def run(arguments: Sequence[str]) -> int:
    """Does what the arguments (at least one) ask for. Returns the exit status; raises nothing."""
    from app.cli.parser import parse

    return _to_the_end(lambda: _run(parse(arguments)))


def run_without_window(reason: str) -> int:
    """The window's job in the terminal, after one line that says why. Returns the exit status."""
    from app.cli.guide import guide

    return _to_the_end(lambda: _run(guide(reason)))


def _run(options: "GenerateOptions | KeyOptions") -> int:
    if isinstance(options, GenerateOptions):
        from app.cli.generation import generate

        return generate(options)
    from app.cli import key_commands

    return key_commands.run(options)


def _to_the_end(work: Callable[[], int]) -> int:
    try:
        obey_signals()
        return _end(work())
    except SystemExit:  # argparse has printed the help
        return _end(DONE)
    except KeygenError as error:
        output.show_error(error)
        forget_what_was_typed_ahead()
        return status_of(error)
    except BrokenPipeError:
        output.forget_standard_output()
        return COULD_NOT
    except KeyboardInterrupt as interrupt:
        output.show_interrupt(interrupt)
        return leave(interrupt)


def _end(status: int) -> int:
    if sys.stdout is not None:
        sys.stdout.flush()
    ignore_signals()
    return status
