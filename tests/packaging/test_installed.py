"""What the Debian package installs where nothing else is: complete, whole, and gone once it is removed."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import __version__
from tests import debian_root
from tests.process.outside import ended_afterwards, opened_by_a_reader
from tests.product import NAME, PROJECT, Product, within

pytestmark = pytest.mark.bundle

LIBRARIES = "/usr/lib/asymmetric-key-generator"
OURS = ("akg", "asymmetric", "keygenerator")
KEPT_BY_DPKG = ("var/lib/dpkg", "var/lib/apt", "var/log", "var/cache")
# The words: the folder of the bundle's libraries. Every program and library, and what the loader finds.
LOOK_UP = 'find "$1" -type f \\( -name "*.so*" -o -perm -100 \\) -exec env LD_LIBRARY_PATH="$1" ldd {} +'


@pytest.fixture(scope="module")
def root(bundle: Product) -> Path:
    assert os.geteuid() == 0, "only root can install a package: nothing of this can be tested otherwise"
    assert bundle.root
    return bundle.root


def inside(bundle: Product, *command: str) -> str:
    """Returns standard output of a command in the root, which must succeed."""
    return debian_root.run(*bundle.inside, *command)


def reported(bundle: Product, status: int = 0) -> dict[str, object]:
    """Returns what it says of itself."""
    done = subprocess.run(
        bundle.akg("--version", "--json"), capture_output=True, cwd="/", timeout=60, check=False
    )
    assert done.returncode == status, done.stderr
    facts: dict[str, object] = json.loads(done.stdout)
    return facts


def test_there_is_no_python(root: Path) -> None:
    """GIVEN the root WHEN every folder of programs is searched THEN no Python is there but in the bundle."""
    programs = [
        path for folder in ("usr/bin", "usr/sbin", "usr/local") for path in (root / folder).rglob("*")
    ]
    assert len(programs) > 300
    assert [path for path in programs if path.name.startswith(("python", "pypy"))] == []
    libraries = [path for path in (root / "usr/lib").rglob("*python3*") if path.name.startswith("libpython")]
    assert {path.relative_to(root).parts[:3] for path in libraries} <= {("usr", "lib", NAME)}


def test_every_library_is_found(bundle: Product, root: Path) -> None:
    """GIVEN only what the package depends on WHEN the loader looks THEN nothing is missing."""
    known = inside(bundle, "sh", "-c", LOOK_UP, "sh", f"{LIBRARIES}/_internal").splitlines()
    assert len([line for line in known if line.startswith(LIBRARIES)]) > 30
    assert [line for line in known if "not found" in line] == []


def test_it_is_what_was_built_from_this_commit(bundle: Product, root: Path) -> None:
    facts = reported(bundle)
    assert (facts["version"], facts["kind"]) == (__version__, "bundle")
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert str(facts["commit"]).removesuffix("+") == head.stdout.strip(), "make package again"


def test_every_file_is_as_it_was_built(bundle: Product, root: Path) -> None:
    facts = reported(bundle)
    assert (facts["changed"], facts["missing"], facts["added"]) == ([], [], [])
    assert inside(bundle, "dpkg", "--verify", NAME) == ""


def test_a_file_that_was_changed_is_named(bundle: Product, root: Path) -> None:
    """GIVEN a word list that was changed WHEN it is asked what is inside THEN it names it, with status 1."""
    words = within(root, f"{LIBRARIES}/_internal/resources/wordlists/eff_large_wordlist.txt")
    kept = words.read_bytes()
    try:
        words.write_bytes(kept.replace(b"abacus", b"abacuz"))
        assert "eff_large_wordlist.txt" in str(reported(bundle, status=1)["changed"])
    finally:
        words.write_bytes(kept)


def test_nothing_of_the_root_is_mounted_where_others_see_it(bundle: Product, tmp_path: Path) -> None:
    """GIVEN a program that runs in the root WHEN the mounts outside are read THEN there are none of it."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with ended_afterwards(subprocess.Popen([*bundle.inside, "head", "-n1", str(fifo)], cwd="/")) as running:
        feeding = opened_by_a_reader(fifo)
        spaces = {os.readlink(f"/proc/{process}/ns/mnt") for process in (running.pid, "self")}
        outside = Path("/proc/self/mounts").read_text(encoding="utf-8")
        os.close(feeding)  # not before: it ends at the end of its input
    assert len(spaces) == 2, "its mounts are its own"
    assert "installed-" not in outside


def test_nobody_but_root_may_change_it(root: Path) -> None:
    files = [within(root, LIBRARIES), *within(root, LIBRARIES).rglob("*")]
    assert len(files) > 100
    assert {(path.lstat().st_uid, path.lstat().st_gid) for path in files} == {(0, 0)}
    writable = [path for path in files if not path.is_symlink() and path.stat().st_mode & 0o6022]
    assert writable == [], "by others, or with the rights of its owner"


def test_the_man_page_can_be_read(root: Path) -> None:
    page = gzip.decompress((root / "usr/share/man/man1/akg.1.gz").read_bytes())
    shown = subprocess.run(
        ["groff", "-man", "-Tascii", "-ww"], input=page, capture_output=True, timeout=60, check=True
    )
    assert shown.stderr == b""
    assert b"akg - generate Ed25519 and RSA key pairs" in shown.stdout


def test_bash_completes(bundle: Product, root: Path) -> None:
    """GIVEN a bash WHEN it loads the completion THEN `akg ge` becomes `akg generate`."""
    script = """
        source /usr/share/bash-completion/completions/akg
        COMP_WORDS=(akg ge) COMP_CWORD=1 COMP_LINE='akg ge' COMP_POINT=6
        function=$(complete -p akg | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
        "$function" akg ge akg
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    assert inside(bundle, "bash", "--norc", "-euc", script).split() == ["generate"]


def test_a_menu_finds_window_and_icon(root: Path) -> None:
    (entry,) = (root / "usr/share/applications").glob("*KeyGenerator.desktop")
    lines = dict(line.split("=", 1) for line in entry.read_text().splitlines() if "=" in line)
    assert (root / "usr/bin" / lines["Exec"].split()[0]).is_symlink()
    icons = [path.suffix for path in (root / "usr/share/icons/hicolor").rglob(f"{lines['Icon']}.*")]
    assert ".svg" in icons
    assert icons.count(".png") >= 5


@pytest.fixture
def second_root(root: Path, bundle: Product) -> Iterator[Path]:
    """Yields a copy, for what changes it."""
    copy = root.with_name("second")
    subprocess.run(["cp", "-a", "--reflink=auto", root, copy], check=True)
    yield copy
    shutil.rmtree(copy)


def test_nothing_is_left_when_it_is_removed(second_root: Path) -> None:
    before = ours_in(second_root)
    options = ("-q", "-y", "--purge", "--auto-remove")
    debian_root.run(*debian_root.inside(second_root), "apt-get", *options, "remove", NAME)
    assert len(before) > 100
    assert ours_in(second_root) == []


def ours_in(root: Path) -> list[str]:
    """Returns all paths that bear one of our names, but for the notes of the package manager."""
    found = (str(path.relative_to(root)) for path in root.rglob("*") if not path.is_relative_to(root / "dev"))
    return [path for path in found if is_ours(path)]


def is_ours(path: str) -> bool:
    return any(name in path.lower() for name in OURS) and not path.startswith(KEPT_BY_DPKG)
