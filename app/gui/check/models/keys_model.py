"""The public keys that something is checked with: in the list of keys, at hand, or opened here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.gui import tasks
from app.gui.session.holder import Holder
from app.gui.session.notices import notice_of
from app.gui.session.session import Session
from app.gui.words import said
from app.text import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import KeygenError
    from app.gui.jobs import Task
    from app.usecases.diagnose_among import Candidate

PART = "check"


@dataclass(frozen=True, slots=True)  # one for each of ten thousand remembered keys
class PublicKey:
    """`der`: SubjectPublicKeyInfo. `fingerprint` names it here; the rest is what is remembered of it."""

    fingerprint: str
    name: str
    der: bytes
    api_key: str = ""
    venue: str = ""
    client: str = ""

    @property
    def candidate(self) -> Candidate:
        """Return it as the one that may have signed."""
        from app.usecases.diagnose import KnownKey
        from app.usecases.diagnose_among import Candidate

        return Candidate(KnownKey(self.der, self.name), self.api_key, self.venue)


@dataclass(frozen=True, slots=True)
class Keys:
    """Those that were opened here, the last one first."""

    opened: tuple[PublicKey, ...] = ()


class KeysModel(Holder[Keys]):
    """Also changes when the list of keys does, or the pair at hand."""

    def __init__(self, session: Session) -> None:
        super().__init__(Keys())
        self._session = session
        session.key_list.changed.connect(self._on_others)
        session.hand.changed.connect(self._on_others)

    @property
    def all(self) -> tuple[PublicKey, ...]:
        """Each key once: the list, most urgent first, those at hand, and those that were opened here."""
        found: dict[str, PublicKey] = {}
        for each in (*self._of_list(), *self._at_hand(), *self.state.opened):
            found.setdefault(each.fingerprint, each)
        return tuple(found.values())

    def find(self, fingerprint: str) -> PublicKey | None:
        """Return the key of this fingerprint."""
        return next((each for each in self.all if each.fingerprint == fingerprint), None)

    def open_text(self, content: str, opened: Callable[[str], None]) -> None:
        """Read a pasted public key; tell `opened` its fingerprint."""
        succeeded = partial(self._on_read, said(text("Pasted key")), opened)
        self._open(partial(tasks.public_key_of_text, content), succeeded)

    def open_file(self, path: Path, opened: Callable[[str], None]) -> None:
        """Read the public key in a file, or that of the private key in it."""
        name = path.name.removesuffix(".pem").removesuffix(".public").removesuffix(".private")
        self._open(partial(tasks.public_key_of_file, path), partial(self._on_read, name, opened))

    def forget(self) -> None:
        """Forget what was opened here."""
        if self.state.opened:
            self.change(opened=())

    def _open(self, task: Task[bytes], succeeded: Callable[[bytes], None]) -> None:
        self._session.activity.start(text("Reading"), task, succeeded, self._on_failed, must_end=False)

    def _on_read(self, name: str, opened: Callable[[str], None], der: bytes) -> None:
        from app.keys.public_formats import fingerprint

        key = PublicKey(fingerprint(der), name, der)
        self.change(opened=(key, *(each for each in self.state.opened if each.der != der)))
        opened(key.fingerprint)

    def _of_list(self) -> list[PublicKey]:
        records = (each.record for each in self._session.key_list.state.standings)
        return [
            PublicKey(
                record.fingerprint,
                record.name,
                record.public_key,
                record.api_key,
                record.venue,
                record.client,
            )
            for record in records
        ]

    def _at_hand(self) -> list[PublicKey]:
        hand = self._session.hand.state
        return [
            PublicKey(pair.fingerprint, name, pair.subject_public_key_info)
            for pair, name in zip(hand.pairs, hand.labels, strict=True)
        ]

    def _on_others(self, _: object) -> None:
        self.change()

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))
