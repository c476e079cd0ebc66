"""The words of the window.

Tone: calm and exact. First what is the case, then what to do about it. No exclamation marks, no
blame, no jargon without its everyday name. “Passphrase”, never password; “private key”, never secret
key. A sentence ends with a full stop; a button says what it does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import CancelledError, KeygenError, NameTakenError, WeakPassphraseError
from app.gui.models.state import Action, Notice, Scope, State, Work

if TYPE_CHECKING:
    from app.keys.foreign.document import KeyDocument
    from app.keys.strength.estimate import Strength
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.passphrases import Judgement
    from app.usecases.save import SaveReport

REGISTER_HINT = "Paste it at Binance: Profile, API Management, Create API, Self-generated."
AFTER_SAVING = (
    "Next: register the public key, allow only your own IP addresses, replace it every 30 to 90 days."
)
AFTER_CHANGING = (
    "Next: change it in your trading client too. If others may know the old one, replace the API key itself."
)
CLIPBOARD_CLEARED = "Clipboard cleared."
CLIPBOARD_REFUSED = "Clipboard not cleared: the system did not allow it."
KEYRING_WARNING = "It is kept there after the next saving. Any program that runs as you can read it there."
DRAWING = "Drawing words…"
CAPS_LOCK = "Caps Lock is on."
CHANGE_TIP = "Encrypts the opened file anew, with the passphrase typed above"
_YEAR, _FAIR, _STRONG = 31_557_600.0, 1e6, 1e9  # seconds; years that one graphics card needs
IDLE = "Ten minutes without a change: the passphrase fields were emptied."


def notice_of(error: KeygenError, scope: Scope) -> Notice:
    """What a person reads of an error, beside the part of the window where it arose."""
    notice, notes = _notice_of(error, scope), getattr(error, "__notes__", ())
    return replace(notice, hint=" ".join([notice.hint, *notes]).strip()) if notes else notice


def _notice_of(error: KeygenError, scope: Scope) -> Notice:
    if isinstance(error, CancelledError):
        return Notice("info", "Cancelled.", "Nothing was written.", scope)
    if isinstance(error, NameTakenError):
        hint = "A free name keeps both. Replacing keeps the old files as backups beside the new ones."
        return Notice("error", error.message, hint, scope, (Action.USE_FREE_NAME, Action.REPLACE))
    if isinstance(error, WeakPassphraseError):
        hint = "A thief of the file only has to guess it. Six random words are out of reach."
        return Notice("warning", error.message, hint, scope, (Action.SUGGEST, Action.USE_WEAK))
    return Notice("error", error.message, error.hint, scope)


def unencrypted_question() -> Notice:
    """Asked before a private key is saved in clear."""
    return Notice(
        "warning",
        "Without a passphrase, whoever gets the file can trade with this key.",
        "A backup, a synced folder or a thief is enough. With a passphrase the file alone is useless.",
        Scope.SAVE,
        (Action.TYPE_ONE, Action.SAVE_UNENCRYPTED),
    )


def discard_question(count: int, action: Action) -> Notice:
    """Asked before a generated pair that is in no file is replaced."""
    scope = Scope.OPEN if action is Action.OPEN_ANYWAY else Scope.GENERATE
    offers = (Action.SAVE_FIRST, action, Action.KEEP)
    if count > 1:
        text = f"The {count:,} key pairs on screen are not saved."
        return Notice("warning", text, "Save them first: one may be registered already.", scope, offers)
    text = "The key on screen is not saved."
    return Notice("warning", text, "Save it first: it may be registered already.", scope, offers)


def closing_question(count: int) -> str:
    """Asked before the window closes with a generated pair that is in no file."""
    if count > 1:
        return f"Save these {count:,} key pairs before closing? They may be registered already."
    return "Save this key before closing? It may be registered already."


def cannot_save(problem: str) -> Notice:
    """Why what was asked for at another place than the Save button cannot be."""
    return Notice("warning", "The key is not saved yet.", problem, Scope.SAVE)


def keyring_notice(error: KeygenError, scope: Scope) -> Notice:
    """What the system keyring could not do; it may be able to in a moment. It may have asked for minutes."""
    return Notice("error", error.message, error.hint, scope, (Action.TRY_AGAIN,), unasked=True)


def strength_band(judgement: Judgement) -> str:
    """Which of poor, weak, good and excellent the figure beside it is; poor is what is refused.

    The word is made from the time, so that they cannot contradict each other: no “weak” beside millions of
    years, no “good” beside days. A thousand such cards are within a thief's means, a billion are not.
    """
    from app.keys.protection import DEFAULT_ITERATIONS
    from app.keys.strength.estimate import seconds_to_guess

    if judgement.problem:
        return "poor"
    years = seconds_to_guess(judgement.strength, DEFAULT_ITERATIONS) / _YEAR
    return "weak" if years < _FAIR else "good" if years < _STRONG else "excellent"


def least_bits() -> int:
    """What is poor with at least so many is only too short."""
    from app.keys.strength.estimate import LEAST_BITS

    return LEAST_BITS


def strength_text(strength: Strength, *, with_time: bool = True) -> str:
    """What the estimate means, beside the word for it."""
    from app.keys.protection import DEFAULT_ITERATIONS
    from app.keys.strength.estimate import time_to_guess

    time = f" {time_to_guess(strength, DEFAULT_ITERATIONS)}" if with_time else ""
    return f"About {strength.bits:.0f} bits.{time}"


def suggestion_text(strength: Strength) -> str:
    """What a generated passphrase is worth, and that it must be written down."""
    from app.keys.protection import DEFAULT_ITERATIONS
    from app.keys.strength.estimate import time_to_guess

    time = time_to_guess(strength, DEFAULT_ITERATIONS)
    return f"Exactly {strength.bits:.1f} bits. {time} Write it down now: it is not shown again."


def algorithm_text(state: State) -> str:
    """What the chosen key type is; and that the key on screen is of another, where it is."""
    chosen, shown = state.algorithm, state.algorithm_of_label
    text = chosen.notice or chosen.summary
    return text if chosen == shown else f"The key below is {shown.label}; the next one: {text}"


def generate_text(count: int) -> str:
    """The text of the Generate button; 0 where the number of pairs is not one."""
    return "&Generate" if count <= 1 else f"&Generate {count:,} key pairs"


def save_text(count: int, *, is_saved: bool = False) -> str:
    """The text of the Save button."""
    if is_saved:
        return "&Saved"
    return "&Save" if count <= 1 else f"&Save {count:,} key pairs"


def describe(document: KeyDocument) -> str:
    """What an encrypted key is, before its passphrase is known."""
    encryption = document.encryption
    if encryption is None:
        return "This private key is not encrypted."
    how = encryption.kdf
    if encryption.iterations:
        how += f", {encryption.iterations:,} iterations"
    weakness = f" {encryption.weakness}" if encryption.weakness else ""
    return f"This private key is encrypted ({how}).{weakness} Type its passphrase."


def files_text(state: State) -> str:
    """The names of the files that will be, before anything is written."""
    names = state.files
    if not names:
        return "The label cannot be the name of a file."
    if state.as_archive:
        return f"Will be saved as {names[0]} (only you can read it)."
    if state.pair_count == 1:
        return f"Will be saved as {names[0]} (only you can read it) and {names[1]}."
    return f"Will be saved as {names[0]}, {names[1]} and so on, to {names[-1]}."


def countdown_text(seconds_left: int, what: str) -> str:
    """How long a secret stays on the clipboard."""
    return f"Clipboard: {what}, cleared in {seconds_left} s"


def countdown_announcement(seconds_left: int, what: str) -> str:
    """The same for assistive technology, which is told once."""
    return f"Clipboard: {what}, cleared after {seconds_left} seconds."


def clipboard_refused_hint(what: str) -> str:
    """What it means that the clipboard could not be cleared."""
    return (
        f"The {what} may still be on it. It is tried again every second; copying anything else replaces it."
    )


def next_steps(report: SaveReport | ChangeReport) -> str:
    """What is left to do after what was reported."""
    return AFTER_SAVING if hasattr(report, "saved") else AFTER_CHANGING


def opened_text(state: State) -> str:
    """Which file the key on screen came from."""
    return f"Opened from {state.opened_file}."


def work_text(work: Work) -> str:
    """The status line while something runs."""
    if work.cancelling:
        return "Cancelling…"
    if work.total:
        return f"{work.title}: {100 * work.done // work.total} %"
    return f"{work.title}…"
