"""What people paste instead of a private key, told by name: (statement, hint) for each."""

import re

PASTE_WHOLE = "Paste the whole text, from “-----BEGIN … PRIVATE KEY-----” to the END line."


def name_of_block(label: str) -> tuple[str, str]:
    """For a PEM block that is no key that is read here."""
    if label.endswith("CERTIFICATE REQUEST"):
        return "This is a certificate request, not a private key.", PASTE_WHOLE
    if label.endswith("CERTIFICATE"):
        return "This is a certificate, not a private key.", PASTE_WHOLE
    if label.startswith("PGP"):
        return "This is an OpenPGP key or message, not a key for API requests.", PASTE_WHOLE
    return f"This is “{label[:40]}”, not a private key that is known here.", PASTE_WHOLE


def name_of_text(text: str) -> tuple[str, str]:
    """For a text, without space at its ends, that holds no PEM block."""
    for recognises, statement, hint in _STRANGERS:
        if recognises(text):
            return statement, hint
    return "This text is no private key.", PASTE_WHOLE


_STRANGERS = (
    (lambda text: not text, "This is empty.", PASTE_WHOLE),
    (
        re.compile(r"[A-Za-z0-9]{64}").fullmatch,
        "This looks like the API key that the exchange gave you (64 characters), not a private key.",
        "The API key goes into your trading program. Here, paste the private key's PEM text.",
    ),
    (
        lambda text: text.startswith("PuTTY-User-Key-File"),
        "This is a PuTTY key file, which is not read here.",
        "In PuTTYgen choose Conversions, Export OpenSSH key, and open that file.",
    ),
    (
        lambda text: text.startswith("---- BEGIN SSH2"),
        "This is an SSH public key (RFC 4716), not a private key.",
        PASTE_WHOLE,
    ),
    (
        lambda text: text.startswith("{") and '"kty"' in text,
        "This is a JSON Web Key, which is not read here.",
        "Export it as PKCS#8 PEM.",
    ),
    (
        lambda text: "PRIVATE KEY-----" in text,
        "This key is cut short: its BEGIN line is missing or damaged.",
        "Copy the whole file, from the BEGIN line to the END line.",
    ),
    (
        lambda text: "\x00" in text or "\ufffd" in text,
        "This is a binary file, not a key.",
        "Choose the file that holds the private key.",
    ),
    (
        re.compile(r"M[A-Za-z0-9+/\s]{40,}={0,2}").fullmatch,
        "The BEGIN and END lines of this key are missing.",
        PASTE_WHOLE,
    ),
)
