"""The private key of the pair at hand, shown for a moment or copied: as in its file, or as it would be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.gui import messages, tasks
from app.gui.saving.models.fields import PassphraseStatus
from app.gui.session.holder import Holder
from app.gui.session.notices import notice_of
from app.gui.session.remembered import PublicHalf
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import KeygenError
    from app.gui.key.models.key_files import KeyFiles
    from app.gui.saving.models.draft_model import DraftModel
    from app.gui.session.session import Session
    from app.keys.passphrase import Passphrase

_UNFIT = (PassphraseStatus.NOT_REPEATED, PassphraseStatus.DIFFERENT, PassphraseStatus.REFUSED)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class PrivateState:
    """`text` only while it is shown."""

    text: str | None = None


class PrivateModel(Holder[PrivateState]):
    """Emits `copied` once the clipboard has it.

    `draft`: with which passphrase a pair that is in no file would be saved. `part`: where failures are told.
    """

    copied = Signal()

    def __init__(self, session: Session, files: KeyFiles, draft: DraftModel, part: str) -> None:
        super().__init__(PrivateState())
        self._session, self._files, self._draft, self._part = session, files, draft, part
        self._is_wanted = False

    @property
    def problem(self) -> Text:
        """Why it can be neither shown nor copied; empty if it can."""
        hand = self._session.hand.state
        if busy := self._session.activity.state.problem:
            return busy
        if hand.is_remembered:
            return self._files.problem
        if hand.saved:
            return NOTHING if self._files.private_file else text("It is in the archive.")
        draft = self._draft.state
        return draft.passphrase_problem if draft.passphrase in _UNFIT else NOTHING

    def show(self, shown: bool) -> None:
        """Show it, or hide it."""
        if shown:
            self._is_wanted = True
            self._make(self._on_shown)
        else:
            self.hide()

    def hide(self) -> None:
        """Hide it, and show none that is still being prepared."""
        self._is_wanted = False
        if self.state.text is not None:
            self.change(text=None)

    def copy(self) -> None:
        """Copy it, as it would be shown."""
        self._make(self._on_made)

    # Inside

    def _make(self, succeeded: Callable[[str], None]) -> None:
        hand = self._session.hand.state
        pair = hand.pair
        if pair is None or self.problem:
            return
        if isinstance(pair, PublicHalf) or hand.saved:
            task = partial(tasks.read_private_text, self._files.private_file, pair.fingerprint)
        else:
            task = partial(tasks.encode, pair, self._passphrase())
        self._session.activity.start(text("Preparing the private key"), task, succeeded, self._on_failed)

    def _passphrase(self) -> Passphrase:
        """Return that of the field, or where nothing is in it, the one that the key was opened with."""
        opened = self._session.hand.state.opened
        if not self._draft.passphrase and opened is not None and opened.passphrase is not None:
            return opened.passphrase
        return self._draft.passphrase

    def _on_shown(self, pem: str) -> None:
        self.change(text=pem if self._is_wanted else None)

    def _on_made(self, pem: str) -> None:
        self._session.clipboard.copy_secret(pem, messages.PRIVATE_KEY)
        encrypted = text("Private key copied; it is encrypted.")
        plain = text("Private key copied; it is NOT encrypted.")
        self._session.activity.say(encrypted if "ENCRYPTED" in pem else plain)
        self.copied.emit()

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, self._part))
