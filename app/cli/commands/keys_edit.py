"""`akg keys edit`: what only the person knows of a key."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.cli.parsing import Parser, file_of
from app.errors import RegistryError, UsageError
from app.text import text

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.registry.record import KeyRecord

HELP = "change what the list says of a key"

SUMMARY = """\
Changes what the list says of a key. Its files stay as they are, and so do their names. --file is for
one that was moved: it is known by its public key, beside it or in it, and another key is refused.

The API key is the short text that the exchange shows after it has got the public key; it is public
enough to be kept here, but no key file and no passphrase is."""

EXAMPLES = """\
  akg keys edit spot-trading --registered --whitelisted --api-key vmPUZE6m...
  akg keys edit spot-trading --due 30d
  akg keys edit spot-trading --file ~/keys
  akg keys edit SHA256:qm3... --name spot-trading-old --due never"""

_NEVER = "never"


@dataclass(frozen=True, slots=True)
class EditOptions:
    """None: it stays. `due`: as it was typed."""

    key: str
    name: str | None = None
    venue: str | None = None
    purpose: str | None = None
    client: str | None = None
    api_key: str | None = None
    due: str | None = None
    registered: bool | None = None
    whitelisted: bool | None = None
    note: str | None = None
    file: str | None = None


def add(parser: Parser) -> None:
    """Add the key, and an option for each thing that can change."""
    parser.add_argument("key", metavar="NAME", help="the name of the key, or its fingerprint")
    parser.add_argument("--name", metavar="NEW", help="another name in the list")
    parser.add_argument("--venue", metavar="VENUE", help="the exchange: see akg venues")
    parser.add_argument("--purpose", metavar="PURPOSE", help="spot, futures, tax, read-only or other")
    parser.add_argument("--client", metavar="CLIENT", help="the program that uses it: see akg clients")
    parser.add_argument("--api-key", metavar="KEY", help="what the exchange shows for the public key")
    parser.add_argument(
        "--due", metavar="DAY", help="when to replace it: 2027-02-27, 30d from today, or never"
    )
    _add_pair(parser, "registered", "the exchange has the public key", "it does not, or not any more")
    _add_pair(parser, "whitelisted", "it works from trusted IP addresses alone", "it works from anywhere")
    parser.add_argument("--note", metavar="TEXT", help="anything else, in a line")
    parser.add_argument(
        "--file", metavar="FILE|FOLDER", help="where its private-key file is now; a folder is searched"
    )


def _add_pair(parser: ArgumentParser, name: str, yes: str, no: str) -> None:
    pair = parser.add_mutually_exclusive_group()
    pair.add_argument(f"--{name}", action="store_true", default=None, help=yes)
    pair.add_argument(f"--not-{name}", dest=name, action="store_false", help=no)


def options(values: Namespace) -> EditOptions:
    """Return what the line asks for. Raises UsageError for words that are not in the tables."""
    from app.cli import venue_words
    from app.cli.client_names import client_of

    found = EditOptions(
        key=values.key,
        name=values.name,
        venue=None if values.venue is None else venue_words.venue(values.venue).identifier,
        purpose=None if values.purpose is None else venue_words.purpose(values.purpose).identifier,
        client=None if values.client is None else client_of(values.client).identifier,
        api_key=values.api_key,
        due=None if values.due is None else _due(values.due),
        registered=values.registered,
        whitelisted=values.whitelisted,
        note=values.note,
        file=None if values.file is None else file_of(values),
    )
    if found == EditOptions(values.key):
        raise UsageError(text("Nothing is to be changed."), text("See akg keys edit --help."))
    if found.name is not None and not found.name.strip():
        raise UsageError(text("The name is empty."))
    return found


def _due(word: str) -> str:
    """Return the day as ISO 8601; empty for never."""
    from app.cli import key_list
    from app.storage.registry.record import check_day
    from app.venues.purpose import day_after

    if word == _NEVER:
        return ""
    if word.endswith("d"):
        return day_after(key_list.today(), key_list.days_of(word, "--due"))
    try:
        check_day(word or "-")
    except UsageError as error:
        raise UsageError(
            text("--due takes a day, a number of days, or never."),
            text("For example: --due 2027-02-27, --due 30d or --due never"),
        ) from error
    return word


def run(options: EditOptions) -> int:
    """Change the list. Raises UsageError for what no list may contain, without repeating it.

    Raises RegistryError where another program has forgotten the key meanwhile.
    """
    from app.cli import key_list
    from app.cli.output import Messages
    from app.cli.status import DONE
    from app.usecases.key_list.locating import move
    from app.usecases.key_list.naming import named

    registry, records = key_list.read()
    record = named(records, options.key)
    _check_api_key(record, options)
    place = None if options.file is None else _located(record, options.file)
    changed = next(iter(registry.change([record.fingerprint], lambda key: _edited(key, options))), None)
    if changed is None:
        raise RegistryError(text("The key is not in the list any more: another program has forgotten it."))
    if place is not None:
        move(record.fingerprint, place, registry)
        Messages().note(text("{name} is in {path}.", name=changed.name, path=str(place)))
    Messages().success(text("The list is changed: {name}.", name=changed.name))
    return DONE


def _located(record: "KeyRecord", typed: str) -> "Path":
    from app.cli.progress import progress
    from app.storage.writer.folder import resolve
    from app.usecases.key_list.locating import locate

    with progress("Looking for it", shown=True) as on_progress:
        return locate(record, resolve(typed), lambda done, total: on_progress(done, total) if total else None)


def _check_api_key(record: "KeyRecord", options: EditOptions) -> None:
    from app.venues.api_key import check_api_key
    from app.venues.other import OTHER
    from app.venues.table import BY_IDENTIFIER as VENUES

    venue = VENUES.get(record.venue if options.venue is None else options.venue, OTHER)
    problem = check_api_key(venue, options.api_key) if options.api_key else None
    if problem:
        raise UsageError(problem, text("What was typed is in the shell's history."))


def _edited(record: "KeyRecord", options: EditOptions) -> "KeyRecord":
    from app.cli import key_list

    words = ("name", "venue", "purpose", "client", "api_key", "due", "whitelisted", "note")
    changes = {name: value for name in words if (value := getattr(options, name)) is not None}
    if options.registered is not None:
        changes["registered"] = (record.registered or key_list.today()) if options.registered else ""
    return replace(record, **changes)
