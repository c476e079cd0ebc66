"""`akg register`: what to do at a venue so that it takes a public key."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import STANDARD_INPUT
from app.cli.parsing import Parser, file_of
from app.cli.source_options import add_sources_of_existing, source_of_existing
from app.cli.sources import Ask, FromKeyring, Source

if TYPE_CHECKING:
    from app.keys.foreign.document import KeyDocument
    from app.venues.purpose import Purpose
    from app.venues.venue import Venue

HELP = "say what to do at an exchange, with the public key to paste"

SUMMARY = """\
Prints, step by step, what to do at an exchange so that it takes your public key: the key in the
form that is pasted there, the page, the name, what to allow and what never. Nothing is sent.

FILE is the private key or its public key. An encrypted private key is not opened where its public
key lies beside it; otherwise its passphrase is asked for. Use a key for each purpose: what leaks
from a tax program can then not trade."""

EXAMPLES = """\
  akg register ~/api-keys/spot-trading.private.pem --venue binance --purpose spot
  akg register tax.public.pem --venue bybit --purpose tax --json
  akg venues
      the venues that there are"""


@dataclass(frozen=True, slots=True)
class RegisterOptions:
    """`file` is `-` for standard input; `name` None: that of the file."""

    file: str
    venue: "Venue"
    purpose: "Purpose"
    source: Source | FromKeyring
    name: str | None = None
    json: bool = False


def add(parser: Parser) -> None:
    """Add the file, where its public key goes, and where its passphrase comes from."""
    parser.add_argument(
        "file", metavar="FILE", help="the private key or its public key; - for standard input"
    )
    parser.add_argument("--venue", metavar="VENUE", required=True, help="the exchange: see akg venues")
    parser.add_argument(
        "--purpose",
        metavar="PURPOSE",
        default="other",
        help="what the key is for: spot, futures, tax, read-only or other (the default)",
    )
    parser.add_argument(
        "--name", metavar="NAME", help="of the key at the exchange; default: that of the file"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    add_sources_of_existing(parser)


def options(values: Namespace) -> RegisterOptions:
    """Return what the line asks for. Raises UsageError for a venue, purpose or name that cannot be."""
    from app.cli import venue_words
    from app.storage.names import check_label

    file = file_of(values)
    if values.name is not None:
        check_label(values.name)
    return RegisterOptions(
        file=file,
        venue=venue_words.venue(values.venue),
        purpose=venue_words.purpose(values.purpose),
        source=source_of_existing(values, file),
        name=values.name,
        json=values.json,
    )


def run(options: RegisterOptions) -> int:
    """Write the steps to standard output. Raises RefusedError where the venue does not take the key."""
    from app.cli import inputs, output
    from app.cli.descriptions import show_notes
    from app.cli.status import DONE
    from app.cli.venue_descriptions import steps_as_json, steps_as_text
    from app.keys.foreign.document import identify
    from app.keys.public_formats import fingerprint
    from app.usecases.pair_sets import wants_set
    from app.usecases.register import steps
    from app.venues.rules import notice

    document = identify(inputs.read_key(options.file))
    show_notes(document)
    public_key = _public_key(document, options)
    name = options.name or _name_of(options)
    listed = steps(options.venue, options.purpose, name, public_key)
    algorithm = identify(public_key).algorithm or ""
    for said in filter(None, (notice(options.venue, algorithm), wants_set(options.venue, name))):
        output.say(f"Note: {said}")
    if not options.json:
        output.write(steps_as_text(listed, options.venue.notes))
        return DONE
    facts = {"venue": options.venue.identifier, "purpose": options.purpose.identifier, "name": name}
    facts |= {"algorithm": algorithm, "fingerprint": fingerprint(public_key)}
    output.write(steps_as_json(listed, options.venue.notes, **facts))
    return DONE


def _public_key(document: "KeyDocument", options: RegisterOptions) -> bytes:
    """Return DER SubjectPublicKeyInfo; a passphrase is asked for where there is no other way."""
    from app.cli.opening import public_key_of

    return _beside(document, options) or public_key_of(options.file, document, options.source)


def _beside(document: "KeyDocument", options: RegisterOptions) -> bytes | None:
    """Return the public key that lies beside an encrypted one, unless a passphrase is named for that."""
    if not document.encryption or not isinstance(options.source, Ask) or options.file == STANDARD_INPUT:
        return None
    from app.keys.foreign.reader import check_usable
    from app.usecases.public_half import public_key_beside

    check_usable(document)
    return public_key_beside(Path(options.file), document)


def _name_of(options: RegisterOptions) -> str:
    """Return the label in the file's name; for standard input, one of the purpose and the day."""
    from app.storage.names import label_in, today
    from app.venues.purpose import suggested_name

    if options.file == STANDARD_INPUT:
        return suggested_name(options.purpose, today())
    return label_in(Path(options.file).name)
