"""No source has characters that deceive: Trojan sources, look-alikes, the invisible (CVE-2021-42574, -42694).

Beyond printable ASCII, only the characters of KNOWN are allowed; a test that needs others writes them as
escapes. Not looked at: pictures, and the recorded attacks of tests/hostile/seeds. Licences may name people in
Latin letters.
"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KNOWN = (
    r"\n\t -~"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{EN DASH}\N{HORIZONTAL ELLIPSIS}\N{MIDDLE DOT}\N{BLACK CIRCLE}\N{RIGHTWARDS ARROW}"
    "\N{MULTIPLICATION SIGN}\N{PLUS-MINUS SIGN}\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}"
)
LATIN = "\N{COPYRIGHT SIGN}\N{LATIN CAPITAL LETTER A WITH GRAVE}-\N{LATIN SMALL LETTER T WITH CURL}"
NOT_TEXT = (".png", ".ico", ".icns", ".seed")


def sources() -> list[str]:
    """Returns what git tracks, and what it does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    names = listed.decode("utf-8", "surrogateescape").split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


def deceiving(text: str, known: str = KNOWN) -> list[str]:
    """Returns the characters that are not allowed, each with its line."""
    lines = enumerate(text.split("\n"), 1)
    return [f"{number}: {each!a}" for number, line in lines for each in re.findall(f"[^{known}]", line)]


@pytest.mark.thorough
def test_our_own_sources_are_clean() -> None:
    names = sources()
    assert {"app/__main__.py", "Makefile", "README.md", "packaging/locks/run.txt"} <= set(names)
    found = {
        name: deceiving(
            (ROOT / name).read_bytes().decode("utf-8"),
            KNOWN + LATIN if name.startswith("resources/licences/") else KNOWN,
        )
        for name in names
        if not name.endswith(NOT_TEXT)
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_names_of_files_are_ascii() -> None:
    assert [name for name in sources() if not name.isascii() or not name.isprintable()] == []


@pytest.mark.parametrize(
    "character",
    list(
        "\u202e\u202a\u2066\u2069\u200f\u200b\u200d\ufeff\u00ad\u00a0\u3164\u2028\U000e0041\ufe0f"
        "\u0430\u03bf\uff41\u0301\u00e9\u037e\x1b\r\x0c\x00\x7f"
    ),
    ids=ascii,
)
def test_a_deceiving_character_is_found(character: str) -> None:
    assert deceiving(f"import os\nx = 1{character}\n") == [f"2: {character!a}"]


def test_trojan_source_is_found() -> None:
    """GIVEN the example of the paper (CVE-2021-42574) THEN every control in it is found."""
    source = (
        'if access != "user\u202e \u2066// Check if admin\u2069 \u2066":\n    print("you are an admin")\n'
    )
    assert len(deceiving(source)) == 4


def test_names_of_people_are_allowed_in_licences_and_nothing_worse() -> None:
    assert deceiving("\u00a9 Klar\u00e4lvdalens Datakonsult AB, Micha\u0142", KNOWN + LATIN) == []
    assert len(deceiving("\u0430\u202e", KNOWN + LATIN)) == 2
