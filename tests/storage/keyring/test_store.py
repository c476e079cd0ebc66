"""The system keyring on every system: which one, what it is given, what is said when it fails.

The real Secret Service is asked in tests/interop/test_system_keyring.py.
"""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from jeepney import DBusErrorResponse, Header, HeaderFields, Message
from keyring import errors
from secretstorage import exceptions

from app.errors import KeyringError
from app.keys.passphrase import Passphrase
from app.storage.keyring.errors import (
    ACCESS_DENIED,
    Verb,
    failed,
    locked,
    no_answer,
    none_there,
    not_the_same,
    refused,
)
from app.storage.keyring.names import expected_name
from app.storage.keyring.store import NO_DBUS, NO_SESSION, SecretStore, system_store
from app.storage.keyring.timed import SECONDS_TO_ANSWER, TimedStore
from app.text import Text, text, verbatim
from tests import keyrings
from tests.storage.keyring.store_contract import ONE, SecretStoreContract

SERVICE = f"AsymmetricKeyGenerator:{ONE}"
USER_NAME = "passphrase"
SECRET = "the canary of these tests"


class _Patch(Protocol):
    def __call__(self, patch: pytest.MonkeyPatch) -> object: ...


SYSTEMS: dict[str, _Patch] = {
    "macOS Keychain": keyrings.on_macos,
    "Windows Credential Locker": keyrings.on_windows,
    "KWallet": keyrings.on_kde,
}


class TestSystemStores(SecretStoreContract):
    @pytest.fixture(params=SYSTEMS, autouse=True)
    def store(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> SecretStore:
        SYSTEMS[request.param](monkeypatch)
        found = system_store()
        assert found.name == request.param
        return found


class TestMemoryStore(SecretStoreContract):
    @pytest.fixture
    def store(self) -> SecretStore:
        return keyrings.MemoryStore()


@pytest.mark.parametrize("system", [keyrings.on_macos, keyrings.on_kde])
def test_the_system_gets_service_user_name_and_passphrase_and_nothing_else(
    system: Callable[[pytest.MonkeyPatch], keyrings.Entries], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = system(monkeypatch)

    system_store().store(ONE, Passphrase(SECRET))

    assert entries == {(SERVICE, USER_NAME): SECRET}


def test_windows_keeps_it_on_this_computer_and_keeps_no_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    locker = keyrings.on_windows(monkeypatch)
    store = system_store()

    store.store(ONE, Passphrase("an old one"))
    store.store(ONE, Passphrase(SECRET))

    assert list(locker) == [SERVICE]
    credential = locker[SERVICE]
    assert credential["Persist"] == 2  # CRED_PERSIST_LOCAL_MACHINE: it does not roam
    assert credential["UserName"] == USER_NAME
    assert credential["CredentialBlob"] == SECRET.encode("utf-16-le")
    assert store.forget(ONE)
    assert locker == {}


def test_windows_refuses_what_is_too_large_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    locker = keyrings.on_windows(monkeypatch)

    with pytest.raises(KeyringError) as raised:
        system_store().store(ONE, Passphrase("\N{KEY}" * 1000))

    assert raised.value.message == failed("Windows Credential Locker", "WindowsError").message
    assert locker == {}


def test_what_macos_cuts_at_a_nul_is_refused_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = keyrings.on_macos(monkeypatch)

    with pytest.raises(KeyringError) as raised:
        system_store().store(ONE, Passphrase("cut\0here"))

    assert raised.value.message == not_the_same("macOS Keychain").message
    assert entries == {}


@pytest.mark.parametrize(
    ("system", "variables"),
    [
        (keyrings.on_windows, {"KEYRING_PROPERTY_PERSIST": "enterprise"}),
        (keyrings.on_macos, {"KEYRING_PROPERTY_GET_PASSWORD": "x", "KEYRING_PROPERTY_KEYCHAIN": "evil"}),
        (keyrings.on_kde, {"KEYRING_PROPERTY_BUS_NAME": "evil", "KEYRING_PROPERTY_APPID": "evil"}),
    ],
)
def test_the_environment_changes_no_backend(
    system: _Patch, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries: Any = system(monkeypatch)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("keyring.backends.macOS.Keyring.keychain", "KEYCHAIN_PATH when it was imported")
    store = system_store()

    store.store(ONE, Passphrase(SECRET))

    assert store.load(ONE) == Passphrase(SECRET)
    assert [entry.get("Persist", 2) for entry in entries.values() if isinstance(entry, dict)] in ([], [2])


@pytest.mark.parametrize(
    ("platform", "name"),
    [
        ("linux", "Secret Service"),
        ("freebsd14", "Secret Service"),
        ("darwin", "macOS Keychain"),
        ("win32", "Windows Credential Locker"),
    ],
)
def test_the_expected_name_is_told_by_the_platform(
    platform: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)

    assert expected_name() == name


def test_nothing_of_the_library_is_loaded_before_the_keyring_is_wanted() -> None:
    script = """
import sys
from app.storage.keyring import names, store
from app.usecases import remember
names.expected_name()
print(*sorted({"keyring", "secretstorage", "jeepney", "dbus"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("platform", "address", "reason"),
    [
        ("linux", None, NO_SESSION),
        ("linux", "", NO_SESSION),
        ("linux", "unix:path=/nowhere/at/all", NO_DBUS),
        ("linux", "complete nonsense", NO_DBUS),
        ("darwin", None, verbatim("the macOS Keychain cannot be used")),
        ("win32", None, verbatim("the Windows Credential Locker cannot be used")),
    ],
)
def test_where_there_is_none_the_reason_is_told(
    platform: str, address: str | None, reason: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    with pytest.raises(KeyringError) as raised:
        system_store()

    assert raised.value.message == none_there(reason).message
    assert raised.value.hint


class Failing:
    """A backend that raises, and holds the passphrase in what it raises."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error

    def delete_password(self, service: str, username: str) -> None:
        raise self.error


def dbus_error(name: str) -> Exception:
    header = Header(1, 3, 0, 1, 0, 1, {HeaderFields.error_name: name})
    error: Exception = DBusErrorResponse(Message(header, (SECRET,)))
    return error


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


NAME = "Secret Service"
NONE, LOCKED = none_there(text("{name} is gone", name=NAME)), locked(NAME)
SILENT, REFUSED, DENIED = no_answer(NAME, 30), refused(NAME, Verb.GIVE), failed(NAME, ACCESS_DENIED)

TROUBLES: list[tuple[Exception, KeyringError]] = [
    (exceptions.SecretServiceNotAvailableException(SECRET), NONE),
    (errors.NoKeyringError(SECRET), NONE),
    (ConnectionResetError(SECRET), NONE),
    (FileNotFoundError(SECRET), NONE),
    (dbus_error("org.freedesktop.DBus.Error.Disconnected"), NONE),
    (errors.KeyringLocked(SECRET), LOCKED),
    (exceptions.LockedException(SECRET), LOCKED),
    (exceptions.PromptDismissedException(SECRET), LOCKED),
    (caused(errors.InitError(SECRET), exceptions.PromptDismissedException(SECRET)), LOCKED),
    (dbus_error("org.freedesktop.Secret.Error.IsLocked"), LOCKED),
    (TimeoutError(SECRET), SILENT),
    (dbus_error("org.freedesktop.DBus.Error.NoReply"), SILENT),
    (errors.PasswordSetError(SECRET), REFUSED),
    (errors.PasswordDeleteError(SECRET), REFUSED),
    (PermissionError(SECRET), DENIED),
    (dbus_error("org.freedesktop.DBus.Error.AccessDenied"), DENIED),
    (dbus_error(SECRET), failed(NAME, "DBusErrorResponse")),
    (errors.InitError(SECRET), failed(NAME, "InitError")),
    (errors.KeyringError(SECRET), failed(NAME, "KeyringError")),
    (exceptions.ItemNotFoundException(SECRET), failed(NAME, "ItemNotFoundException")),
    (UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET), failed(NAME, "UnicodeDecodeError")),
    (OSError(5, SECRET), failed(NAME, "OSError")),
    (AssertionError(SECRET), failed(NAME, "AssertionError")),
]


@pytest.mark.parametrize(("error", "told"), TROUBLES, ids=[repr(error)[:40] for error, _ in TROUBLES])
def test_each_trouble_has_words_of_our_own(error: Exception, told: KeyringError) -> None:
    with pytest.raises(KeyringError) as raised:
        TimedStore(NAME, Failing(error)).load(ONE)

    assert (raised.value.message, raised.value.hint) == (told.message, told.hint)
    assert SECRET not in raised.value.message + raised.value.hint
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


def test_a_refusal_names_what_was_refused() -> None:
    store = TimedStore("KWallet", Failing(errors.PasswordSetError()))

    with pytest.raises(KeyringError) as storing:
        store.store(ONE, Passphrase(SECRET))
    assert storing.value.message == refused("KWallet", Verb.STORE).message
    with pytest.raises(KeyringError) as forgetting:
        store.forget(ONE)
    assert forgetting.value.message == refused("KWallet", Verb.FORGET).message


class Keeping:
    """A backend that keeps what it should remove, and gives back what it likes."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.removed = 0

    def get_password(self, service: str, username: str) -> str | None:
        return self.answer if self.removed < 3 else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.removed = 0

    def delete_password(self, service: str, username: str) -> None:
        self.removed += 1


def test_a_store_that_gives_back_something_else_has_not_stored() -> None:
    backend = Keeping("something else")

    with pytest.raises(KeyringError) as raised:
        TimedStore("fake", backend).store(ONE, Passphrase(SECRET))

    assert raised.value.message == not_the_same("fake").message
    assert backend.get_password(SERVICE, USER_NAME) is None


def test_every_copy_is_forgotten() -> None:
    backend = Keeping(SECRET)

    assert TimedStore("fake", backend).forget(ONE) is True
    assert backend.removed == 3


def test_a_keyring_that_keeps_what_it_should_forget_is_told() -> None:
    backend = Keeping(SECRET)
    backend.delete_password = lambda service, username: None  # type: ignore[method-assign]

    with pytest.raises(KeyringError) as raised:
        TimedStore("fake", backend).forget(ONE)
    assert raised.value.message == failed("fake", ACCESS_DENIED).message


class Undecodable(Keeping):
    """Holds bytes that are no text, until they are removed."""

    def get_password(self, service: str, username: str) -> str | None:
        return None if self.removed else b"\xff".decode()


def test_what_is_no_text_can_be_forgotten() -> None:
    store = TimedStore("fake", Undecodable(""))

    with pytest.raises(KeyringError, match="UnicodeDecodeError"):
        store.load(ONE)
    assert store.forget(ONE) is True
    assert store.load(ONE) is None


class Hanging:
    def __init__(self, release: threading.Event) -> None:
        self.release = release

    def get_password(self, service: str, username: str) -> str | None:
        self.release.wait()
        return SECRET

    def set_password(self, service: str, username: str, password: str) -> None:
        self.release.wait()

    def delete_password(self, service: str, username: str) -> None:
        self.release.wait()


@pytest.fixture
def hanging() -> Iterator[TimedStore]:
    release = threading.Event()
    yield TimedStore("Secret Service", Hanging(release), limit=0.2)
    release.set()


@pytest.mark.parametrize(
    "verb",
    [
        lambda store: store.load(ONE),
        lambda store: store.store(ONE, Passphrase(SECRET)),
        lambda store: store.forget(ONE),
    ],
    ids=["load", "store", "forget"],
)
def test_a_keyring_that_hangs_is_left_behind(
    hanging: TimedStore, verb: Callable[[SecretStore], object]
) -> None:
    with pytest.raises(KeyringError) as raised:
        verb(hanging)

    told = no_answer(NAME, 0.2)
    assert (raised.value.message, raised.value.hint) == (told.message, told.hint)
    assert raised.value.__context__ is None


def test_there_is_time_to_type_the_password_of_the_keyring() -> None:
    assert SECONDS_TO_ANSWER >= 30
