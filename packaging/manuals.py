"""Builds the man page and the completions of `akg` from its own parser.

`.venv/bin/python packaging/manuals.py OUTDIR` makes OUTDIR/man/akg.1 and, for bash, zsh and fish,
OUTDIR/completions/{akg.bash,_akg,akg.fish}. SOURCE_DATE_EPOCH dates the page.
`akg completion` prints the same ones, kept in resources/completions: `manuals.py --keep` writes them there.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage  # type: ignore[import-untyped]

import places
from app import NAME, __version__
from app.cli.parser import EXAMPLES, build_parser
from app.cli.status import EXIT_STATUSES
from app.clients.table import BY_IDENTIFIER as CLIENTS
from app.resources import COMPLETIONS
from app.venues.purpose import BY_IDENTIFIER as PURPOSES
from app.venues.table import BY_IDENTIFIER as VENUES

_WHAT_IS_NAMED = {
    "file": shtab.FILE,
    "paths": shtab.FILE,
    "files": shtab.FILE,
    "archive": shtab.FILE,
    "passphrase_file": shtab.FILE,
    "new_passphrase_file": shtab.FILE,
    "folder": shtab.DIRECTORY,
}
_WORDS = {  # the parser itself does not load the tables
    "venue": tuple(VENUES),
    "purpose": tuple(PURPOSES),
    "client": tuple(CLIENTS),
}


def main(arguments: list[str]) -> int:
    """Write everything into the folder that is named. Returns the exit status."""
    if len(arguments) != 1:
        print("usage: manuals.py OUTDIR | --keep", file=sys.stderr)
        return 2
    if arguments == ["--keep"]:
        _write_completions(places.ROOT / "resources")
        return 0
    outdir = Path(arguments[0])
    _write(outdir / "man" / "akg.1", man_page())
    _write_completions(outdir)
    return 0


def _write_completions(folder: Path) -> None:
    for shell, name in COMPLETIONS.items():
        _write(folder / "completions" / name, completion(shell))


def man_page() -> str:
    """Return the page in roff; each command's usage is one long line, which roff breaks where it fits."""
    os.environ["COLUMNS"] = "10000"
    parser = build_parser()
    parser.epilog = None
    data = {
        "project_name": "akg",
        "version": __version__,
        "description": "generate Ed25519 and RSA key pairs for exchange APIs",
        "manual_title": NAME,
    }
    page = Manpage(parser, data, format="single-commands-section")
    page.add_section("examples", ">", "\n".join(_examples()))
    page.add_section("exit status", ">", "\n".join(_exit_statuses()))
    return str(page)


def _examples() -> Iterator[str]:
    actions = [parser.get_default("module").EXAMPLES for parser in _without_actions(build_parser())]
    for text in (EXAMPLES, *actions):
        yield ".nf"
        yield from (_roff(line.removeprefix("  ")) for line in text.splitlines())
        yield ".fi"
        yield ".PP"


def _without_actions(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield the parsers of what can be run: commands, and the actions of those that have some."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from list(_without_actions(command)) or [command]


def _exit_statuses() -> Iterator[str]:
    for status, meaning in EXIT_STATUSES.items():
        yield ".TP"
        yield f".B {status}"
        yield _roff(meaning)


def _roff(line: str) -> str:
    return "\\&" + line.replace("\\", "\\e").replace("-", "\\-") if line else ""


def completion(shell: str) -> str:
    """Return the completion for bash, zsh or fish."""
    parser = build_parser()
    for action in _actions(parser):
        if action.dest in _WHAT_IS_NAMED:
            action.complete = _WHAT_IS_NAMED[action.dest]  # type: ignore[attr-defined]
        if action.dest in _WORDS:
            action.choices = _WORDS[action.dest]
    return shtab.complete(parser, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
