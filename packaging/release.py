"""What a release says of itself, for the workflow.

    python packaging/release.py tag TAG                 fails unless TAG is v and the version described
    python packaging/release.py notes PACKAGES SIGNING  prints the notes, and checks the packages' hashes

SIGNING has the lines that packaging on Windows and macOS left; they are quoted, so that nobody believes
signed what is not. Standard library only.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import checksums
import places

_WINDOWS = [
    '- Windows knows no maker of what is not signed, and may say "Windows protected your PC": choose',
    "  **More info**, then **Run anyway**, after you have checked the file. Where Smart App Control is on it",
    "  is refused without such a choice.",
]
_MACOS = [
    "- macOS says that Apple could not verify the app, and does not open it. Close that notice, then choose",
    "  **Open Anyway** in System Settings > Privacy & Security, after you have checked the file.",
]


def check_tag(tag: str) -> None:
    """Raise SystemExit where the tag names another version than the tree, or one that nobody described."""
    if tag != f"v{places.VERSION}":
        raise SystemExit(f"release: the tag is {tag}, but the version is {places.VERSION}")
    if places.VERSION not in [version for version, _ in places.releases()]:
        raise SystemExit(f"release: CHANGELOG.md has no dated entry for {places.VERSION}")


def changes() -> str:
    """Return the version's entry in CHANGELOG.md, without its heading."""
    text = (places.ROOT / "CHANGELOG.md").read_text("utf-8")
    heading = rf"## \[{re.escape(places.VERSION)}\][^\n]*"
    entry = re.search(rf"^{heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return entry[1].strip() if entry else ""


def notes(packages: Path, signing: Path) -> str:
    """Return changes, hashes, what is signed, how to check. Raises SystemExit where a hash is wrong."""
    hashes = [_checked(file) for file in checksums.results(packages)]
    said = [file.read_text("utf-8").strip() for file in sorted(signing.rglob("signing.txt"))]
    repository = os.environ.get("GITHUB_REPOSITORY") or "OWNER/REPOSITORY"
    return "\n".join(
        [
            changes(),
            "",
            "### Signatures",
            "",
            *(f"- {each}" for each in said),
            "- Linux: the packages are not signed; their attestations and hashes are what to check.",
            "",
            *_met(said),
            "### Check what you downloaded",
            "",
            "- Linux: `sha256sum -c FILE.CHECKSUM`; macOS: `shasum -a 256 -c FILE.CHECKSUM`.",
            "- Windows, in PowerShell, where it is to say True:",
            "  `(Get-FileHash FILE).Hash -eq (Get-Content FILE.CHECKSUM).Split()[0]`",
            f"- Where it was built: `gh attestation verify FILE --repo {repository}`.",
            "",
            "```",
            *hashes,
            "```",
            "",
        ]
    )


def _met(said: list[str]) -> list[str]:
    """Return what the systems will say of these packages, in their own words."""
    windows = any(each.startswith("Windows: not signed") for each in said)
    macos = any(each.startswith("macOS") and "not notarised" in each for each in said)
    if not (windows or macos):
        return []
    return ["### What you will meet", "", *(_WINDOWS if windows else []), *(_MACOS if macos else []), ""]


def _checked(file: Path) -> str:
    """Return the line of the file's .CHECKSUM. Raises SystemExit where the file is another."""
    if not checksums.is_right(file):
        raise SystemExit(f"release: {file.name} is not what its {checksums.SUFFIX} file says")
    return file.with_name(file.name + checksums.SUFFIX).read_text("ascii").strip()


def main(arguments: list[str]) -> int:
    """Return the exit status."""
    match arguments:
        case ["tag", tag]:
            check_tag(tag)
        case ["notes", packages, signing]:
            print(notes(Path(packages), Path(signing)))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
