"""`akg help`: the parser answers it as it answers `--help`."""

from app.cli.parsing import Parser

HELP = "show the help of a command"

SUMMARY = """\
Shows the help of akg, of a command, or of an action of a command."""

EXAMPLES = """\
  akg help
  akg help generate
  akg help passphrase change"""


def add(parser: Parser) -> None:
    """Add the words, for the help of help itself."""
    parser.add_argument("words", metavar="COMMAND", nargs="*", help="the command, and its action")
