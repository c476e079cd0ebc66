"""`akg handover`: the commands that put a private key into a secrets manager, printed and never run."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import STANDARD_INPUT, one_of, passphrase_file
from app.cli.parsing import Parser, file_of
from app.errors import StorageError, UsageError
from app.handover.table import BY_NAME, MANAGERS
from app.text import text

if TYPE_CHECKING:
    from app.handover.manager import Command, Entry, Manager

HELP = "print the commands that put a key into a secrets manager"

SUMMARY = """\
Prints the two or three commands that store a private-key file and its passphrase in a secrets
manager, and read the key back to compare it, with the real names in them. Nothing is run, and no
command contains a secret: they name files. They are for a POSIX shell (on Windows: WSL or Git Bash).

Without --to it lists the managers: those on your own machine come first. Words in capitals in a
command are for you to replace; what they are, and what to know, goes to standard error."""

EXAMPLES = """\
  akg handover
  akg handover ~/api-keys/spot-trading.private.pem --to pass
  akg handover ~/api-keys/spot-trading.private.pem --to systemd --passphrase-file /dev/shm/p
  akg handover ~/api-keys/spot-trading.private.pem --to keepassxc --json"""


@dataclass(frozen=True, slots=True)
class HandoverOptions:
    """`manager` None: the table. `passphrase_file`: named in the commands, and never read."""

    file: str | None
    manager: str | None
    passphrase_file: str | None = None
    json: bool = False


def add(parser: Parser) -> None:
    """Add the file, the manager, and the file with the passphrase."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="the private key")
    parser.add_argument(
        "--to",
        metavar="MANAGER",
        choices=tuple(BY_NAME),
        type=one_of(BY_NAME, text("There is no such secrets manager in the list.")),
        help="a name of the list",
    )
    parser.add_argument(
        "--passphrase-file",
        metavar="P",
        type=passphrase_file,
        help="a file with the passphrase alone, to be named in the commands; it is not read",
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def options(values: Namespace) -> HandoverOptions:
    """Return what the line asks for. Raises UsageError where no file is named."""
    file = None if values.file is None else file_of(values)
    if values.to is not None and file in (None, STANDARD_INPUT):
        raise UsageError(
            text("The commands name a file: the private key needs one."), text("Name it before --to.")
        )
    return HandoverOptions(file, values.to, values.passphrase_file, values.json)


def run(options: HandoverOptions) -> int:
    """Print the commands, or the table. Returns the exit status; raises a KeygenError."""
    from app.cli import output
    from app.cli.status import DONE

    if options.manager is None or options.file is None:
        output.write(_table_as_json() if options.json else _table())
        return DONE
    manager = BY_NAME[options.manager]
    entry = _entry(options.file, options.passphrase_file)
    _show_what_to_know(manager, entry)
    output.write(_as_json(manager, entry) if options.json else _as_text(manager, entry))
    return DONE


def _entry(file: str, passphrase: str | None) -> "Entry":
    """Return what is to be stored, after a look at the file: whether it is a private key, and encrypted."""
    from app.cli import inputs
    from app.handover.manager import PASSPHRASE_FILE, Entry
    from app.storage.names import label_in
    from app.storage.writer.folder import resolve
    from app.usecases.open_key import recognise

    document = recognise(inputs.read_key(file))
    path = resolve(file)
    if passphrase is not None:
        passphrase = str(_existing(passphrase))
    return Entry(path, label_in(path.name), (passphrase or PASSPHRASE_FILE) if document.encryption else None)


def _existing(name: str) -> Path:
    """Return the absolute path. Raises without repeating it: people mistake it for the passphrase itself."""
    from app.storage.writer.folder import resolve

    try:
        path = resolve(name)
        is_file = path.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        raise StorageError(
            text("There is no such passphrase file."),
            text("--passphrase-file takes the name of a file, not the passphrase itself."),
        )
    return path


def _show_what_to_know(manager: "Manager", entry: "Entry") -> None:
    from app.cli import output
    from app.handover.knowledge import known, warnings

    for warning in warnings(manager, entry):
        output.say_as("warning", warning)
    if manager.refused:
        from app.errors import RefusedError

        raise RefusedError(manager.refused, text("See akg handover for managers that take a file."))
    for sentence in known(manager, entry):
        output.say(sentence)


def _as_text(manager: "Manager", entry: "Entry") -> str:
    from app.handover.manager import commands

    return "\n".join(f"# {command.purpose.title}\n{command.line}\n" for command in commands(manager, entry))


def _as_json(manager: "Manager", entry: "Entry") -> str:
    from app.cli import tables
    from app.handover.manager import commands, to_replace

    return tables.as_json(
        {
            **_described(manager),
            "encrypted": entry.passphrase is not None,
            "commands": [_command(each) for each in commands(manager, entry)],
            "replace": {word: str(meaning) for word, meaning in to_replace(manager, entry)},
            "notes": [str(note) for note in manager.notes],
        }
    )


def _command(command: "Command") -> dict[str, str]:
    return {"purpose": command.purpose.value, "command": command.line}


def _table() -> str:
    from app.cli import tables

    return tables.columns(
        *((each.name, each.title, f"{each.place.title}{_remark(each)}") for each in MANAGERS)
    )


def _remark(manager: "Manager") -> str:
    if manager.refused:
        return "; no safe command"
    return f"; tried with {manager.tried}" if manager.tried else "; not tried"


def _table_as_json() -> str:
    from app.cli import tables

    return tables.as_json({"managers": [_described(manager) for manager in MANAGERS]})


def _described(manager: "Manager") -> dict[str, Any]:
    return {
        "manager": manager.name,
        "title": manager.title,
        "place": manager.place.value,
        "tried": manager.tried or None,
        "source": manager.source,
        "refused": str(manager.refused) or None,
    }
