"""`akg decrypt`: a private key in clear, for a program that opens no encrypted file."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import STANDARD_INPUT
from app.cli.parsing import Parser, add_key_descriptor, file_of, key_descriptor_of
from app.cli.source_options import add_sources_of_existing, source_of_existing
from app.cli.sources import FromKeyring, Source
from app.errors import UsageError
from app.text import text

if TYPE_CHECKING:
    from app.keys.pair import KeyPair

HELP = "give a private key in clear to a program"

SUMMARY = """\
Decrypts a private key and writes it, as PKCS#8 PEM in clear, to standard output or to a file
descriptor, for a program that opens no encrypted file. Nothing is written to a disk: a terminal and
a file are refused, unless you add --force-plaintext. akg use CLIENT FILE says whether your program
needs this at all.

--plain-copy writes a second file beside the first, NAME.private.PLAIN.pem (mode 0600), which is not
encrypted: whoever gets it can use the key. It is never written over another file."""

EXAMPLES = """\
  FREQTRADE__EXCHANGE__SECRET="$(akg decrypt key.private.pem)" freqtrade trade
  akg decrypt key.private.pem --passphrase-file ~/passphrase.txt | my-program --key /dev/stdin
  akg decrypt key.private.pem --fd 3 3> >(my-program)
  akg decrypt key.private.pem --plain-copy --force-plaintext
      makes key.private.PLAIN.pem; delete it as soon as another way works"""


@dataclass(frozen=True, slots=True)
class DecryptOptions:
    """`file` is `-` for standard input; `descriptor`: where the key goes, unless a plain copy is made."""

    file: str
    source: Source | FromKeyring
    descriptor: int
    force_plaintext: bool = False
    plain_copy: bool = False
    crlf: bool = False


def add(parser: Parser) -> None:
    """Add the file, where its passphrase comes from, and where the key in clear goes."""
    parser.add_argument("file", metavar="FILE", help="the private key; - for standard input")
    add_sources_of_existing(parser)
    targets = parser.add_mutually_exclusive_group()
    add_key_descriptor(targets)
    targets.add_argument(
        "--plain-copy",
        action="store_true",
        help="write NAME.private.PLAIN.pem beside the file, not encrypted; needs --force-plaintext as well",
    )
    parser.add_argument(
        "--force-plaintext",
        action="store_true",
        help="write the key in clear to a file or a terminal, too",
    )
    parser.add_argument(
        "--crlf",
        action="store_true",
        help="with --plain-copy: end lines as Windows does, for Java there; other programs want LF",
    )


def options(values: Namespace) -> DecryptOptions:
    """Return what the line asks for. Raises UsageError where one thing would have to be two."""
    file = file_of(values)
    source = source_of_existing(values, file)
    if values.crlf and not values.plain_copy:
        raise UsageError(text("--crlf belongs to --plain-copy."), text("Add it, or leave both out."))
    if values.plain_copy and file == STANDARD_INPUT:
        raise UsageError(
            text("A plain copy is made beside the file: it needs a name."), text("Name the private key.")
        )
    return DecryptOptions(
        file,
        source,
        key_descriptor_of(values, source),
        values.force_plaintext,
        values.plain_copy,
        values.crlf,
    )


def run(options: DecryptOptions) -> int:
    """Write the key in clear where it may go. Asks for a passphrase only when that is known.

    Returns the exit status: DONE_WITH_WARNING where others can open what was written.
    """
    from app.cli import clear_text, inputs
    from app.cli.descriptions import show_notes
    from app.cli.opening import open_pair
    from app.usecases.decrypt import plain_pem
    from app.usecases.open_key import recognise

    if options.plain_copy:
        _check_copy(options)
    else:
        instead = text("Or make a plain copy: --plain-copy.")
        clear_text.check(options.descriptor, forced=options.force_plaintext, instead=instead)
    document = recognise(inputs.read_key(options.file))
    show_notes(document)
    pair = open_pair(options.file, document, options.source)
    if options.plain_copy:
        return _copy(pair, options)
    status = clear_text.warn(options.descriptor)
    clear_text.write(options.descriptor, plain_pem(pair))
    return status


def _check_copy(options: DecryptOptions) -> None:
    from app.cli import new_files
    from app.usecases.decrypt import check_plain_copy, plain_name

    file = Path(options.file).absolute()
    check_plain_copy(file, consent=options.force_plaintext)
    new_files.warn_of(file.parent, (plain_name(file.name),))


def _copy(pair: "KeyPair", options: DecryptOptions) -> int:
    from app.cli.output import Messages
    from app.cli.status import DONE, DONE_WITH_WARNING
    from app.usecases.decrypt import write_plain_copy

    file = Path(options.file).absolute()
    copy = write_plain_copy(pair, file, consent=options.force_plaintext, crlf=options.crlf)
    Messages().report(copy.rows)
    Messages().warning(
        text("This copy is NOT encrypted: anyone who gets it can use the key. Delete it when you can.")
    )
    return DONE_WITH_WARNING if copy.has_warnings else DONE
