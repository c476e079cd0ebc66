"""What stands in the fields, judged: pure, and asked at every keystroke."""

from app.errors import UsageError
from app.gui.models.state import PassphraseStatus
from app.keys.passphrase import Passphrase, problem_for_new_file
from app.storage.names import check_label


def label_problem(label: str) -> str:
    """Why the label cannot be the name of a file, as a sentence; empty if it can."""
    try:
        check_label(label)
    except UsageError as error:
        return error.message
    return ""


def judge_passphrase(passphrase: Passphrase, repeated: Passphrase | None) -> tuple[PassphraseStatus, str]:
    """Where the fields stand, and the sentence for it."""
    if not passphrase:
        return PassphraseStatus.EMPTY, ""
    if problem := problem_for_new_file(passphrase):
        return PassphraseStatus.REFUSED, problem
    if repeated is None or repeated == passphrase:
        return PassphraseStatus.READY, ""
    if passphrase.reveal().startswith(repeated.reveal()):
        return PassphraseStatus.NOT_REPEATED, "Repeat the passphrase."
    return PassphraseStatus.DIFFERENT, "The two passphrases differ."
