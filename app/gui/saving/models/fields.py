"""What is in the fields, judged: pure, and asked at every keystroke."""

from enum import Enum

from app.errors import UsageError
from app.keys.passphrase import DIFFERENT, Passphrase, problem_for_new_file
from app.storage.names import check_label
from app.text import NOTHING, Text, text


class PassphraseStatus(Enum):
    """Whether a file can be encrypted with what is in the fields."""

    EMPTY = "empty"
    NOT_REPEATED = "not repeated"
    DIFFERENT = "different"
    REFUSED = "refused"
    READY = "ready"


def label_problem(label: str) -> Text:
    """Return why the label cannot be the name of a file, as a sentence; empty if it can."""
    try:
        check_label(label)
    except UsageError as error:
        return error.message
    return NOTHING


def judge_passphrase(passphrase: Passphrase, repeated: Passphrase | None) -> tuple[PassphraseStatus, Text]:
    """Return what the fields are good for, and the sentence for it."""
    if not passphrase:
        return PassphraseStatus.EMPTY, NOTHING
    if problem := problem_for_new_file(passphrase):
        return PassphraseStatus.REFUSED, problem
    if repeated is None or repeated == passphrase:
        return PassphraseStatus.READY, NOTHING
    if passphrase.reveal().startswith(repeated.reveal()):
        return PassphraseStatus.NOT_REPEATED, text("Repeat the passphrase.")
    return PassphraseStatus.DIFFERENT, DIFFERENT
