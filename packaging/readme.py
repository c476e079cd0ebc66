"""Keeps the terminal's help in README.md equal to what `akg generate --help` prints.

`python packaging/readme.py` writes the block between the two markers; a test compares it.
"""

import os
import re
import subprocess
import sys

import places

README = places.ROOT / "README.md"
COMMAND = ("generate", "--help")
_BLOCK = re.compile(
    r"(?<=<!-- help: begin; written by make readme -->\n```text\n).*?(?=```\n<!-- help: end -->)", re.DOTALL
)


def real_help() -> str:
    """Return what the terminal prints, at a width of 80 columns and without colours."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-m", "app", *COMMAND],
        cwd=places.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.rstrip() + "\n"


def shown_help(text: str) -> str:
    """Return the block in README's text. Raises ValueError where the markers are gone."""
    found = _BLOCK.search(text)
    if not found:
        raise ValueError("README.md has lost the markers around the terminal's help")
    return found.group()


def with_help(text: str, new: str) -> str:
    """Return README's text with the block replaced."""
    shown_help(text)
    return _BLOCK.sub(lambda _: new, text)


def main() -> None:
    """Write the block into README.md."""
    text = README.read_text(encoding="utf-8")
    README.write_text(with_help(text, real_help()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
