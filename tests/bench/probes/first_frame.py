"""Opens a window, and prints at its first painted frame the time since it was started and its memory.

`ours` opens the product as `akg` does, `bare` (and `stay`) a QMainWindow with one label. Both are watched in
the same way: an event filter sees the first Paint of the top-level window, and a timer of zero ms then fires
when the whole window is painted and flushed. BENCH_STARTED has time.monotonic_ns() from before.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from PySide6.QtWidgets import QMainWindow

    from app.gui.application import Application

HEAVY = ("keyring", "cryptography", "bcrypt", "secretstorage", "zxcvbn", "segno")


def report(window: QMainWindow) -> None:
    """Prints the line and ends the process at once."""
    elapsed = (time.monotonic_ns() - int(os.environ["BENCH_STARTED"])) / 1e9
    loaded = sorted({name.partition(".")[0] for name in sys.modules} & set(HEAVY))
    import json

    size = window.size()
    line = {
        "seconds": elapsed,
        "memory": resident(),
        "heavy": loaded,
        "modules": len(sys.modules),
    }
    sys.stdout.write(json.dumps({**line, "size": [size.width(), size.height()]}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def resident() -> int:
    """Returns VmRSS in bytes."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS:"))


def watch(window: QMainWindow) -> None:
    """Reports when the window has been painted for the first time."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        """Sees the first Paint."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                window.removeEventFilter(self)
                QTimer.singleShot(0, lambda: report(window))
            return False

    window.installEventFilter(Watcher(window))


def bare(watched: bool = True) -> int:
    """Shows the yardstick; not `watched`, it stays open for somebody who looks from outside."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    qt = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("A bare window"))
    window.resize(960, 680)
    if watched:
        watch(window)
    window.show()
    return qt.exec()


class _Hook:
    """Watches the product's window from its `show` on; the product imports everything in its own order."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "app.gui.application":
            return None
        sys.meta_path.remove(self)
        found = (finder.find_spec(name, path, target) for finder in sys.meta_path)
        spec = next(spec for spec in found if spec is not None)
        assert spec.loader is not None
        run = spec.loader.exec_module

        def run_and_wrap(module: ModuleType) -> None:
            run(module)
            show: Callable[[Application], None] = module.Application.show

            def watched_show(application: Application) -> None:
                watch(application.window)
                show(application)

            module.Application.show = watched_show

        spec.loader.exec_module = run_and_wrap  # type: ignore[method-assign]
        return spec


def ours() -> int:
    """Runs the product, entered where `akg` enters it."""
    sys.argv[1:] = []
    sys.meta_path.insert(0, _Hook())
    from app.__main__ import main

    return main()


if __name__ == "__main__":
    sys.exit(ours() if sys.argv[1] == "ours" else bare(sys.argv[1] == "bare"))
