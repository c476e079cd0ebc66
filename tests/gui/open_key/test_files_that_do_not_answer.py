"""Files that are pipes, and files on a share that is gone: neither the window nor its end waits for one."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.gui.session.notices import Kind
from app.usecases import open_key
from tests.gui.conftest import Driver
from tests.gui.passphrases import STRONG
from tests.sentences import values_of

SOON = 5.0
mkfifo: Any = getattr(os, "mkfifo", None)
POSIX = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no pipes and no devices in its folders"
)


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A system call on a dead share: it does not come back before the share does. Set once it was made."""
    asked, back = threading.Event(), threading.Event()

    def read_file(*_: object) -> bytes:
        asked.set()
        back.wait()
        raise OSError

    monkeypatch.setattr("app.storage.reading.read_file", read_file)
    yield asked
    back.set()


def refused(driver: Driver) -> object:
    """The path that could not be read, with a reason: it was not waited for."""
    values = values_of(driver.notice().message)
    assert driver.notice().kind is Kind.ERROR
    assert values["reason"]
    return values["path"]


@POSIX
def test_pipe_that_nobody_writes_is_refused_at_once(driver: Driver, tmp_path: Path) -> None:
    mkfifo(tmp_path / "key.pem")
    driver.after(lambda: driver.opening.open_file(tmp_path / "key.pem"))
    assert refused(driver) == str(tmp_path / "key.pem")


@POSIX
def test_pipe_that_somebody_holds_open_is_refused_at_once(driver: Driver, tmp_path: Path) -> None:
    mkfifo(tmp_path / "key.pem")
    with open(os.open(tmp_path / "key.pem", os.O_RDWR), encoding="utf-8"):
        driver.after(lambda: driver.opening.open_file(tmp_path / "key.pem"))
    assert refused(driver) == str(tmp_path / "key.pem")


@POSIX
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_device_is_refused(driver: Driver, device: str) -> None:
    driver.after(lambda: driver.opening.open_file(Path(device)))
    assert refused(driver) == device


def test_cancel_leaves_a_dead_share_behind(driver: Driver, dead: threading.Event, qtbot: QtBot) -> None:
    driver.opening.open_file(Path("/share/key.pem"))
    qtbot.waitUntil(dead.is_set)
    started = time.monotonic()

    driver.after(driver.session.activity.cancel)

    assert time.monotonic() - started < SOON
    assert driver.notice().kind is Kind.INFO
    driver.new_key.set_unsaved(True)
    driver.generate()
    assert driver.pair()


def test_cancel_leaves_the_file_of_a_saved_key_behind(
    driver: Driver, request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    driver.type_passphrase(STRONG)
    driver.generate()
    dead: threading.Event = request.getfixturevalue("dead")
    driver.key.private.show(True)
    qtbot.waitUntil(dead.is_set)

    driver.after(driver.session.activity.cancel)

    assert driver.notice().kind is Kind.INFO
    assert driver.key.private.state.text is None


def test_end_of_the_program_leaves_a_dead_share_behind(
    driver: Driver, dead: threading.Event, qtbot: QtBot
) -> None:
    driver.opening.open_file(Path("/share/key.pem"))
    qtbot.waitUntil(dead.is_set)
    started = time.monotonic()

    driver.jobs.shut_down()

    assert time.monotonic() - started < SOON


def test_dead_share_is_told_when_the_patience_ends(
    driver: Driver, dead: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_key, "_SECONDS_TO_READ", 0.3)
    driver.after(lambda: driver.opening.open_file(Path("/share/key.pem")))
    assert dead.is_set()
    assert driver.notice().kind is Kind.ERROR
    assert values_of(driver.notice().message)["path"] == str(Path("/share/key.pem"))
