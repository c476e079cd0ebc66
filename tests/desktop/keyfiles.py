"""What stands on the disk, judged by openssl and not by ourselves."""

import base64
import hashlib
import subprocess
from pathlib import Path


def openssl(*arguments: str, stdin: str = "") -> str:
    done = subprocess.run(
        ["openssl", *arguments], input=stdin.encode(), capture_output=True, timeout=20, check=True
    )
    return done.stdout.decode("ascii")


def public_key_of(private: Path, passphrase: str = "") -> str:
    """The PEM of the public key, after opening the private one."""
    return openssl("pkey", "-in", str(private), "-passin", "stdin", "-pubout", stdin=passphrase + "\n")


def new_private_key(passphrase: str) -> tuple[str, str]:
    """An Ed25519 key made and encrypted by openssl, and its public key."""
    plain = openssl("genpkey", "-algorithm", "ed25519")
    lock = ("-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA256", "-iter", "20000")
    encrypted = openssl("pkcs8", "-topk8", *lock, "-passout", f"pass:{passphrase}", stdin=plain)
    return encrypted, openssl("pkey", "-pubout", stdin=plain)


def fingerprint_of(public_pem: str) -> str:
    """SHA-256 over the DER, as the window shows it."""
    body = "".join(line for line in public_pem.splitlines() if not line.startswith("-----"))
    digest = hashlib.sha256(base64.b64decode(body)).digest()
    return "SHA256:" + base64.b64encode(digest).decode("ascii").rstrip("=")


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
