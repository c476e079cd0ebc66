"""What the window shows, as one frozen value; and what it can ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.errors import UsageError
from app.keys.algorithm import ED25519, Algorithm
from app.storage.names import file_names, pair_names
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.keys.pair import KeyPair
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.save import SaveReport

MAXIMUM_COUNT = 1_000
WAIT = text("Wait until the work is done.")


class Scope(Enum):
    """The part of the window beside which a notice stands."""

    OPEN = "open"
    GENERATE = "generate"
    SAVE = "save"


class Action(Enum):
    """What a notice offers; `messages.OFFERS` has the texts of the buttons."""

    SAVE_UNENCRYPTED = "save unencrypted"
    TYPE_ONE = "type one"
    TRY_AGAIN = "try again"
    USE_FREE_NAME = "use a free name"
    REPLACE = "replace"
    SUGGEST = "suggest"
    USE_WEAK = "use weak"
    SAVE_FIRST = "save first"
    KEEP = "keep"
    GENERATE_ANYWAY = "generate anyway"
    OPEN_ANYWAY = "open anyway"

    @property
    def consents_to_a_risk(self) -> bool:
        """Whether it gives something up for good: such a button is never pressed by accident."""
        return self in _RISKS


_RISKS = frozenset(
    [Action.SAVE_UNENCRYPTED, Action.REPLACE, Action.USE_WEAK, Action.GENERATE_ANYWAY, Action.OPEN_ANYWAY]
)


class LabelSource(Enum):
    """Where the label is from: a suggestion follows the pair, what a person has typed stays."""

    SUGGESTED = "suggested"
    FILE = "file"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Notice:
    """A message beside its part of the window. `kind` is info, good, warning or error.

    `unasked`: it comes by itself, perhaps while somebody types elsewhere, and so takes no focus.
    """

    kind: str
    message: Text
    hint: Text
    scope: Scope
    actions: tuple[Action, ...] = ()
    unasked: bool = False


class PassphraseStatus(Enum):
    """Whether a file can be encrypted with what is in the fields."""

    EMPTY = "empty"
    NOT_REPEATED = "not repeated"
    DIFFERENT = "different"
    REFUSED = "refused"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Work:
    """What runs now. `total` 0: no steps to count."""

    title: Text
    done: int = 0
    total: int = 0
    cancelling: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The part in which a private key is pasted or opened. `description`: what was recognised.

    `fingerprint` where it is known before the passphrase: the system keyring may know that key.
    """

    description: Text = NOTHING
    wants_passphrase: bool = False
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class State:
    """Everything that the page renders. Holds no passphrase; `private_text` only while it is shown.

    `generated`: the pairs are new, and in no file but ours. `saved`: they are in files of ours, whatever was
    changed since; `is_as_saved`: and nothing was.
    """

    algorithm: Algorithm = ED25519
    count: int = 1
    count_problem: Text = NOTHING
    label: str = ""
    label_source: LabelSource = LabelSource.SUGGESTED
    label_problem: Text = NOTHING
    passphrase: PassphraseStatus = PassphraseStatus.EMPTY
    passphrase_problem: Text = NOTHING
    pairs: tuple[KeyPair, ...] = ()
    selected: int = 0
    private_text: str | None = None
    folder: str = ""
    as_archive: bool = False
    opened_file: str = ""
    forget_after_saving: bool = False
    generated: bool = False
    saved: bool = False
    is_as_saved: bool = False
    report: SaveReport | ChangeReport | None = None
    opening: Opening | None = None
    notice: Notice | None = None
    work: Work | None = None
    status: Text = NOTHING
    broken: Text = NOTHING

    @property
    def pair(self) -> KeyPair | None:
        """The pair on screen."""
        return self.pairs[self.selected] if self.pairs else None

    @property
    def algorithm_of_label(self) -> Algorithm:
        """The kind of the pair that the label names: the one on screen, or the one to be generated."""
        return self.pairs[0].algorithm if self.pairs else self.algorithm

    @property
    def pair_count(self) -> int:
        """How many pairs will be saved: those on screen, or those about to be generated."""
        return len(self.pairs) or self.count

    @property
    def files(self) -> tuple[str, ...]:
        """The names that saving will make; none while the label cannot be one."""
        try:
            return file_names(self.label, self.pair_count, self.as_archive)
        except UsageError:
            return ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the pairs on screen, in order."""
        try:
            return tuple(names.label for names in pair_names(self.label, len(self.pairs)))
        except UsageError:
            return tuple(str(number) for number in range(1, len(self.pairs) + 1))

    @property
    def would_lose_a_key(self) -> bool:
        """Whether a generated pair is in no file: it may be registered already, however it was copied."""
        return bool(self.pairs) and self.generated and not self.saved

    @property
    def generate_problem(self) -> Text:
        """Why no key can be generated; empty if one can. `broken`: what the self-test said.

        A passphrase that no file could have is told now, and not when the public key is registered already.
        """
        if self.broken or self.work:
            return self.broken or WAIT
        return self.count_problem or self.passphrase_problem

    @property
    def copy_problem(self) -> Text:
        """Why nothing can be copied; empty if it can."""
        if not self.pairs:
            return text("Generate a key pair, or open a private key, first.")
        return WAIT if self.work else NOTHING

    @property
    def private_problem(self) -> Text:
        """Why the private key can be neither shown nor copied; empty if it can."""
        if self.copy_problem:
            return self.copy_problem
        if self.passphrase in (PassphraseStatus.EMPTY, PassphraseStatus.READY):
            return NOTHING
        return self.passphrase_problem

    @property
    def save_problem(self) -> Text:
        """Why it cannot be saved; empty if it can."""
        if self.private_problem:
            return self.private_problem
        if self.label_problem:
            return self.label_problem
        if not self.folder.strip():
            return text("Choose a folder.")
        if self.is_as_saved:
            return text("Saved. Change the name, the folder or the passphrase first.")
        return NOTHING

    @property
    def change_problem(self) -> Text:
        """Why the passphrase of the opened file cannot be changed now."""
        return WAIT if self.work else NOTHING
