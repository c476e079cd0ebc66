"""Other programs of the desktop, asked over a real D-Bus session: what they hear."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import Queue

import pytest
from jeepney import Message, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

from app.errors import StorageError
from app.storage.browser import open_in_browser
from app.storage.file_manager import show_in_file_manager
from tests.sentences import refusal

PORTAL = "org.freedesktop.portal.Desktop"
MANAGER = "org.freedesktop.FileManager1"
PAGE = "https://www.binance.com/en/my/settings/api-management"

pytestmark = pytest.mark.interop


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a session of its own."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        daemon.terminate()


class Program:
    """Another program of the desktop, under a name; it hears one call, and answers or refuses."""

    def __init__(self, bus: str, name: str, *, refuses: bool = False) -> None:
        self.heard: Queue[tuple[str, tuple[object, ...]]] = Queue()
        self._refuses = refuses
        self._stopped = threading.Event()
        self._connection = open_dbus_connection(bus)
        Proxy(message_bus, self._connection).RequestName(name)
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()
        self._connection.close()

    def _answer(self) -> None:
        message = self._call()
        if message is None:
            return
        fields = {field.name: value for field, value in message.header.fields.items()}
        self.heard.put((str(fields["member"]), message.body))
        reply = new_error(message, "org.example.No") if self._refuses else new_method_return(message)
        self._connection.send(reply)

    def _call(self) -> Message | None:
        while not self._stopped.is_set():
            with suppress(TimeoutError):
                message: Message = self._connection.receive(timeout=0.1)
                if message.header.message_type is MessageType.method_call:
                    return message
        return None


Start = Callable[..., Program]


@pytest.fixture
def program(bus: str) -> Iterator[Start]:
    """Starts one on that session."""
    with ExitStack() as started:

        def start(name: str, *, refuses: bool = False) -> Program:
            one = Program(bus, name, refuses=refuses)
            started.callback(one.stop)
            return one

        yield start


def test_the_portal_is_asked_to_open_exactly_this_page(program: Start) -> None:
    portal = program(PORTAL)
    open_in_browser(PAGE)
    assert portal.heard.get(timeout=10) == ("OpenURI", ("", PAGE, {}))


def test_the_file_manager_is_asked_to_show_exactly_these_files(program: Start, tmp_path: Path) -> None:
    manager = program(MANAGER)
    path = tmp_path / "a b%\u00fc.pem"
    show_in_file_manager((path,))
    assert manager.heard.get(timeout=10) == ("ShowItems", ([path.as_uri()], ""))


@pytest.mark.parametrize("refuses", [True, False])
def test_where_nothing_opens_it_the_address_is_named(program: Start, refuses: bool) -> None:
    if refuses:
        program(PORTAL, refuses=True)
    with refusal(StorageError, address=PAGE):
        open_in_browser(PAGE)


@pytest.mark.parametrize("address", ["http://www.binance.com", "ftp://a.example", "javascript:alert(1)", ""])
def test_only_https_is_opened(program: Start, address: str) -> None:
    portal = program(PORTAL)
    with refusal(StorageError, address=address):
        open_in_browser(address)
    assert portal.heard.empty()


def test_without_a_session_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    with refusal(StorageError):
        open_in_browser(PAGE)
