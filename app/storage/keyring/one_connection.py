"""The keyring library's Secret Service, with one connection to D-Bus for all that a store asks.

The library opens a connection for each call, six for one passphrase that is stored and read back.
gnome-keyring-daemon takes note of a connection's first message while it forgets another one that was closed;
now and then it loses the former, and aborts (Debian's bug 1147303, seen with 42 and 50): then the whole
desktop is without its keyring. Fewer connections, one after another, are all that a client can do.
"""

import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import secretstorage
from keyring.backends.SecretService import Keyring
from keyring.errors import InitError, KeyringLocked

_Kept = list[tuple[Any, Callable[[], None]]]
"""Collections of secretstorage that nobody uses now, and how their connections are closed in earnest."""


class OneConnection(Keyring):
    """Does what its base class does. The connection that a call has closed is there for the next one; who is
    still at work on one, such as a thread that was left behind at its time limit, shares it with nobody.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._kept: _Kept = []
        weakref.finalize(self, _close_all, self._kept)

    def get_preferred_collection(self) -> Any:
        """Return the default collection, unlocked; the caller closes its connection."""
        while self._kept:
            collection, close = self._kept.pop()
            with suppress(Exception):  # the bus or the service was started anew meanwhile
                if not collection.is_locked():
                    return collection
            close()
        bus = secretstorage.dbus_init()
        close = bus.close
        try:
            collection = _unlocked(bus)
        except BaseException:
            close()
            raise
        bus.close = _keeping(collection, close, self._kept)
        return collection


def _unlocked(bus: Any) -> Any:
    try:
        collection = secretstorage.get_default_collection(bus)
    except secretstorage.exceptions.SecretStorageException as error:
        raise InitError from error
    if collection.is_locked():
        collection.unlock()
        if collection.is_locked():  # whoever was asked has dismissed it
            raise KeyringLocked
    return collection


def _keeping(collection: Any, close: Callable[[], None], kept: _Kept) -> Callable[[], None]:
    """Return what its caller closes the connection with. It names no store, which may end meanwhile."""

    def keep() -> None:
        collection.session = None  # what encrypts on the way: each call has one of its own
        kept.append((collection, close))

    return keep


def _close_all(kept: _Kept) -> None:
    for _, close in kept:
        close()
    kept.clear()
