"""The pairs at hand: the public key for anybody, the private key for a moment, and saving what is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import KeygenError
from app.gui import messages, tasks
from app.gui.key.models.change_model import ChangeModel
from app.gui.saving.models.draft_model import DraftModel, LabelSource
from app.gui.saving.models.fields import PassphraseStatus
from app.gui.saving.models.saving_model import SavingModel
from app.gui.session.hand import PairsAtHand, kept, labels_of
from app.gui.session.holder import Holder
from app.gui.session.notices import Kind, Notice, Offer, notice_of
from app.gui.session.session import Session
from app.gui.tasks import NO_PASSPHRASE, Draft
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from app.gui.tasks import Saved
    from app.keys.passphrase import Passphrase
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.open_key import Opened

PART = "key"


class _Answer(Enum):
    """What is offered for a key that is badly protected."""

    SAVE = "save"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class KeyState:
    """`private_text` only while it is shown. `saving`: the part with which pairs are saved is open.
    `copied`: fingerprints of the public keys that were copied.
    """

    private_text: str | None = None
    saving: bool = False
    copied: frozenset[str] = frozenset()


class KeyModel(Holder[KeyState]):
    """Emits `public_copied` and `private_copied` once the clipboard has it, `change_wanted` where the
    dialog for another passphrase is to be shown, `saved` when pairs that were not saved are.

    `draft` and `saving` are for pairs that are not saved yet, or that are to be saved once more.
    """

    public_copied = Signal()
    private_copied = Signal()
    path_copied = Signal()
    change_wanted = Signal()
    saved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(KeyState())
        self._session = session
        self._is_private_wanted = False
        self.draft = DraftModel(session)
        self.saving = SavingModel(session, self.draft, PART)
        self.changing = ChangeModel(session, self.change_passphrase)
        session.hand.arrived.connect(self._on_arrived)
        self.saving.saved.connect(self._on_saved)
        self.draft.edited.connect(self._on_edited)
        self.draft.changed.connect(self._on_draft_changed)
        self.draft.suggestions.failed.connect(self._on_failed)

    @property
    def hand(self) -> PairsAtHand:
        """The pairs."""
        return self._session.hand.state

    @property
    def copy_problem(self) -> Text:
        """Why nothing can be copied; empty if it can."""
        return self._session.activity.state.problem

    @property
    def private_problem(self) -> Text:
        """Why the private key can be neither shown nor copied; empty if it can."""
        if self.copy_problem:
            return self.copy_problem
        if self.hand.saved:
            return NOTHING if self.private_file else text("It is in the archive.")
        unfit = (PassphraseStatus.NOT_REPEATED, PassphraseStatus.DIFFERENT, PassphraseStatus.REFUSED)
        draft = self.draft.state
        return draft.passphrase_problem if draft.passphrase in unfit else NOTHING

    @property
    def save_problem(self) -> Text:
        """Why the pairs cannot be saved now; empty if they can."""
        return self.copy_problem or self.draft.state.problem

    @property
    def change_problem(self) -> Text:
        """Why the passphrase of the file cannot be changed now; empty if it can."""
        if not self.private_file:
            return text("The key is in no file of its own.")
        return self.copy_problem

    @property
    def private_file(self) -> str:
        """The path of the file with the selected private key; empty where it has none of its own."""
        hand = self.hand
        if hand.opened is not None and hand.opened.path is not None:
            return str(hand.opened.path)
        return hand.files[hand.selected].private_file if hand.files else ""

    @property
    def public_file(self) -> str:
        """The path of the file with the selected public key; empty where it has none of its own."""
        hand = self.hand
        return hand.files[hand.selected].public_file if hand.files else ""

    @property
    def protection(self) -> tuple[Text, str]:
        """How the private key is protected, and the role of that sentence."""
        hand, draft = self.hand, self.draft.state
        encrypted = text("Encrypted; the file opens with your passphrase alone.")
        plain = text("NOT encrypted: whoever gets it can trade with this key.")
        if hand.saved:
            return (encrypted, "good") if hand.is_encrypted else (plain, "warning")
        if hand.opened is not None and not self.state.saving:
            return (encrypted, "good") if hand.opened.document.encryption else (plain, "warning")
        match draft.passphrase:
            case PassphraseStatus.READY:
                return text("Will be saved encrypted with your passphrase."), "good"
            case PassphraseStatus.EMPTY:
                return text("NOT encrypted: type a passphrase to protect it."), "warning"
            case _:
                return draft.passphrase_problem, "warning"

    @property
    def place(self) -> str:
        """The folder that the files are in, or the archive; empty where there are none."""
        hand = self.hand
        if hand.opened is not None and hand.opened.path is not None:
            return str(hand.opened.path.parent)
        return hand.place

    def select(self, index: int) -> None:
        """Show the pair of this index."""
        if 0 <= index < len(self.hand.pairs) and index != self.hand.selected:
            self._hide_private()
            self._session.hand.change(selected=index)

    def copy_public(self) -> None:
        """Copy exactly the PEM text."""
        pair = self.hand.pair
        if pair is not None and not self.copy_problem:
            self._session.clipboard.copy_public(pair.public_key_pem)
            self.change(copied=self.state.copied | {pair.fingerprint})
            self._session.activity.say(paragraph(text("Public key copied."), messages.REGISTER_HINT))
            self.public_copied.emit()

    def copy_fingerprint(self) -> None:
        """Copy the fingerprint of the selected pair."""
        if self.hand.pair is not None:
            self._session.clipboard.copy_public(self.hand.pair.fingerprint)

    def copy_path(self) -> None:
        """Copy the path of the private key's file, for the settings of a program."""
        if path := self.private_file or self.place:
            self._session.clipboard.copy_public(path)
            self.path_copied.emit()

    def show_folder(self) -> None:
        """Show the files in the file manager of the desktop."""
        if path := self.private_file or self.place:
            task = partial(tasks.show_in_folder, (path,))
            self._session.jobs.start(
                task, succeeded=self._on_folder_shown, failed=self._on_failed, must_end=False
            )

    def show_private(self, shown: bool) -> None:
        """Show the private key as it is in its file, or would be saved now; or hide it."""
        self._is_private_wanted = shown
        if shown:
            self._private(self._on_shown)
        else:
            self._hide_private()

    def copy_private(self) -> None:
        """Copy it, as it would be shown."""
        self._private(self._on_private)

    def begin_saving(self) -> None:
        """Open the part with which the pairs are saved."""
        self.change(saving=True)
        self._on_draft_changed()

    def save(self) -> None:
        """Save what is at hand, with the passphrase that is in the field now; nothing that is saved already,
        unless it is wanted once more.
        """
        if self.state.saving and not self.save_problem:
            pairs = self.hand.pairs
            title = text("Encrypting, writing and checking")
            self.saving.save(partial(tasks.save, pairs), title, 2 * len(pairs))

    def begin_change(self) -> None:
        """Read the file of the selected key again, if it is not known, and have the dialog shown for it."""
        opened, pair = self.hand.opened, self.hand.pair
        if pair is None or self.change_problem:
            return
        if opened is not None:
            self._on_file_read(pair.fingerprint, opened)
        else:
            task = partial(tasks.read_again, Path(self.private_file), pair.fingerprint)
            succeeded = partial(self._on_file_read, pair.fingerprint)
            self._session.activity.start(text("Reading"), task, succeeded, self._on_failed)

    def change_passphrase(self, opened: Opened, passphrase: Passphrase, *, weak_ok: bool) -> None:
        """Encrypt the file of the selected key with this passphrase; `changing` shows how that goes."""
        if not self.change_problem:
            task = partial(tasks.change, opened, passphrase, weak_ok)
            title = text("Changing the passphrase")
            self._session.activity.start(title, task, self._on_changed, self.changing.report_failed)

    def expire(self) -> None:
        """Forget the passphrase, a suggested one, and a private key that is shown."""
        self.draft.clear()
        self.changing.expire()
        self.show_private(False)

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        own = bool(self.draft.passphrase or self.draft.suggestions.suggestion or self.state.private_text)
        return own or self.changing.has_secret

    # Inside

    def _private(self, succeeded: object) -> None:
        pair = self.hand.pair
        if pair is None or self.private_problem:
            return
        if self.hand.saved:
            task = partial(tasks.read_private_text, self.private_file, pair.fingerprint)
        else:
            task = partial(tasks.encode, pair, self._passphrase())
        title = text("Preparing the private key")
        self._session.activity.start(title, task, succeeded, self._on_failed)  # type: ignore[arg-type]

    def _passphrase(self) -> Passphrase:
        """Return that of the field, or where nothing is in it, the one that the key was opened with."""
        opened = self.hand.opened
        if not self.draft.passphrase and opened is not None and opened.passphrase is not None:
            return opened.passphrase
        return self.draft.passphrase

    def _on_arrived(self, draft: Draft) -> None:
        hand = self.hand
        source = LabelSource.FILE if hand.opened else LabelSource.TYPED
        self.draft.begin(draft, source)
        self.change(private_text=None, saving=hand.would_be_lost, copied=frozenset())
        if hand.would_be_lost:
            self._on_draft_changed()
        self._session.notices.dismiss()
        if hand.opened is not None:
            self._say_what_is_weak(hand.opened)
        elif hand.pairs and hand.pairs[0].algorithm.notice:
            about = hand.pairs[0].algorithm.notice
            self._session.notices.show(Notice(Kind.WARNING, about, NOTHING, PART))

    def _say_what_is_weak(self, opened: Opened) -> None:
        from app.usecases.open_key import notices_about

        notices = notices_about(opened.document)
        if not notices:
            return
        save = Offer(_Answer.SAVE, text("Save it to new files"))
        is_encrypted = opened.document.encryption is not None
        title = text("Change its passphrase") if is_encrypted else text("Protect this file")
        offers = (Offer(_Answer.CHANGE, title), save) if opened.path is not None else (save,)
        hint = paragraph(*notices[1:])
        self._session.notices.show(Notice(Kind.WARNING, notices[0], hint, PART, offers), self._on_answered)

    def _on_answered(self, answer: Enum) -> None:
        if answer is _Answer.CHANGE:
            self.begin_change()
        else:
            self.begin_saving()
            self.saving.passphrase_wanted.emit()

    def _on_folder_shown(self, _: None) -> None:
        """Leave the rest to the file manager."""

    def _on_shown(self, pem: str) -> None:
        self.change(private_text=pem if self._is_private_wanted else None)

    def _on_private(self, pem: str) -> None:
        self._session.clipboard.copy_secret(pem, messages.PRIVATE_KEY)
        encrypted = text("Private key copied; it is encrypted.")
        plain = text("Private key copied; it is NOT encrypted.")
        self._session.activity.say(encrypted if "ENCRYPTED" in pem else plain)
        self.private_copied.emit()

    def _on_file_read(self, fingerprint: str, opened: Opened) -> None:
        self.changing.begin(opened, fingerprint)
        self.change_wanted.emit()

    def _hide_private(self) -> None:
        """Hide it, and show none that is still being prepared."""
        self._is_private_wanted = False
        if self.state.private_text is not None:
            self.change(private_text=None)

    def _on_saved(self, saved: Saved) -> None:
        draft = saved.draft
        self._hide_private()
        labels = labels_of(draft.label, len(saved.pairs))
        self._session.hand.change(opened=None, labels=labels, **kept(saved))
        self.change(saving=False)
        self._session.activity.say(text("Saved, read back and verified."))
        self._session.keyring.remember(saved.pairs, draft.passphrase)
        self.draft.edit_passphrase(NO_PASSPHRASE, NO_PASSPHRASE)
        self.draft.clear()
        self.saved.emit()

    def _on_changed(self, result: tuple[ChangeReport, Opened, Passphrase]) -> None:
        report, opened, passphrase = result
        self._hide_private()
        hand = self.hand
        self._session.hand.change(
            report=report,
            opened=opened if hand.opened is not None else None,
            encrypted=hand.encrypted | {report.pair.fingerprint},
        )
        self._session.activity.say(text("The passphrase is changed; the file was read back and verified."))
        self._session.keyring.remember((report.pair,), passphrase)
        self.changing.report_changed()

    def _on_edited(self) -> None:
        self._hide_private()

    def _on_draft_changed(self, _: object = None) -> None:
        """Look at the folder, where something is to be saved."""
        if self.state.saving:
            draft = self.draft.state
            self.draft.destination.look_at(draft.folder, draft.files(len(self.hand.pairs)))

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))
