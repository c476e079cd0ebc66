"""The commit of a checkout, read from git's own files: no other program is started.

Promises: small files only, read as text; whatever is not as git writes it is "" and no error.
"""

import re
from pathlib import Path

_LONGEST = 4096
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def commit_of(checkout: Path) -> str:
    """Return the hash that HEAD leads to, or "". Uncommitted changes do not show in it."""
    folder = _git_folder(checkout / ".git")
    head = _text(folder / "HEAD")
    if not head.startswith("ref: refs/"):
        return head if _COMMIT.fullmatch(head) else ""
    name = head.removeprefix("ref: ")
    common = folder / (_text(folder / "commondir") or ".")
    for place in (folder, common):
        if ".." not in name and _COMMIT.fullmatch(found := _text(place / name)):
            return found
    return _packed(common / "packed-refs", name)


def _git_folder(git: Path) -> Path:
    """`.git` is a folder, or in a work tree beside the first a file that names one."""
    if git.is_file():
        return git.parent / _text(git).removeprefix("gitdir: ")
    return git


def _packed(file: Path, name: str) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            found = (line.split() for line in lines if line.rstrip().endswith(f" {name}"))
            return next((words[0] for words in found if _COMMIT.fullmatch(words[0])), "")
    except OSError:
        return ""


def _text(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            return opened.read(_LONGEST).strip()
    except OSError:
        return ""
