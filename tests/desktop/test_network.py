"""The window reaches for no network, and needs none; it writes only where it was told, and its settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from app.gui.messages import describe
from app.keys.foreign.document import identify
from tests.desktop.job import COPY, generate, set_option, type_passphrase
from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.process.trace import Trace, families, started, written_to
from tests.product import BOTH, Product

pytestmark = [pytest.mark.desktop, BOTH]

PASSPHRASE = "Rx7-tangerine-Quoits-58-lamprey"
ALONE = ("unshare", "-n") if os.geteuid() == 0 else ("unshare", "-r", "-n")


class OpensBehind(Protocol):
    def __call__(self, *before: str) -> Window: ...


@pytest.fixture
def open_behind(screen: Screen, home: Path, product: Product) -> Iterator[OpensBehind]:
    """Opens a window with these words in front of its command."""
    with ExitStack() as end:

        def open_window(*before: str) -> Window:
            home.mkdir(mode=0o700)
            window = Window(screen, home, [*before, *product.opening], {"PYTHONDONTWRITEBYTECODE": "1"})
            end.callback(window.discard)
            window.wait_until_shown()
            return window

        yield open_window


def do_the_whole_job(window: Window) -> None:
    """Generates, copies, saves, opens what was saved, and closes."""
    tree = window.tree
    type_passphrase(tree, PASSPHRASE)
    set_option(tree, "Name", "spot")
    generate(tree)
    tree.press(COPY)
    until(lambda: "PUBLIC KEY" in window.screen.clipboard(), "it is copied")
    saved = (window.home / "api-keys" / "spot.private.pem").read_text()
    window.screen.put_on_clipboard(saved)
    tree.focus(COPY)
    window.keys("ctrl+v")
    recognised = describe(identify(saved.encode()))
    until(lambda: recognised in str(tree.everything()), "it is recognised")
    window.close()


def test_no_internet_socket_from_start_to_close(
    open_behind: OpensBehind, home: Path, product: Product
) -> None:
    """GIVEN strace WHEN the whole job is done THEN all sockets are local, and writes stay below home."""
    trace = Trace(home.parent / "trace")
    window = open_behind(*trace.before)
    do_the_whole_job(window)

    lines = trace.lines(window.process.pid, product.window[0])
    assert families(lines) == {"AF_UNIX"}
    assert len(started(lines)) == product.starts, "the window itself, and no other program"
    elsewhere = {path for path in written_to(lines) if not path.startswith(f"{home}/")}
    assert elsewhere <= {"/dev/null", "/dev/shm"}
    assert f"{home}/.config" in str(written_to(lines))


def test_the_whole_job_without_any_network(open_behind: OpensBehind, home: Path) -> None:
    """GIVEN a network namespace with no interface that is up WHEN the job is done THEN it is done."""
    window = open_behind(*ALONE)
    interfaces = Path(f"/proc/{window.pid}/net/dev").read_text(encoding="utf-8").splitlines()[2:]
    assert [line.split(":")[0].strip() for line in interfaces] == ["lo"]
    do_the_whole_job(window)
