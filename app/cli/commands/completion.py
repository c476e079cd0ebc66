"""`akg completion`: the completion of the command line for a shell."""

from argparse import Namespace
from dataclasses import dataclass

from app.cli.parsing import Parser

HELP = "print what completes akg in a shell"

SUMMARY = """\
Prints what completes the commands, options and file names of akg in a shell. The Debian package
has it installed already."""

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
