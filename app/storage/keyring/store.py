"""The system's own keyring, found without any configuration. With one_connection the only module that
imports `keyring`.

Promises: nothing is asked of a keyring before somebody calls `system_store`, and everything ends within a
time limit. Refuses: to let a backend be chosen. `keyringrc.cfg` and PYTHON_KEYRING_BACKEND can load any
module, plug-ins can register themselves, and KEYRING_PROPERTY_... can change any attribute. All of them are
bypassed: the system's own keyrings are in a table here and are made from their classes. There is no fallback
to a file.

Decision: the Secret Service comes before KWallet on every desktop, because KWallet offers it too (since
KDE Frameworks 5.97); its own interface, which wants dbus-python, is for older systems.
"""

import os
import sys
from collections.abc import Callable
from typing import Any, Protocol, cast

from app.environment import NO_BUS
from app.keys.passphrase import Passphrase
from app.storage.keyring import errors, names
from app.storage.keyring.timed import SECONDS_TO_ANSWER, Backend, TimedStore
from app.text import Text, text
from app.waiting import wait_for

APPLICATION = "Asymmetric Key Generator"
NO_SESSION = text("there is no D-Bus session (DBUS_SESSION_BUS_ADDRESS is not set)")
NO_SERVICE = text("neither a Secret Service nor KWallet runs on D-Bus or can be started")
NO_DBUS = text("D-Bus cannot be reached")


class SecretStore(Protocol):
    """Keeps passphrases by the fingerprint of their key (`SHA256:...`). Every verb raises KeyringError."""

    @property
    def name(self) -> str:
        """Return the name that a person is shown."""

    def load(self, fingerprint: str) -> Passphrase | None:
        """Return what is stored, None for nothing."""

    def store(self, fingerprint: str, passphrase: Passphrase) -> None:
        """Store it in place of what was there, read it back and compare."""

    def forget(self, fingerprint: str) -> bool:
        """Remove what is stored. Returns whether there was anything."""


def system_store(limit: float = SECONDS_TO_ANSWER) -> SecretStore:
    """Return the keyring of this system, which may still be locked. Raises KeyringError if none."""
    if _is_dbus_system() and os.environ.get("DBUS_SESSION_BUS_ADDRESS", "") in ("", NO_BUS):
        raise errors.none_there(NO_SESSION)
    try:
        name, backend = wait_for(_first_that_is_there, limit)
    except TimeoutError:
        problem = errors.no_answer(names.expected_name(), limit)
    else:
        return TimedStore(name, backend, limit)
    raise problem


def _first_that_is_there() -> tuple[str, Backend]:
    reasons = []
    for name, load_class in _candidates():
        try:
            kind = load_class()
            kind.priority  # noqa: B018  # raises where it is not there
            return name, _made_without_environment(kind)
        except Exception as error:  # noqa: BLE001  # whatever it is, this one cannot be used
            reasons.append(_reason(error))
    raise errors.none_there(reasons[0])


def _reason(error: Exception) -> Text:
    if not _is_dbus_system():
        return text("the {name} cannot be used", name=names.expected_name())
    if isinstance(error, RuntimeError) and error.__cause__ is None:
        return NO_SERVICE
    return NO_DBUS


def _made_without_environment(kind: type[Any]) -> Backend:
    """Make the backend as its class is, whatever KEYRING_PROPERTY_... and KEYCHAIN_PATH say."""
    ours = {"set_properties_from_env": lambda _self: None, "appid": APPLICATION, "keychain": None}
    backend = type(kind.__name__, (kind,), {"__module__": kind.__module__, **ours})()
    if sys.platform == "win32":
        backend.persist = "local machine"  # not "enterprise", which roams to other computers
    return cast(Backend, backend)


def _is_dbus_system() -> bool:
    return sys.platform not in ("darwin", "win32")


def _candidates() -> tuple[tuple[str, Callable[[], type[Any]]], ...]:
    match sys.platform:
        case "darwin":
            return ((names.KEYCHAIN, _keychain),)
        case "win32":
            return ((names.CREDENTIAL_LOCKER, _credential_locker),)
        case _:
            return ((names.SECRET_SERVICE, _secret_service), (names.KWALLET, _kwallet))


def _secret_service() -> type[Any]:
    from app.storage.keyring.one_connection import OneConnection

    return OneConnection


def _kwallet() -> type[Any]:
    from keyring.backends.kwallet import DBusKeyring

    return DBusKeyring


def _keychain() -> type[Any]:
    from keyring.backends.macOS import Keyring

    return Keyring


def _credential_locker() -> type[Any]:
    from keyring.backends.Windows import WinVaultKeyring

    return WinVaultKeyring
