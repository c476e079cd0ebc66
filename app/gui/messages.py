"""The words of the window.

Tone: calm and exact. First what is the case, then what to do about it. No exclamation marks, no
blame, no jargon without its everyday name. “Passphrase”, never password; “private key”, never secret
key. A sentence ends with a full stop; a button says what it does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import (
    NOTHING_WRITTEN,
    CancelledError,
    KeygenError,
    NameTakenError,
    WeakPassphraseError,
)
from app.gui.models.state import Action, Notice, Scope, State, Work
from app.text import Text, paragraph, plural, text

if TYPE_CHECKING:
    from app.keys.foreign.document import KeyDocument
    from app.keys.strength.estimate import Strength
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.passphrases import Judgement
    from app.usecases.save import SaveReport

REGISTER_HINT = text("Paste it at Binance: Profile, API Management, Create API, Self-generated.")
AFTER_SAVING = text(
    "Next: register the public key, allow only your own IP addresses, replace it every 30 to 90 days."
)
AFTER_CHANGING = text(
    "Next: change it in your trading client too. If others may know the old one, replace the API key itself."
)
CLIPBOARD_CLEARED = text("Clipboard cleared.")
CLIPBOARD_REFUSED = text("Clipboard not cleared: the system did not allow it.")
KEYRING_WARNING = text("Stored when you save. Programs you run can read it while the keyring is unlocked.")
DRAWING = text("Drawing words…")
CAPS_LOCK = text("Caps Lock is on.")
CHANGE_TIP = text("Encrypts the opened file again, with another passphrase")
PRIVATE_KEY = text("private key")
PASSPHRASE = text("passphrase")
_YEAR, _FAIR, _STRONG = 31_557_600.0, 1e6, 1e9  # seconds; years that one graphics card needs
IDLE = text("Ten minutes without a change: the passphrase fields were cleared.")
OFFERS = {
    Action.SAVE_UNENCRYPTED: text("Save without a passphrase"),
    Action.TYPE_ONE: text("Type a passphrase"),
    Action.TRY_AGAIN: text("Try again"),
    Action.USE_FREE_NAME: text("Use a free name"),
    Action.REPLACE: text("Replace, and keep backups"),
    Action.SUGGEST: text("Suggest a strong one"),
    Action.USE_WEAK: text("Use it anyway"),
    Action.SAVE_FIRST: text("Save it first"),
    Action.KEEP: text("Cancel"),
    Action.GENERATE_ANYWAY: text("Discard it and generate"),
    Action.OPEN_ANYWAY: text("Discard it and open"),
}
THEMES = {
    "system": text("Theme: system"),
    "light": text("Theme: light"),
    "dark": text("Theme: dark"),
}


def notice_of(error: KeygenError, scope: Scope) -> Notice:
    """Return what a person reads of an error, beside the part of the window where it arose."""
    notice, notes = _notice_of(error, scope), getattr(error, "__notes__", ())
    return replace(notice, hint=paragraph(notice.hint, *notes)) if notes else notice


def _notice_of(error: KeygenError, scope: Scope) -> Notice:
    if isinstance(error, CancelledError):
        return Notice("info", text("Cancelled."), NOTHING_WRITTEN, scope)
    if isinstance(error, NameTakenError):
        hint = text("A free name keeps both. Replacing keeps the old files as backups beside the new ones.")
        return Notice("error", error.message, hint, scope, (Action.USE_FREE_NAME, Action.REPLACE))
    if isinstance(error, WeakPassphraseError):
        hint = text("A thief of the file only has to guess it. Six random words are out of reach.")
        return Notice("warning", error.message, hint, scope, (Action.SUGGEST, Action.USE_WEAK))
    return Notice("error", error.message, error.hint, scope)


def unencrypted_question() -> Notice:
    """Asked before a private key is saved in clear."""
    return Notice(
        "warning",
        text("Without a passphrase, whoever gets the file can trade with this key."),
        text("A backup, a synced folder or a thief is enough. With a passphrase the file alone is useless."),
        Scope.SAVE,
        (Action.TYPE_ONE, Action.SAVE_UNENCRYPTED),
    )


def discard_question(count: int, action: Action) -> Notice:
    """Asked before a generated pair that is in no file is replaced."""
    scope = Scope.OPEN if action is Action.OPEN_ANYWAY else Scope.GENERATE
    offers = (Action.SAVE_FIRST, action, Action.KEEP)
    message = plural(
        "The key on screen is not saved.", "The {number:,} key pairs on screen are not saved.", count
    )
    hint = plural(
        "Save it first: it may be registered already.",
        "Save them first: one may be registered already.",
        count,
    )
    return Notice("warning", message, hint, scope, offers)


def closing_question(count: int) -> Text:
    """Asked before the window closes with a generated pair that is in no file."""
    return plural(
        "Save this key before closing? It may be registered already.",
        "Save these {number:,} key pairs before closing? They may be registered already.",
        count,
    )


def cannot_save(problem: Text) -> Notice:
    """Why what was asked for at another place than the Save button cannot be."""
    return Notice("warning", text("The key is not saved yet."), problem, Scope.SAVE)


def keyring_notice(error: KeygenError, scope: Scope) -> Notice:
    """Say what the system keyring could not do; it may be able to soon. It may have asked for minutes."""
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


def strength_text(judgement: Judgement, band: str) -> Text:
    """Return the word for it, and what that means for a thief; for one that is only too short, the word."""
    from app.keys.protection import DEFAULT_ITERATIONS
    from app.keys.strength.duration import in_words
    from app.keys.strength.estimate import LEAST_BITS, seconds_to_guess

    time = in_words(seconds_to_guess(judgement.strength, DEFAULT_ITERATIONS))
    match band:
        case "poor" if judgement.strength.bits >= LEAST_BITS:
            return text("Too short.")
        case "poor":
            return text("Poor: one graphics card would need {time}.", time=time)
        case "weak":
            return text("Fair: one graphics card would need {time}.", time=time)
        case "good":
            return text("Strong: one graphics card would need {time}.", time=time)
    return text("Excellent: one graphics card would need {time}.", time=time)


def bits_text(strength: Strength) -> Text:
    """Return the measure behind the word."""
    return text("About {bits} bits.", bits=round(strength.bits))


def suggestion_text(strength: Strength) -> Text:
    """Return what a generated passphrase is worth, and that it must be written down."""
    from app.keys.protection import DEFAULT_ITERATIONS
    from app.keys.strength.estimate import time_to_guess

    bits = f"{strength.bits:.1f}"
    return paragraph(
        text("Exactly {bits} bits.", bits=bits),
        time_to_guess(strength, DEFAULT_ITERATIONS),
        text("Write it down now: it is not shown again."),
    )


def algorithm_text(state: State) -> Text:
    """Return what the chosen key type is; and that the key on screen is of another, where it is."""
    chosen, shown = state.algorithm, state.algorithm_of_label
    about = chosen.notice or chosen.summary
    if chosen == shown:
        return about
    return text("The key below is {kind}; the next one: {about}", kind=shown.label, about=about)


def generate_text(count: int) -> Text:
    """Return the text of the Generate button; 0 where the number of pairs is not one."""
    return plural("&Generate", "&Generate {number:,} key pairs", max(count, 1))


def save_text(count: int, *, is_saved: bool = False) -> Text:
    """Return the text of the Save button."""
    return text("&Saved") if is_saved else plural("&Save", "&Save {number:,} key pairs", max(count, 1))


def describe(document: KeyDocument) -> Text:
    """Return what an encrypted key is, before its passphrase is known."""
    encryption = document.encryption
    if encryption is None:
        return text("This private key is not encrypted.")
    how = text("This private key is encrypted ({method}).", method=encryption.kdf)
    if encryption.iterations:
        how = plural(
            "This private key is encrypted ({method}, {number:,} iteration).",
            "This private key is encrypted ({method}, {number:,} iterations).",
            encryption.iterations,
            method=encryption.kdf,
        )
    return paragraph(how, encryption.weakness, text("Type its passphrase."))


def files_text(state: State) -> Text:
    """Return the names of the files that will be, before anything is written."""
    names = state.files
    if not names:
        return text("The name cannot be that of a file.")
    if state.as_archive:
        return text("Will be saved as {file} (only you can read it).", file=names[0])
    if state.pair_count == 1:
        private, public = names[:2]
        return text(
            "Will be saved as {private} (only you can read it) and {public}.", private=private, public=public
        )
    first, second, *_, last = names
    return text(
        "Will be saved as {first}, {second} and so on, to {last}.", first=first, second=second, last=last
    )


def countdown_text(seconds_left: int, what: Text) -> Text:
    """Return how long a secret stays on the clipboard."""
    return text("Clipboard: {what}, cleared in {seconds} s", what=what, seconds=seconds_left)


def countdown_announcement(seconds_left: int, what: Text) -> Text:
    """Return the same for assistive technology, which is told once."""
    return plural(
        "Clipboard: {what}, cleared after {number} second.",
        "Clipboard: {what}, cleared after {number} seconds.",
        seconds_left,
        what=what,
    )


def clipboard_refused_hint(what: Text) -> Text:
    """Return what it means that the clipboard could not be cleared."""
    return text(
        "It may still hold this: {what}. It is tried again every second; copying anything else replaces it.",
        what=what,
    )


def next_steps(report: SaveReport | ChangeReport) -> Text:
    """Return what is left to do after what was reported."""
    return AFTER_SAVING if hasattr(report, "saved") else AFTER_CHANGING


def opened_text(state: State) -> Text:
    """Return which file the key on screen came from."""
    return text("Opened from {file}.", file=state.opened_file)


def work_text(work: Work) -> Text:
    """Return the status line while something runs."""
    if work.cancelling:
        return text("Cancelling…")
    if work.total:
        return text("{title}: {percent} %", title=work.title, percent=100 * work.done // work.total)
    return text("{title}…", title=work.title)
