"""Passphrases: judged, suggested, and kept in the system keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.keys.pair import KeyPair
    from app.keys.passphrase import Passphrase
    from app.usecases.passphrases import Judgement, Suggestion
    from app.usecases.progress import OnProgress


def judge_passphrase(passphrase: Passphrase, label: str, _: OnProgress) -> Judgement | None:
    """Estimate how strong it is."""
    from app.usecases.passphrases import judge

    return judge(passphrase, label)


def suggest(words: int, _: OnProgress) -> Suggestion:
    """Draw a passphrase of so many words."""
    from app.usecases.passphrases import suggest

    return suggest(words)


def find_keyring(_: OnProgress) -> str:
    """Look for the system keyring; its name."""
    from app.usecases.remember import keyring_name

    return keyring_name()


def remember(pairs: tuple[KeyPair, ...], passphrase: Passphrase, _: OnProgress) -> None:
    """Store the passphrase in the system keyring for every pair."""
    from app.usecases.remember import remember

    remember(pairs, passphrase)


def recall(fingerprint: str, _: OnProgress) -> Passphrase | None:
    """Ask the system keyring; None where nothing is stored."""
    from app.usecases.remember import recall

    return recall(fingerprint)


def forget(fingerprint: str, _: OnProgress) -> bool:
    """Remove it from the system keyring; whether there was one."""
    from app.usecases.remember import forget

    return forget(fingerprint)
