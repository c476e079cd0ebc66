"""`akg keys`: its actions."""

from app.cli.commands import (
    keys_add,
    keys_calendar,
    keys_due,
    keys_edit,
    keys_export,
    keys_forget,
    keys_import,
    keys_list,
    keys_replace,
    keys_show,
    keys_timer,
)
from app.cli.parsing import Parser, add_actions, add_command

HELP = "list the keys that you have, what is due, and replace one"

SUMMARY = """\
The list of your keys: what each is for, where its file is, whether it is registered, and the day on
which it should be replaced. akg generate and the window add to it by themselves, unless that is
switched off in Settings. It has public facts alone, no passphrase and no private key, and it is a
file that only you can read.

NAME is the name of a key, or its fingerprint where several have the same name."""

EXAMPLES = """\
  akg keys list
  akg keys due --within 14d
  akg keys replace spot-trading-2026-11-29"""

_ACTIONS = {
    "list": keys_list,
    "show": keys_show,
    "add": keys_add,
    "edit": keys_edit,
    "replace": keys_replace,
    "due": keys_due,
    "calendar": keys_calendar,
    "timer": keys_timer,
    "export": keys_export,
    "import": keys_import,
    "forget": keys_forget,
}


def add(parser: Parser) -> None:
    """Add the actions."""
    actions = add_actions(parser)
    for name, action in _ACTIONS.items():
        add_command(actions, name, action)
