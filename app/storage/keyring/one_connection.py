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
from keyring.errors import InitError
from secretstorage.util import DBusAddressWrapper, open_session

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
        collection = self._reachable()
        try:
            if collection.is_locked():
                self.unlock(collection)  # type: ignore[no-untyped-call]
            collection.session = open_session(collection.connection)
        except BaseException:
            collection.connection.close()
            raise
        return collection

    def _reachable(self) -> Any:
        while self._kept:
            collection, close = self._kept.pop()
            with suppress(Exception):  # where the bus, or the service, has ended meanwhile
                collection.is_locked()
                return collection
            close()
        bus = secretstorage.dbus_init()
        try:
            collection = secretstorage.get_default_collection(bus)
        except secretstorage.exceptions.SecretStorageException as error:
            bus.close()
            raise InitError from error
        except BaseException:
            bus.close()
            raise
        bus.close = _keeping(collection, bus.close, self._kept)
        return collection


def _keeping(collection: Any, close: Callable[[], None], kept: _Kept) -> Callable[[], None]:
    """Return what its caller closes the connection with. It names no store, which may end meanwhile."""

    def keep() -> None:
        session, collection.session = collection.session, None
        if session is not None:  # the service would keep its key as long as the connection
            there = "org.freedesktop.Secret.Session"
            with suppress(Exception):
                DBusAddressWrapper(session.object_path, there, collection.connection).call("Close", "")
        kept.append((collection, close))

    return keep


def _close_all(kept: _Kept) -> None:
    for _, close in kept:
        close()
    kept.clear()
