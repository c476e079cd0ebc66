"""The passphrase in the system keyring: off until it is wanted, and asked for nothing before that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.errors import KeygenError
from app.gui.jobs import Jobs, Result, Task
from app.gui.models import tasks
from app.keys.passphrase import Passphrase

if TYPE_CHECKING:
    from app.keys.pair import KeyPair


@dataclass(frozen=True, slots=True)
class KeyringState:
    """`name` is the keyring's; `problem` says why it cannot be used; `note` what was done last.

    `remembered`: the fingerprints that are known to stand in it.
    """

    name: str
    wanted: bool = False
    busy: bool = False
    problem: str = ""
    note: str = ""
    remembered: tuple[str, ...] = ()


class KeyringModel(QObject):
    """Emits `changed` with every new KeyringState, `recalled` with a Passphrase, `warned` with a
    KeygenError that the person must see.
    """

    changed = Signal(object)
    recalled = Signal(object)
    warned = Signal(object)

    def __init__(self, jobs: Jobs, name: str) -> None:
        super().__init__()
        self._jobs = jobs
        self._state = KeyringState(name)
        self._fingerprints: tuple[str, ...] = ()
        self._last: Callable[[], None] | None = None

    @property
    def state(self) -> KeyringState:
        """What is shown now."""
        return self._state

    def want(self, wanted: bool) -> None:
        """Whether the next saving puts the passphrase there. The first time, the keyring is looked for."""
        if wanted == self._state.wanted:
            return
        self._change(wanted=wanted, problem="", note="")
        if wanted:
            self._change(busy=True)
            self._jobs.start(
                tasks.find_keyring, succeeded=self._on_found, failed=self._on_missing, must_end=False
            )

    def remember(self, pairs: tuple[KeyPair, ...], passphrase: Passphrase) -> None:
        """After saving: stores the passphrase for every pair, if that is wanted or another stands there."""
        fingerprints = tuple(pair.fingerprint for pair in pairs)
        is_known = any(each in self._state.remembered for each in fingerprints)
        if passphrase and (self._state.wanted or is_known):
            self._fingerprints = fingerprints
            self._start(partial(tasks.remember, pairs, passphrase), self._on_remembered)

    def recall(self, fingerprint: str) -> None:
        """Asks the keyring for the passphrase of this key."""
        self._fingerprints = (fingerprint,)
        self._start(partial(tasks.recall, fingerprint), self._on_recalled)

    def forget(self, fingerprint: str) -> None:
        """Takes it out of the keyring."""
        self._fingerprints = (fingerprint,)
        self._start(partial(tasks.forget, fingerprint), self._on_forgotten)

    def try_again(self) -> None:
        """What has failed last: the person may have unlocked or started the keyring meanwhile."""
        if self._last is not None:
            self._last()

    def forget_failed(self) -> None:
        """Nobody wants it any more; a passphrase that waited to be stored goes with it."""
        if not self._state.busy:
            self._last = None

    def _start(self, task: Task[Result], succeeded: Callable[[Result], None]) -> None:
        if not self._state.busy:
            self._last = partial(self._start, task, succeeded)
            self._change(busy=True)
            self._jobs.start(task, succeeded=succeeded, failed=self._on_failed, must_end=False)

    def _on_found(self, name: str) -> None:
        self._change(busy=False, name=name)

    def _on_missing(self, error: KeygenError) -> None:
        self._change(busy=False, wanted=False, problem=f"{error.message} {error.hint}".strip())

    def _on_remembered(self, _: None) -> None:
        self._last = None
        note = "The passphrase is in the system keyring."
        self._change(busy=False, note=note, remembered=self._remembered_too())

    def _remembered_too(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._state.remembered, *self._fingerprints)))

    def _on_recalled(self, passphrase: Passphrase | None) -> None:
        self._last = None
        if passphrase is None:
            self._change(busy=False, note="The system keyring knows no passphrase for this key.")
        else:
            self._change(busy=False, note="", remembered=self._remembered_too())
            self.recalled.emit(passphrase)

    def _on_forgotten(self, found: bool) -> None:
        self._last = None
        rest = tuple(each for each in self._state.remembered if each not in self._fingerprints)
        note = "Forgotten by the system keyring." if found else "The system keyring had none for this key."
        self._change(busy=False, note=note, remembered=rest)

    def _on_failed(self, error: KeygenError) -> None:
        self._change(busy=False, note="")
        self.warned.emit(error)

    def _change(self, **values: Any) -> None:
        self._state = replace(self._state, **values)
        self.changed.emit(self._state)
