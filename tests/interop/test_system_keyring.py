"""A real Secret Service (gnome-keyring) on a bus of its own, seen from outside with secret-tool; none; a
locked one; one that never answers. And the whole way in the terminal, with everything set that could
mislead it.
"""

import gc
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import secretstorage
from jeepney.io.blocking import DBusConnection

from app.cli.status import DONE_WITH_WARNING
from app.errors import KeyringError
from app.keys.foreign.document import identify
from app.keys.passphrase import Passphrase
from app.storage.keyring import errors, names
from app.storage.keyring.store import NO_SERVICE, SecretStore, system_store
from tests import secret_service
from tests.product import BOTH, Product
from tests.secret_service import Session
from tests.storage.keyring.store_contract import ONE, OTHER, SecretStoreContract

pytestmark = pytest.mark.interop

SECRET = "the canary: Z\xfcrich \U0001f5dd"
TYPED = "correct horse 'battery' staple"
NEW = "another horse, a correct battery"


@pytest.fixture(scope="module")
def unlocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with secret_service.secret_service(tmp_path_factory.mktemp("unlocked")) as session:
        yield session


@pytest.fixture
def session(unlocked: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """This process is on the bus; nothing of the tests is in the keyring before and after."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", unlocked.address)
    yield unlocked
    for fingerprint in (ONE, OTHER):
        unlocked.clear(fingerprint)


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A keyring that holds something and was locked since."""
    with secret_service.secret_service(tmp_path) as session:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session.address)
        system_store().store(ONE, Passphrase(SECRET))
        session.lock()
        yield session


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[DBusConnection]:
    """Every connection to D-Bus that is opened for the Secret Service."""
    opened: list[DBusConnection] = []

    def dbus_init() -> DBusConnection:
        opened.append(open_connection())
        return opened[-1]

    open_connection = secretstorage.dbus_init
    monkeypatch.setattr(secretstorage, "dbus_init", dbus_init)
    return opened


def is_open(connection: DBusConnection) -> bool:
    return bool(connection.sock.fileno() != -1)


class TestOneConnection:
    def test_all_that_a_store_does_takes_one_which_ends_with_it(
        self, session: Session, connections: list[DBusConnection]
    ) -> None:
        """GIVEN a service that a quick row of connections may bring down WHEN it is used THEN it sees one."""
        assert session
        store = system_store()
        connections.clear()  # the one that asked the bus whether there is a service
        store.store(ONE, Passphrase("of one"))
        store.store(OTHER, Passphrase("of the other"))
        assert store.load(ONE) == Passphrase("of one")
        assert store.forget(OTHER) is True
        assert [is_open(each) for each in connections] == [True]

        del store

        gc.collect()
        assert [is_open(each) for each in connections] == [False]

    def test_a_service_that_was_started_anew_is_found(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, connections: list[DBusConnection]
    ) -> None:
        """GIVEN a store in use WHEN the service ends and is started again THEN the next call works."""
        with secret_service.bus(tmp_path) as session:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session.address)
            with secret_service.gnome_keyring(session):
                store = system_store()
                store.store(ONE, Passphrase(SECRET))
            connections.clear()
            with secret_service.gnome_keyring(session):
                assert store.load(ONE) == Passphrase(SECRET)
            assert connections == []  # the bus is the same
            with pytest.raises(KeyringError):
                store.load(ONE)
            with secret_service.gnome_keyring(session):
                assert store.load(ONE) == Passphrase(SECRET)
        assert sum(map(is_open, connections)) == 1

    def test_a_locked_one_keeps_it(self, locked: Session, connections: list[DBusConnection]) -> None:
        """GIVEN a keyring that is locked WHEN it was asked in vain THEN the next call takes the same one."""
        store = system_store()
        connections.clear()
        for _ in range(2):
            with pytest.raises(KeyringError):
                store.load(ONE)
        locked.unlock()
        assert store.load(ONE) == Passphrase(SECRET)
        assert [is_open(each) for each in connections] == [True]

    def test_no_session_is_left_with_the_service(self, session: Session) -> None:
        """GIVEN a service with each session's key in locked memory WHEN it was used THEN none is left."""
        store = system_store()
        for _ in range(3):
            store.store(ONE, Passphrase("of one"))
        nodes = session.run(
            *("gdbus", "introspect", "--session", "--recurse", "--dest", "org.freedesktop.secrets"),
            *("--object-path", "/org/freedesktop/secrets/session"),
        )
        assert "/org/freedesktop/secrets/session" in nodes
        assert "/org/freedesktop/secrets/session/" not in nodes


class TestSecretService(SecretStoreContract):
    @pytest.fixture
    def store(self, session: Session) -> SecretStore:
        store = system_store()
        assert store.name == "Secret Service"
        return store

    def test_another_program_finds_what_is_stored(self, store: SecretStore, session: Session) -> None:
        store.store(ONE, Passphrase(SECRET))

        assert session.lookup(ONE) == SECRET

    def test_the_item_has_a_service_a_user_name_and_the_passphrase(
        self, store: SecretStore, session: Session
    ) -> None:
        store.store(ONE, Passphrase(SECRET))

        items = session.search("username", "passphrase")
        attributes = {line.removeprefix("attribute.") for line in items if line.startswith("attribute.")}
        assert attributes - {"xdg:schema = org.freedesktop.Secret.Generic"} == {
            f"service = AsymmetricKeyGenerator:{ONE}",
            "username = passphrase",
            "application = Asymmetric Key Generator",
        }
        assert [line for line in items if line.startswith("secret = ")] == [f"secret = {SECRET}"]

    def test_what_another_program_stored_under_its_attributes_is_forgotten_too(
        self, store: SecretStore, session: Session
    ) -> None:
        store.store(ONE, Passphrase(SECRET))
        session.plant(ONE, "planted", "colour", "blue")
        session.plant(ONE, "planted", "colour", "red")

        assert store.forget(ONE) is True
        assert session.lookup(ONE) == ""

    def test_what_another_program_removed_is_gone(self, store: SecretStore, session: Session) -> None:
        store.store(ONE, Passphrase(SECRET))
        session.clear(ONE)

        assert store.load(ONE) is None
        assert store.forget(ONE) is False

    def test_what_another_program_changed_is_what_is_loaded(
        self, store: SecretStore, session: Session
    ) -> None:
        session.plant(ONE, "changed")

        assert store.load(ONE) == Passphrase("changed")


VERBS = """
import sys
from dataclasses import replace
from app.errors import KeyringError
from app.keys.passphrase import Passphrase
from app.storage.keyring.store import system_store
try:
    store = replace(system_store(limit=float(sys.argv[1])), limit=float(sys.argv[2]))
except KeyringError as error:
    sys.exit(print(error.message))
for verb in (store.load, store.forget, lambda mark: store.store(mark, Passphrase("new"))):
    try:
        print(verb(sys.argv[3]))
    except KeyringError as error:
        print(error.message)
"""


def told_by_each_verb(address: str, *, to_find: float = 60, each: float = 60) -> list[str]:
    """In a process of its own, which a thread that was left behind ends with."""
    command = [sys.executable, "-c", VERBS, str(to_find), str(each), ONE]
    environment = {"DBUS_SESSION_BUS_ADDRESS": address}
    done = subprocess.run(command, env=environment, text=True, capture_output=True, timeout=60, check=True)
    return done.stdout.splitlines()


def test_a_locked_one_that_cannot_ask_is_told_at_once(locked: Session) -> None:
    told = told_by_each_verb(locked.address)

    assert told == [errors.locked("Secret Service").message] * 3


def test_one_that_never_answers_is_left_behind(tmp_path: Path) -> None:
    with secret_service.dumb_service(tmp_path) as session:
        told = told_by_each_verb(session.address, each=0.5)

    assert told == [errors.no_answer("Secret Service", 1).message] * 3


def test_a_bus_that_never_answers_is_left_behind() -> None:
    with secret_service.dumb_bus() as address:
        told = told_by_each_verb(address, to_find=0.5)

    assert told == [errors.no_answer("Secret Service", 1).message]


def test_a_bus_without_a_service_has_none(tmp_path: Path) -> None:
    with secret_service.bus(tmp_path) as session:
        told = told_by_each_verb(session.address)

    assert told == [errors.none_there(NO_SERVICE).message]


def test_a_keyring_that_dies_meanwhile_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with secret_service.secret_service(tmp_path) as session:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session.address)
        store = system_store()

    with pytest.raises(KeyringError, match="Secret Service is gone"):
        store.load(ONE)


def akg(
    product: Product, session: Session, *arguments: str, typed: str = TYPED, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        product.akg(*arguments),
        input=typed,
        env={**session.environment, **environment},
        cwd=session.home,
        text=True,
        capture_output=True,
        start_new_session=True,
        timeout=60,
        check=False,
    )


def generate(product: Product, session: Session, label: str, **environment: str) -> str:
    """The fingerprint of a pair whose passphrase the keyring should hold."""
    words = ("generate", "--keyring", "-d", ".", "-l", label, "--passphrase-stdin")
    done = akg(product, session, *words, **environment)
    assert done.returncode == 0, done.stderr
    assert "Remembered in the system keyring (Secret Service)" in done.stderr
    fingerprint = identify((session.home / f"{label}.public.pem").read_bytes()).fingerprint
    assert fingerprint
    return fingerprint


@BOTH
def test_the_whole_way_in_the_terminal(session: Session, product: Product) -> None:
    fingerprint = generate(product, session, "whole")
    assert session.lookup(fingerprint) == TYPED
    assert "PRIVATE KEY" not in "".join(session.search("username", "passphrase"))

    opened = akg(product, session, "public", "whole.private.pem", "--keyring")
    assert (opened.returncode, opened.stderr) == (0, "")
    assert opened.stdout == (session.home / "whole.public.pem").read_text()

    change = "passphrase", "change", "whole.private.pem", "--keyring", "--new-passphrase-fd", "0"
    changed = akg(product, session, *change, typed=NEW)
    assert changed.returncode == 0, changed.stderr
    assert session.lookup(fingerprint) == NEW

    assert akg(product, session, "keyring", "forget", "whole.private.pem").returncode == 0
    assert session.lookup(fingerprint) == ""
    assert akg(product, session, "public", "whole.private.pem", "--keyring").returncode == 3
    assert akg(product, session, "keyring", "forget", "whole.public.pem").returncode == 3


@BOTH
def test_a_locked_keyring_leaves_the_saved_files_and_says_so(locked: Session, product: Product) -> None:
    done = akg(product, locked, "generate", "--keyring", "-d", ".", "-l", "key", "--passphrase-stdin")

    assert done.returncode == DONE_WITH_WARNING
    assert errors.locked(names.SECRET_SERVICE).message in done.stderr
    opened = akg(product, locked, "public", "key.private.pem", "--passphrase-stdin")
    assert (opened.returncode, opened.stdout) == (0, done.stdout)


@BOTH
def test_ctrl_c_ends_the_wait_for_a_keyring_that_never_answers(tmp_path: Path, product: Product) -> None:
    with secret_service.dumb_service(tmp_path) as session:
        akg(product, session, "generate", "-d", ".", "-l", "key", "--passphrase-stdin")
        process = subprocess.Popen(
            product.akg("public", "key.private.pem", "--keyring"),
            env=session.environment,
            cwd=session.home,
            stderr=subprocess.PIPE,
            text=True,
        )
        end = time.monotonic() + 60
        while not (session.home / "called").exists() and time.monotonic() < end:
            time.sleep(0.05)
        before = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "akg: error: Interrupted." in told
    assert time.monotonic() - before < 20  # the keyring would have had 30


EVIL = """
import os, pathlib
from keyring.backend import KeyringBackend
pathlib.Path(os.environ["MARK"]).touch()
class Keyring(KeyringBackend):
    priority = 99
    def get_password(self, service, username): return None
    def set_password(self, service, username, password): pathlib.Path(os.environ["MARK"]).write_text(password)
    def delete_password(self, service, username): pass
"""

ASK_THE_LIBRARY = "import keyring; keyring.get_keyring()"


@pytest.fixture
def traps(tmp_path: Path, session: Session) -> dict[str, str]:
    """A backend that leaves a mark when it is loaded, and every way by which the library loads one."""
    modules = tmp_path / "modules"
    modules.mkdir()
    plugin = tmp_path / "plugins" / "evil-1.0.dist-info"
    plugin.mkdir(parents=True)
    (modules / "evil.py").write_text(EVIL)
    (plugin / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
    (plugin / "entry_points.txt").write_text("[keyring.backends]\nevil = evil\n")
    config = tmp_path / "config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=evil.Keyring\nkeyring-path={modules}\n"
    )
    return {
        "MARK": str(tmp_path / "mark"),
        "PYTHONPATH": f"{modules}:{plugin.parent}",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHON_KEYRING_BACKEND": "evil.Keyring",
        "KEYRING_PROPERTY_SCHEME": "KeePassXC",
        "KEYRING_PROPERTY_PREFERRED_COLLECTION": "/org/freedesktop/secrets/collection/session",
        "KEYRING_PROPERTY_APPID": "evil",
    }


@pytest.mark.parametrize("way", ["PYTHON_KEYRING_BACKEND", "XDG_CONFIG_HOME", "PYTHONPATH"])
def test_each_trap_catches_who_asks_the_library(way: str, traps: dict[str, str], session: Session) -> None:
    modules, _ = traps["PYTHONPATH"].split(":")
    environment = {**session.environment, "PYTHONPATH": modules, "MARK": traps["MARK"], way: traps[way]}

    subprocess.run([sys.executable, "-c", ASK_THE_LIBRARY], env=environment, check=True)

    assert Path(traps["MARK"]).exists()


@BOTH
def test_no_configuration_chooses_another_keyring(
    traps: dict[str, str], session: Session, product: Product
) -> None:
    fingerprint = generate(product, session, "configured", **traps)

    assert session.lookup(fingerprint) == TYPED
    attributes = [line for line in session.search("username", "passphrase") if "attribute.appl" in line]
    assert attributes == ["attribute.application = Asymmetric Key Generator"]
    assert akg(product, session, "public", "configured.private.pem", "--keyring", **traps).returncode == 0
    assert akg(product, session, "keyring", "forget", "configured.private.pem", **traps).returncode == 0
    assert session.lookup(fingerprint) == ""
    assert not Path(traps["MARK"]).exists()


@BOTH
def test_nothing_is_started_and_the_passphrase_is_never_sent_in_clear(
    session: Session, tmp_path: Path, product: Product
) -> None:
    trace = tmp_path / "trace"
    command = product.akg("generate", "--keyring", "-d", ".", "-l", "traced")
    subprocess.run(
        [
            *("strace", "-E", "AKG_ALLOW_TRACER=1", "-f", "-s", "65536", "-o", str(trace)),
            *("-e", "trace=execve,write,writev,sendto,sendmsg", *command, "--passphrase-stdin"),
        ],
        input=TYPED.encode(),
        env=session.environment,
        cwd=session.home,
        capture_output=True,
        check=True,
    )

    _, start, text = trace.read_text().partition(f'execve("{product.terminal[0]}"')
    assert len(re.findall(r"\bexecve\(", start + text)) == product.starts
    assert "CreateItem" in text
    assert "battery" not in text
    akg(product, session, "keyring", "forget", "traced.public.pem")
