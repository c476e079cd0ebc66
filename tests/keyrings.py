"""Keyrings for tests: one in memory, and what macOS, Windows and KDE would offer below the real backends.

The classes of the keyring library are the real ones; only the calls into the operating system are
answered here, from a dictionary, with the habits of that system.
"""

import sys
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from app.errors import KeyringError
from app.keys.passphrase import Passphrase
from app.text import text


@dataclass
class MemoryStore:
    """A SecretStore. `trouble` makes every verb fail."""

    name: str = "a keyring of the tests"
    held: dict[str, Passphrase] = field(default_factory=dict)
    trouble: KeyringError | None = None

    def load(self, fingerprint: str) -> Passphrase | None:
        self._fail()
        return self.held.get(fingerprint)

    def store(self, fingerprint: str, passphrase: Passphrase) -> None:
        self._fail()
        self.held.pop(fingerprint, None)
        typed = passphrase.reveal()
        if not typed or any("\ud800" <= character <= "\udfff" for character in typed):
            raise KeyringError(text("It cannot give back this passphrase unchanged."))
        self.held[fingerprint] = passphrase

    def forget(self, fingerprint: str) -> bool:
        self._fail()
        return self.held.pop(fingerprint, None) is not None

    def _fail(self) -> None:
        if self.trouble:
            raise self.trouble


Entries = dict[tuple[str, str], str]
"""What the operating system holds: (service, user name) to the passphrase."""


def on_macos(patch: pytest.MonkeyPatch) -> Entries:
    """The Security framework, as keyring.backends.macOS.api calls it. C strings end at NUL."""
    from keyring.backends import macOS

    entries: Entries = {}

    class Error(Exception):
        pass

    class NotFound(Error):  # noqa: N818  # its name there
        pass

    def find(keychain: object, service: str, username: str) -> str:
        assert keychain is None
        if (service, username) not in entries:
            raise NotFound
        return entries[service, username]

    def delete(keychain: object, service: str, username: str) -> None:
        find(keychain, service, username)
        del entries[service, username]

    def store(keychain: object, service: str, username: str, password: str) -> None:
        assert keychain is None
        entries[service, username] = password.encode().partition(b"\0")[0].decode()

    api = SimpleNamespace(
        Error=Error,
        NotFound=NotFound,
        KeychainDenied=type("KeychainDenied", (Error,), {}),
        find_generic_password=find,
        set_generic_password=store,
        delete_generic_password=delete,
    )
    patch.setattr(sys, "platform", "darwin")
    patch.setattr("platform.system", lambda: "Darwin")
    patch.setattr(macOS, "api", api, raising=False)
    return entries


class WindowsError(Exception):
    """pywintypes.error"""

    def __init__(self, number: int, function: str) -> None:
        super().__init__(number, function)
        self.winerror = number
        self.funcname = function


def on_windows(patch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """The Credential Locker: credentials by their target name, 2,560 bytes of UTF-16 each.

    It takes a lone surrogate, as pywin32-ctypes copies units of two bytes; keyring then cannot decode it.
    """
    from keyring.backends import Windows

    locker: dict[str, dict[str, Any]] = {}

    def read(Type: int, TargetName: str) -> dict[str, Any]:  # noqa: N803  # their names there
        if TargetName not in locker:
            raise WindowsError(1168, "CredRead")
        return locker[TargetName]

    def write(credential: dict[str, Any], flags: int) -> None:
        blob = credential["CredentialBlob"].encode("utf-16-le", "surrogatepass")
        if len(blob) > 2560:
            raise WindowsError(1783, "CredWrite")
        locker[credential["TargetName"]] = {**credential, "CredentialBlob": blob}

    def delete(Type: int, TargetName: str) -> None:  # noqa: N803
        if locker.pop(TargetName, None) is None:
            raise WindowsError(1168, "CredDelete")

    win32cred = SimpleNamespace(
        CRED_TYPE_GENERIC=1,
        CRED_PERSIST_SESSION=1,
        CRED_PERSIST_LOCAL_MACHINE=2,
        CRED_PERSIST_ENTERPRISE=3,
        CredRead=read,
        CredWrite=write,
        CredDelete=delete,
    )
    patch.setattr(sys, "platform", "win32")
    patch.setattr(Windows, "win32cred", win32cred, raising=False)
    patch.setattr(Windows, "pywintypes", SimpleNamespace(error=WindowsError), raising=False)
    patch.setattr(Windows, "missing_deps", False)
    return locker


def on_kde(patch: pytest.MonkeyPatch) -> Entries:
    """KWallet behind dbus-python, on a desktop without a Secret Service."""
    from keyring.backends import kwallet

    entries: Entries = {}

    class Wallet:
        def networkWallet(self) -> str:  # noqa: N802  # its name there
            return "kdewallet"

        def open(self, wallet: str, window: int, application: str) -> int:
            assert application == "Asymmetric Key Generator"
            return 1

        def __getattr__(self, name: str) -> Any:
            return {
                "isOpen": lambda handle: True,
                "hasFolder": lambda handle, folder, application: False,
                "hasEntry": lambda handle, folder, entry, application: (folder, entry) in entries,
                "readPassword": lambda handle, folder, entry, application: entries[folder, entry],
                "removeEntry": lambda handle, folder, entry, application: entries.pop((folder, entry)),
                "writePassword": lambda handle, folder, entry, value, application: entries.update(
                    {(folder, entry): value.encode().decode()}
                ),
            }[name]

    bus = SimpleNamespace(
        name_has_owner=lambda name: name == "org.kde.kwalletd5",
        list_activatable_names=lambda: ["org.kde.kwalletd5"],
        get_object=lambda name, path: None,
    )
    dbus = SimpleNamespace(
        SessionBus=lambda mainloop: bus, Interface=lambda thing, name: Wallet(), DBusException=OSError
    )
    patch.setattr(sys, "platform", "linux")
    patch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    patch.setattr(kwallet, "dbus", dbus, raising=False)
    patch.setattr(kwallet, "DBusGMainLoop", lambda: None, raising=False)
    return entries
