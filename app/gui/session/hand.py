"""The pairs at hand: those that were just generated, or the one that was opened, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from app.errors import UsageError
from app.gui.session.aim import USUAL, Aim
from app.gui.session.holder import Holder
from app.gui.session.remembered import PublicHalf
from app.storage.names import Affix, pair_names

if TYPE_CHECKING:
    from app.gui.tasks import Draft, Saved
    from app.keys.pair import KeyPair
    from app.usecases.change_passphrase import ChangeReport
    from app.usecases.open_key import Opened
    from app.usecases.save import SavedPair, SaveReport


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class PairsAtHand:
    """`labels`: a name for each pair. `generated`: they are new, and in no file but ours. `opened`: what one
    was read from. `saved`: they are in files that we made; `encrypted`: the fingerprints of those whose file
    is; `files`: those of each pair, none in an archive; `place`: their folder, or the archive. `report`: what
    was done to their files last. `file`: where the private key of a remembered one is, of which no more than
    its public half is here. `aim`: what they are for; `purposes`: that of each pair,
    where they have different ones. `replaces`: the fingerprint of the key whose place they take, or empty.
    """

    pairs: tuple[KeyPair | PublicHalf, ...] = ()
    labels: tuple[str, ...] = ()
    selected: int = 0
    generated: bool = False
    saved: bool = False
    encrypted: frozenset[str] = frozenset()
    files: tuple[SavedPair, ...] = ()
    place: str = ""
    opened: Opened | None = None
    report: SaveReport | ChangeReport | None = None
    file: str = ""
    aim: Aim = USUAL
    purposes: tuple[str, ...] = ()
    replaces: str = ""

    @property
    def pair(self) -> KeyPair | PublicHalf | None:
        """The one that is selected."""
        return self.pairs[self.selected] if self.pairs else None

    @property
    def is_remembered(self) -> bool:
        """Whether only its public half is here: the private key is in a file that was not opened."""
        return isinstance(self.pair, PublicHalf)

    @property
    def whole_pairs(self) -> tuple[KeyPair, ...]:
        """Those with their private keys."""
        return tuple(each for each in self.pairs if not isinstance(each, PublicHalf))

    @property
    def label(self) -> str:
        """The name of the one that is selected."""
        return self.labels[self.selected] if self.labels else ""

    @property
    def is_encrypted(self) -> bool:
        """Whether the file that we made of the selected one is encrypted."""
        return self.pair is not None and self.pair.fingerprint in self.encrypted

    @property
    def would_be_lost(self) -> bool:
        """Whether a generated pair is in no file: it may be registered already, however it was copied."""
        return bool(self.pairs) and self.generated and not self.saved

    @property
    def is_in_file(self) -> bool:
        """Whether the private key is in a file that was saved or opened here."""
        return self.saved or (self.opened is not None and self.opened.path is not None)


def kept(saved: Saved) -> dict[str, Any]:
    """Return what is to be known of saved pairs, as values of PairsAtHand."""
    report = saved.report
    is_archive = len(report.paths) == 1
    return {
        "saved": True,
        "encrypted": frozenset(pair.fingerprint for pair in saved.pairs if saved.draft.passphrase),
        "files": () if is_archive else report.saved,
        "place": str(report.paths[0] if is_archive else report.paths[0].parent),
        "report": report,
    }


def labels_of(label: str, count: int, affixes: tuple[Affix, ...] = ()) -> tuple[str, ...]:
    """Return a name for each pair; numbers where the label cannot be that of files."""
    try:
        return tuple(names.label for names in pair_names(label, count, affixes))
    except UsageError:
        return tuple(str(number) for number in range(1, count + 1))


class Hand(Holder[PairsAtHand]):
    """Emits `arrived` with a Draft when other pairs have come: how they would be saved."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__(PairsAtHand())

    def take(self, pairs: PairsAtHand, draft: Draft) -> None:
        """Take other pairs in place of those at hand."""
        self._state = pairs
        self.changed.emit(pairs)
        self.arrived.emit(draft)

    def become(self, pairs: PairsAtHand) -> None:
        """Have these at hand, or none, without telling anybody that they have come."""
        self._state = pairs
        self.changed.emit(pairs)

    def forget_unsaved(self) -> None:
        """Let a pair be lost, as the person has said."""
        self.change(generated=False)
