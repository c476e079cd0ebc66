"""The window of somebody who is not root, on a desktop of their own: not dumpable, and all works.

A process that is not dumpable has files below /proc that belong to root: what reads them (D-Bus, the
accessibility bus, fonts, input methods, Qt itself) must get along without.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.job import COPY, type_passphrase
from tests.desktop.keyfiles import mode_of, names_in
from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.process.outside import core_limits_of, status_of
from tests.process.people import Person, ordinary_person
from tests.product import BOTH, Product

pytestmark = [pytest.mark.desktop, BOTH]

PASSPHRASE = "Rx7-tangerine-Quoits-58-lamprey"


@pytest.fixture
def person(product: Product) -> Iterator[Person]:
    with ordinary_person(product) as person:
        yield person


@pytest.fixture
def window(person: Person) -> Iterator[Window]:
    screen = Screen(person.folder, person.before)
    try:
        screen.start()
        home = person.folder / "home"
        subprocess.run([*person.before, "mkdir", "-m", "700", home], cwd="/", check=True)
        window = Window(screen, home, [*person.mounting, *person.window], person.environment)
        try:
            window.wait_until_shown()
            yield window
        finally:
            window.discard()
    finally:
        screen.stop()


def may_read(person: Person, path: str) -> bool:
    done = subprocess.run(
        [*person.before, "head", "-c", "0", path], cwd="/", capture_output=True, check=False
    )
    return done.returncode == 0


def test_the_whole_job_while_nobody_may_look_into_the_process(person: Person, window: Window) -> None:
    """GIVEN a window of an ordinary user WHEN the job is done THEN files are theirs, memory is not."""
    tree = window.tree
    assert window.pid != window.process.pid
    assert may_read(person, f"/proc/{window.screen.processes[0].pid}/environ"), "another process of theirs"
    for pid in (window.process.pid, window.pid):
        assert core_limits_of(pid) == ("0", "0")
        assert status_of(pid)["Umask"] == "0077"
        assert status_of(pid)["Uid"].split()[0] != "0"
        assert not may_read(person, f"/proc/{pid}/environ")
        assert not may_read(person, f"/proc/{pid}/mem")

    window.screen.put_on_clipboard("before")
    type_passphrase(tree, PASSPHRASE)
    window.keys("alt+g")
    tree.press(COPY)
    until(lambda: "BEGIN PUBLIC KEY" in window.screen.clipboard(), "it is copied")

    folder: Path = window.home / "api-keys"
    private, public = (folder / name for name in names_in(folder))
    assert (mode_of(private), mode_of(public)) == (0o600, 0o644)
    assert private.stat().st_uid == os.stat(person.folder).st_uid
    assert window.screen.clipboard() == public.read_text()
    window.close()
