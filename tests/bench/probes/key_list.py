"""Opens the window with many remembered keys, and prints what they cost its thread, in ms of CPU.

`python -m tests.bench.probes.key_list [COUNT]`, with a home of its own (HOME, XDG_DATA_HOME)
and a screen. The files of the keys do not exist: looking for them is on a thread, as reading the list is.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.gui.application import Application
from app.gui.my_keys.page import MyKeysPage
from app.gui.places import MY_KEYS
from app.keys.digest import sha256
from app.storage.registry.record import KeyFile, KeyRecord, fingerprint_of
from app.storage.registry.registry import user_registry

_HEAD = bytes.fromhex("302a300506032b6570032100")  # of an Ed25519 SubjectPublicKeyInfo (RFC 8410)
_VENUES, _PURPOSES = ("binance", "bybit", "deribit"), ("spot", "futures")
_STEPS = 200


def record(number: int) -> KeyRecord:
    """A key of which every fourth is not registered."""
    public_key = _HEAD + sha256(str(number).encode())
    return KeyRecord(
        fingerprint=fingerprint_of(public_key),
        public_key=public_key,
        algorithm="ed25519",
        name=f"key-{number:05}",
        venue=_VENUES[number % 3],
        purpose=_PURPOSES[number % 2],
        created="2026-11-01",
        registered="2026-11-02" if number % 4 else "",
        due=f"2099-0{1 + number % 9}-10",
        files=(KeyFile(f"/nowhere/key-{number:05}.private.pem"),),
    )


def cost(work: Callable[[], object]) -> float:
    """What it takes of this thread until it is painted."""
    before = time.thread_time()
    work()
    QApplication.processEvents()
    return round(1000 * (time.thread_time() - before), 1)


def main() -> int:
    """Prints one line of JSON."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    user_registry().enrol(record(number) for number in range(count))
    whole = Application(QApplication([sys.argv[0], "-style", "fusion"]))
    whole.show()
    QTest.qWaitForWindowExposed(whole.window)
    end = time.monotonic() + 60
    while (whole.jobs._running or not whole.session.key_list.state.is_loaded) and time.monotonic() < end:
        QTest.qWait(10)
        time.sleep(0.005)
    opened = cost(partial(whole.window.go, MY_KEYS))
    page = whole.window.page(MY_KEYS)
    assert isinstance(page, MyKeysPage)
    typed = [cost(partial(page.search.setText, words)) for words in ("k", "key-00", "binance", "")]
    bar = page.body.verticalScrollBar()
    places = range(0, bar.maximum(), max(1, bar.maximum() // _STEPS))
    scrolled = sorted(cost(partial(bar.setValue, place)) for place in places)
    result = {"open": opened, "search": typed, "scroll": scrolled[len(scrolled) // 2], "worst": scrolled[-1]}
    print(json.dumps({"keys": count, **result}))
    whole.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
