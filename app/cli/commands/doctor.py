"""`akg doctor`: why an exchange refused a signature, from the text of the request."""

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.arguments import STANDARD_INPUT
from app.cli.parsing import Parser
from app.errors import UsageError
from app.text import text

if TYPE_CHECKING:
    from app.clients.client import Client
    from app.usecases.diagnose import KnownKey
    from app.venues.venue import Venue

HELP = "say why an exchange refused a signature"

SUMMARY = """\
Reads a request as it was sent, from standard input, and says what is wrong with its signature: what
was signed in place of what should have been, and the fix. Takes a URL, a curl command, a query
string, HTTP, the JSON of a WebSocket request, a FIX message, a printed dict, or a line from the log
of a client; the answer of the exchange may follow.

What is called proved was verified with the public key. Name the key that is registered first, then
others that may have been used instead. Asks for no passphrase: of an encrypted private key, the
public key beside it is used. Nothing of the request is kept or sent anywhere.

Exit status 0 if nothing is wrong, 7 if a cause was found, 8 if it was refused for reasons that
cannot be seen from here."""

EXAMPLES = """\
  akg doctor --public-key ~/api-keys/spot-trading.public.pem < request.txt
  akg doctor --key ~/api-keys/spot-trading.private.pem --client python-binance < log.txt
  akg doctor --public-key new.public.pem --public-key old.public.pem < request.txt
      was it signed with the old key?
  akg doctor --public-key key.public.pem --json < request.txt | jq -r '.causes[].id'"""


@dataclass(frozen=True, slots=True, eq=False)
class DoctorOptions:
    """`files`: keys, the registered one first. `client`, `venue` None: not named."""

    files: tuple[str, ...] = ()
    client: "Client | None" = None
    venue: "Venue | None" = None
    json: bool = False


def add(parser: Parser) -> None:
    """Add the keys, the client, the venue, and the form of the answer."""
    from app.cli.venue_words import venue

    parser.add_argument(
        "--public-key",
        metavar="FILE",
        action="append",
        dest="files",
        help="a public key, in any form; may be given several times",
    )
    parser.add_argument(
        "--key",
        metavar="FILE",
        action="append",
        dest="files",
        help="a private key; only its public half is used",
    )
    parser.add_argument(
        "--client", metavar="NAME", help="the program that sent it, by its name in akg clients"
    )
    parser.add_argument(
        "--venue", metavar="VENUE", type=venue, help="the exchange, where the request does not show it"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def options(values: Namespace) -> DoctorOptions:
    """Return what the line asks for. Raises UsageError for names that are not in the tables."""
    from app.cli.client_names import client_of

    files = tuple(values.files or ())
    if STANDARD_INPUT in files:
        raise UsageError(text("The request comes through standard input."), text("Name a file for the key."))
    client = client_of(values.client) if values.client is not None else None
    return DoctorOptions(files, client, values.venue, values.json)


def run(options: DoctorOptions) -> int:
    """Write the diagnosis to standard output. Returns 0, NOT_VALID or UNSEEN."""
    from app.cli import inputs, output
    from app.cli.diagnoses import as_json, as_text, status_of
    from app.cli.interruption import interruptible
    from app.usecases.diagnose import MAXIMUM_SIZE, diagnose

    keys = [_key_in(file) for file in options.files]
    request = inputs.read_content(STANDARD_INPUT, MAXIMUM_SIZE)
    venue = options.venue.identifier if options.venue else ""
    found = interruptible(lambda: diagnose(request, keys, venue=venue, client=options.client))
    for warning in found.warnings:
        output.say_as("warning", warning)
    output.write(as_json(found) if options.json else as_text(found))
    return status_of(found)


def _key_in(file: str) -> "KnownKey":
    from pathlib import Path

    from app.cli import inputs
    from app.usecases.diagnose import KnownKey, public_key_in

    return KnownKey(public_key_in(inputs.read_key(file), Path(file)), file)
