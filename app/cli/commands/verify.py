"""`akg verify`: whether a signature is that of a payload, and the likeliest reason why it is not."""

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.cli.arguments import STANDARD_INPUT
from app.cli.parsing import Parser, file_of
from app.cli.source_options import add_sources_of_existing, source_of_existing
from app.cli.sources import FromKeyring, Source
from app.errors import UsageError
from app.text import text

if TYPE_CHECKING:
    from app.usecases.verify import Judgement
    from app.venues.venue import Venue

HELP = "say whether a signature is valid, and why not"

SUMMARY = """\
Says whether a signature is that of a payload, by the public key: exit status 0 if it is, 7 if not,
with the likeliest reason: the type of the key, the length or the form of the signature, a line end
in the payload, padding, hash, another encoding of the payload.

With --venue the signature has to be as that API takes it; without, Ed25519, RSASSA-PKCS1-v1_5 and
RSASSA-PSS with SHA-256 are valid in base64, base64url and hexadecimal. A private key works as well;
of an encrypted one the passphrase is asked for."""

EXAMPLES = """\
  akg verify key.public.pem --payload payload.txt --signature 5k+bARgk...
  printf %s "$PAYLOAD" | akg verify key.public.pem --payload - --signature "$SIGNATURE"
  akg verify key.public.pem --payload payload.txt --signature VHneToK... --venue kalshi"""


@dataclass(frozen=True, slots=True, eq=False)
class VerifyOptions:
    """`venue` None: any scheme and form that a venue takes."""

    file: str
    source: Source | FromKeyring
    payload: str
    signature: str
    venue: "Venue | None" = None
    api: str = ""
    json: bool = False


def add(parser: Parser) -> None:
    """Add the key, the payload, the signature, and whose rules it is judged by."""
    from app.cli.venue_words import venue

    parser.add_argument(
        "file", metavar="FILE", help="the public key, or the private one; - for standard input"
    )
    parser.add_argument(
        "--payload",
        metavar="FILE",
        required=True,
        help="what was signed, byte for byte; - for standard input",
    )
    parser.add_argument("--signature", metavar="TEXT", required=True, help="the signature")
    parser.add_argument("--venue", metavar="VENUE", type=venue, help="by its name in akg venues")
    parser.add_argument("--api", metavar="NAME", default="", help="which of its APIs, as in akg sign --help")
    add_sources_of_existing(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")


def options(values: Namespace) -> VerifyOptions:
    """Return what the line asks for. Raises UsageError where standard input would be two things."""
    file = file_of(values)
    source = source_of_existing(values, file)
    if values.payload == STANDARD_INPUT and (file == STANDARD_INPUT or values.passphrase_stdin):
        raise UsageError(
            text("Only one thing can come through standard input."), text("Name a file for the payload.")
        )
    if values.api and values.venue is None:
        raise UsageError(text("--api belongs to --venue."), text("Add it, or leave --api out."))
    return VerifyOptions(
        file, source, values.payload, values.signature, values.venue, values.api, values.json
    )


def run(options: VerifyOptions) -> int:
    """Write the judgement to standard output. Returns NOT_VALID where the signature is not valid."""
    from app.cli import inputs, output
    from app.cli.opening import public_key_of
    from app.cli.status import DONE, NOT_VALID
    from app.keys.foreign.document import identify
    from app.signing.checking import LARGEST_TEXT
    from app.usecases.sign import recipe_of
    from app.usecases.verify import verify

    recipe = recipe_of(options.venue, options.api) if options.venue else None
    payload = inputs.read_content(options.payload, LARGEST_TEXT)
    document = identify(inputs.read_key(options.file))
    public = public_key_of(options.file, document, options.source)
    judgement = verify(public, payload, options.signature, recipe)
    output.write(_as_json(judgement) if options.json else _as_text(judgement))
    if judgement.hint and not options.json:
        output.say_as("hint", judgement.hint)
    return DONE if judgement.is_valid else NOT_VALID


def _as_text(judgement: "Judgement") -> str:
    if not judgement.is_valid:
        return f"Not valid: {judgement.reason}\n"
    scheme, form = judgement.scheme, judgement.form
    return f"Valid: {scheme.name if scheme else ''}, {form.value if form else ''}.\n"


def _as_json(judgement: "Judgement") -> str:
    from app.cli.tables import as_json

    return as_json(
        {
            "valid": judgement.is_valid,
            "scheme": judgement.scheme.name if judgement.scheme else None,
            "encoding": judgement.form.value if judgement.form else None,
            "reason": judgement.reason or None,
            "hint": judgement.hint or None,
            "proved": judgement.proved,
        }
    )
