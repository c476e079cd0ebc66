"""Keys described for programs (JSON) and for people: never a private key in either."""

from typing import Any

from app.cli.tables import as_json
from app.keys.foreign.document import Encryption, KeyDocument
from app.keys.protection import Encrypted, Protection
from app.usecases.open_key import Inspection
from app.usecases.save import SavedPair


def pairs_as_json(saved: tuple[SavedPair, ...], protection: Protection) -> str:
    """Return `{"pairs": [...]}`. The files are absolute paths, or names inside the archive."""
    encryption = _encryption_of_new_files(protection)
    pairs = [
        {
            "label": each.label,
            "algorithm": each.pair.algorithm.name,
            "fingerprint": each.pair.fingerprint,
            "public_key": each.pair.public_key_pem,
            "public_file": each.public_file,
            "private_file": each.private_file,
            "encryption": _encryption(encryption),
        }
        for each in saved
    ]
    return as_json({"pairs": pairs})


def _encryption_of_new_files(protection: Protection) -> Encryption | None:
    if not isinstance(protection, Encrypted):
        return None
    return Encryption("PBES2", "PBKDF2", "HMAC-SHA256", protection.iterations, "AES-256-CBC")


def inspection_as_json(inspection: Inspection) -> str:
    """Return what is known without a passphrase; null for what is not."""
    document = inspection.document
    return as_json(
        {
            "kind": "private-key" if document.is_private else "public-key",
            "container": document.container.value,
            "algorithm": document.algorithm,
            "bits": document.bits,
            "encrypted": document.encryption is not None,
            "encryption": _encryption(document.encryption),
            "fingerprint": inspection.fingerprint,
            "notes": list(document.notes),
        }
    )


def _encryption(encryption: Encryption | None) -> dict[str, Any] | None:
    if encryption is None:
        return None
    return {
        "scheme": encryption.scheme,
        "kdf": encryption.kdf,
        "prf": encryption.prf,
        "iterations": encryption.iterations,
        "cipher": encryption.cipher,
    }


def inspection_as_text(inspection: Inspection) -> str:
    """Return the same for a person, a line for each."""
    document = inspection.document
    rows = [
        ("Kind", "private key" if document.is_private else "public key"),
        ("Container", document.container.value),
        ("Algorithm", document.algorithm or "hidden by the encryption"),
        ("Bits", str(document.bits) if document.bits else ""),
        ("Encryption", _encryption_in_words(document)),
        ("Fingerprint", inspection.fingerprint or "not known without the passphrase"),
    ]
    if inspection.fingerprint is None and document.encryption is None:
        rows.pop()
    return "".join(f"{title:11}  {detail}\n" for title, detail in rows if detail)


def _encryption_in_words(document: KeyDocument) -> str:
    encryption = document.encryption
    if encryption is None:
        return "none" if document.is_private else ""
    kdf = encryption.kdf + (f" with {encryption.prf}" if encryption.prf else "")
    rounds = f", {encryption.iterations:,} iterations" if encryption.iterations else ""
    return f"{encryption.scheme}: {kdf}{rounds}, {encryption.cipher}"


def show_notes(document: KeyDocument) -> None:
    """Say what a person should know of the file, and warn where it is poorly protected."""
    from app.cli import output

    for note in document.notes:
        output.say(f"Note: {note}")
    if document.encryption and document.encryption.weakness:
        advice = "Protect it better: akg passphrase change"
        output.say_as("warning", f"{document.encryption.weakness} {advice}")
