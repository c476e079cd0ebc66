"""Folders inside a git, Mercurial or Subversion work tree, and whether the keys are ignored there.

Decision: Mercurial is not asked. A repository's .hg/hgrc names extensions, which are programs that hg
runs at its start, and not every version can be told to leave it out. Its ignore file knows no
exceptions, so that a line of ours in it is an answer; all else is "not known". Subversion keeps its
rules in a database: not known.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from app.destinations.findings import Finding, IgnoreLine, Kind
from app.destinations.git_rules import Ignored, ignored_by_git
from app.destinations.ignore_lines import git_pattern, has_line, hg_pattern
from app.destinations.inside import kind_inside, text_inside
from app.destinations.place import Place
from app.destinations.scanners import missing_rules
from app.destinations.system import System
from app.errors import StorageError
from app.text import Text, first_of, paragraph, text

_OUTSIDE = text("Choose a folder outside it.")


def in_work_tree(place: Place, system: System) -> tuple[Finding, ...]:
    """Return at most one finding: the innermost tree."""
    for folder in place.ancestors:
        if _is_git(folder):
            return (_git(place, folder, system),)
        if _is_folder(folder, ".hg"):
            return (_mercurial(place, folder),)
        if _is_folder(folder, ".svn"):
            return (_subversion(place),)
    return ()


def _is_git(folder: Path) -> bool:
    """Return whether it has a repository, or the file in its place in a submodule and in a worktree."""
    if _is_folder(folder, ".git"):
        return _kind(folder, ".git", "HEAD") != 0
    return text_inside(folder, ".git").startswith("gitdir:")


def _is_folder(folder: Path, name: str) -> bool:
    """Count a link, and do not follow it: some programs make one, and it may lead anywhere."""
    return _kind(folder, name) in (stat.S_IFDIR, stat.S_IFLNK)


def _kind(folder: Path, *names: str) -> int:
    """Return what `kind_inside` returns; S_IFLNK for what cannot be looked at, such as behind a link."""
    try:
        return kind_inside(folder, *names)
    except OSError:
        return stat.S_IFLNK


def _git(place: Place, root: Path, system: System) -> Finding:
    paths = {name: (place.real / name).relative_to(root).as_posix() for name in place.secrets}
    ignored = ignored_by_git(root, paths.values(), system) if paths else Ignored(known=True)
    exposed = tuple(name for name, path in paths.items() if path not in ignored.paths)
    return Finding(
        Kind.WORK_TREE,
        _message("git", place.secrets, exposed, known=ignored.known),
        paragraph(_hint(root / ".gitignore", exposed, git_pattern), missing_rules(root)),
        _addable(root / ".gitignore", exposed, git_pattern),
    )


def _mercurial(place: Place, root: Path) -> Finding:
    file = root / ".hgignore"
    exposed = tuple(name for name in place.secrets if not _has_line(IgnoreLine(file, hg_pattern(name))))
    return Finding(
        Kind.WORK_TREE,
        _message("Mercurial", place.secrets, exposed, known=not exposed),
        _hint(file, exposed, hg_pattern),
        _addable(file, exposed, hg_pattern),
    )


def _subversion(place: Place) -> Finding:
    message = _message("Subversion", place.secrets, place.secrets, known=False)
    if not place.secrets:
        return Finding(Kind.WORK_TREE, message, _OUTSIDE)
    hint = text(
        "Choose a folder outside it, or add {pattern} to its svn:ignore property.",
        pattern=git_pattern(place.secrets[0]),
    )
    return Finding(Kind.WORK_TREE, message, hint)


def _message(program: str, names: tuple[str, ...], exposed: tuple[str, ...], *, known: bool) -> Text:
    if not names:
        return text("This folder belongs to a {program} project.", program=program)
    if not exposed:
        return text(
            "This folder belongs to a {program} project, which ignores {names}.",
            program=program,
            names=first_of(names, 1),
        )
    if known:
        return text(
            "This folder belongs to a {program} project, and {program} would include {names} in it.",
            program=program,
            names=first_of(exposed, 1),
        )
    return text(
        "This folder belongs to a {program} project, and {program} may include {names} in it.",
        program=program,
        names=first_of(exposed, 1),
    )


def _hint(file: Path, exposed: tuple[str, ...], pattern: Callable[[str], str]) -> Text:
    ignore = _addable(file, exposed, pattern)
    if ignore is None:
        return _OUTSIDE
    return text(
        "Choose a folder outside it, or add the line {line} to {file}.",
        line=ignore.line,
        file=str(ignore.file),
    )


def _addable(file: Path, exposed: tuple[str, ...], pattern: Callable[[str], str]) -> IgnoreLine | None:
    """Return a line that would help: it may be added, and is not there yet (else another negates it)."""
    if not exposed or not exposed[0].isprintable():
        return None
    ignore = IgnoreLine(file, pattern(exposed[0]))
    return ignore if _may_add(file) and not _has_line(ignore) else None


def _may_add(file: Path) -> bool:
    return not file.is_symlink() and os.access(file.parent, os.W_OK)


def _has_line(ignore: IgnoreLine) -> bool:
    try:
        return has_line(ignore)
    except (StorageError, OSError, ValueError):
        return False
