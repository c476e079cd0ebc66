"""One run of the terminal in a world of its own, and everything that was seen of it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.process.canary import Canary, files_below, key_canary, new_passphrase, passphrase_canary
from tests.process.outside import ended_afterwards, opened_by_a_reader
from tests.process.people import ROOT
from tests.process.watcher import watching
from tests.product import Product

XDG = ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR")


@dataclass
class Scene:
    """A home and every other folder that the environment names, empty; and all that was seen of a run."""

    root: Path
    product: Product
    passphrase: str = field(default_factory=new_passphrase)
    seen: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("home", "tmp", "here", *(f"xdg/{name}" for name in XDG)):
            (self.root / name).mkdir(mode=0o700, parents=True)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.root / "home"),
            "TMPDIR": str(self.root / "tmp"),
            **{f"XDG_{name}": str(self.root / "xdg" / name) for name in XDG},
        }

    def akg(self, *arguments: str) -> bytes:
        """With the passphrase through a FIFO, watched from the first to the last moment; its output."""
        fifo = self.root / "fifo"
        os.mkfifo(fifo, 0o600)
        command = self.product.akg(*(word.replace("FIFO", str(fifo)) for word in arguments))
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, stdout=pipe, stderr=pipe, cwd=self.root / "here", env=self.environment
        )
        with ended_afterwards(process), watching(process.pid) as watcher:
            if "FIFO" in arguments:
                with os.fdopen(opened_by_a_reader(fifo), "wb") as writing:
                    writing.write(self.passphrase.encode() + b"\n")
            out, err = process.communicate(timeout=60)
        fifo.unlink()
        assert process.returncode == 0, err
        self._note(f"{arguments[0]}: standard output", out)
        self._note(f"{arguments[0]}: standard error", err)
        for place, data in watcher.places.items():
            self._note(place, data)
        return out

    def _note(self, place: str, data: bytes) -> None:
        self.seen[place] = self.seen.get(place, b"") + b"\n" + data

    def places(self) -> dict[str, bytes]:
        return self.seen | files_below(self.root)

    def canaries(self, *private_keys: Path) -> list[Canary]:
        keys = [key_canary(path.read_bytes(), self.passphrase) for path in private_keys]
        return [passphrase_canary(self.passphrase), *keys]
