"""Runs a command line from end to end: signals, errors, exit status. The only place that catches errors."""

import sys
from collections.abc import Callable, Sequence

from app.cli import output, streams
from app.cli.interruption import ignore_signals, leave, obey_signals
from app.cli.status import DONE, FAILED, status_of
from app.cli.typed_ahead import forget_what_was_typed_ahead
from app.errors import KeygenError
from app.text import Text


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments (at least one) ask for. Returns the exit status; raises nothing."""
    from app.cli.parser import parse

    return _to_the_end(lambda: parse(arguments)())  # noqa: PLW0108  # parsing may fail, too


def run_without_window(reason: Text) -> int:
    """Do the window's job in the terminal, after a sentence that says why. Returns the exit status."""
    return _to_the_end(lambda: _generate_guided(reason))


def _generate_guided(reason: Text) -> int:
    from app.cli.guide import guide

    options = guide(reason)
    from app.cli.generation import generate

    return generate(options)


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
        return FAILED
    except KeyboardInterrupt as interrupt:
        output.show_interrupt(interrupt)
        return leave(interrupt)
    finally:
        streams.restore()


def _end(status: int) -> int:
    if sys.stdout is not None:
        sys.stdout.flush()
    ignore_signals()
    return status
