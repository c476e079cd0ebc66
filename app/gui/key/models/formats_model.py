"""The private key in the forms that other programs want: OpenSSH's file, and the seed of Ed25519.

Holds the passphrase only while it is in the field. The seed is copied in clear, and only after a consent that
names the risk; it is in no state.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import KeygenError, PassphraseError
from app.gui import messages, tasks
from app.gui.session.hand import PairsAtHand
from app.gui.session.holder import Holder
from app.gui.session.notices import Kind, Notice, Offer, notice_of
from app.gui.session.session import Session
from app.keys.algorithm import Family
from app.keys.passphrase import NO_PASSPHRASE
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.keys.passphrase import Passphrase
    from app.usecases.judge_destination import Finding
    from app.usecases.save_file import FileReport

PART = "key"


class _Answer(Enum):
    """What is offered before the seed is copied."""

    KEEP = "keep"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Formats:
    """`problem`: what is wrong with the passphrase; `saved`: that there is an OpenSSH file now, and where."""

    problem: Text = NOTHING
    saved: Text = NOTHING


class FormatsModel(Holder[Formats]):
    """Emits `passphrase_wanted` where it is missing or wrong, `cleared` where the field is to be emptied, and
    `seed_copied` once the clipboard has it. `private_file` gives the path of the selected key's file.
    """

    passphrase_wanted = Signal()
    cleared = Signal()
    seed_copied = Signal()

    def __init__(self, session: Session, private_file: Callable[[], str]) -> None:
        super().__init__(Formats())
        self._session, self._private_file = session, private_file
        self._typed = NO_PASSPHRASE
        self._seen: tuple[Finding, ...] = ()
        self._shown = _fingerprint(session.hand.state)
        session.hand.changed.connect(self._on_hand)

    @property
    def hand(self) -> PairsAtHand:
        """The pairs."""
        return self._session.hand.state

    @property
    def problem(self) -> Text:
        """Why neither can be made now; empty if one can."""
        if not self._private_file():
            return text("The key is in no file of its own.")
        return self._session.activity.state.problem

    @property
    def openssh_problem(self) -> Text:
        """Why no OpenSSH file can be made now; empty if it can."""
        if not self._is_encrypted:
            return text("Give the file a passphrase first: Change passphrase.")
        return self.problem

    @property
    def seed_problem(self) -> Text:
        """Why the seed cannot be copied now; empty if it can."""
        pair = self.hand.pair
        if pair is not None and pair.algorithm.family is not Family.ED25519:
            return text("Only an Ed25519 key has a seed; this is an RSA key.")
        return self.problem

    @property
    def openssh_file(self) -> str:
        """The name of the OpenSSH file; empty without a file of the key."""
        from app.usecases.convert import openssh_path

        file = self._private_file()
        return openssh_path(Path(file)).name if file else ""

    @property
    def wants_passphrase(self) -> bool:
        """Whether it must be typed: the window keeps that of no file that it has made."""
        return self._is_encrypted and self._known is None

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        return bool(self._typed)

    def edit(self, passphrase: Passphrase) -> None:
        """Take what is in the field."""
        self._typed = passphrase
        if self.state.problem:
            self.change(problem=NOTHING)

    def save_openssh(self) -> None:
        """Save the key in OpenSSH's format beside its file, with the same passphrase."""
        passphrase, pair = self._passphrase, self.hand.pair
        if pair is None or self.openssh_problem:
            return
        if not passphrase:
            self._want_passphrase(text("Type the passphrase of this key first."))
            return
        accepted = self._session.memory.state.accepted_folders
        file = Path(self._private_file())
        task = partial(tasks.save_as_openssh, file, pair.fingerprint, passphrase)
        task = partial(task, accepted=accepted, seen=self._seen)
        title = text("Saving in OpenSSH's format")
        self._session.activity.start(title, task, self._on_saved, self._on_failed)

    def copy_seed(self) -> None:
        """Ask first: what would be copied is the private key itself, in clear."""
        if self.seed_problem:
            return
        if self.wants_passphrase and not self._typed:
            self._want_passphrase(text("Type the passphrase of this key first."))
            return
        message = text("The seed is the private key itself, NOT encrypted.")
        hint = text(
            "Whoever gets it can trade with this key. It goes to the clipboard, which any program can read, "
            "and is cleared there after half a minute."
        )
        offers = (
            Offer(_Answer.KEEP, text("Do not copy it")),
            Offer(_Answer.COPY, text("Copy it in clear"), consents=True),
        )
        self._session.notices.show(Notice(Kind.WARNING, message, hint, PART, offers), self._on_answered)

    def expire(self) -> None:
        """Forget the passphrase."""
        self._typed = NO_PASSPHRASE
        self.cleared.emit()
        self.change(problem=NOTHING)

    @property
    def _is_encrypted(self) -> bool:
        hand = self.hand
        if hand.opened is not None:
            return hand.opened.document.encryption is not None
        return hand.is_encrypted

    @property
    def _known(self) -> Passphrase | None:
        opened = self.hand.opened
        return opened.passphrase if opened is not None else None

    @property
    def _passphrase(self) -> Passphrase:
        return self._known or self._typed

    def _want_passphrase(self, problem: Text) -> None:
        self.change(problem=problem, saved=NOTHING)
        self.passphrase_wanted.emit()

    def _on_hand(self, hand: PairsAtHand) -> None:
        """Begin again with another key."""
        fingerprint = _fingerprint(hand)
        if fingerprint != self._shown:
            self._shown, self._seen = fingerprint, ()
            self.expire()
            self.change(saved=NOTHING)

    def _on_answered(self, answer: Enum) -> None:
        pair = self.hand.pair
        if answer is _Answer.COPY and pair is not None and not self.seed_problem:
            file = Path(self._private_file())
            task = partial(tasks.seed, file, pair.fingerprint, self._passphrase)
            self._session.activity.start(
                text("Preparing the private key"), task, self._on_seed, self._on_failed
            )

    def _on_saved(self, report: FileReport) -> None:
        saved = text("Saved as {path}, encrypted, and checked.", path=str(report.path))
        self.expire()
        self.change(saved=saved)
        self._session.activity.say(text("Saved, read back and verified."))
        if report.has_warnings:
            bad = [
                text("{title}: {detail}", title=row.title, detail=row.detail)
                for row in report.rows
                if not row.good
            ]
            self._session.notices.show(Notice(Kind.WARNING, saved, paragraph(*bad), PART))

    def _on_seed(self, seed: str) -> None:
        self.expire()
        self._session.clipboard.copy_secret(seed, messages.SEED)
        self._session.activity.say(text("Seed copied; it is NOT encrypted."))
        self.seed_copied.emit()

    def _on_failed(self, error: KeygenError) -> None:
        from app.usecases.judge_destination import UnseenFindingsError

        if isinstance(error, PassphraseError):
            self._want_passphrase(paragraph(error.message, error.hint))
            return
        if isinstance(error, UnseenFindingsError):
            self._seen += error.findings
        self._session.notices.show(notice_of(error, PART))


def _fingerprint(hand: PairsAtHand) -> str:
    return hand.pair.fingerprint if hand.pair else ""
