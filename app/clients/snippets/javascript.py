"""What JavaScript snippets share: the passphrase, the key opened by Node itself, and a program of these."""

from app.clients.client import Language
from app.clients.snippets import quoting
from app.clients.snippets.filling import Filling, Snippet, filled
from app.text import NOTHING, Text, text

_PROGRAM_FROM_STDIN = text(
    "The program gets the passphrase through standard input: node FILE.mjs < PASSPHRASE-FILE"
)

_STANDARD = {
    "readFileSync(": "import { readFileSync } from 'node:fs'",
    "sign(": "import { createPrivateKey, sign } from 'node:crypto'",
    "createPrivateKey(": "import { createPrivateKey } from 'node:crypto'",
}


def program(filling: Filling, imports: str, *lines: str, where: Text = NOTHING) -> Snippet:
    """Return a module: imports of Node for what the lines use, those given, the lines."""
    body = "\n".join(line for line in lines if line)
    own: dict[str, str] = {}
    for name, line in _STANDARD.items():
        if name in body:
            own.setdefault(line.rpartition(" ")[2], line)
    code = (
        f"{chr(10).join([*sorted(own.values()), imports])}\n\n{filled(body, filling, quoting.javascript)}\n"
    )
    return Snippet(Language.JAVASCRIPT, code, where)


def passphrase(filling: Filling) -> str:
    """Return the line that makes `passphrase`: from its file without the one newline, or standard input."""
    if not filling.encrypted:
        return "const passphrase = undefined"
    source = "@PASSPHRASE_FILE@" if filling.passphrase_file else "0"
    return f"const passphrase = readFileSync({source}, 'utf8').replace(/\\r?\\n$/, '')"


def how_started(filling: Filling) -> Text:
    """Return how the program is started where it does not know the file of the passphrase."""
    return NOTHING if filling.passphrase_file or not filling.encrypted else _PROGRAM_FROM_STDIN


def opening(filling: Filling, imports: str, *lines: str, where: Text = NOTHING) -> Snippet:
    """Return a program of a client that opens the file itself: it has `passphrase`."""
    return program(filling, imports, passphrase(filling) + "\n", *lines, where=where or how_started(filling))


def with_key(filling: Filling, imports: str, *lines: str) -> Snippet:
    """Return a program that has `key`, an object of Node."""
    return program(filling, imports, _key(filling) + "\n", *lines, where=how_started(filling))


def with_secret(filling: Filling, imports: str, *lines: str) -> Snippet:
    """Return a program that has `secret`, the PEM in clear, made in memory."""
    made = "const secret = key.export({ type: 'pkcs8', format: 'pem' })\n"
    return program(filling, imports, _key(filling), made, *lines, where=how_started(filling))


def from_plain_copy(filling: Filling, imports: str, *lines: str) -> Snippet:
    """Return a program that has `secret`, read from the plain copy."""
    return program(filling, imports, "const secret = readFileSync(@PLAIN@, 'utf8')\n", *lines)


def from_environment(filling: Filling, imports: str, name: str, *lines: str) -> Snippet:
    """Return a program that has `secret`, from the environment variable of this name."""
    return program(filling, imports, f"const secret = process.env.{name}\n", *lines)


def _key(filling: Filling) -> str:
    return f"{passphrase(filling)}\nconst key = createPrivateKey({{ key: readFileSync(@FILE@), passphrase }})"
