"""What can go wrong with a system keyring, in five messages: none there, locked, silent, refusing, failing.

Promises: no text of the keyring, of its library or of D-Bus is repeated, because it may contain the
passphrase; at most the name of an exception's class. Imports none of these libraries: it knows their
exceptions by the names of their classes.
"""

import math
from enum import Enum
from typing import assert_never

from app.errors import KeyringError
from app.text import Text, plural, text


class Verb(Enum):
    """What a keyring is asked to do with a passphrase."""

    GIVE = "give"
    STORE = "store"
    FORGET = "forget"


_LOCKED = {"KeyringLocked", "LockedException", "PromptDismissedException"}
_NONE = {"SecretServiceNotAvailableException", "NoKeyringError", "ConnectionError", "FileNotFoundError"}
_REFUSED = {"PasswordSetError", "PasswordDeleteError"}
_DENIED = {"PermissionError"}

_DBUS_ERROR = "org.freedesktop.DBus.Error."
_KINDS_OF_DBUS_ERRORS = {
    "org.freedesktop.Secret.Error.IsLocked": "KeyringLocked",
    _DBUS_ERROR + "AccessDenied": "PermissionError",
    _DBUS_ERROR + "AuthFailed": "PermissionError",
    _DBUS_ERROR + "NoReply": "TimeoutError",
    _DBUS_ERROR + "Timeout": "TimeoutError",
    _DBUS_ERROR + "TimedOut": "TimeoutError",
    _DBUS_ERROR + "NameHasNoOwner": "NoKeyringError",
    _DBUS_ERROR + "Disconnected": "NoKeyringError",
}


_OTHER_WAYS = text("Type the passphrase each time, or keep it in a password manager.")
ACCESS_DENIED = text("access denied")


def none_there(reason: Text) -> KeyringError:
    """Return the error for no keyring that this product uses, and why: a clause of our own."""
    return KeyringError(text("There is no system keyring here: {reason}.", reason=reason), _OTHER_WAYS)


def locked(name: str) -> KeyringError:
    """Return the error for one that is locked, and that nobody unlocked."""
    return KeyringError(
        text("The system keyring ({name}) is locked, or its question was dismissed.", name=name),
        text("Unlock it and try again. Without a screen it cannot ask for its password."),
    )


def no_answer(name: str, limit: float) -> KeyringError:
    """Return the error for no answer in time; what was asked for may still be done."""
    return KeyringError(
        plural(
            "The system keyring ({name}) did not answer within {number} second.",
            "The system keyring ({name}) did not answer within {number} seconds.",
            math.ceil(limit),
            name=name,
        ),
        text(
            "Look for its question on the screen: what was asked for may still be done when it is answered."
        ),
    )


def refused(name: str, verb: Verb) -> KeyringError:
    """Return the error for one that would not do it."""
    match verb:
        case Verb.GIVE:
            message = text("The system keyring ({name}) refused to give the passphrase.", name=name)
        case Verb.STORE:
            message = text("The system keyring ({name}) refused to store the passphrase.", name=name)
        case Verb.FORGET:
            message = text("The system keyring ({name}) refused to forget the passphrase.", name=name)
        case unreachable:
            assert_never(unreachable)
    return KeyringError(message, _OTHER_WAYS)


def not_the_same(name: str) -> KeyringError:
    """Return the error for what comes back changed."""
    return KeyringError(
        text(
            "The system keyring ({name}) cannot give back this passphrase unchanged; it is not stored.",
            name=name,
        ),
        text("Keep this passphrase in a password manager, or choose one of printable ASCII."),
    )


def failed(name: str, what: str) -> KeyringError:
    """Return the error for access denied, or anything else: in our words, or the name of a class."""
    return KeyringError(
        text("The system keyring ({name}) failed: {what}.", name=name, what=what), _OTHER_WAYS
    )


def error_meant_by(error: Exception, name: str, verb: Verb, limit: float) -> KeyringError:
    """Return the one of the five errors that an exception of the library means."""
    kinds = _kinds(error)
    if kinds & _LOCKED:
        return locked(name)
    if "TimeoutError" in kinds:
        return no_answer(name, limit)
    if kinds & _NONE:
        return none_there(text("{name} is gone", name=name))
    if kinds & _REFUSED:
        return refused(name, verb)
    return failed(name, ACCESS_DENIED if kinds & _DENIED else type(error).__name__)


def _kinds(error: BaseException) -> set[str]:
    """Return the names of its classes, and of those of what it was raised from."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    dbus_name = getattr(error, "name", None)
    if "DBusErrorResponse" in kinds and isinstance(dbus_name, str):
        kinds.add(_KINDS_OF_DBUS_ERRORS.get(dbus_name, ""))
    return kinds | (_kinds(error.__cause__) if error.__cause__ else set())
