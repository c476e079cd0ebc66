"""A store over one backend of a keyring: what goes in, how it is checked, and how long it may take.

Promises: only a passphrase goes there, under the fingerprint of its key, never the key itself; what was
stored was read back and compared; every verb ends within the time limit, as a result or as a
KeyringError in words of our own.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.keys.passphrase import Passphrase
from app.storage.keyring import errors
from app.waiting import wait_for

SECONDS_TO_ANSWER = 30.0
"""Seconds for one verb: long enough to type the keyring's own password."""

USER_NAME = "passphrase"
_SERVICE = "AsymmetricKeyGenerator:"
_MOST_COPIES = 10

Result = TypeVar("Result")


class Backend(Protocol):
    """What the classes of the keyring library have in common."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the passphrase, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store it."""

    def delete_password(self, service: str, username: str) -> None:
        """Remove one entry of these attributes."""


@dataclass(frozen=True, slots=True)
class TimedStore:
    """A `SecretStore`. Each verb runs on a thread of its own, which is left behind at the limit."""

    name: str
    backend: Backend
    limit: float = SECONDS_TO_ANSWER

    def load(self, fingerprint: str) -> Passphrase | None:
        """Do what `SecretStore` says."""
        return self._ask(errors.Verb.GIVE, lambda: _load(self.backend, fingerprint))

    def store(self, fingerprint: str, passphrase: Passphrase) -> None:
        """Do what `SecretStore` says. A passphrase that does not come back the same is removed again."""
        if not self._ask(errors.Verb.STORE, lambda: _store(self.backend, fingerprint, passphrase)):
            raise errors.not_the_same(self.name)

    def forget(self, fingerprint: str) -> bool:
        """Do what `SecretStore` says."""
        return self._ask(errors.Verb.FORGET, lambda: _forget(self.backend, fingerprint))

    def _ask(self, verb: errors.Verb, work: Callable[[], Result]) -> Result:
        try:
            return wait_for(work, self.limit)
        except Exception as error:  # noqa: BLE001  # D-Bus raises anything
            problem = errors.error_meant_by(error, self.name, verb, self.limit)
        raise problem  # outside the handler: its cause may contain the passphrase, and is dropped


def _load(backend: Backend, fingerprint: str) -> Passphrase | None:
    text = backend.get_password(_SERVICE + fingerprint, USER_NAME)
    return Passphrase(text) if text else None


def _store(backend: Backend, fingerprint: str, passphrase: Passphrase) -> bool:
    """Remove the old one first: on Windows the backend would keep it under another name."""
    _forget(backend, fingerprint)
    with suppress(UnicodeError):  # a surrogate has no UTF-8; Windows stores it, and it cannot be decoded
        backend.set_password(_SERVICE + fingerprint, USER_NAME, passphrase.reveal())
        if _load(backend, fingerprint) == passphrase:
            return True
    _forget(backend, fingerprint)
    return False


def _forget(backend: Backend, fingerprint: str) -> bool:
    """Remove one at a time: another program may have stored more under the same attributes."""
    for copies in range(_MOST_COPIES):
        if not _holds(backend, fingerprint):
            return copies > 0
        backend.delete_password(_SERVICE + fingerprint, USER_NAME)
    raise PermissionError


def _holds(backend: Backend, fingerprint: str) -> bool:
    try:
        return backend.get_password(_SERVICE + fingerprint, USER_NAME) is not None
    except UnicodeDecodeError:  # no passphrase of ours, but there
        return True
