"""`akg passphrase suggest` and `akg passphrase change`."""

from collections.abc import Sequence
from pathlib import Path

from app.cli import keyring
from app.cli.interruption import between_steps, interruptible
from app.cli.key_options import ChangeOptions, FromKeyring, SuggestOptions
from app.cli.output import Messages, write
from app.cli.sources import existing_passphrase, new_passphrase
from app.cli.status import DONE, RESERVED
from app.errors import UsageError
from app.keys.document import KeyDocument, check_alone
from app.keys.duration import in_words
from app.keys.passphrase import Passphrase
from app.keys.protection import DEFAULT_ITERATIONS, Encrypted, check_new_iterations
from app.keys.reader import open_private_key
from app.keys.strength import Strength, seconds_to_guess
from app.storage import folder
from app.storage.key_file import read_replaceable
from app.usecases.change_passphrase import ChangeReport, change_passphrase
from app.usecases.open_key import recognise
from app.usecases.passphrases import DEFAULT_WORDS
from app.usecases.passphrases import suggest as suggest_passphrase
from app.usecases.recovered import Check, recovered_rows, recovering


def suggest(options: SuggestOptions) -> None:
    """The passphrase alone on standard output; what it is worth on standard error."""
    suggestion = suggest_passphrase(DEFAULT_WORDS if options.words is None else options.words)
    write(suggestion.passphrase.reveal() + "\n")
    Messages().note(f"{suggestion.words} random words: {_worth(suggestion.strength)}")


def _worth(strength: Strength) -> str:
    time = in_words(seconds_to_guess(strength, DEFAULT_ITERATIONS))
    return (
        f"{strength.bits:.1f} bits, {strength.band.value}. "
        f"One graphics card: {time} at {DEFAULT_ITERATIONS:,} iterations."
    )


def change(options: ChangeOptions) -> int:
    """Replaces the file; asks only when it is clear what is there and that it may be replaced.

    Returns the exit status: RESERVED if all is done and something is left to be wished for.
    """
    file = Path(options.file)
    iterations = DEFAULT_ITERATIONS if options.iterations is None else options.iterations
    check_new_iterations(iterations)
    with recovering(file.parent) as recovered:
        document = recognise(read_replaceable(file))
        check_alone(document)
        folder.check(file.parent)
    rows = recovered_rows(recovered.settled)
    _tell_rows(rows)
    store = keyring.system_store() if options.keyring else None
    old = _old_passphrase(options, document)
    new = Encrypted(_new_passphrase(options, file.name), iterations)
    with between_steps() as check:
        report = change_passphrase(file, document, old, new, lambda *_: check())
    _tell(report)
    status = DONE if not report.reserved and all(row.good for row in rows) else RESERVED
    if store:
        status = keyring.remember([report.pair], new.passphrase, store, Messages()) or status
    return status


def _old_passphrase(options: ChangeOptions, document: KeyDocument) -> Passphrase | None:
    """The one that opens the key, or None where it is not encrypted."""
    if not document.encryption:
        interruptible(lambda: open_private_key(document, None))
        return None
    if isinstance(options.old, FromKeyring):
        return keyring.open_with_recalled(options.file, document)[1]
    old = existing_passphrase(options.old)
    interruptible(lambda: open_private_key(document, old))
    return old


def _new_passphrase(options: ChangeOptions, label: str) -> Passphrase:
    try:
        return new_passphrase(options.new, label, weak_ok=options.weak_passphrase_ok)
    except UsageError as error:
        error.hint = "Use --new-passphrase-file FILE or --new-passphrase-fd N."
        raise


def _tell(report: ChangeReport) -> None:
    _tell_rows([*report.rows, Check("Fingerprint", report.pair.fingerprint)])
    if not report.reserved:
        Messages().success("The passphrase is changed.")


def _tell_rows(rows: Sequence[Check]) -> None:
    messages = Messages()
    messages.rows((row.title, row.detail) for row in rows if row.good)
    for row in rows:
        if not row.good:
            messages.warning(f"{row.title}: {row.detail}")
