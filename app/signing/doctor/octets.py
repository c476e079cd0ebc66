"""The bytes that were signed in place of a text: a digest of it, in one of the forms that libraries print."""

import base64

from app.signing.algorithms import digest


def octets_of(data: bytes, form: str) -> bytes:
    """Return the bytes themselves for an empty form, or "SHA-256 hex" and its kin."""
    if not form:
        return data
    name, _, written = form.partition(" ")
    value = digest(data, name)
    match written:
        case "hex":
            return value.hex().encode("ascii")
        case "HEX":
            return value.hex().upper().encode("ascii")
        case "base64":
            return base64.b64encode(value)
        case _:
            return value
