"""The lines of a shell: `akg decrypt` for the environment of a program, and for a plain copy."""

from app.clients.client import Language
from app.clients.snippets import quoting
from app.clients.snippets.filling import Filling, Snippet
from app.text import text

_THEN_START = text("in a terminal or a script, to start the program")


def decrypt(filling: Filling) -> str:
    """Return the command that writes the key in clear to standard output."""
    return f"akg decrypt {quoting.shell(filling.private_file)}{_passphrase(filling)}"


def starting(filling: Filling, name: str, command: str, **variables: str) -> Snippet:
    """Return a line that starts a program with the key in clear in the environment variable of this name."""
    given = " ".join(f"{each}={quoting.shell(value)}" for each, value in variables.items())
    code = f'{given} {name}="$({decrypt(filling)})" \\\n  {command}\n'.lstrip()
    return Snippet(Language.SHELL, code, _THEN_START)


def making_plain_copy(filling: Filling) -> Snippet:
    """Return the line that makes the plain copy, with the consent that it asks for."""
    code = f"{decrypt(filling)} --plain-copy --force-plaintext\n"
    return Snippet(Language.SHELL, code, text("in a terminal, once"))


def _passphrase(filling: Filling) -> str:
    if not (filling.encrypted and filling.passphrase_file):
        return ""
    return f" --passphrase-file {quoting.shell(filling.passphrase_file)}"
