"""Finds characters in the sources that look like others, reorder what is read, or are not seen at all.

`python packaging/unicode_check.py`: every file that git tracks, or without git every file of the project.
Promises: beyond printable ASCII, only the characters of TEXT stand in sources; so identifiers are ASCII, no
letter of another alphabet passes for a Latin one, and nothing is invisible or turns the order around
(CVE-2021-42574). Tests that need such characters write them as escapes. Names of files are ASCII. What is
found is told as file:line:column with the character's name; the exit status is 1 then, 2 without any file.

Not looked at: pictures, and tests/hostile/seeds/, whose bytes are attacks on purpose. In resources/licences/
the names of people may have Latin letters of every kind.
"""

import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = frozenset(
    "\n\t"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{EN DASH}\N{HORIZONTAL ELLIPSIS}\N{MIDDLE DOT}\N{BLACK CIRCLE}\N{RIGHTWARDS ARROW}"
    "\N{MULTIPLICATION SIGN}\N{PLUS-MINUS SIGN}\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}"
)
PICTURES = (".png", ".ico", ".icns")
ATTACKS = "tests/hostile/seeds/"
LICENCES = "resources/licences/"
_NEVER = (".git", ".venv", "build", "dist", "__pycache__")


def problems(names: Iterable[str], root: Path = ROOT) -> Iterator[str]:
    """A line for each character that must not be, and for each file that is no text."""
    for name in names:
        if not name.isascii() or not name.isprintable():
            yield f"{name!a}: a file name must be printable ASCII"
        if not name.startswith(ATTACKS) and not name.endswith(PICTURES):
            yield from _in_file(name, (root / name).read_bytes())


def _in_file(name: str, data: bytes) -> Iterator[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield f"{name!a}: not UTF-8"
        return
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return
    for number, line in enumerate(text.split("\n"), 1):
        for column, character in enumerate(line, 1):
            if not _may_stand(character, name):
                yield f"{name}:{number}:{column}: {_describe(character)}"


def _may_stand(character: str, name: str) -> bool:
    if character in TEXT or (character.isascii() and character.isprintable()):
        return True
    return name.startswith(LICENCES) and _is_in_a_name(character)


def _is_in_a_name(character: str) -> bool:
    kind, name = unicodedata.category(character), unicodedata.name(character, "")
    return character == "\N{COPYRIGHT SIGN}" or (kind in ("Lu", "Ll") and name.startswith("LATIN "))


def _describe(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'a control character')}"


def tracked() -> list[str]:
    """The names of the project's files, with `/`."""
    if (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, capture_output=True, check=True).stdout
        names = listed.decode("utf-8", "surrogateescape").split("\0")
        return sorted(name for name in names if name and (ROOT / name).is_file())
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if not set(path.parts) & set(_NEVER))


def main() -> int:
    """Returns the exit status."""
    names = tracked()
    if not names:
        print("unicode: no file was found to look at", file=sys.stderr)
        return 2
    found = list(problems(names))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
