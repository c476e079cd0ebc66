"""What is known of a secrets manager, and its commands with real names in them.

Promises: a command names files and never contains a secret, so that none is in argv, in the shell's history
or in a log; each name is one word of a POSIX shell, whatever is in it; the passphrase is an entry of its own.
Where a program reads more into a name (Ansible and awscli put in what $HOME is, kubectl parts it at commas),
the shell opens the file. Refuses: a path that a line of text cannot show.
"""

import os
import re
import shlex
import unicodedata
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from app.errors import UsageError
from app.text import NOTHING, Text, text

PASSPHRASE_FILE = "PASSPHRASE-FILE"
_OPERATORS = frozenset({"<", ">", "|", "&&"})
_LONGEST_NAME = 60  # characters; the strictest of these managers takes 63


class Place(Enum):
    """Where the secrets are."""

    OFFLINE = "offline"
    SERVER = "server"
    CLOUD = "cloud"

    @property
    def title(self) -> Text:
        """Return it in words."""
        return _PLACES[self]


_PLACES = {
    Place.OFFLINE: text("on your own machine"),
    Place.SERVER: text("on a server that you run"),
    Place.CLOUD: text("in a cloud service"),
}


@dataclass(frozen=True, slots=True)
class Manager:
    """One row. The commands are templates: words between spaces, `{file}` and other names in them.

    `together`: stores both in one command, instead of `store_file` and `store_passphrase`. `read_back` prints
    nothing where what is stored is the file; empty where it cannot be asked for. `own`: the words in capitals
    that the person replaces, each with what it is. `tried`: what gave the file back, empty where the commands
    are taken from `source` alone. `refused`: why there is no command. `make_entry`: what comes first where
    there is no passphrase to store.
    """

    name: str
    title: str
    place: Place
    source: str
    tried: str = ""
    store_file: str = ""
    store_passphrase: str = ""
    together: str = ""
    read_back: str = ""
    own: tuple[tuple[str, Text], ...] = ()
    notes: tuple[Text, ...] = ()
    refused: Text = NOTHING
    make_entry: str = ""
    passphrase_first: bool = False


class Purpose(Enum):
    """What a command is for; the value is what JSON says."""

    ENTRY = "make-entry"
    FILE = "store-private-key"
    PASSPHRASE = "store-passphrase"
    BOTH = "store-both"
    READ_BACK = "read-back"

    @property
    def title(self) -> Text:
        """Return it as a heading."""
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.ENTRY: text("Make the entry"),
    Purpose.FILE: text("Store the private key"),
    Purpose.PASSPHRASE: text("Store its passphrase"),
    Purpose.BOTH: text("Store the private key and its passphrase"),
    Purpose.READ_BACK: text("Read the key back: nothing is printed where it is the same"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One line for a POSIX shell."""

    purpose: Purpose
    line: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What is stored: an absolute path, the label of the key, and the path of a file with its passphrase.

    `passphrase` None: the file is not encrypted, and there is none to store.
    """

    file: Path
    label: str
    passphrase: str | None = PASSPHRASE_FILE

    def __post_init__(self) -> None:
        for path in (str(self.file), self.passphrase or ""):
            if not path.isprintable() or _has_surrogates(path):
                raise UsageError(
                    text("The path has characters that a line of text cannot show."),
                    text("Rename the file, or its folder."),
                )


def _has_surrogates(path: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in path)


def commands(manager: Manager, entry: Entry) -> tuple[Command, ...]:
    """Return the lines in the order in which they are to be typed; none where the manager is refused."""
    if entry.passphrase is None:
        store = manager.store_file or _without_passphrase(manager.together)
        templates = [(Purpose.ENTRY, manager.make_entry), (Purpose.FILE, store)]
    elif manager.together:
        templates = [(Purpose.BOTH, manager.together)]
    else:
        templates = [(Purpose.FILE, manager.store_file), (Purpose.PASSPHRASE, manager.store_passphrase)]
        if manager.passphrase_first:
            templates.reverse()
    templates.append((Purpose.READ_BACK, manager.read_back))
    names = _names(entry)
    return tuple(Command(purpose, _line(template, names)) for purpose, template in templates if template)


def to_replace(manager: Manager, entry: Entry) -> tuple[tuple[str, Text], ...]:
    """Return the words that the person puts others in place of, each with what it is."""
    if not any(PASSPHRASE_FILE in command.line for command in commands(manager, entry)):
        return manager.own
    meaning = text("a file with the passphrase alone that only you can read, in memory (/dev/shm)")
    return (*manager.own, (PASSPHRASE_FILE, meaning))


def evidence(manager: Manager) -> Text:
    """Return how far the commands are known to work."""
    if manager.tried:
        return text(
            "Tried with {tried}, which gave the file back. See {source}.",
            tried=manager.tried,
            source=manager.source,
        )
    return text(
        "Taken from the documentation of {title} and not tried. See {source}.",
        title=manager.title,
        source=manager.source,
    )


def _without_passphrase(template: str) -> str:
    return " ".join(word for word in template.split(" ") if "{passphrase}" not in word)


def _line(template: str, names: dict[str, str]) -> str:
    """Put the names in, each word quoted for the shell where that is needed."""
    words = template.split(" ")
    return " ".join(word if word in _OPERATORS else shlex.quote(word.format(**names)) for word in words)


def _names(entry: Entry) -> dict[str, str]:
    """Return the fields of the templates. What a manager is strict about is spelt as all of them allow."""
    safe = safe_name(entry.label)
    return {
        "file": str(entry.file),
        "filename": entry.file.name.lstrip("-"),
        "beside": os.path.join(entry.file.parent, entry.label),
        "passphrase": entry.passphrase or "",
        "stdin": "/dev/stdin",
        "label": entry.label.lstrip("-.") or safe,
        "safe": safe,
        "variable": re.sub(r"[^A-Z0-9]+", "_", safe.upper()).strip("_"),
    }


def safe_name(label: str) -> str:
    """Return the label in small letters, digits and dashes, as Kubernetes wants it (RFC 1123)."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-") or "key"
