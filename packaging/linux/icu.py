"""Trims ICU's data, a third of the untrimmed bundle, to what Qt's libraries can ask for.

Promises: text sorts by the rules of every language, as before; a test compares it with the whole library.
Decision: Qt Core calls ICU for sorting (ucol), for case by language (u_strToLower: no data), for the names of
time zones (ucal) and for old character sets (ucnv), and for nothing else; numbers, dates and text boundaries
are Qt's own. No page of this program names a time zone or reads an old character set, so of those two only
what opens them is kept. 27 of 32 MB go. An empty library would break sorting.
"""

from __future__ import annotations

import subprocess
from fnmatch import fnmatch
from pathlib import Path

# Patterns of names in the data, and who asks for them.
KEPT_DATA = {
    "coll/*": "the sorting rules of every language",
    "cnvalias.icu": "names of character sets; Unicode's own need no further data",
    "keyTypeData.res": "what a locale's options mean, such as -u-co-phonebk",
    "likelySubtags.res": "a language's usual script and country",
    "metaZones.res": "time zones",
    "numberingSystems.res": "calendars, which time zones open",
    "pool.res": "strings that the others share",
    "res_index.res": "which locales there are",
    "root.res": "what every language falls back to",
    "supplementalData.res": "calendars, which time zones open",
    "timezoneTypes.res": "time zones",
    "zoneinfo64.res": "time zones",
}
_SOURCE = """\
.section .note.GNU-stack,"",%progbits
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, %object
{symbol}:
.incbin "{data}"
.size {symbol}, . - {symbol}
"""


def trim(library: Path, work: Path) -> None:
    """Replace libicudata.so.NN by one with less in it. `work`: an empty folder."""
    number = library.suffix.removeprefix(".")
    whole, lean = (work / part / f"icudt{number}l.dat" for part in ("whole", "lean"))
    for folder in (whole.parent, lean.parent):
        folder.mkdir(parents=True)
    _run("objcopy", "-O", "binary", "--only-section=.rodata", library, whole)
    unneeded = [name for name in _run("icupkg", "-l", whole).split() if not _is_kept(name)]
    (work / "unneeded.txt").write_text("\n".join(unneeded) + "\n", encoding="ascii")
    _run("icupkg", "-r", work / "unneeded.txt", whole, lean)
    _link(lean, f"icudt{number}_dat", library, work)


def _is_kept(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in KEPT_DATA)


def _link(data: Path, symbol: str, library: Path, work: Path) -> None:
    """Make the library as ICU's own build does: one read-only symbol."""
    source, made = work / "data.s", work / "data.o"
    source.write_text(_SOURCE.format(symbol=symbol, data=data), encoding="ascii")
    _run("as", "-o", made, source)
    options = ("-shared", "-s", "--build-id=none", "-znoexecstack", f"-soname={library.name}")
    _run("ld", *options, "-o", library, made)


def _run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
