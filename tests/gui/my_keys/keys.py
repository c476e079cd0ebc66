"""Keys for the list: one in each state, with files as each of them should have, or has not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.keys.algorithm import BY_NAME
from app.keys.pair import KeyPair, generate_key_pair
from app.storage.registry.record import KeyFile, KeyRecord
from app.storage.registry.registry import user_registry
from tests.gui.conftest import Window

ENCRYPTED = b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n"
PLAIN = b"-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"
PAIR = generate_key_pair(BY_NAME["ed25519"])


def record_of(name: str, pair: KeyPair | None = None, **values: object) -> KeyRecord:
    """A registered key that is due in a long time, but for what is said otherwise."""
    pair = pair or generate_key_pair(BY_NAME["ed25519"])
    usual = KeyRecord(
        fingerprint=pair.fingerprint,
        public_key=pair.subject_public_key_info,
        algorithm=pair.algorithm.name,
        name=name,
        venue="binance",
        purpose="spot",
        created="2026-11-01",
        registered="2026-11-02",
        due="2027-01-30",
    )
    return replace(usual, **values)  # type: ignore[arg-type]


def with_file(record: KeyRecord, folder: Path, content: bytes = ENCRYPTED, mode: int = 0o600) -> KeyRecord:
    """The same with a file."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{record.name}.private.pem"
    path.write_bytes(content)
    path.chmod(mode)
    return replace(record, files=(KeyFile(str(path)),))


def one_of_each(folder: Path) -> tuple[KeyRecord, ...]:
    """Due, lost, not registered, readable by others; and two that are in order."""
    lost = KeyFile(str(folder / "is-not-there.private.pem"))
    return (
        with_file(record_of("futures-bot", PAIR, due="2026-11-18", purpose="futures"), folder),
        record_of("tax", venue="bybit", purpose="tax", files=(lost,)),
        with_file(record_of("spot-trading-2026-11-22", registered=""), folder),
        with_file(record_of("open-to-all"), folder, mode=0o644),
        with_file(record_of("grid-bot", venue="deribit", purpose="futures", due="2026-12-26"), folder),
        with_file(record_of("market-maker", due=""), folder),
    )


def list_keys(window: Window, qtbot: QtBot, *records: KeyRecord) -> None:
    """Have these in the list, read and looked at."""
    if records:
        user_registry().enrol(records)
    window.session.key_list.load()
    wait_for_list(window, qtbot)


def wait_for_list(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing of the list is read, written or looked at."""
    qtbot.waitUntil(lambda: not window.jobs._running, timeout=60_000)
