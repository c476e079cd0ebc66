"""The commit of a checkout, as git writes it in its several ways, and as nobody writes it."""

from pathlib import Path

import pytest

from app.about.commit import commit_of

HASH = "0123456789abcdef0123456789abcdef01234567"
OTHER = "f" * 40


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_branch_leads_to_its_file(tmp_path: Path) -> None:
    write(tmp_path / ".git/HEAD", "ref: refs/heads/work/one\n")
    write(tmp_path / ".git/refs/heads/work/one", HASH + "\n")
    assert commit_of(tmp_path) == HASH


def test_a_detached_head_is_the_commit(tmp_path: Path) -> None:
    write(tmp_path / ".git/HEAD", HASH + "\n")
    assert commit_of(tmp_path) == HASH


def test_a_branch_may_be_packed(tmp_path: Path) -> None:
    write(tmp_path / ".git/HEAD", "ref: refs/heads/main\n")
    lines = [
        "# pack-refs with: peeled",
        f"{OTHER} refs/heads/not-main",
        f"{HASH} refs/heads/main",
        f"^{OTHER}",
    ]
    write(tmp_path / ".git/packed-refs", "\n".join(lines) + "\n")
    assert commit_of(tmp_path) == HASH


def test_a_second_work_tree_names_the_first(tmp_path: Path) -> None:
    write(tmp_path / "second/.git", f"gitdir: {tmp_path}/first/.git/worktrees/second\n")
    write(tmp_path / "first/.git/worktrees/second/HEAD", "ref: refs/heads/main\n")
    write(tmp_path / "first/.git/worktrees/second/commondir", "../..\n")
    write(tmp_path / "first/.git/refs/heads/main", HASH + "\n")
    assert commit_of(tmp_path / "second") == HASH


@pytest.mark.parametrize(
    "head",
    [
        "",
        "\n",
        "ref: refs/heads/none",
        "ref: ../../secret",
        "ref: refs/../../secret",
        HASH[:-1],
        HASH.upper(),
        "\0",
    ],
)
def test_what_git_does_not_write_is_no_commit(tmp_path: Path, head: str) -> None:
    write(tmp_path / "secret", HASH)
    (tmp_path / ".git/refs").mkdir(parents=True)
    write(tmp_path / ".git/HEAD", head)
    assert commit_of(tmp_path) == ""


def test_no_checkout_has_no_commit(tmp_path: Path) -> None:
    assert commit_of(tmp_path) == ""
