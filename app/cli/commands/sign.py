"""`akg sign`: a request as its venue wants it signed, complete and to copy. Nothing is sent."""

from argparse import Namespace
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.cli.arguments import STANDARD_INPUT, api_key
from app.cli.parsing import Parser, file_of
from app.cli.source_options import add_sources_of_existing, source_of_existing
from app.cli.sources import FromKeyring, Source
from app.errors import UsageError
from app.text import text

if TYPE_CHECKING:
    from app.signing.request import Pair
    from app.venues.venue import Venue

HELP = "sign a request as the exchange wants it"

SUMMARY = """\
Signs a request for the API of a venue and prints it complete, with the signature where the venue
looks for it. Nothing is sent. Without METHOD and PATH it is a request that changes nothing.

What is signed is said on standard error, byte for byte: what cannot be seen is escaped.

The APIs, for --venue and --api; the first of each is the usual one:
  binance              rest, futures, sapi, ws, ws-logon, ws-userdata, fix
  binance-testnet      rest, ws, ws-logon, ws-userdata, fix
  binance-demo         rest, futures, ws, ws-logon, ws-userdata
  bybit                rest, ws
  deribit              auth: -d nonce=, -d data=
  backpack             rest: -d instruction=
  interactive-brokers  oauth: -d oauth_token=, -d diffie_hellman_challenge=
  snowflake            jwt: -d account=, -d user=, -d lifetime=
  bitget, revolut-x, robinhood, kalshi
                       rest
  other                plain: --body, a text or a file
                       jwt-eddsa, jwt-rs256: -d aud=, -d kid=

FIX reads -d SenderCompID=, -d TargetCompID= and -d MsgSeqNum=. A token reads -d lifetime= in seconds;
other names are claims, and --api-key is the client's identifier."""

EXAMPLES = """\
  akg sign key.private.pem --venue binance --api-key vmPUZE6m...
  akg sign key.private.pem --venue binance POST /api/v3/order -d symbol=BTCUSDT -d side=BUY \\
      -d type=MARKET -d quantity=0.01 --output curl
  akg sign key.private.pem --venue binance --api ws order.place -d symbol=BTCUSDT -d newClientOrderId=1
  akg sign key.private.pem --venue bybit POST /v5/order/create --body order.json --api-key AbCd...
  printf %s "$TEXT" | akg sign key.private.pem --venue other --body - --output signature"""

_OUTPUTS = ("signature", "payload", "curl", "json", "fix", "headers")


@dataclass(frozen=True, slots=True, eq=False)
class SignOptions:
    """`output` empty: the request in its own form. `body`, `secret_file` None: there is none."""

    file: str
    source: Source | FromKeyring
    venue: "Venue"
    api: str = ""
    method: str = ""
    path: str = ""
    parameters: "tuple[Pair, ...]" = ()
    query: str = ""
    body: str | None = None
    timestamp: str = ""
    recv_window: str = ""
    api_key: str = ""
    secret_file: str | None = None
    output: str = ""
    json: bool = False


def add(parser: Parser) -> None:
    """Add the key, the request, where its passphrase comes from, and the form of the answer."""
    from app.cli.venue_words import venue

    parser.intermixed = True
    parser.add_argument("file", metavar="FILE", help="the private key; - for standard input")
    parser.add_argument(
        "method", metavar="METHOD", nargs="?", default="", help="such as POST, or order.place"
    )
    parser.add_argument("path", metavar="PATH", nargs="?", default="", help="such as /api/v3/order")
    parser.add_argument(
        "--venue", metavar="VENUE", type=venue, required=True, help="by its name in akg venues"
    )
    parser.add_argument("--api", metavar="NAME", default="", help="which of its APIs; default: its usual one")
    parser.add_argument(
        "-d",
        "--data",
        metavar="NAME=VALUE",
        dest="parameters",
        type=_parameter,
        action="append",
        default=[],
        help="a parameter, not encoded; NAME:=JSON for a number, true or a list. In the order given",
    )
    parser.add_argument(
        "--query", metavar="TEXT", default="", help="a query as it is sent, percent-encoded, without ?"
    )
    parser.add_argument(
        "--body", metavar="FILE", help="the body as it is sent, byte for byte; - for standard input"
    )
    parser.add_argument(
        "--timestamp", metavar="now|N", default="now", help="in the unit of the API; default: now"
    )
    parser.add_argument(
        "--recv-window", metavar="N", default="", help="how long the request is valid, in milliseconds"
    )
    parser.add_argument(
        "--api-key", metavar="KEY", type=api_key, default="", help="the API key that the exchange shows"
    )
    parser.add_argument(
        "--secret-file",
        metavar="FILE",
        help="what Bitget (API passphrase) and Interactive Brokers (access token secret, decrypted, in "
        "hexadecimal) want beside the key",
    )
    add_sources_of_existing(parser)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument(
        "--output",
        metavar="FORM",
        choices=_OUTPUTS,
        default="",
        help="signature, payload (what is signed), curl, json, fix or headers; default: the request",
    )
    forms.add_argument("--json", action="store_true", help="all of it, as JSON")


def _parameter(word: str) -> "Pair":
    """Return name and value of `NAME=VALUE` or `NAME:=JSON`."""
    name, equals, value = word.partition("=")
    if not equals or not name.removesuffix(":"):
        raise UsageError(text("-d takes NAME=VALUE, or NAME:=JSON."), text("For example: -d symbol=BTCUSDT"))
    if not name.endswith(":"):
        return name, value
    from app.signing.request import JSONText

    return name[:-1], JSONText(_checked_json(value))


def _checked_json(value: str) -> str:
    import json

    try:
        json.loads(value)
    except (ValueError, RecursionError) as error:
        raise UsageError(text("The value behind := is not JSON."), text("For a plain text use =.")) from error
    if not value.isascii() or not value.isprintable():
        raise UsageError(
            text("JSON behind := is one line of ASCII."), text("Write other letters as \\u00e9.")
        )
    return value


def options(values: Namespace) -> SignOptions:
    """Return what the line asks for. Raises UsageError where standard input would be two things."""
    file = file_of(values)
    source = source_of_existing(values, file)
    if values.body == STANDARD_INPUT and (file == STANDARD_INPUT or values.passphrase_stdin):
        raise UsageError(
            text("Only one thing can come through standard input."), text("Name a file for the body.")
        )
    return SignOptions(
        file,
        source,
        values.venue,
        values.api,
        values.method,
        values.path,
        tuple(values.parameters),
        values.query,
        values.body,
        "" if values.timestamp == "now" else values.timestamp,
        values.recv_window,
        values.api_key,
        values.secret_file,
        values.output,
        values.json,
    )


def run(options: SignOptions) -> int:
    """Sign, say what was signed, and write the request. All that can be refused is, before the passphrase."""
    from app.cli import inputs, signing
    from app.cli.descriptions import show_notes
    from app.cli.opening import open_pair
    from app.cli.status import DONE
    from app.signing.checking import LARGEST_TEXT
    from app.signing.request import SignRequest
    from app.usecases.open_key import recognise
    from app.usecases.sign import complete, recipe_of, sign

    recipe = recipe_of(options.venue, options.api)
    signing.check_output(recipe, options.output)
    body = b"" if options.body is None else inputs.read_content(options.body, LARGEST_TEXT)
    request = SignRequest(
        method=options.method,
        path=options.path,
        query=options.query,
        parameters=options.parameters,
        body=body,
        api_key=options.api_key,
        timestamp=options.timestamp,
        recv_window=options.recv_window,
    )
    complete(recipe, request, options.venue.identifier)
    document = recognise(inputs.read_key(options.file))
    show_notes(document)
    request = replace(request, secret=signing.secret_of(recipe, options.secret_file))
    pair = open_pair(options.file, document, options.source)
    signed = sign(recipe, request, pair, options.venue.identifier)
    signing.show(signed)
    signing.write(signed, options.output, as_report=options.json)
    return DONE
