"""What is special about a frozen program: how it starts, what it believes, and what it hands on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.process.outside import children_of, ended_afterwards, opened_by_a_reader
from tests.product import Product

pytestmark = pytest.mark.bundle

PASSPHRASE = "gallows-unwrapped-tiptop-blizzard-crayon"
# What PyInstaller's bootloader sets for itself: where its files are, and what the process is called.
OF_THE_BOOTLOADER = {"LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"}
MARK = "import os; open(os.environ['MARK'], 'a').write(__name__ + '\\n')"
GIT = """#!/bin/sh
cat > /dev/null
tr '\\0' '\\n' < /proc/self/environ > "$HOME/environment"
exit 1
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "passphrase").touch(mode=0o600)
    (home / "passphrase").write_text(PASSPHRASE)
    return home


def environment(home: Path, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", **more}


def test_it_is_a_parent_and_a_child_that_know_nothing_but_their_place(bundle: Product, home: Path) -> None:
    """GIVEN akg that waits for its secret WHEN it is looked at THEN the child works and has none itself, and
    there is no new variable but the paths of its own files.
    """
    fifo = home / "fifo"
    os.mkfifo(fifo, 0o600)
    command = bundle.akg("generate", "--passphrase-file", str(fifo), "-d", "keys")
    given = environment(home)
    with ended_afterwards(subprocess.Popen(command, cwd=home, env=given)) as akg:
        waiting = opened_by_a_reader(fifo)  # closed, it would end before it is looked at
        (child,) = children_of(akg.pid)
        given_to = [Path(f"/proc/{pid}/environ").read_text(encoding="utf-8") for pid in (akg.pid, child)]
        os.close(waiting)
        assert given_to[0] == given_to[1]
        found = dict(line.split("=", 1) for line in given_to[0].split("\0") if line)
    new = {name: value for name, value in found.items() if given.get(name) != value}
    own = {name for name in new if name.startswith("_PYI_") or name in OF_THE_BOOTLOADER}
    assert set(new) - own <= {"PATH", "PWD", "OLDPWD", "_"}, "of the shell that leads into the root"
    assert PASSPHRASE not in str(found)


def test_no_variable_and_no_folder_makes_it_run_something_else(bundle: Product, home: Path) -> None:
    """GIVEN modules that leave a mark, by every way that Python knows WHEN it runs THEN none is loaded."""
    for name in ("sitecustomize", "usercustomize", "app", "zxcvbn", "encodings", "os"):
        (home / f"{name}.py").write_text(MARK)
    traps = {
        "MARK": str(home / "mark"),
        "PYTHONPATH": str(home),
        "PYTHONHOME": str(home),
        "PYTHONSTARTUP": str(home / "app.py"),
        "PYTHONINSPECT": "1",
        "PYTHONUSERBASE": str(home),
        "PYTHONPLATLIBDIR": str(home),
        "PYTHONEXECUTABLE": str(home / "app.py"),
    }
    done = subprocess.run(
        bundle.akg("generate", "-q", "-d", "keys", "--passphrase-file", "passphrase"),
        cwd=home,
        env=environment(home, **traps),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert not (home / "mark").exists()


def test_git_is_started_as_if_from_a_shell(bundle: Product, home: Path) -> None:
    """GIVEN a git that notes its environment WHEN keys go to a work tree THEN no library of ours is forced
    on it.
    """
    tree, programs = home / "tree", home / "programs"
    (tree / ".git").mkdir(parents=True)
    (tree / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    programs.mkdir()
    (programs / "git").write_text(GIT)
    (programs / "git").chmod(0o755)
    here = ("env", f"PATH={programs}:/usr/bin:/bin")
    subprocess.run(
        [
            *bundle.inside,
            *here,
            *bundle.terminal,
            "generate",
            "-d",
            "tree/keys",
            "--passphrase-file",
            "passphrase",
        ],
        cwd=home,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=True,
    )
    names = {line.partition("=")[0] for line in (home / "environment").read_text().splitlines()}
    assert names >= {"PATH", "HOME", "GIT_TERMINAL_PROMPT"}
    assert [name for name in names if name.startswith(("LD_", "_PYI", "_MEI", "QT", "PY"))] == []
