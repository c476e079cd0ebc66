"""Where the files of the key at hand are, and whether its private key can be used from there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.gui.session.key_list import NOT_THERE, UNREADABLE
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.gui.session.hand import PairsAtHand
    from app.gui.session.session import Session
    from app.storage.registry.record import KeyRecord


class KeyFiles:
    """What is asked is answered as things are then."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def private_file(self) -> str:
        """The path of the file with the selected private key; empty where it has none of its own."""
        hand = self._hand
        if hand.is_remembered:
            return hand.file
        if hand.opened is not None and hand.opened.path is not None:
            return str(hand.opened.path)
        return hand.files[hand.selected].private_file if hand.files else ""

    @property
    def public_file(self) -> str:
        """The path of the file with the selected public key; empty where it has none of its own."""
        hand = self._hand
        return hand.files[hand.selected].public_file if hand.files else ""

    @property
    def place(self) -> str:
        """The folder that the files are in, or the archive; empty where there are none."""
        hand = self._hand
        if hand.opened is not None and hand.opened.path is not None:
            return str(hand.opened.path.parent)
        if hand.is_remembered and hand.file:
            return str(Path(hand.file).parent)
        return hand.place

    @property
    def problem(self) -> Text:
        """Why the file of a remembered key cannot be used; empty if it can, as far as anybody has looked."""
        if self.is_removed:
            return text("Its file is removed.")
        if not self.private_file:
            return text("No file of this key is remembered.")
        if self.is_lost:
            return text("Its file was not found: locate it in My keys.")
        return NOTHING

    @property
    def is_lost(self) -> bool:
        """Whether another place is to be named for the file of a remembered key."""
        return self._state in NOT_THERE

    @property
    def is_removed(self) -> bool:
        """Whether it has no file any more, as it should be where another key takes its place."""
        record = self._record
        return not self.private_file and record is not None and bool(record.retired or record.replaced_by)

    @property
    def doubt(self) -> Text:
        """Why nobody can say how the file of a remembered key is protected; empty if anybody can."""
        if self.problem:
            return self.problem
        if self._state == UNREADABLE:
            return text("Its file could not be read.")
        return NOTHING if self._state else text("Nobody has looked at its file yet.")

    @property
    def _hand(self) -> PairsAtHand:
        return self._session.hand.state

    @property
    def _state(self) -> str:
        """The value of FileState that was found last; empty where nobody has looked."""
        record = self._record
        _, state = self._session.key_list.file_of(record) if record else ("", None)
        return state.value if state else ""

    @property
    def _record(self) -> KeyRecord | None:
        pair = self._hand.pair
        return self._session.key_list.record(pair.fingerprint) if pair else None
