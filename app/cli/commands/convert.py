"""`akg convert`: a private key in the form that another program wants."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import STANDARD_INPUT, one_of
from app.cli.parsing import Parser, add_key_descriptor, file_of, key_descriptor_of
from app.cli.source_options import (
    add_new_sources,
    add_sources_of_existing,
    new_source_of,
    refuse_same_descriptor,
    source_of_existing,
)
from app.cli.sources import Ask, FromDescriptor, FromFile, FromKeyring, NewSource, Source
from app.errors import UsageError
from app.text import text

if TYPE_CHECKING:
    from app.keys.foreign.document import KeyDocument
    from app.keys.pair import KeyPair
    from app.keys.passphrase import Passphrase
    from app.keys.protection import Encrypted

HELP = "write a private key in another format"

SUMMARY = """\
Writes a private key in the form that another program wants. The file that it is read from stays as
it is.

  openssh  OpenSSH's own format, encrypted (aes256-ctr, 64 rounds of bcrypt), mode 0600: for
           KeePassXC, ssh-agent and old agents. NAME.private.pem becomes NAME.openssh beside it,
           with the same passphrase unless another is given. It is read back and compared.
  seed     the 32 bytes of an Ed25519 key in base64, NOT encrypted, for clients that take nothing
           else (Robinhood, Backpack). Whoever gets it has the key. It goes to a pipe or a file
           descriptor; a terminal and a file want --force-plaintext besides."""

EXAMPLES = """\
  akg convert ~/api-keys/spot-trading.private.pem --to openssh
  ssh-add ~/api-keys/spot-trading.openssh
  akg convert old.pem --to openssh -o ~/api-keys/old.openssh --new-passphrase-file new.txt
  akg convert ~/api-keys/robinhood.private.pem --to seed | trading-program
  akg convert key.pem --to seed --fd 3 3> >(trading-program)"""

_OPENSSH, _SEED = "openssh", "seed"
_FORMS = (_OPENSSH, _SEED)
_LEAVE_OUT = text("Leave it out.")


@dataclass(frozen=True, slots=True)
class ConvertOptions:
    """`file` is `-` for standard input. `output`: None beside the file, `-` for standard output.

    `descriptor`: where the seed goes. `new` None: the passphrase of the old file, or what is asked for where
    that is in clear.
    """

    file: str
    form: str
    source: Source | FromKeyring
    descriptor: int
    new: NewSource | None = None
    output: str | None = None
    force: bool = False
    weak_passphrase_ok: bool = False
    force_plaintext: bool = False


def add(parser: Parser) -> None:
    """Add the file, the form, where that goes, and where both passphrases come from."""
    parser.add_argument("file", metavar="FILE", help="the private key; - for standard input")
    parser.add_argument(
        "--to",
        choices=_FORMS,
        type=one_of(_FORMS, text("There is no such form of a private key.")),
        required=True,
        help="the form",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="with openssh: the new file; - for standard output"
    )
    parser.add_argument(
        "--force", action="store_true", help="with openssh: replace an existing file; a backup is kept"
    )
    parser.add_argument(
        "--weak-passphrase-ok",
        action="store_true",
        help="with openssh: accept a passphrase that is easily guessed",
    )
    seed = parser.add_argument_group("seed")
    add_key_descriptor(seed)
    seed.add_argument(
        "--force-plaintext", action="store_true", help="write the seed to a file or a terminal, too"
    )
    add_sources_of_existing(parser)
    add_new_sources(parser, "Without one of these the OpenSSH file gets the passphrase of FILE.")


def options(values: Namespace) -> ConvertOptions:
    """Return what the line asks for. Raises UsageError for options that contradict each other."""
    file = file_of(values)
    source, new = source_of_existing(values, file), new_source_of(values)
    if file == STANDARD_INPUT and new == FromDescriptor(0):
        raise UsageError(
            text("The key and the new passphrase cannot both come through standard input."),
            text("Name a file for one of them."),
        )
    refuse_same_descriptor(source, new)
    _refuse_foreign_options(values, new)
    if values.to == _OPENSSH and file == STANDARD_INPUT and values.output is None:
        raise UsageError(
            text("A key from standard input has no name that the new file could have."),
            text("Name it: -o FILE"),
        )
    return ConvertOptions(
        file,
        values.to,
        source,
        key_descriptor_of(values, source),
        None if isinstance(new, Ask) else new,
        values.output,
        values.force,
        values.weak_passphrase_ok,
        values.force_plaintext,
    )


def _refuse_foreign_options(values: Namespace, new: NewSource) -> None:
    """Raise where an option belongs to the other form: it would be obeyed by nobody."""
    of_openssh = {
        "--output": values.output is not None,
        "--force": values.force,
        "--weak-passphrase-ok": values.weak_passphrase_ok,
        "--new-passphrase-file": isinstance(new, FromFile),
        "--new-passphrase-fd": isinstance(new, FromDescriptor),
    }
    of_seed = {"--fd": values.fd is not None, "--force-plaintext": values.force_plaintext}
    foreign = of_seed if values.to == _OPENSSH else of_openssh
    for option, is_given in foreign.items():
        if is_given:
            other = _SEED if values.to == _OPENSSH else _OPENSSH
            raise UsageError(text("{option} belongs to --to {form}.", option=option, form=other), _LEAVE_OUT)


def run(options: ConvertOptions) -> int:
    """Write the other form. Asks only when it is clear what is there, and that it may go where it is to go.

    Returns the exit status: DONE_WITH_WARNING where it is there, but not everything is as asked.
    """
    return _write_seed(options) if options.form == _SEED else _write_openssh(options)


def _recognised(options: ConvertOptions) -> "KeyDocument":
    from app.cli import inputs
    from app.cli.descriptions import show_notes
    from app.usecases.open_key import recognise

    document = recognise(inputs.read_key(options.file))
    show_notes(document)
    return document


def _write_seed(options: ConvertOptions) -> int:
    from app.cli import clear_text
    from app.cli.opening import open_pair
    from app.keys.private_formats import seed_base64
    from app.keys.protection import Unencrypted

    clear_text.check(options.descriptor, forced=options.force_plaintext)
    pair = open_pair(options.file, _recognised(options), options.source)
    seed = seed_base64(pair, Unencrypted())
    status = clear_text.warn(options.descriptor)
    clear_text.write(options.descriptor, seed + "\n")
    return status


def _write_openssh(options: ConvertOptions) -> int:
    from app.cli import output
    from app.cli.opening import open_with_passphrase
    from app.cli.status import DONE

    path = None if options.output == STANDARD_INPUT else _new_path(options)
    if path:
        _check_new_file(path, options)
    document = _recognised(options)
    pair, passphrase = open_with_passphrase(options.file, document, options.source)
    protection = _protection(options, passphrase, path)
    if path:
        return _save(pair, protection, path, options)
    from app.cli.interruption import interruptible
    from app.keys.private_formats import openssh_private_key

    output.write(interruptible(lambda: openssh_private_key(pair, protection)))
    return DONE


def _new_path(options: ConvertOptions) -> Path:
    from app.storage.writer.folder import resolve
    from app.usecases.convert import openssh_path

    return openssh_path(resolve(options.file)) if options.output is None else resolve(options.output)


def _check_new_file(path: Path, options: ConvertOptions) -> None:
    """Refuse what cannot be, and warn of the folder, before anybody types a passphrase."""
    from app.cli import new_files
    from app.errors import NameTakenError, RefusedError
    from app.usecases.save_file import check_file_free

    try:
        check_file_free(path, replace=options.force)
    except NameTakenError as error:
        if options.force:
            raise
        hint = text("Name another one: -o FILE; --force replaces what is there and keeps a backup.")
        raise RefusedError(error.message, hint) from error
    new_files.warn_of(path.parent, (path.name,))


def _protection(options: ConvertOptions, passphrase: "Passphrase | None", path: Path | None) -> "Encrypted":
    from app.cli.sources import new_protection, same_protection, with_new_options

    label = path.name if path else ""
    weak_ok = options.weak_passphrase_ok
    if passphrase and not options.new:
        return same_protection(passphrase, label, weak_ok=weak_ok)
    with with_new_options():
        return new_protection(options.new or Ask(), label, iterations=None, weak_ok=weak_ok, saved=False)


def _save(pair: "KeyPair", protection: "Encrypted", path: Path, options: ConvertOptions) -> int:
    from app.cli.interruption import between_steps
    from app.cli.output import Messages
    from app.cli.status import DONE, DONE_WITH_WARNING
    from app.text import verbatim
    from app.usecases.convert import save_as_openssh
    from app.usecases.recovered import Check

    with between_steps() as check:
        report = save_as_openssh(pair, protection, path, check, replace=options.force)
    messages = Messages()
    messages.report([*report.rows, Check(text("Fingerprint"), verbatim(pair.fingerprint))])
    if report.has_warnings:
        return DONE_WITH_WARNING
    messages.success(text("The private key is saved in OpenSSH's format."))
    return DONE
