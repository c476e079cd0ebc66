"""The system keyring from the window: a real Secret Service, looked at from outside with secret-tool."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.gui.messages import KEYRING_WARNING
from tests.desktop.conftest import running
from tests.desktop.job import fingerprint, generate, open_file, private_file, tick, type_passphrase
from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.product import BOTH, Product
from tests.secret_service import PASSWORD, Session

pytestmark = pytest.mark.desktop

PASSPHRASE = "gallows-unwrapped-tiptop-blizzard-crayon"
REMEMBER = "Remember the passphrase in the system keyring (Secret Service)"


@pytest.fixture
def session(screen: Screen, home: Path) -> Iterator[Session]:
    """gnome-keyring on the desktop's own bus, for this test alone."""
    home.mkdir(mode=0o700)
    with TemporaryDirectory(prefix="akg-") as runtime:  # sockets want a short path
        yield from _unlocked(Session(home, Path(runtime), screen.bus))


def _unlocked(session: Session) -> Iterator[Session]:
    command = ["gnome-keyring-daemon", "--foreground", "--replace", "--unlock", "--components=secrets"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=session.environment,
    ) as daemon:
        assert daemon.stdin is not None
        daemon.stdin.write(PASSWORD.encode())
        daemon.stdin.close()
        try:
            session.run("gdbus", "wait", "--session", "--timeout", "30", "org.freedesktop.secrets")
            yield session
        finally:
            daemon.terminate()
            daemon.wait(timeout=30)


@pytest.fixture
def window(session: Session, screen: Screen, home: Path, product: Product) -> Iterator[Window]:
    with running(screen, home, product.opening) as window:
        yield window


def save_pair(window: Window) -> str:
    """With the passphrase; returns the fingerprint."""
    type_passphrase(window.tree, PASSPHRASE)
    generate(window.tree)
    return fingerprint(window.tree)


def test_nothing_is_stored_unless_it_is_wanted(window: Window, session: Session) -> None:
    found = save_pair(window)
    assert session.lookup(found) == ""


@BOTH
def test_it_is_stored_and_fills_the_field_after_a_click(window: Window, session: Session) -> None:
    """GIVEN a remembered passphrase WHEN the file is opened THEN a click fills it in, another forgets it."""
    tree = window.tree
    tick(tree, REMEMBER)
    until(lambda: KEYRING_WARNING in tree.one(REMEMBER).description, "it is honest")
    found = save_pair(window)
    until(lambda: session.lookup(found) == PASSPHRASE, "the keyring has it")

    open_file(window, private_file(window))
    tree.one("Passphrase of this key")
    assert tree.text("Passphrase of this key") == ""
    tree.press("Use the stored passphrase")
    until(lambda: tree.text("Passphrase of this key") == "●" * len(PASSPHRASE), "it is filled in")

    tree.press("Remove from keyring")
    until(lambda: session.lookup(found) == "", "the keyring has forgotten it")
    tree.press("Unlock")
    tree.gone("Passphrase of this key")
    assert fingerprint(tree) == found


def test_a_stored_passphrase_is_removed_where_the_key_is(window: Window, session: Session) -> None:
    """GIVEN a remembered passphrase WHEN it is removed on the page of its key THEN the keyring has none."""
    tick(window.tree, REMEMBER)
    found = save_pair(window)
    until(lambda: session.lookup(found) == PASSPHRASE, "the keyring has it")
    window.tree.press("Remove from keyring")
    until(lambda: session.lookup(found) == "", "the keyring has forgotten it")
    window.tree.gone("Remove from keyring")
