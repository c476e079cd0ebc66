"""`akg completion`: the completion of the command line for a shell."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.parsing import Parser

HELP = "print the completion of akg for a shell"

SUMMARY = """\
Prints the completion of commands, options and file names for a shell. The Debian package installs
it already."""

EXAMPLES = """\
  akg completion bash > ~/.local/share/bash-completion/completions/akg
  akg completion zsh > ~/.zfunc/_akg
      where ~/.zfunc is in fpath before compinit is called
  akg completion fish > ~/.config/fish/completions/akg.fish"""


@dataclass(frozen=True, slots=True)
class CompletionOptions:
    """`shell`: one for which there is a completion."""

    shell: str


def add(parser: Parser) -> None:
    """Add the shell."""
    from app.resources import COMPLETIONS

    parser.add_argument("shell", metavar="SHELL", choices=tuple(COMPLETIONS), help="bash, zsh or fish")


def options(values: Namespace) -> CompletionOptions:
    """Return what the line asks for."""
    return CompletionOptions(values.shell)


def run(options: CompletionOptions) -> int:
    """Write the completion to standard output."""
    from app.cli.output import write
    from app.cli.status import DONE
    from app.resources import completion

    write(completion(options.shell))
    return DONE
