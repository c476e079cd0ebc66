"""`akg use`: the lines that tell a program its key."""

import os
from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.cli.arguments import STANDARD_INPUT, api_key, passphrase_file
from app.cli.parsing import Parser, file_of
from app.errors import RefusedError, UsageError
from app.text import text

if TYPE_CHECKING:
    from app.clients.client import Client
    from app.usecases.use import Way

HELP = "print the lines that tell a program its key"

SUMMARY = """\
Prints how a program gets a private key, the best way first, with lines to copy: real paths, the API
key if you name it, and never a passphrase or a private key. A copy of the key that is not encrypted
comes last, and only where the program does not open the file itself.

Asks for no passphrase and decrypts nothing. akg clients lists the programs."""

EXAMPLES = """\
  akg use ccxt ~/api-keys/spot-trading.private.pem
  akg use binance-sdk-spot key.private.pem --api-key vmPUZE6m... --passphrase-file ~/passphrase.txt
  akg use ccxt key.private.pem --venue backpack
  akg use @binance/spot key.private.pem --json"""


@dataclass(frozen=True, slots=True)
class UseOptions:
    """`api_key`, `passphrase_file`, `venue` empty: not named."""

    client: "Client"
    file: str
    api_key: str = ""
    passphrase_file: str = ""
    venue: str = ""
    json: bool = False


def add(parser: Parser) -> None:
    """Add the program, the file, what else its lines need, and the form of the answer."""
    parser.add_argument("client", metavar="CLIENT", help="the program, by its name in akg clients")
    parser.add_argument("file", metavar="FILE", help="the private key")
    parser.add_argument(
        "--api-key",
        metavar="KEY",
        type=api_key,
        default="",
        help="the API key that the exchange shows for this key",
    )
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=passphrase_file,
        default="",
        help="where the program reads the passphrase; without it, the program asks. It is not read now",
    )
    parser.add_argument(
        "--venue", metavar="VENUE", default="", help="the exchange, where the program knows several"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def options(values: Namespace) -> UseOptions:
    """Return what the line asks for. Raises UsageError for names that are not in the tables."""
    from app.cli.client_names import client_of

    client, file = client_of(values.client), file_of(values)
    if file == STANDARD_INPUT:
        raise UsageError(text("The lines name a file: it needs a name."), text("Name the private key."))
    if values.venue and values.venue not in client.venues:
        raise UsageError(
            text("{client} is not known to work with this exchange.", client=client.title),
            text("Choose one of: {words}.", words=", ".join(client.venues)),
        )
    return UseOptions(client, file, values.api_key, values.passphrase_file, values.venue, values.json)


def run(options: UseOptions) -> int:
    """Write the ways and their lines to standard output. Asks for no passphrase."""
    from app.cli import inputs
    from app.cli.descriptions import show_notes
    from app.cli.output import write
    from app.cli.status import DONE
    from app.clients.verdict import verdict
    from app.usecases.open_key import recognise
    from app.usecases.use import algorithm_of, ways

    document = recognise(inputs.read_key(options.file))
    show_notes(document)
    algorithm = algorithm_of(document)
    found = ways(
        options.client,
        algorithm,
        os.path.abspath(options.file),
        api_key=options.api_key,
        passphrase_file=os.path.abspath(options.passphrase_file) if options.passphrase_file else "",
        encrypted=document.encryption is not None,
        venue=options.venue,
    )
    if not found:
        raise RefusedError(
            verdict(options.client, algorithm), text("Programs that can use this key: akg clients.")
        )
    write(_as_json(options.client, found) if options.json else _as_text(found))
    return DONE


def _as_text(found: "tuple[Way, ...]") -> str:
    return "\n".join(_way_as_text(way) for way in found)


def _way_as_text(way: "Way") -> str:
    lines = [f"== {way.title} ==", way.explanation, *([f"Risk: {way.risk}"] if way.risk else []), ""]
    for snippet in way.snippets:
        if snippet.where:
            lines.append(f"({snippet.language.value}: {snippet.where})")
        lines.append(snippet.code)
    return "\n".join(lines)


def _as_json(client: "Client", found: "tuple[Way, ...]") -> str:
    from app.cli.tables import as_json

    ways: list[dict[str, Any]] = [
        {
            "way": way.opening.value,
            "title": way.title,
            "explanation": way.explanation,
            "risk": way.risk,
            "snippets": [
                {"language": each.language.value, "where": each.where, "code": each.code}
                for each in way.snippets
            ],
        }
        for way in found
    ]
    return as_json({"client": client.identifier, "ways": ways})
