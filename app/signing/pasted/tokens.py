"""A JSON Web Token (RFC 7515, compact), alone, behind Bearer, or as client_assertion."""

import re

from app.signing.pasted.sent import Form, Sent

_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_+/=%-]*)")


def is_token(content: str) -> bool:
    """Return whether there is a token in the text."""
    return _TOKEN.search(content) is not None


def token_in(content: str) -> str:
    """Return the first token of a text, or nothing."""
    found = _TOKEN.search(content)
    return found[1] if found else ""


def read_token(content: str) -> Sent | None:
    """Read the first token."""
    token = token_in(content)
    return Sent(Form.TOKEN, token=token) if token else None
