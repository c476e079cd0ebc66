"""Runs what is asked for by all commands but `akg generate`; loads for each what it needs."""

from typing import assert_never

from app.cli.key_options import (
    ChangeOptions,
    CompletionOptions,
    ForgetOptions,
    InspectOptions,
    KeyOptions,
    PublicOptions,
    SuggestOptions,
    VersionOptions,
)
from app.cli.status import DONE


def run(options: KeyOptions) -> int:
    """Runs it. Returns the exit status; raises a KeygenError."""
    match options:
        case PublicOptions():
            from app.cli.commands.public import public

            return public(options)
        case InspectOptions():
            from app.cli.commands.public import inspect

            inspect(options)
            return DONE
        case ForgetOptions():
            from app.cli.keyring import forget

            forget(options)
            return DONE
        case SuggestOptions():
            from app.cli.commands.passphrase_change import suggest

            suggest(options)
            return DONE
        case ChangeOptions():
            from app.cli.commands.passphrase_change import change

            return change(options)
        case VersionOptions():
            from app.cli.commands.version import version

            version(options)
            return DONE
        case CompletionOptions():
            from app.assets import completion
            from app.cli.output import write

            write(completion(options.shell))
            return DONE
        case unreachable:
            assert_never(unreachable)
