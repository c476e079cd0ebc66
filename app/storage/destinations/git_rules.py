"""What a git work tree ignores, asked of git itself, without opening the repository.

Decision: a repository that somebody else made can name programs in its configuration (core.fsmonitor,
hooks, the other end of a partial clone), and git runs them, also for a question as harmless as
`git check-ignore`. The usual precautions (core.fsmonitor=false, core.hooksPath) do not cover the partial
clone, and the list grows with git. So git is given an empty repository of our own, in a temporary
folder, with the foreign folder as its work tree: it reads the .gitignore files there and the user's own
settings, and never sees the configuration, the index, the objects and the hooks of the foreign .git. Of
that only info/exclude is copied, as text.
Consequence: a name that is tracked already, although it is ignored, counts as ignored; rules that the
repository's own configuration names (its core.excludesFile) are not known.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from app.storage.destinations.small_files import read_small, read_text
from app.storage.destinations.system import System

# What git and its libraries need; no GIT_* variable, and nothing that a frozen program set for itself.
_FOLDERS = {"PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "TMP", "TEMP"}
_FOLDERS_OF_WINDOWS = {"USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "PROGRAMDATA", "SYSTEMROOT"}
_OPTIONS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.devnull, "--no-pager")
_IGNORED, _NOT_IGNORED = 0, 1


def ignored_by_git(root: Path, paths: Iterable[str], system: System) -> frozenset[str] | None:
    """Those of the paths, relative to the root, with slashes, that are ignored. None: not known."""
    import subprocess
    import tempfile

    git = _program("git", system)
    if git is None:
        return None
    question = b"\0".join(os.fsencode(path) for path in paths)
    try:
        with tempfile.TemporaryDirectory(prefix="akg-git-") as own:
            _make_empty_repository(Path(own), read_small(common_folder(root) / "info" / "exclude"))
            where = (f"--git-dir={own}", f"--work-tree={root}")
            done = subprocess.run(  # noqa: S603 - a fixed command, found by an absolute path
                [git, *_OPTIONS, *where, "check-ignore", "--no-index", "--stdin", "-z", "--verbose"],
                input=question,
                capture_output=True,
                cwd=own,
                env=_environment(system),
                timeout=system.patience / 2,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
    except (OSError, subprocess.SubprocessError):
        return None
    return frozenset(_ignored(done.stdout)) if done.returncode in (_IGNORED, _NOT_IGNORED) else None


def _ignored(answer: bytes) -> Iterable[str]:
    """Four fields for each path that a rule is about: source, line, rule, path. `!` takes a rule back."""
    fields = answer.split(b"\0")
    for rule, path in zip(fields[2::4], fields[3::4], strict=False):
        if not rule.startswith(b"!"):
            yield os.fsdecode(path)


def _make_empty_repository(folder: Path, exclude: bytes) -> None:
    """The least that git takes for one (gitrepository-layout(5))."""
    for name in ("objects", "refs", "info"):
        (folder / name).mkdir()
    (folder / "HEAD").write_bytes(b"ref: refs/heads/none\n")
    (folder / "info" / "exclude").write_bytes(exclude)


def common_folder(root: Path) -> Path:
    """The folder of the repository: `.git`, or where the `.git` file of a submodule or worktree leads."""
    folder = root / ".git"
    text = read_text(folder)
    if text.startswith("gitdir:"):
        folder = root / text.removeprefix("gitdir:").strip()
    common = read_text(folder / "commondir").strip()
    return folder / common if common else folder


def _program(name: str, system: System) -> str | None:
    """The first of the name on the PATH, by absolute folders only: never one from the folder looked at."""
    suffix = ".exe" if system.platform == "win32" else ""
    for folder in system.environ.get("PATH", "").split(os.pathsep):
        candidate = os.path.join(folder, name + suffix)
        if os.path.isabs(folder) and os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return candidate
    return None


def _environment(system: System) -> dict[str, str]:
    kept = {
        name: value
        for name, value in system.environ.items()
        if name.upper() in _FOLDERS | _FOLDERS_OF_WINDOWS
    }
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
