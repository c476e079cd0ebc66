"""The passphrase in the system keyring: off until it is wanted, and asked for nothing before that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from app.errors import KeygenError
from app.gui.jobs import Jobs, Result, Task
from app.gui.session.holder import Holder
from app.keys.passphrase import Passphrase
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from app.keys.pair import KeyPair

_ASKING = text("Asking the system keyring…")


@dataclass(frozen=True, slots=True)
class KeyringState:
    """`name` is the keyring's; `problem` says why it cannot be used; `note` what was done last.

    `remembered`: the fingerprints that are known to be in it.
    """

    name: str
    wanted: bool = False
    busy: bool = False
    problem: Text = NOTHING
    note: Text = NOTHING
    remembered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Request:
    """Something to ask the keyring about these keys; it may hold a passphrase."""

    fingerprints: tuple[str, ...]
    start: Callable[[], object]


class KeyringModel(Holder[KeyringState]):
    """Emits `changed` with every new KeyringState, `recalled` with a Passphrase, `warned` with a
    KeygenError that the person must see.
    """

    recalled = Signal(object)
    warned = Signal(object)

    def __init__(self, jobs: Jobs, name: str) -> None:
        super().__init__(KeyringState(name))
        self._jobs = jobs
        self._last: _Request | None = None
        self._next: _Request | None = None

    def want(self, wanted: bool) -> None:
        """Whether the next saving puts the passphrase there. The first time, the keyring is looked for."""
        if wanted == self.state.wanted:
            return
        is_asked_already = self.state.busy
        self.change(wanted=wanted, problem=NOTHING, note=NOTHING, busy=wanted or is_asked_already)
        if wanted and not is_asked_already:
            from app.gui import tasks

            self._jobs.start(
                tasks.find_keyring, succeeded=self._on_found, failed=self._on_missing, must_end=False
            )

    def remember(self, pairs: tuple[KeyPair, ...], passphrase: Passphrase) -> None:
        """Store the passphrase of saved pairs, if that is wanted or another is there.

        Where the keyring is busy, that is done next: what was promised is done, or said not to be.
        """
        fingerprints = tuple(pair.fingerprint for pair in pairs)
        is_known = any(each in self.state.remembered for each in fingerprints)
        if passphrase and (self.state.wanted or is_known):
            from app.gui import tasks

            request = self._request(
                fingerprints, partial(tasks.remember, pairs, passphrase), self._on_remembered
            )
            if self.state.busy:
                self._next = request
            else:
                self._start(request)

    def recall(self, fingerprint: str) -> None:
        """Asks the keyring for the passphrase of this key."""
        from app.gui import tasks

        self._start(self._request((fingerprint,), partial(tasks.recall, fingerprint), self._on_recalled))

    def forget(self, fingerprint: str) -> None:
        """Take it out of the keyring."""
        from app.gui import tasks

        self._start(self._request((fingerprint,), partial(tasks.forget, fingerprint), self._on_forgotten))

    def try_again(self) -> None:
        """Try what has failed last: the person may have unlocked or started the keyring meanwhile."""
        if self._last is not None:
            self._start(self._last)

    def forget_failed(self) -> None:
        """Nobody wants it any more; a passphrase that waited to be stored goes with it."""
        if not self.state.busy:
            self._last = None

    def _request(
        self, fingerprints: tuple[str, ...], task: Task[Result], succeeded: Callable[[Result], None]
    ) -> _Request:
        start = partial(self._jobs.start, task, succeeded=succeeded, failed=self._on_failed, must_end=False)
        return _Request(fingerprints, start)

    def _start(self, request: _Request) -> None:
        if not self.state.busy:
            self._last = request
            self.change(busy=True, note=_ASKING)
            request.start()

    def _end(self, **values: Any) -> None:
        """Take the answer, and begin what waited for it."""
        self.change(busy=False, **values)
        following, self._next = self._next, None
        if following is not None:
            self._start(following)

    def _take_last(self) -> tuple[str, ...]:
        """Return the keys that were asked about; the request is done."""
        done, self._last = self._last, None
        return done.fingerprints if done else ()

    def _on_found(self, name: str) -> None:
        self._end(name=name)

    def _on_missing(self, error: KeygenError) -> None:
        """Said as long as somebody wants it."""
        problem = paragraph(error.message, error.hint) if self.state.wanted else NOTHING
        self._end(wanted=False, problem=problem)

    def _on_remembered(self, _: None) -> None:
        note = text("The passphrase is in the system keyring.")
        self._end(note=note, remembered=self._remembered_with(self._take_last()))

    def _remembered_with(self, fingerprints: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.state.remembered, *fingerprints)))

    def _on_recalled(self, passphrase: Passphrase | None) -> None:
        asked = self._take_last()
        if passphrase is None:
            self._end(note=text("The system keyring has no passphrase for this key."))
        else:
            self._end(note=NOTHING, remembered=self._remembered_with(asked))
            self.recalled.emit(passphrase)

    def _on_forgotten(self, found: bool) -> None:
        asked = self._take_last()
        rest = tuple(each for each in self.state.remembered if each not in asked)
        removed = text("Removed from the system keyring.")
        note = removed if found else text("The system keyring has no passphrase for this key.")
        self._end(note=note, remembered=rest)

    def _on_failed(self, error: KeygenError) -> None:
        self._end(note=NOTHING)
        self.warned.emit(error)
