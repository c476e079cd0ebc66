"""What Python snippets share: the passphrase, the key in clear made in memory, and a program of these."""

from app.clients.client import Language
from app.clients.snippets import quoting
from app.clients.snippets.filling import Filling, Snippet, filled
from app.text import NOTHING, Text

_SERIALIZATION = "from cryptography.hazmat.primitives.serialization import"
_LOAD = f"{_SERIALIZATION} load_pem_private_key"
_LOAD_AND_WRITE = f"{_SERIALIZATION} Encoding, NoEncryption, PrivateFormat, load_pem_private_key"
_TO_PEM = "key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()"
_TO_SEED = "b64encode(key.private_bytes_raw()).decode()"


def program(filling: Filling, imports: str, *lines: str, where: Text = NOTHING) -> Snippet:
    """Return a program: imports of the standard library for what the lines use, those given, the lines."""
    body = filled("\n".join(line for line in lines if line), filling, quoting.python)
    own = [line for name, line in _STANDARD.items() if name in body]
    head = "\n\n".join(part for part in ("\n".join(sorted(own)), imports) if part)
    return Snippet(Language.PYTHON, f"{head}\n\n{body}\n", where)


_STANDARD = {
    "Path(": "from pathlib import Path",
    "getpass(": "from getpass import getpass",
    "b64encode(": "from base64 import b64encode",
    "os.environ": "import os",
}


def passphrase(filling: Filling) -> str:
    """Return the line that makes `passphrase`: from its file without the one newline at its end, or asked."""
    if not filling.encrypted:
        return "passphrase = None"
    if not filling.passphrase_file:
        return 'passphrase = getpass("Passphrase: ")'
    return 'passphrase = Path(@PASSPHRASE_FILE@).read_text("utf-8").removesuffix("\\n")'


def key(filling: Filling) -> str:
    """Return the lines that make `key`, a key object."""
    password = "passphrase.encode()" if filling.encrypted else "None"
    loaded = f"key = load_pem_private_key(Path(@FILE@).read_bytes(), {password})"
    return f"{passphrase(filling)}\n{loaded}" if filling.encrypted else loaded


def with_key(filling: Filling, imports: str, *lines: str) -> Snippet:
    """Return a program that has `key`, an object of the package cryptography."""
    return program(filling, _sorted(imports, _LOAD), key(filling) + "\n", *lines)


def with_secret(filling: Filling, imports: str, *lines: str) -> Snippet:
    """Return a program that has `secret`, the PEM in clear, made in memory."""
    return program(filling, _sorted(imports, _LOAD_AND_WRITE), key(filling), f"secret = {_TO_PEM}\n", *lines)


def with_seed(filling: Filling, imports: str, *lines: str) -> Snippet:
    """Return a program that has `secret`, the 32 bytes of an Ed25519 key in base64, made in memory."""
    return program(filling, _sorted(imports, _LOAD), key(filling), f"secret = {_TO_SEED}\n", *lines)


def from_plain_copy(filling: Filling, imports: str, *lines: str) -> Snippet:
    """Return a program that has `secret`, read from the plain copy."""
    return program(filling, imports, "secret = Path(@PLAIN@).read_text()\n", *lines)


def from_environment(filling: Filling, imports: str, name: str, *lines: str) -> Snippet:
    """Return a program that has `secret`, from the environment variable of this name."""
    return program(filling, imports, f'secret = os.environ["{name}"]\n', *lines)


def opening(filling: Filling, imports: str, *lines: str, where: Text = NOTHING) -> Snippet:
    """Return a program of a client that opens the file itself: it has `passphrase`."""
    return program(filling, imports, passphrase(filling) + "\n", *lines, where=where)


def _sorted(*imports: str) -> str:
    lines = [line for each in imports for line in each.splitlines()]
    return "\n".join(sorted(lines, key=lambda line: (line.split()[1], line)))
