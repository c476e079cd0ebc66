"""Repositories made to run a command, to block, or to mislead whoever asks git about them."""

import os
import subprocess
from pathlib import Path

import pytest

from app.destinations import examine
from tests.destinations.machine import EXPOSED, NAMES, UNKNOWN, folder, git, machine, only, write

pytestmark = pytest.mark.interop

ALL_TRAPS = """
[core]
	repositoryformatversion = 1
	fsmonitor = {trap}
	hooksPath = {hooks}
	sshCommand = {trap}
	gitProxy = {trap}
	askPass = {trap}
	pager = {trap}
	editor = {trap}
	attributesFile = {tree}/attributes
	excludesFile = {tree}/pipe
	worktree = {tree}
[extensions]
	partialClone = origin
[remote "origin"]
	url = {tree}
	promisor = true
	uploadpack = {trap}
	partialclonefilter = blob:none
[alias]
	check-ignore = !{trap}
[pager]
	check-ignore = {trap}
[filter "trap"]
	clean = {trap}
	smudge = {trap}
	process = {trap}
	required = true
[diff]
	external = {trap}
[credential]
	helper = !{trap}
[include]
	path = {tree}/more
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder(tmp_path / "home")


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """The file that a trap leaves when it runs."""
    return tmp_path / "ran"


@pytest.fixture
def tree(tmp_path: Path, home: Path, ran: Path) -> Path:
    """The rules of a folder that is not checked out stand in the index alone, and their blob is missing:
    whoever reads them makes git fetch it, with the program that the configuration names.
    """
    tree, trap = tmp_path / "tree", tmp_path / "trap"
    write(trap, f"#!/bin/sh\n{{ echo ran; }} >> {ran}\nexit 1\n").chmod(0o755)
    git(tree, "init", "-q", home=home)
    write(tree / ".gitattributes", "* filter=trap\n")
    write(tree / "keys/.gitignore", "*.pem\n")
    git(tree, "add", "-A", home=home)
    git(tree, "commit", "-q", "-m", "first", home=home)
    git(tree, "update-index", "--skip-worktree", "keys/.gitignore", home=home)
    blob = git(tree, "rev-parse", ":keys/.gitignore", home=home).strip()
    (tree / "keys/.gitignore").unlink()
    (tree / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for hook in ("fsmonitor-watchman", "post-index-change", "query-fsmonitor", "reference-transaction"):
        write(tmp_path / "hooks" / hook, f"#!/bin/sh\n{trap}\n").chmod(0o755)
    os.mkfifo(tree / "pipe")
    text = ALL_TRAPS.format(trap=trap, hooks=tmp_path / "hooks", tree=tree)
    write(tree / "more", "[core]\n\tfsmonitor = " + str(trap))
    write(tree / ".git/config", text)
    return tree


def naive(tree: Path, *arguments: str) -> None:
    """What asking git plainly would be."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(tree.parent), "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "core.excludesFile=/dev/null", *arguments]
    subprocess.run(command, cwd=tree, env=environ, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        (
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
            "check-ignore",
            "keys/spot.private.pem",
        ),
    ],
    ids=["status", "check-ignore with the usual precautions"],
)
def test_traps_are_armed(tree: Path, ran: Path, arguments: tuple[str, ...]) -> None:
    naive(tree, *arguments)
    assert ran.exists()


@pytest.mark.parametrize("where", [".", "keys", "new/deep"])
def test_tree_when_its_configuration_names_programs_then_none_is_run(
    tree: Path, home: Path, ran: Path, where: str
) -> None:
    before = {path for path in tree.rglob("*") if "objects" not in path.parts}

    finding = only(tree / where, machine(home))

    assert not ran.exists()
    assert EXPOSED in finding.message
    assert {path for path in tree.rglob("*") if "objects" not in path.parts} == before


def test_tree_when_it_misleads_through_its_git_file_then_none_is_run(
    tree: Path, home: Path, ran: Path, tmp_path: Path
) -> None:
    write(tmp_path / "second/.git", f"gitdir: {tree}/.git\n")
    assert UNKNOWN in only(tmp_path / "second", machine(home)).message
    assert not ran.exists()


@pytest.mark.parametrize("text", ["gitdir:", "gitdir: /dev/zero", "gitdir: \x00", "gitdir: " + "a" * 5000])
def test_git_file_when_it_leads_nowhere_then_the_tree_is_told(home: Path, tmp_path: Path, text: str) -> None:
    write(tmp_path / "tree/.git", text)
    assert "a git project" in only(tmp_path / "tree", machine(home)).message


@pytest.mark.parametrize(
    "name", [".gitignore", ".git/info/exclude", ".git/config", ".pre-commit-config.yaml"]
)
def test_file_when_a_pipe_that_nobody_writes_then_nothing_waits_for_it(
    home: Path, tmp_path: Path, name: str
) -> None:
    root = tmp_path / "tree"
    git(root, "init", "-q", home=home)
    (root / name).unlink(missing_ok=True)
    os.mkfifo(folder((root / name).parent) / Path(name).name)

    findings = examine(root, NAMES, machine(home, patience=4.0))

    assert "a git project" in findings[0].message
    assert len(findings) == 1, "it was looked at as a whole"


def test_nothing_is_left_in_the_temporary_folder(
    tree: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(folder(tmp_path / "temporary")))
    only(tree, machine(home))
    assert list((tmp_path / "temporary").iterdir()) == []


def test_temporary_folder_when_not_there_then_whether_is_not_known(
    tree: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert UNKNOWN in only(tree, machine(home)).message
