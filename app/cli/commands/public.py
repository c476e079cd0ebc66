"""`akg public` and `akg inspect`: what an existing key is, and its public half."""

from app.cli import inputs, keyring, output
from app.cli.descriptions import inspection_as_json, inspection_as_text
from app.cli.interruption import interruptible
from app.cli.key_options import FromKeyring, InspectOptions, PublicOptions
from app.cli.sources import existing_passphrase
from app.cli.status import DONE
from app.keys.document import KeyDocument
from app.keys.pair import KeyPair
from app.keys.reader import open_private_key
from app.usecases.open_key import inspect as inspect_key
from app.usecases.open_key import recognise


def public(options: PublicOptions) -> int:
    """The public key PEM on standard output. Asks only when it is clear what is there, and encrypted.

    Returns the exit status: RESERVED where it could not be put on the clipboard.
    """
    document = recognise(inputs.read_key(options.file))
    _warn_about(document)
    pair = _open(document, options)
    output.write(pair.public_key_pem)
    if not options.copy:
        return DONE
    from app.cli.clipboard import copy_public_key

    return copy_public_key(pair, output.Messages())


def _open(document: KeyDocument, options: PublicOptions) -> KeyPair:
    if not document.encryption:
        return interruptible(lambda: open_private_key(document, None))
    if isinstance(options.source, FromKeyring):
        return keyring.open_with_recalled(options.file, document)[0]
    passphrase = existing_passphrase(options.source)
    return interruptible(lambda: open_private_key(document, passphrase))


def inspect(options: InspectOptions) -> None:
    """The description on standard output. Asks for no passphrase."""
    data = inputs.read_key(options.file)
    inspection = interruptible(lambda: inspect_key(data))
    _warn_about(inspection.document)
    output.write(inspection_as_json(inspection) if options.json else inspection_as_text(inspection))


def _warn_about(document: KeyDocument) -> None:
    for note in document.notes:
        output.say(f"Note: {note}")
    if document.encryption and document.encryption.weakness:
        advice = "Protect it better: akg passphrase change"
        output.say_as("warning", f"{document.encryption.weakness} {advice}")
