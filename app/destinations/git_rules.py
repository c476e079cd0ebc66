"""What a git work tree ignores, asked of git itself, without opening the repository.

Decision: a repository that somebody else made can name programs in its configuration (core.fsmonitor,
hooks, the other end of a partial clone), and git runs them, also for a question as harmless as
`git check-ignore`. The usual precautions (core.fsmonitor=false, core.hooksPath) do not cover the partial
clone, and the list grows with git. So git is given an empty repository of our own, in a temporary
folder, with the foreign folder as its work tree: it reads the .gitignore files there and the user's own
settings, and never sees the configuration, the index, the objects and the hooks of the foreign .git.
Of that, git reads info/exclude alone, and only a file that was opened inside the tree without following
a link (`inside.py`): it inherits the open descriptor, and nothing is copied.
Consequence: a name that is tracked already, although it is ignored, counts as ignored; rules that the
repository's own configuration names (its core.excludesFile) are not known. Where `.git` is a file (a
submodule, a worktree) or a link, the rules of this clone are somewhere outside, where the author of the
tree may have pointed at anything: they are not read, and what .gitignore does not settle is not known.
So it is on Windows, which has no /dev/fd, if this clone has rules of its own.
macOS' own /usr/bin/git is none: it looks for a git of Apple's developer tools, and where there is none it
opens a window that offers to install them. It is not run; what it would look for is.
"""

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.destinations.inside import bytes_of, kind_inside, opened_inside
from app.destinations.scratch import empty_repository
from app.destinations.small_files import SMALL
from app.destinations.system import System
from app.programs import absolute_path

# What git and its libraries need; no GIT_* variable, and nothing that a frozen program set for itself.
_FOLDERS = {"PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "TMP", "TEMP"}
_FOLDERS_OF_WINDOWS = {"USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "PROGRAMDATA", "SYSTEMROOT"}
_OPTIONS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.devnull, "--no-pager")
_IGNORED, _NOT_IGNORED = 0, 1
_SHIM = "/usr/bin/git"
_APPLES = (
    "/Library/Developer/CommandLineTools/usr/bin/git",
    "/Applications/Xcode.app/Contents/Developer/usr/bin/git",
)


@dataclass(frozen=True, slots=True)
class Ignored:
    """The paths that are ignored; `known`: whether all the others surely are not."""

    paths: frozenset[str] = frozenset()
    known: bool = False


@dataclass(frozen=True, slots=True)
class _Own:
    """The rules of this clone alone: none, a descriptor that git can read, or not known."""

    descriptor: int | None = None
    known: bool = True


def ignored_by_git(root: Path, paths: Iterable[str], system: System) -> Ignored:
    """Return which of the paths, relative to the root and with slashes, are ignored."""
    import subprocess

    git = _git(system)
    asked = tuple(paths)
    if git is None:
        return Ignored()
    try:
        with ExitStack() as stack:
            own = _own_rules(root, stack)
            repository = stack.enter_context(empty_repository(own.descriptor))
            where = (f"--git-dir={repository}", f"--work-tree={root}")
            done = subprocess.run(  # noqa: S603 - a fixed command, found by an absolute path
                [git, *_OPTIONS, *where, "check-ignore", "--no-index", "--stdin", "-z", "--verbose"],
                input=b"\0".join(os.fsencode(path) for path in asked),
                capture_output=True,
                cwd=repository,
                env=_environment(system),
                timeout=system.patience / 2,
                check=False,
                pass_fds=() if own.descriptor is None else (own.descriptor,),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
    except (OSError, ValueError, subprocess.SubprocessError):
        return Ignored()
    if done.returncode not in (_IGNORED, _NOT_IGNORED):
        return Ignored()
    return _understood(done.stdout, asked, own_known=own.known)


def _git(system: System) -> str | None:
    """Return the program, and on macOS never the one that asks to be installed."""
    found = absolute_path("git.exe" if system.platform == "win32" else "git", system.environ)
    if system.platform == "darwin" and found == _SHIM:
        return next((each for each in _APPLES if os.access(each, os.X_OK)), None)
    return found


def _understood(answer: bytes, asked: tuple[str, ...], *, own_known: bool) -> Ignored:
    """Read four fields for each path that a rule is about: source, line, rule, path. `!` negates a rule.

    Rules of this clone come after those of .gitignore and before the user's own (gitignore(5)).
    """
    fields = answer.split(b"\0")
    settled = {
        os.fsdecode(path): not rule.startswith(b"!")
        for source, rule, path in zip(fields[::4], fields[2::4], fields[3::4], strict=False)
        if own_known or _is_in_the_tree(source)
    }
    ignored = frozenset(path for path, is_ignored in settled.items() if is_ignored)
    return Ignored(ignored, known=own_known or all(path in settled for path in asked))


def _is_in_the_tree(source: bytes) -> bool:
    """Return whether it is a .gitignore file: git gives their paths from the tree's root, others whole."""
    return not os.path.isabs(source) and source.endswith(b".gitignore")


def _own_rules(root: Path, stack: ExitStack) -> _Own:
    """Return what git itself would read as info/exclude, if that is a plain file inside the tree."""
    try:
        if kind_inside(root, ".git") != stat.S_IFDIR or kind_inside(root, ".git", "commondir"):
            return _Own(known=False)
        if not kind_inside(root, ".git", "info", "exclude"):
            return _Own()
        descriptor = stack.enter_context(opened_inside(root, ".git", "info", "exclude"))
        text = bytes_of(descriptor, SMALL + 1)
    except OSError:
        return _Own(known=False)
    if not _has_rules(text):
        return _Own()
    can_be_read = len(text) <= SMALL and _can_be_inherited(descriptor)
    return _Own(descriptor) if can_be_read else _Own(known=False)


def _has_rules(text: bytes) -> bool:
    return any(line.strip() and not line.startswith(b"#") for line in text.split(b"\n"))


def _can_be_inherited(descriptor: int) -> bool:
    return sys.platform != "win32" and os.path.exists(f"/dev/fd/{descriptor}")


def _environment(system: System) -> dict[str, str]:
    kept = {
        name: value
        for name, value in system.environ.items()
        if name.upper() in _FOLDERS | _FOLDERS_OF_WINDOWS
    }
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
