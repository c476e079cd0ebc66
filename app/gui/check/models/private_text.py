"""A private key that is pasted where none belongs: nothing of it is used, and the field is emptied."""

from __future__ import annotations

from app.gui.check.models.keys_model import PART
from app.gui.session.notices import Kind, Notice
from app.gui.session.session import Session
from app.text import text

_PRIVATE = text("There was a private key in this text. Nothing of it was used, and the field is empty again.")
_REPLACE = text("Paste the request without it. If anybody else has seen the text, replace that key.")


def refuses(session: Session, content: str) -> bool:
    """Return whether there is a private key in it, and warn; otherwise take an earlier warning away."""
    from app.usecases.diagnose_among import has_private_key

    if has_private_key(content):
        session.notices.show(Notice(Kind.WARNING, _PRIVATE, _REPLACE, PART))
        return True
    session.notices.dismiss(PART)
    return False
