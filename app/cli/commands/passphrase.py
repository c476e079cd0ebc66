"""`akg passphrase`: its two actions."""

from app.cli.commands import passphrase_change, passphrase_suggest
from app.cli.parsing import Parser, add_actions, add_command

HELP = "suggest a passphrase, or change that of a key"

SUMMARY = """\
Suggests a passphrase, or changes the one of an existing private key."""

EXAMPLES = """\
  akg passphrase suggest --words 7
  akg passphrase change ~/api-keys/spot-trading.private.pem"""


def add(parser: Parser) -> None:
    """Add the actions."""
    actions = add_actions(parser)
    add_command(actions, "suggest", passphrase_suggest)
    add_command(actions, "change", passphrase_change)
