"""Keeps what README.md repeats equal to its source: the terminal's help, the tables of venues and clients.

`python packaging/readme.py` writes the blocks between their markers; a test compares them.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable

import places
from app.clients.client import Client, Opening
from app.clients.table import CLIENTS
from app.clients.verdict import in_short
from app.keys.algorithm import BY_NAME as ALGORITHMS
from app.keys.encodings import BY_NAME as ENCODINGS
from app.venues.table import VENUES

README = places.ROOT / "README.md"
COMMAND = ("generate", "--help")


def real_help() -> str:
    """Return what the terminal prints, at a width of 80 columns and without colours, in Markdown."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-m", "app", *COMMAND],
        cwd=places.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return f"```text\n{done.stdout.rstrip()}\n```\n"


def venues_table() -> str:
    """Return a row for each venue, in Markdown."""
    titles = ("`--venue`", "exchange", "takes", "may refuse", "what is pasted", "read on")
    rows = [
        (
            f"`{venue.identifier}`",
            venue.title,
            _labels(venue.algorithms),
            _labels(venue.may_refuse),
            ENCODINGS[venue.pasted_as].title,
            venue.checked,
        )
        for venue in VENUES
    ]
    return _table(titles, *rows)


def _labels(names: tuple[str, ...]) -> str:
    return ", ".join(ALGORITHMS[name].label for name in names)


def clients_table() -> str:
    """Return the clients in Markdown, those that need the same in one row."""
    rows: dict[tuple[str, str], list[str]] = {}
    for client in CLIENTS:
        rows.setdefault((_first(client.ed25519), _first(client.rsa)), []).append(_name(client))
    return _table(("client", "Ed25519", "RSA"), *((", ".join(names), *row) for row, names in rows.items()))


def _first(openings: tuple[Opening, ...]) -> str:
    return str(in_short(openings[0]))


def _name(client: Client) -> str:
    version = f" {client.versions[0]}" if client.versions and client.versions[0] not in client.title else ""
    return client.title + version + ("" if client.tried else " *")


def _table(titles: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (titles, *rows)]
    return "\n".join((lines[0], "|---" * len(titles) + "|", *lines[1:], ""))


BLOCKS: dict[str, Callable[[], str]] = {
    "help": real_help,
    "venues": venues_table,
    "clients": clients_table,
}


def shown(name: str, text: str) -> str:
    """Return the block of this name in README's text. Raises ValueError where the markers are gone."""
    found = _block(name).search(text)
    if not found:
        raise ValueError(f"README.md has lost the markers around its {name}")
    return found.group()


def replaced(name: str, text: str, new: str) -> str:
    """Return README's text with another block of this name."""
    shown(name, text)
    return _block(name).sub(lambda _: new, text)


def _block(name: str) -> re.Pattern[str]:
    begin, end = f"<!-- {name}: begin; written by make readme -->\n", f"<!-- {name}: end -->"
    return re.compile(f"(?<={re.escape(begin)}).*?(?={re.escape(end)})", re.DOTALL)


def main() -> None:
    """Write the blocks into README.md."""
    text = README.read_text(encoding="utf-8")
    for name, real in BLOCKS.items():
        text = replaced(name, text, real())
    README.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
