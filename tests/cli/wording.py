"""What the terminal says, word for word, in one file: tests assert statuses and files, and here the words.

A test passes its result to the fixture `worded`, which compares line and standard error with its entry in
`wording.txt`. `make wording` writes the file; read its diff. AKG_WRITE_WORDING=some keeps what is not run.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

FILE = Path(__file__).with_name("wording.txt")
WRITING = os.environ.get("AKG_WRITE_WORDING", "")
_LONGEST_NAME = 160
_VARIES = {
    r"/\S*pytest-of-[^/]+/pytest-\d+/(popen-\w+/)?[^/]+": "TMP",
    r"MC4CAQ[A-Za-z0-9+/]+": "BODY",
    r"SHA256:[A-Za-z0-9+/]{43}": "FINGERPRINT",
    r"Note: This runs as root: .*\n": "",
}


@dataclass
class Wording:
    """The entries of the file, or those that are to be written."""

    entries: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)

    def check(self, nodeid: str, shown: str) -> None:
        """Compare what was shown with the entry of this test."""
        name, text = name_of(nodeid), steady(shown)
        if WRITING:
            assert self.seen.setdefault(name, text) == text, f"{name} shows two texts"
            self.entries[name] = text
        assert self.entries.get(name) == text, "as in wording.txt; its module says how to write it"

    def write(self) -> None:
        """Write the file."""
        entries = sorted(self.entries.items())
        FILE.write_text("".join(f"## {name}\n{text}\n" for name, text in entries), encoding="utf-8")


def read() -> Wording:
    """Return what is in the file; nothing where it is to be written."""
    if WRITING == "all":
        return Wording()
    pieces = re.split(r"^## (.*)\n", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return Wording({name: text[:-1] for name, text in zip(pieces[::2], pieces[1::2], strict=True)})


def name_of(nodeid: str) -> str:
    """Return the test's name; the same for the sources and for the bundle."""
    path, _, test = nodeid.partition("::")
    name = f"{path.rpartition('/')[2]}::{test}"
    name = re.sub(r"(?<=\[)(source|bundle)-|-(source|bundle)(?=\]$)|\[(source|bundle)\]$", "", name)
    return name[:_LONGEST_NAME]


def steady(text: str) -> str:
    """Return the text with a name for each part that is another in every run."""
    for pattern, name in _VARIES.items():
        text = re.sub(pattern, name, text)
    return text
