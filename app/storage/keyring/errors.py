"""What can go wrong with a system keyring, in five messages: none there, locked, silent, refusing, failing.

Promises: no text of the keyring, of its library or of D-Bus is repeated, because it may hold the
passphrase; at most the name of an exception's class. Imports none of these libraries: it knows
their exceptions by the names of their classes.
"""

from app.errors import KeyringError

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


def none_there(reason: str) -> KeyringError:
    """No keyring that this product uses, and why: a clause of our own."""
    return KeyringError(
        f"There is no system keyring here: {reason}.",
        "Type the passphrase each time, or keep it in a password manager.",
    )


def locked(name: str) -> KeyringError:
    """It is locked, and nobody unlocked it."""
    return KeyringError(
        f"The system keyring ({name}) is locked, or its question was dismissed.",
        "Unlock it and try again. Without a screen it cannot ask for its password.",
    )


def silent(name: str, limit: float) -> KeyringError:
    """No answer in time; what was asked for may still be done."""
    return KeyringError(
        f"The system keyring ({name}) did not answer within {limit:g} seconds.",
        "Look for its question on the screen: what was asked for may still be done when it is answered.",
    )


def refused(name: str, verb: str) -> KeyringError:
    """It would not `verb` (give, store, forget) the passphrase."""
    return KeyringError(
        f"The system keyring ({name}) refused to {verb} the passphrase.",
        "Type the passphrase each time, or keep it in a password manager.",
    )


def not_the_same(name: str) -> KeyringError:
    """Return what it gives back is not what it was given."""
    return KeyringError(
        f"The system keyring ({name}) cannot give back this passphrase unchanged; it is not stored.",
        "Keep this passphrase in a password manager, or choose one of printable ASCII.",
    )


def failed(name: str, what: str) -> KeyringError:
    """Access denied, or anything else: in our words, or the name of a class."""
    return KeyringError(
        f"The system keyring ({name}) failed: {what}.",
        "Type the passphrase each time, or keep it in a password manager.",
    )


def translated(error: Exception, name: str, verb: str, limit: float) -> KeyringError:
    """Return the one of the five that an exception of the library means."""
    kinds = _kinds(error)
    if kinds & _LOCKED:
        return locked(name)
    if "TimeoutError" in kinds:
        return silent(name, limit)
    if kinds & _NONE:
        return none_there(f"{name} is gone")
    if kinds & _REFUSED:
        return refused(name, verb)
    return failed(name, "access denied" if kinds & _DENIED else type(error).__name__)


def _kinds(error: BaseException) -> set[str]:
    """Return the names of its classes, and of those of what it was raised from."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    dbus_name = getattr(error, "name", None)
    if "DBusErrorResponse" in kinds and isinstance(dbus_name, str):
        kinds.add(_KINDS_OF_DBUS_ERRORS.get(dbus_name, ""))
    return kinds | (_kinds(error.__cause__) if error.__cause__ else set())
