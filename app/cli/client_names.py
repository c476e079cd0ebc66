"""The name of a client on a command line: found in the table, or the nearest one is suggested."""

from app.clients.client import Client
from app.clients.table import find, nearest
from app.errors import UsageError
from app.text import NOTHING, paragraph, text


def client_of(word: str) -> Client:
    """Return the client of this name. Raises UsageError, which does not repeat the word."""
    found = find(word)
    if found:
        return found
    close = nearest(word)
    raise UsageError(
        text("There is no client of this name."),
        paragraph(
            text("Did you mean {word}?", word=close.identifier) if close else NOTHING,
            text("All of them: akg clients."),
        ),
    )
