"""The words of the window.

Tone: calm and exact. First what is the case, then what to do about it. No exclamation marks, no
blame, no jargon without its everyday name. “Passphrase”, never password; “private key”, never secret
key. A sentence ends with a full stop; a button says what it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.text import Text, paragraph, plural, text

if TYPE_CHECKING:
    from app.keys.foreign.document import KeyDocument
    from app.keys.strength.estimate import Strength
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.passphrases import Judgement
    from app.usecases.save import SaveReport

CANCEL = text("Cancel")
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
SEED = text("seed of the private key")
PASSPHRASE = text("passphrase")
_YEAR, _FAIR, _STRONG = 31_557_600.0, 1e6, 1e9  # seconds; years that one graphics card needs
IDLE = text("Ten minutes without a change: the passphrase fields were cleared.")


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
    """Return what a generated passphrase is worth."""
    from app.keys.protection import DEFAULT_ITERATIONS
    from app.keys.strength.estimate import time_to_guess

    return time_to_guess(strength, DEFAULT_ITERATIONS)


def exact_bits_text(strength: Strength) -> Text:
    """Return the measure of a generated passphrase, which is exact."""
    bits = f"{strength.bits:.1f}"
    return text("Exactly {bits} bits.", bits=bits)


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
