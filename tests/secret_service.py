"""A D-Bus session of its own: with a real Secret Service on it (gnome-keyring), with none, with a dumb one.

Nothing is shared with the session of whoever runs the tests: own bus, own home, no services that start
by themselves, no screen to ask on.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

_BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

_UNLOCK = """
import sys
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
connection = open_dbus_connection()
def call(interface, method, signature, *values):
    there = DBusAddress("/org/freedesktop/secrets", "org.freedesktop.secrets", interface)
    return connection.send_and_get_reply(new_method_call(there, method, signature, values)).body
_, session = call("org.freedesktop.Secret.Service", "OpenSession", "sv", "plain", ("s", ""))
call(
    "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword", "o(oayays)",
    "/org/freedesktop/secrets/collection/login", (session, b"", sys.stdin.buffer.read(), "text/plain"),
)
"""
PASSWORD = "password of the keyring"

MOMENT = 0.03
"""Seconds in which gnome-keyring forgets a program that has ended: another one may bring it down meanwhile
(Debian's bug 1147303).
"""

_DUMB_SERVICE = """
from jeepney import MessageType
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection
connection = open_dbus_connection()
assert Proxy(message_bus, connection).RequestName("org.freedesktop.secrets") == (1,)
print("ready", flush=True)
while True:
    if connection.receive().header.message_type is MessageType.method_call:
        open("called", "w").close()
"""


@dataclass(frozen=True)
class Session:
    """A session bus. `environment` is all that a program on it should have."""

    home: Path
    runtime: Path
    address: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "LANG": "C.UTF-8",
            "DBUS_SESSION_BUS_ADDRESS": self.address,
        }

    def run(self, *command: str, stdin: str = "") -> str:
        """Standard output of a program on this bus, which must succeed."""
        done = subprocess.run(
            command,
            input=stdin,
            env=self.environment,
            cwd=self.home,
            text=True,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        time.sleep(MOMENT)
        return done.stdout

    def lookup(self, fingerprint: str) -> str:
        """The passphrase as another program sees it; empty for none."""
        return self._secret_tool("lookup", *_attributes(fingerprint)).stdout

    def search(self, *attributes: str) -> list[str]:
        """The lines that describe each item with these attributes (service NAME ...)."""
        done = self._secret_tool("search", "--all", *attributes)
        return (done.stdout + done.stderr).splitlines()

    def _secret_tool(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["secret-tool", *words]
        done = subprocess.run(command, env=self.environment, text=True, capture_output=True, check=False)
        time.sleep(MOMENT)
        return done

    def plant(self, fingerprint: str, passphrase: str, *attributes: str) -> None:
        """Another program stores something under the same attributes (and more of its own)."""
        self.run(
            "secret-tool",
            "store",
            "--label=planted",
            *_attributes(fingerprint),
            *attributes,
            stdin=passphrase,
        )

    def clear(self, fingerprint: str) -> None:
        """Another program removes all of it."""
        self._secret_tool("clear", *_attributes(fingerprint))

    def lock(self) -> None:
        """Locks every collection, as a screen saver may."""
        self.run(
            *("gdbus", "call", "--session", "--dest", "org.freedesktop.secrets"),
            *("--object-path", "/org/freedesktop/secrets"),
            *("--method", "org.freedesktop.Secret.Service.Lock"),
            "['/org/freedesktop/secrets/collection/login']",
        )

    def unlock(self) -> None:
        """Unlocks it again, as the desktop's own question would."""
        self.run(sys.executable, "-c", _UNLOCK, stdin=PASSWORD)


def _attributes(fingerprint: str) -> tuple[str, ...]:
    return "service", f"AsymmetricKeyGenerator:{fingerprint}", "username", "passphrase"


@contextmanager
def bus(folder: Path) -> Iterator[Session]:
    """A session bus with nothing on it; its home is in `folder`. Sockets want a shorter path."""
    home = folder / "keyring-home"
    home.mkdir()
    config = folder / "bus.conf"
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    with tempfile.TemporaryDirectory(prefix="bus-") as sockets:
        config.write_text(_BUS.format(folder=sockets))
        session = Session(home, Path(sockets), address="")
        with _process(command, session.environment) as address:
            yield replace(session, address=address)


@contextmanager
def secret_service(folder: Path) -> Iterator[Session]:
    """A session bus with gnome-keyring, its collection unlocked."""
    with bus(folder) as session, gnome_keyring(session):
        yield session


@contextmanager
def gnome_keyring(session: Session) -> Iterator[None]:
    """The Secret Service on this bus, unlocked, until the block ends."""
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with _process(command, session.environment, stdin=PASSWORD):
        session.run("gdbus", "wait", "--session", "--timeout", "30", "org.freedesktop.secrets")
        yield


@contextmanager
def dumb_service(folder: Path) -> Iterator[Session]:
    """A session bus with a Secret Service that answers no call; `called` in the home tells of the first."""
    with ExitStack() as stack:
        session = stack.enter_context(bus(folder))
        command = [sys.executable, "-c", f"import os; os.chdir({str(session.home)!r}){_DUMB_SERVICE}"]
        stack.enter_context(_process(command, session.environment))
        yield session


@contextmanager
def dumb_bus() -> Iterator[str]:
    """The address of a socket that takes connections and says nothing."""
    with tempfile.TemporaryDirectory(prefix="bus-") as sockets, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{sockets}/bus")
        server.listen()
        yield f"unix:path={sockets}/bus"


@contextmanager
def _process(command: list[str], environment: dict[str, str], stdin: str = "") -> Iterator[str]:
    """A process that runs as long as the block; the first line that it printed."""
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(stdin)
        process.stdin.close()
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(timeout=30)
