"""Trees that point at files of the person who looks at them: none is read, and none is copied anywhere."""

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.destinations import examine
from tests.destinations.machine import IGNORED, NAMES, UNKNOWN, folder, git, machine, only, write
from tests.storage.writer import disk

pytestmark = pytest.mark.interop

CANARY = "correct horse battery canary"
LEFT_BY_OLDER_VERSIONS = "akg-git-a1b2_c3d"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder(tmp_path / "home")


@pytest.fixture
def secret(home: Path) -> Path:
    return write(home / "passphrase.txt", CANARY + "\n")


@pytest.fixture
def tree(tmp_path: Path, home: Path) -> Path:
    git(tmp_path / "tree", "init", "-q", home=home)
    return tmp_path / "tree"


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    """A folder in which a `git` on the PATH keeps all that it was given, in files, links and descriptors."""
    return folder(tmp_path / "seen")


@pytest.fixture
def watched(tmp_path: Path, seen: Path) -> dict[str, str]:
    """The variables under which that git is found."""
    real = shutil.which("git")
    script = f"""#!/bin/sh
for each in "$@"; do
    case $each in --git-dir=*) cp -rP "${{each#--git-dir=}}" {seen}/ ;; esac
done
for each in /proc/self/fd/*; do
    number=${{each##*/}}
    if [ "$number" -gt 2 ] && [ -f "$each" ]; then cp "$each" "{seen}/descriptor-$number"; fi
done 2>/dev/null
exec {real} "$@"
"""
    write(tmp_path / "bin/git", script).chmod(0o755)
    return {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}


def contents(where: Path) -> bytes:
    files = [path for path in where.rglob("*") if path.is_file() and not path.is_symlink()]
    assert files, "git was asked, and watched"
    return b"".join(path.read_bytes() for path in files)


def link_the_file(tree: Path, secret: Path) -> None:
    (tree / ".git/info/exclude").unlink()
    (tree / ".git/info/exclude").symlink_to(secret)


def link_the_folder(tree: Path, secret: Path) -> None:
    shutil.rmtree(tree / ".git/info")
    write(secret.parent / "elsewhere/exclude", secret.read_text(encoding="utf-8"))
    (tree / ".git/info").symlink_to(secret.parent / "elsewhere")


def link_the_repository(tree: Path, secret: Path) -> None:
    write(tree / ".git/info/exclude", secret.read_text(encoding="utf-8"))
    (tree / ".git").rename(secret.parent / "elsewhere")
    (tree / ".git").symlink_to(secret.parent / "elsewhere")


def name_the_repository(tree: Path, secret: Path) -> None:
    write(tree / ".git/info/exclude", secret.read_text(encoding="utf-8"))
    (tree / ".git").rename(secret.parent / "elsewhere")
    write(tree / ".git", f"gitdir: {secret.parent}/elsewhere\n")


def name_what_is_common(tree: Path, secret: Path) -> None:
    write(secret.parent / "elsewhere/info/exclude", secret.read_text(encoding="utf-8"))
    write(tree / ".git/commondir", f"{secret.parent}/elsewhere\n")


WAYS = [link_the_file, link_the_folder, link_the_repository, name_the_repository, name_what_is_common]


@pytest.mark.parametrize("point", WAYS)
def test_foreign_file_when_the_tree_points_at_it_then_git_never_sees_it(
    tree: Path,
    home: Path,
    secret: Path,
    seen: Path,
    watched: dict[str, str],
    point: Callable[[Path, Path], None],
) -> None:
    point(tree, secret)

    finding = only(tree, machine(home, environ={**machine(home).environ, **watched}))

    assert CANARY.encode() not in contents(seen)
    assert UNKNOWN in finding.message


def test_rules_inside_the_tree_when_read_then_are_handed_over_and_not_copied(
    tree: Path, home: Path, seen: Path, watched: dict[str, str]
) -> None:
    """GIVEN rules of this clone THEN git gets the open file itself, and the temporary folder holds a link."""
    write(tree / ".git/info/exclude", "*.private.pem\n")

    finding = only(tree, machine(home, environ={**machine(home).environ, **watched}))

    assert IGNORED in finding.message
    (copy,) = [path for path in seen.iterdir() if path.is_dir()]
    assert (copy / "info/exclude").is_symlink()
    assert b"*.private.pem" not in contents(copy)
    assert b"*.private.pem" in contents(seen), "the watcher sees what is handed over"


@pytest.mark.parametrize("number", [3, 9])
def test_passphrase_when_the_tree_points_at_its_descriptor_then_stays_where_it_is(
    tree: Path, home: Path, secret: Path, seen: Path, watched: dict[str, str], number: int
) -> None:
    """The attack as it was made: exclude leads to /proc/self/fd/N, where the passphrase is handed over."""
    (tree / ".git/info/exclude").unlink()
    (tree / ".git/info/exclude").symlink_to(f"/proc/self/fd/{number}")
    akg = [sys.executable, "-m", "app", "generate", "-q", "-d", str(tree), "-l", "spot"]
    command = [*akg, "--weak-passphrase-ok", "--passphrase-fd", str(number)]

    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {number}< "$0"', str(secret), *command],
        env={"HOME": str(home), "LC_ALL": "C.UTF-8", **watched},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert (tree / "spot.private.pem").exists(), done.stderr
    assert f"{UNKNOWN} spot.private.pem" in done.stderr
    assert CANARY.encode() not in contents(seen)


def test_file_outside_when_named_by_the_tree_then_is_not_even_looked_at(tmp_path: Path, home: Path) -> None:
    """GIVEN paths that log on to a share on Windows, or mount one THEN no call of the system names them."""
    outside = {
        "gitdir": "//canary-host/share/.git",
        "backslashes": "\\\\canary-host\\share\\.git",
        "absolute": "/net/canary-host/.git",
        "relative": "../canary-host/.git",
    }
    for name, path in outside.items():
        write(tmp_path / name / ".git", f"gitdir: {path}\n")
    for name, inner in {"exclude": ".git/info/exclude", "head": ".git/HEAD", "rules": ".gitignore"}.items():
        git(tmp_path / name, "init", "-q", home=home)
        (tmp_path / name / inner).unlink(missing_ok=True)
        (tmp_path / name / inner).symlink_to("/net/canary-host/file")
    git(tmp_path / "hooks", "init", "-q", home=home)
    shutil.rmtree(tmp_path / "hooks/.git/hooks")
    (tmp_path / "hooks/.git/hooks").symlink_to("/net/canary-host")
    for name in (".git", ".hg", ".svn", ".stfolder", ".secrets.baseline", ".pre-commit-config.yaml"):
        (folder(tmp_path / f"link{name}") / name).symlink_to("/net/canary-host")

    trace = tmp_path / "trace"
    program = (
        "import sys; from pathlib import Path; from app.destinations import examine\n"
        f"for each in sorted(Path({str(tmp_path)!r}).iterdir()): examine(each, {NAMES!r})"
    )
    command = ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=%file", "-o", str(trace)]
    subprocess.run(
        [*command, sys.executable, "-c", program],
        env={"PATH": os.environ["PATH"], "HOME": str(home)},
        check=True,
        timeout=120,
    )

    calls = trace.read_text(errors="replace").splitlines()
    assert any(".gitignore" in call for call in calls), "git was at work"
    named = [call for call in calls if "canary-host" in call.partition("(")[2].partition(") =")[0]]
    assert [call for call in named if "readlink" not in call] == []


def test_other_disk_when_it_is_mounted_in_the_tree_then_is_not_entered(tree: Path, home: Path) -> None:
    with disk.tiny_disk(tree / ".git/info", 64) as mounted:
        write(tree / ".git/info/exclude", "*.private.pem\n")
        message = only(tree, machine(home)).message
    assert (UNKNOWN if mounted else IGNORED) in message


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What an older version leaves when it is killed while it asks git."""
    made = folder(tmp_path / "tmp" / LEFT_BY_OLDER_VERSIONS)
    made.chmod(0o700)
    for name in ("objects", "refs", "info"):
        folder(made / name)
    write(made / "HEAD", "ref: refs/heads/none\n")
    write(made / "info/exclude", CANARY)
    grow_old(made)
    return made


def grow_old(path: Path, seconds: float = 3600.0) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def look(left: Path, home: Path) -> None:
    environ = {**machine(home).environ, "TMPDIR": str(left.parent)}
    examine(home, NAMES, machine(home, environ=environ))


@pytest.mark.parametrize("age", [3600.0, -3600.0])
def test_copy_when_an_older_version_left_it_then_is_removed(left: Path, home: Path, age: float) -> None:
    grow_old(left, age)
    look(left, home)
    assert list(left.parent.iterdir()) == []


def test_copy_when_it_was_left_half_made_then_is_removed(left: Path, home: Path) -> None:
    (left / "info/exclude").unlink()
    (left / "info").rmdir()
    (left / "HEAD").write_bytes(b"")
    grow_old(left)
    look(left, home)
    assert not left.exists()


def in_use(left: Path) -> None:
    os.utime(left)


def of_somebody_else(left: Path) -> None:
    owner = os.geteuid()
    os.chown(left, 1234 if owner == 0 else owner, -1)
    if owner != 0:  # only root can give a folder away; an open one must stay just as well
        left.chmod(0o750)


def open_to_others(left: Path) -> None:
    left.chmod(0o755)


def of_another_name(left: Path) -> None:
    left.rename(left.with_name("akg-git-notes"))


def with_a_file_more(left: Path) -> None:
    write(left / "notes.txt", "mine")
    grow_old(left)


def with_an_object(left: Path) -> None:
    write(left / "objects/12/34", "mine")


def with_more_rules(left: Path) -> None:
    write(left / "info/attributes", "mine")


def with_another_head(left: Path) -> None:
    write(left / "HEAD", "ref: refs/heads/main\n")


def with_a_link_inside(left: Path) -> None:
    (left / "info").rename(left.parent / "kept")
    (left / "info").symlink_to(left.parent / "kept")
    grow_old(left)


def as_a_link(left: Path) -> None:
    left.rename(left.parent / "kept")
    left.symlink_to(left.parent / "kept")


@pytest.mark.parametrize(
    "change",
    [
        in_use,
        of_somebody_else,
        open_to_others,
        of_another_name,
        with_a_file_more,
        with_an_object,
        with_more_rules,
        with_another_head,
        with_a_link_inside,
        as_a_link,
    ],
)
def test_folder_when_not_surely_ours_then_stays_whole(
    left: Path, home: Path, change: Callable[[Path], None]
) -> None:
    change(left)
    before = everything(left.parent)
    look(left, home)
    assert everything(left.parent) == before


def everything(where: Path) -> dict[str, int]:
    return {str(path): stat.S_IFMT(path.lstat().st_mode) for path in where.rglob("*")}
