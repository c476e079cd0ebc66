"""`akg keyring`: its one action."""

from app.cli.commands import keyring_forget
from app.cli.parsing import Parser, add_actions, add_command

HELP = "remove a passphrase from the system keyring"

SUMMARY = """\
The system keyring (Secret Service, KWallet, macOS Keychain, Windows Credential Locker) remembers
passphrases: akg generate --keyring stores one, akg public --keyring uses it, and akg passphrase
change --keyring does both. Only the passphrase goes there, under the fingerprint of its key, never
the key itself.

Any program that runs as you can read what the keyring contains while it is unlocked."""

EXAMPLES = keyring_forget.EXAMPLES


def add(parser: Parser) -> None:
    """Add the action."""
    add_command(add_actions(parser), "forget", keyring_forget)
