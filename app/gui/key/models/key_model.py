"""The pairs at hand: the public key for anybody, saving what is not saved, another passphrase for what is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.errors import KeygenError
from app.gui import tasks
from app.gui.key.models.change_model import ChangeModel
from app.gui.key.models.formats_model import FormatsModel
from app.gui.key.models.key_files import KeyFiles
from app.gui.key.models.private_model import PrivateModel
from app.gui.key.models.public_model import PublicModel
from app.gui.key.models.register_model import RegisterModel
from app.gui.key.models.use_model import UseModel
from app.gui.saving.models.draft_model import DraftModel, LabelSource
from app.gui.saving.models.fields import PassphraseStatus
from app.gui.saving.models.saving_model import SavingModel
from app.gui.session.aim import NOWHERE
from app.gui.session.hand import PairsAtHand, kept, labels_of
from app.gui.session.holder import Holder
from app.gui.session.notices import Kind, Notice, Offer, notice_of
from app.gui.session.session import Session
from app.gui.tasks import Draft
from app.keys.passphrase import NO_PASSPHRASE
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from app.gui.key.models.remembered_model import RememberedModel
    from app.gui.key.models.replace_model import ReplaceModel
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
    """`saving`: the part with which pairs are saved is open. `copied`: fingerprints of copied public keys."""

    saving: bool = False
    copied: frozenset[str] = frozenset()


class KeyModel(Holder[KeyState]):
    """Emits `public_copied` once the clipboard has it, `change_wanted` where the dialog for a new passphrase
    is to be shown, `saved` when pairs that were not saved are, `file_wanted` with the path of a remembered
    key's file that is to be opened, `tab_wanted` with the name of a part of the page, `signing_wanted` with
    the fingerprint of a key that is to be tried, `locate_wanted` with that of one whose file is lost.

    `draft` and `saving` are for pairs that are not saved yet, or that are to be saved once more.
    """

    public_copied = Signal()
    path_copied = Signal()
    change_wanted = Signal()
    saved = Signal()
    file_wanted = Signal(str)
    tab_wanted = Signal(str)
    signing_wanted = Signal(str)
    locate_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(KeyState())
        self._session = session
        self.files = KeyFiles(session)
        self.draft = DraftModel(session)
        self.private = PrivateModel(session, self.files, self.draft, PART)
        self.saving = SavingModel(session, self.draft, PART)
        self.changing = ChangeModel(session, self.change_passphrase)
        self.formats = FormatsModel(session, lambda: self.files.private_file)
        self.register = RegisterModel(session)
        self.public = PublicModel(session, self.register)
        self.use = UseModel(session, self.register, lambda: self.files.private_file)
        session.hand.arrived.connect(self._on_arrived)
        self.saving.saved.connect(self._on_saved)
        self.draft.edited.connect(self.private.hide)
        self.draft.changed.connect(self._on_draft_changed)
        self.draft.suggestions.failed.connect(self._on_failed)

    @property
    def hand(self) -> PairsAtHand:
        """The pairs."""
        return self._session.hand.state

    @cached_property
    def remembered(self) -> RememberedModel:
        """What is remembered of the key; made when its page is."""
        from app.gui.key.models.remembered_model import RememberedModel

        return RememberedModel(self._session)

    @cached_property
    def replacing(self) -> ReplaceModel:
        """What is done where it takes the place of another key, or another its own; made when its page is."""
        from app.gui.key.models.replace_model import ReplaceModel

        return ReplaceModel(self._session)

    @property
    def copy_problem(self) -> Text:
        """Why nothing can be copied; empty if it can."""
        return self._session.activity.state.problem

    @property
    def save_problem(self) -> Text:
        """Why the pairs cannot be saved now; empty if they can."""
        return self.copy_problem or self.draft.state.problem

    @property
    def change_problem(self) -> Text:
        """Why the passphrase of the file cannot be changed now; empty if it can."""
        if self.hand.is_remembered:
            return self.files.problem or self.copy_problem
        if not self.files.private_file:
            return text("The key is in no file of its own.")
        return self.copy_problem

    @property
    def protection(self) -> tuple[Text, str]:
        """How the private key is protected, and the role of that sentence."""
        hand, draft = self.hand, self.draft.state
        encrypted = text("Encrypted; the file opens with your passphrase alone.")
        plain = text("NOT encrypted: whoever gets it can trade with this key.")
        if hand.is_remembered and hand.is_encrypted and self.files.doubt:
            return self.files.doubt, "warning" if hand.file else "muted"
        if hand.saved or hand.is_remembered:
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

    def select(self, index: int) -> None:
        """Show the pair of this index."""
        if 0 <= index < len(self.hand.pairs) and index != self.hand.selected:
            self.private.hide()
            hand = self.hand
            purpose = hand.purposes[index] if hand.purposes else hand.aim.purpose
            self._session.hand.change(selected=index, aim=replace(hand.aim, purpose=purpose))

    def copy_public(self) -> None:
        """Copy exactly what the venue wants pasted."""
        pair = self.hand.pair
        if pair is not None and not self.copy_problem:
            self._session.clipboard.copy_public(self.public.text)
            self.change(copied=self.state.copied | {pair.fingerprint})
            self.register.tick("copy", True)
            self._session.activity.say(paragraph(text("Public key copied."), self.public.paste_hint))
            self.public_copied.emit()

    def copy_fingerprint(self) -> None:
        """Copy the fingerprint of the selected pair."""
        if self.hand.pair is not None:
            self._session.clipboard.copy_public(self.hand.pair.fingerprint)

    def copy_path(self) -> None:
        """Copy the path of the private key's file, for the settings of a program."""
        if path := self.files.private_file or self.files.place:
            self._session.clipboard.copy_public(path)
            self.path_copied.emit()

    def show_folder(self) -> None:
        """Show the files in the file manager of the desktop."""
        if path := self.files.private_file or self.files.place:
            task = partial(tasks.show_in_folder, (path,))
            self._session.jobs.start(
                task, succeeded=self._on_folder_shown, failed=self._on_failed, must_end=False
            )

    def open_file(self) -> None:
        """Ask for the file of a remembered key to be opened: what is done then needs its private key."""
        if self.hand.is_remembered and not self.files.problem:
            self.file_wanted.emit(self.files.private_file)

    def locate_file(self) -> None:
        """Lead to where the file of a remembered key is located."""
        if self.hand.pair is not None:
            self.locate_wanted.emit(self.hand.pair.fingerprint)

    def begin_saving(self) -> None:
        """Open the part with which the pairs are saved."""
        self.change(saving=True)
        self._on_draft_changed()

    def save(self) -> None:
        """Save what is at hand, with the passphrase that is in the field now; nothing that is saved already,
        unless it is wanted once more.
        """
        if self.state.saving and not self.save_problem:
            pairs = self.hand.whole_pairs
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
            task = partial(tasks.read_again, Path(self.files.private_file), pair.fingerprint)
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
        self.formats.expire()
        self.private.hide()

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        own = bool(self.draft.passphrase or self.draft.suggestions.suggestion or self.private.state.text)
        return own or self.changing.has_secret or self.formats.has_secret

    # Inside

    def _on_arrived(self, draft: Draft) -> None:
        hand = self.hand
        source = LabelSource.FILE if hand.opened else LabelSource.TYPED
        self.draft.begin(draft, source)
        self.private.hide()
        self._session.activity.say(NOTHING)  # what was done last was done to another key
        self.change(saving=hand.would_be_lost, copied=frozenset())
        if hand.would_be_lost:
            self._on_draft_changed()
        self._session.notices.dismiss()
        from app.venues.rules import notice

        if hand.opened is not None:
            self._say_what_is_weak(hand.opened)
        elif hand.pairs and (about := notice(self.register.venue, hand.pairs[0].algorithm.name)):
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

    def _on_file_read(self, fingerprint: str, opened: Opened) -> None:
        self.changing.begin(opened, fingerprint)
        self.change_wanted.emit()

    def _on_saved(self, saved: Saved) -> None:
        draft = saved.draft
        self.private.hide()
        labels = labels_of(draft.label, len(saved.pairs), draft.affixes)
        self._session.hand.change(opened=None, labels=labels, **kept(saved))
        self.change(saving=False)
        self._session.activity.say(text("Saved, read back and verified."))
        hand = self.hand
        aim = hand.aim if hand.generated else NOWHERE
        self._session.key_list.remember_saved(saved.report, hand, aim)
        self._session.keyring.remember(saved.pairs, draft.passphrase)
        self.draft.edit_passphrase(NO_PASSPHRASE, NO_PASSPHRASE)
        self.draft.clear()
        self.saved.emit()

    def _on_changed(self, result: tuple[ChangeReport, Opened, Passphrase]) -> None:
        report, opened, passphrase = result
        self.private.hide()
        hand = self.hand
        self._session.hand.change(
            report=report,
            opened=opened if hand.opened is not None else None,
            encrypted=hand.encrypted | {report.pair.fingerprint},
        )
        self._session.key_list.look_again(report.pair.fingerprint)
        self._session.activity.say(text("The passphrase is changed; the file was read back and verified."))
        self._session.keyring.remember((report.pair,), passphrase)
        self.changing.report_changed()

    def _on_draft_changed(self, _: object = None) -> None:
        """Look at the folder, where something is to be saved."""
        if self.state.saving:
            draft = self.draft.state
            self.draft.destination.look_at(draft.folder, draft.files(len(self.hand.pairs)))

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))
