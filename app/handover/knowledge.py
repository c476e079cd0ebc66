"""What a person must know before the commands are used: the same in the terminal and in the window."""

from app.handover.clouds import ADVICE
from app.handover.manager import Entry, Manager, Place, evidence, to_replace
from app.text import Text, text

_NOT_ENCRYPTED = text(
    "This private key is NOT encrypted: whoever can read the entry can use it. Give it a passphrase first."
)


def warnings(manager: Manager, entry: Entry) -> tuple[Text, ...]:
    """Return what one would regret not having read."""
    advice = (ADVICE,) if manager.place is Place.CLOUD else ()
    return advice if entry.passphrase is not None else (*advice, _NOT_ENCRYPTED)


def known(manager: Manager, entry: Entry) -> tuple[Text, ...]:
    """Return what the words in capitals are, the notes, and how far the commands are known to work."""
    words = (text("{word}: {meaning}.", word=word, meaning=what) for word, what in to_replace(manager, entry))
    return (*words, *manager.notes, evidence(manager))
