"""The programs that read and write keys beside ours: openssl, ssh-keygen and Node."""

import subprocess
from pathlib import Path


def run(*command: str | Path, stdin: bytes = b"") -> bytes:
    """Standard output. A program that fails is a failed test that shows what the program said."""
    result = subprocess.run(
        list(map(str, command)), input=stdin, capture_output=True, check=False, timeout=60
    )
    if result.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: {result.stderr.decode(errors='replace')}")
    return result.stdout


def fails(*command: str | Path, stdin: bytes = b"") -> bool:
    result = subprocess.run(
        list(map(str, command)), input=stdin, capture_output=True, check=False, timeout=60
    )
    return result.returncode != 0


def openssl(*arguments: str | Path, stdin: bytes = b"") -> bytes:
    return run("openssl", *arguments, stdin=stdin)


def ssh_keygen(folder: Path, kind: str, passphrase: str, *options: str) -> Path:
    """A new key in OpenSSH's format; the public line stands beside it in `.pub`."""
    file = folder / "id"
    run("ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "me@laptop", "-f", file, *options)
    return file


_NODE_SIGN = """
const { createPrivateKey, sign } = require("node:crypto");
const { readFileSync } = require("node:fs");
const [file, passphrase, algorithm] = process.argv.slice(1);
const options = { key: readFileSync(file), format: "pem" };
if (passphrase) options.passphrase = passphrase;
const key = createPrivateKey(options);
process.stdout.write(sign(algorithm || null, readFileSync(0), key));
"""

_NODE_VERIFY = """
const { createPublicKey, verify } = require("node:crypto");
const { readFileSync } = require("node:fs");
const [file, signature, algorithm] = process.argv.slice(1);
const key = createPublicKey(readFileSync(file));
const good = verify(algorithm || null, readFileSync(0), key, Buffer.from(signature, "hex"));
process.exit(good ? 0 : 1);
"""


def node_sign(file: Path, passphrase: str, message: bytes, *, is_rsa: bool) -> bytes:
    return run("node", "-e", _NODE_SIGN, file, passphrase, "sha256" if is_rsa else "", stdin=message)


def node_verifies(file: Path, signature: bytes, message: bytes, *, is_rsa: bool) -> bool:
    algorithm = "sha256" if is_rsa else ""
    return not fails("node", "-e", _NODE_VERIFY, file, signature.hex(), algorithm, stdin=message)
