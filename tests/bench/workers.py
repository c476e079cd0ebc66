"""Processes that stay and answer, one line for a line: the probes and peers of the benchmark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.bench.machine import ROOT, confined_to, cores

PROBES = Path(__file__).resolve().parent / "probes"
PEERS = Path(__file__).resolve().parent / "peers"


class Worker:
    """One such process, on these cores, for as long as a `with` block."""

    def __init__(
        self,
        command: Sequence[str],
        on: list[int] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        with confined_to(on or cores()):
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, question: str) -> str:
        """Its answer. Raises RuntimeError if the process ended instead."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self._process.args!r} ended without an answer to {question!r}")
        return answer


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one call or one process: wall and CPU seconds, and the largest memory in bytes (0: not measured)."""

    wall: float
    cpu: float
    memory: int = 0


class KeyMaker(Worker):
    """Ours or Node: makes key pairs and prints what each call cost."""

    def make(self, algorithm: str, count: int, how: str = "each") -> list[Cost]:
        """Makes them, with `each` by one call for each pair, with `together` by one call for all."""
        return [Cost(wall, cpu) for wall, cpu in json.loads(self.ask(f"{algorithm} {count} {how}"))]


class Launcher(Worker):
    """Runs commands and measures them as whole processes."""

    def __init__(self, on: list[int] | None = None, environment: Mapping[str, str] | None = None) -> None:
        super().__init__([sys.executable, "-I", "-S", str(PROBES / "launcher.py")], on, environment)

    def run(self, *command: str, folder: Path = ROOT) -> Cost:
        """Raises RuntimeError unless the command succeeds."""
        status, wall, cpu, memory = self.ask("\0".join((str(folder), *command))).split()
        if status != "0":
            raise RuntimeError(f"{' '.join(command)} ended with status {status}")
        return Cost(float(wall), float(cpu), int(memory) * 1024)


def our_keys(on: list[int]) -> KeyMaker:
    """Takes the product's own path."""
    return KeyMaker([sys.executable, "-m", "tests.bench.probes.keys"], on)


def node_keys(on: list[int]) -> KeyMaker:
    """Takes the reference's primitive."""
    return KeyMaker(["node", str(PEERS / "keys.mjs")], on)
