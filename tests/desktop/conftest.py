"""A desktop for the whole run; a home and a window of its own for each test."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.desktop.screen import Screen
from tests.desktop.window import Window
from tests.product import Product

OpenWindow = Callable[[], Window]


# The application with shorter times; no option or variable of the product itself can do that.
HASTY = """
import gc, sys
gc.disable()
from app.gui.application import run
sys.exit(run(clear_after=3, hide_after=3))
"""


@contextmanager
def running(
    screen: Screen, home: Path, command: Sequence[str], more: Mapping[str, str | None] = MappingProxyType({})
) -> Iterator[Window]:
    """A window that is shown, and gone afterwards. `more`: environment variables."""
    home.mkdir(mode=0o700, exist_ok=True)
    window = Window(screen, home, command, more)
    try:
        window.wait_until_shown()
        yield window
    finally:
        window.discard()


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    screen = Screen(tmp_path_factory.mktemp("screen"))
    try:
        screen.start()
        yield screen
    finally:
        screen.stop()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def open_window(screen: Screen, home: Path, product: Product) -> Iterator[OpenWindow]:
    """Opens a window in the home of this test; one after another remember what preferences remember."""
    with ExitStack() as windows:
        yield lambda: windows.enter_context(running(screen, home, product.opening))


@pytest.fixture
def hasty_window(screen: Screen, home: Path) -> Iterator[Window]:
    """Clears the clipboard, and hides the private key, after three seconds."""
    with running(screen, home, (sys.executable, "-c", HASTY)) as window:
        yield window


@pytest.fixture
def window(open_window: OpenWindow) -> Window:
    return open_window()
