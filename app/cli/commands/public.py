"""`akg public`: the public half of an existing key, in the form that somebody wants."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from app.cli.arguments import STANDARD_INPUT, one_of
from app.cli.parsing import Parser, add_copy, file_of
from app.cli.source_options import add_sources_of_existing, source_of_existing
from app.cli.sources import FromKeyring, Source
from app.errors import UsageError
from app.keys.encodings import BY_NAME, PEM, Encoding, encodings_of
from app.text import text

HELP = "print the public key of a private key"

SUMMARY = """\
Prints the public key of a private key: PKCS#8, PKCS#1, OpenSSH or JWK, PEM or DER, encrypted or
not. Anything else in the file is named and ignored. Asks for the passphrase of an encrypted key on
the terminal. Of a file that has only a public key, such as NAME.public.pem, it prints that one.

The forms, for --format:
  pem            PEM (SubjectPublicKeyInfo): the default, and what most venues take
  body           its base64 in one line, without BEGIN and END
  raw-base64     the 32 bytes of an Ed25519 key
  raw-base64url  the same, in base64url
  raw-hex        the same, in hexadecimal
  raw-base58     the same, in base58
  openssh        the line of OpenSSH, with the file's name as its comment
  jwk            JSON Web Key, with its thumbprint as the key's identifier
  jwks           a set of one JSON Web Key
  pkcs1          PKCS#1 PEM (RSAPublicKey), of RSA keys alone"""

EXAMPLES = """\
  akg public ~/api-keys/spot-trading.private.pem
  akg public ~/api-keys/spot-trading.public.pem --format raw-base64
  akg public old-key.pem --passphrase-file ~/passphrase.txt > old-key.public.pem
  akg public ~/api-keys/spot-trading.private.pem --keyring
      with the passphrase that akg generate --keyring stored
  akg public ~/api-keys/spot-trading.private.pem --copy
  akg public ~/api-keys/spot-trading.public.pem --qr -
      a code to read with the telephone, drawn in the terminal
  ssh trader cat key.pem | akg public -"""

_PICTURES = (".svg", ".png")


@dataclass(frozen=True, slots=True)
class PublicOptions:
    """`file` is `-` for standard input. `qr`: the picture to write, `-` to draw it; None for none."""

    file: str
    source: Source | FromKeyring
    encoding: Encoding = PEM
    copy: bool = False
    qr: str | None = None
    force: bool = False


def add(parser: Parser) -> None:
    """Add the file, where its passphrase comes from, and where the public key goes in which form."""
    parser.add_argument(
        "file", metavar="FILE", help="the private key, or its public key; - for standard input"
    )
    parser.add_argument(
        "--format",
        metavar="NAME",
        choices=tuple(BY_NAME),
        type=one_of(BY_NAME, text("There is no such form.")),
        default=PEM.name,
        help="the form, by a name of the list above; default: pem",
    )
    add_sources_of_existing(parser)
    add_copy(parser)
    parser.add_argument(
        "--qr",
        metavar="FILE",
        type=_picture,
        help="write it as a QR code as well, FILE.svg or FILE.png; - draws the code instead of the text",
    )
    parser.add_argument(
        "--force", action="store_true", help="with --qr: replace an existing file; a backup is kept"
    )


def _picture(word: str) -> str:
    """Return the path if it is `-` or ends in .svg or .png."""
    if word != STANDARD_INPUT and not word.casefold().endswith(_PICTURES):
        raise UsageError(
            text("--qr takes a name that ends in .svg or .png, or - for the terminal."),
            text("For example: --qr spot-trading.svg"),
        )
    return word


def options(values: Namespace) -> PublicOptions:
    """Return what the line asks for. Raises UsageError where standard input would have to be two things."""
    file = file_of(values)
    source = source_of_existing(values, file)
    if values.force and values.qr in (None, STANDARD_INPUT):
        raise UsageError(text("--force belongs to --qr FILE."), text("Add it, or leave --force out."))
    return PublicOptions(file, source, BY_NAME[values.format], values.copy, values.qr, values.force)


def run(options: PublicOptions) -> int:
    """Write the public key to standard output. Asks only when it is clear what is there, and encrypted.

    Returns the exit status: DONE_WITH_WARNING where it could not be put on the clipboard.
    """
    from app.cli import inputs, output
    from app.cli.descriptions import show_notes
    from app.cli.opening import public_key_of
    from app.cli.status import DONE
    from app.keys.foreign.document import identify

    document = identify(inputs.read_key(options.file))
    show_notes(document)
    public = public_key_of(options.file, document, options.source)
    _check_form(public, options.encoding)
    comment = _comment(options.file)
    encoded = options.encoding.encode(public, comment)
    status = _show_code(encoded, options) if options.qr is not None else DONE
    if options.qr != STANDARD_INPUT:
        output.write(encoded if encoded.endswith("\n") else encoded + "\n")
    if options.copy:
        from app.cli.clipboard import copy_public_key

        status = copy_public_key(public, output.Messages(), options.encoding, comment) or status
    return status


def _check_form(public: bytes, encoding: Encoding) -> None:
    """Raise UsageError for a form that the key does not have."""
    from app.keys.foreign.public_key import family_of

    family = family_of(public)
    if family not in encoding.families:
        raise UsageError(
            text("A key of this kind ({kind}) has no form {form}.", kind=family.label, form=encoding.name),
            text("It has: {forms}.", forms=", ".join(each.name for each in encodings_of(family))),
        )


def _comment(file: str) -> str:
    """Return what names the key in a form that has room for it: the file's name without its endings."""
    if file == STANDARD_INPUT:
        return ""
    from app.storage.names import label_in

    return label_in(Path(file).name)


def _show_code(encoded: str, options: PublicOptions) -> int:
    from app.cli import pictures

    if options.qr is None or options.qr == STANDARD_INPUT:
        return pictures.draw(encoded)
    return pictures.save(encoded, options.qr, replace=options.force)
