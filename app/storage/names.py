"""Labels, and the file names made from them: the same on every system, and impossible to mistake."""

import time
from collections.abc import Iterable
from typing import NamedTuple

from app.errors import UsageError
from app.keys.algorithm import Algorithm
from app.text import NOTHING, Text, text

MAXIMUM_LABEL_LENGTH = 100
PRIVATE_SUFFIX = ".private.pem"
PUBLIC_SUFFIX = ".public.pem"
ARCHIVE_SUFFIX = ".tar.gz"

_FORBIDDEN = frozenset('/\\:*?"<>|')
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in "0123456789\xb9\xb2\xb3"]
)


class Affix(NamedTuple):
    """What the name of one pair of a set has before and after the label, which all of them share."""

    before: str = ""
    after: str = ""

    def around(self, label: str) -> str:
        """Return the label of this pair."""
        return f"{self.before}{label}{self.after}"


class PairNames(NamedTuple):
    """The label of one pair and the names of its two files."""

    label: str
    private: str
    public: str


def today() -> str:
    """Return the local date as ISO 8601 writes it; `datetime` would take 2 ms of every start."""
    return time.strftime("%Y-%m-%d")


def suggested_label(algorithm: Algorithm, day: str) -> str:
    """Return for example `api-key-ed25519-2026-11-22`: the date shows when rotation is due."""
    return f"api-key-{algorithm.name}-{day}"


def check_label(label: str) -> None:
    """Raise UsageError where the label cannot be a file name on every system."""
    problem = _problem_of(label)
    if problem:
        raise UsageError(
            problem, text("Use letters, digits, dots, dashes and underscores: for example spot-trading.")
        )


def _problem_of(label: str) -> Text:
    if not label.strip():
        return text("The name is empty.")
    if len(label.encode("utf-8", "surrogatepass")) > MAXIMUM_LABEL_LENGTH:
        return text("The name is longer than {most} bytes.", most=MAXIMUM_LABEL_LENGTH)
    if found := sorted(_FORBIDDEN.intersection(label)):
        return text("The name has a character that no file name may have: {character}", character=found[0])
    if not label.isprintable():
        return text("The name has control characters or invisible ones.")
    if label != label.strip() or label.startswith((".", "-")) or label.endswith("."):
        return text("The name begins with a dot or a dash, ends with a dot, or has a space at either end.")
    if label.split(".", maxsplit=1)[0].strip().casefold() in _RESERVED:
        return text("“{label}” is a reserved name on Windows.", label=label)
    return NOTHING


def pair_names(label: str, count: int, affixes: tuple[Affix, ...] = ()) -> tuple[PairNames, ...]:
    """Return the names for `count` pairs: the label itself for one, `LABEL-01` and so on for several.

    With `affixes`, one for each pair, what these make of it. Raises UsageError for an impossible label.
    """
    check_label(label)
    if affixes:
        labels = [affix.around(label) for affix in affixes]
    elif count == 1:
        labels = [label]
    else:
        width = max(2, len(str(count)))
        labels = [f"{label}-{number:0{width}}" for number in range(1, count + 1)]
    return names_of_pairs(labels)


def names_of_pairs(labels: Iterable[str]) -> tuple[PairNames, ...]:
    """Return the names for pairs of these labels. Raises UsageError for a label that cannot be one."""
    named = tuple(PairNames(each, each + PRIVATE_SUFFIX, each + PUBLIC_SUFFIX) for each in labels)
    for each in named:
        check_label(each.label)
    return named


def label_in(name: str) -> str:
    """Return what a file's name says of its key: the name without the endings of key files."""
    for suffix in (PRIVATE_SUFFIX, PUBLIC_SUFFIX, ".pem", ".der", ".key", ".pub", ".p8"):
        if name != suffix and name.endswith(suffix):
            return name.removesuffix(suffix)
    return name


def archive_name(label: str) -> str:
    """Return `LABEL.tar.gz`."""
    check_label(label)
    return label + ARCHIVE_SUFFIX


def file_names(label: str, count: int, as_archive: bool, affixes: tuple[Affix, ...] = ()) -> tuple[str, ...]:
    """Return the names that saving will make, in order. Raises UsageError for a label that cannot be one."""
    if as_archive:
        return (archive_name(label),)
    return files_of(pair_names(label, count, affixes))


def files_of(pairs: Iterable[PairNames]) -> tuple[str, ...]:
    """Return the names of all files, each private key before its public one."""
    return tuple(name for names in pairs for name in (names.private, names.public))
