"""The list of keys to make, understood: all that is wrong with it is said before anything is generated.

Promises: a bad row is named by its number, and nothing of it is repeated: people paste all kinds of things
into spreadsheets. Two names that some file system takes for one are refused here.
"""

import ipaddress
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from app.errors import UsageError
from app.keys.algorithm import BY_NAME, ED25519, Algorithm
from app.storage.names import check_label
from app.storage.registry.record import LONGEST_NOTE, LONGEST_WORD, check_text
from app.storage.writer.folder import folded
from app.text import Text, paragraph, plural, text
from app.usecases.fleet import table
from app.usecases.fleet.table import Cells, read_table
from app.venues.purpose import PURPOSES, Purpose
from app.venues.rules import why_not
from app.venues.table import venue_named
from app.venues.venue import Venue

MOST_ADDRESSES = 30
_MOST_DIFFERENT = 50_000  # addresses in all: each takes ten microseconds
LONGEST_ADDRESSES = 500  # characters, as Binance documents `ipAddress`
_SHOWN = 5

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Row:
    """One key to make. `email`, `addresses`: of the sub-account, for a venue's API alone."""

    number: int
    name: str
    algorithm: Algorithm
    venue: Venue | None = None
    purpose: Purpose | None = None
    note: str = ""
    email: str = ""
    addresses: tuple[str, ...] = ()


class _BadRowError(Exception):
    """Why a row cannot be used, as a sentence."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem)
        self.problem = problem


def read_rows(data: bytes, algorithm: Algorithm | None = None) -> tuple[Row, ...]:
    """Return the keys to make. `algorithm`: of the rows that name none, in place of the venue's first one.

    Raises UsageError, which names the first bad rows by number and counts the others.
    """
    rows: list[Row] = []
    problems: list[tuple[int, Text]] = []
    numbers: dict[str, int] = {}
    addresses: dict[str, str] = {}
    for cells in read_table(data):
        try:
            row = _row(cells, algorithm, addresses)
            same = numbers.setdefault(folded(row.name), row.number)
            if same != row.number:
                raise _BadRowError(
                    text("It has the same name as row {other}; capitals do not count.", other=same)
                )
            rows.append(row)
        except _BadRowError as error:
            problems.append((cells.number, error.problem))
    if problems:
        raise _bad_rows(problems)
    return tuple(rows)


def _bad_rows(problems: list[tuple[int, Text]]) -> UsageError:
    said = (text("Row {row}: {problem}", row=number, problem=why) for number, why in problems[:_SHOWN])
    count = plural(
        "{number:,} row of the list cannot be used.",
        "{number:,} rows of the list cannot be used.",
        len(problems),
    )
    return UsageError(
        paragraph(count, *said), text("Nothing was generated. Correct the list, then try again.")
    )


def _row(cells: Cells, algorithm: Algorithm | None, addresses: dict[str, str]) -> Row:
    if cells.problem:
        raise _BadRowError(cells.problem)
    get = cells.cells.get
    venue = _meant(get(table.VENUE), venue_named, text("There is no such venue: see akg venues."))
    purpose = _meant(get(table.PURPOSE), _purpose, text("There is no such purpose."))
    named = _meant(get(table.KEY_TYPE), _algorithm, text("There is no such key type."))
    chosen = named or algorithm or (BY_NAME[venue.algorithms[0]] if venue else ED25519)
    if venue and (reason := why_not(venue, chosen.name)):
        raise _BadRowError(reason)
    return Row(
        number=cells.number,
        name=_name(get(table.NAME, "")),
        algorithm=chosen,
        venue=venue,
        purpose=purpose,
        note=_public(get(table.NOTE, ""), LONGEST_NOTE),
        email=_public(get(table.EMAIL, ""), LONGEST_WORD),
        addresses=tuple(_addresses(get(table.ADDRESSES, ""), addresses)),
    )


def _meant(word: str | None, meaning: Callable[[str], Meaning | None], problem: Text) -> Meaning | None:
    if not word:
        return None
    found = meaning(word)
    if found is None:
        raise _BadRowError(problem)
    return found


@cache
def _by_word() -> dict[str, Purpose | Algorithm]:
    """Return what a word means that is written with letters and digits alone: RSA-4096, Spot trading."""
    words: dict[str, Purpose | Algorithm] = {}
    for purpose in PURPOSES:
        for word in (purpose.identifier, purpose.slug, purpose.title):
            words[_plain(word)] = purpose
    for algorithm in BY_NAME.values():
        words[_plain(algorithm.name)] = algorithm
    return words


def _plain(word: str) -> str:
    return "".join(each for each in word.casefold() if each.isalnum())


def _purpose(word: str) -> Purpose | None:
    found = _by_word().get(_plain(word))
    return found if isinstance(found, Purpose) else None


def _algorithm(word: str) -> Algorithm | None:
    found = _by_word().get(_plain(word))
    return found if isinstance(found, Algorithm) else None


def _name(name: str) -> str:
    try:
        check_label(name)
    except UsageError as error:
        raise _BadRowError(text("Its name cannot be that of a file on every system.")) from error
    return _public(name, LONGEST_WORD)


def _public(words: str, most: int) -> str:
    """Return what the list of keys may contain: no key, nothing that steers a terminal, not too long."""
    try:
        check_text(words, most)
    except UsageError as error:
        raise _BadRowError(error.message) from error
    return words


def _addresses(words: str, known: dict[str, str]) -> Iterator[str]:
    found = words.replace(",", " ").replace(";", " ").split()
    if len(found) > MOST_ADDRESSES or len(words) > LONGEST_ADDRESSES:
        raise _BadRowError(text("It has more than {most} IP addresses.", most=MOST_ADDRESSES))
    for word in found:
        if word not in known:
            known[word] = _address(word)
        if len(known) > _MOST_DIFFERENT:
            raise UsageError(
                text("The list has more than {most:,} IP addresses.", most=_MOST_DIFFERENT), text("Split it.")
            )
        yield known[word]


def _address(word: str) -> str:
    try:
        return str(ipaddress.ip_address(word))
    except ValueError as error:
        raise _BadRowError(text("It has an IP address that is none.")) from error
