"""`akg public` and `akg inspect`: what an existing key is, and its public half."""

from app.cli import inputs, output
from app.cli.descriptions import inspection_as_json, inspection_as_text
from app.cli.interruption import interruptible
from app.cli.options import InspectOptions, PublicOptions
from app.cli.passphrases import existing_passphrase
from app.keys.document import KeyDocument
from app.keys.reader import open_private_key
from app.usecases.open_key import inspect as inspect_key
from app.usecases.open_key import recognise


def public(options: PublicOptions) -> None:
    """The public key PEM on standard output. Asks only when it is clear what is there, and encrypted."""
    document = recognise(inputs.read_key(options.file))
    _warn_about(document)
    passphrase = existing_passphrase(options.source) if document.encryption else None
    pair = interruptible(lambda: open_private_key(document, passphrase))
    output.write(pair.public_key_pem)


def inspect(options: InspectOptions) -> None:
    """The description on standard output. Asks for no passphrase."""
    data = inputs.read_key(options.file)
    inspection = interruptible(lambda: inspect_key(data))
    _warn_about(inspection.document)
    output.write(inspection_as_json(inspection) if options.json else inspection_as_text(inspection))


def _warn_about(document: KeyDocument) -> None:
    if document.encryption and document.encryption.weakness:
        advice = "Open it in the window and save it again to protect it better."
        output.say_as("warning", f"{document.encryption.weakness} {advice}")
