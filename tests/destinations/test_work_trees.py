"""Real git repositories, and trees that look like Mercurial's and Subversion's."""

import os
import shutil
from pathlib import Path

import pytest

from app.destinations import IgnoreLine, Kind, add_ignore_line, git_rules
from tests.destinations.machine import EXPOSED, IGNORED, UNKNOWN, folder, git, kinds, machine, only, write
from tests.sentences import values_of

LINE = "*.private.pem*"

pytestmark = pytest.mark.interop


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder(tmp_path / "home")


@pytest.fixture
def tree(tmp_path: Path, home: Path) -> Path:
    git(tmp_path / "tree", "init", "-q", home=home)
    return tmp_path / "tree"


def test_git_when_nothing_is_ignored_then_says_so_and_one_line_helps(tree: Path, home: Path) -> None:
    finding = only(tree, machine(home))

    assert finding.kind is Kind.WORK_TREE
    assert EXPOSED in finding.message
    assert values_of(finding.message)["names"] == "spot.private.pem"
    assert finding.ignore == IgnoreLine(tree / ".gitignore", LINE)
    assert values_of(finding.hint) == {"line": LINE, "file": f"{tree}/.gitignore"}

    add_ignore_line(finding.ignore)

    after = only(tree, machine(home))
    assert IGNORED in after.message
    assert after.hint
    assert (values_of(after.hint), after.ignore) == ({}, None)


def test_git_itself_leaves_out_what_the_line_names(tree: Path, home: Path) -> None:
    finding = only(tree / "deep/new", machine(home))
    assert finding.ignore is not None
    add_ignore_line(finding.ignore)
    for name in ("spot.private.pem", "spot.private.pem.20261122-101112-ab.bak", "spot.public.pem"):
        write(tree / "deep/new" / name, "content")

    added = git(tree, "add", "--dry-run", "--all", home=home)

    assert "spot.public.pem" in added
    assert "private" not in added


@pytest.mark.parametrize(
    ("rules", "ignored"),
    [
        ("*.pem\n", True),
        ("*.pem\n!*.private.pem\n", False),
        ("!*.pem\n*.private.pem\n", True),
        ("/spot.private.pem\n", False),
        ("/keys/spot.private.pem\n", True),
        ("keys/\n", True),
        ("keys/\n!keys/spot.private.pem\n", True),
        ("keys/*\n!keys/spot.private.pem\n", False),
        ("# *.pem\n", False),
        ("*.PEM\n", False),
        ("spot.public.pem\n", False),
        ("**/k?ys/[a-z]*.private.pem\r\n", True),
    ],
)
def test_git_is_asked_what_the_rules_mean(tree: Path, home: Path, rules: str, ignored: bool) -> None:
    write(tree / ".gitignore", rules)

    finding = only(tree / "keys", machine(home))

    assert (IGNORED in finding.message) is ignored
    assert (EXPOSED in finding.message) is not ignored


def test_git_when_a_later_rule_takes_the_line_back_then_it_is_not_offered_again(
    tree: Path, home: Path
) -> None:
    write(tree / ".gitignore", f"{LINE}\n!*.pem\n")

    finding = only(tree, machine(home))

    assert EXPOSED in finding.message
    assert finding.hint
    assert (values_of(finding.hint), finding.ignore) == ({}, None)


def test_git_when_a_folder_below_has_rules_then_these_count_too(tree: Path, home: Path) -> None:
    write(tree / "keys/.gitignore", "*\n")

    assert IGNORED in only(tree / "keys", machine(home)).message
    assert EXPOSED in only(tree, machine(home)).message


def test_git_when_only_this_clone_ignores_it_then_is_ignored(tree: Path, home: Path) -> None:
    write(tree / ".git/info/exclude", "*.private.pem\n")
    assert IGNORED in only(tree, machine(home)).message


@pytest.mark.parametrize("file", [".config/git/ignore", "mine"])
def test_git_when_the_users_own_settings_ignore_it_then_is_ignored(tree: Path, home: Path, file: str) -> None:
    write(home / file, "*.pem\n")
    if file == "mine":
        write(home / ".gitconfig", "[core]\n\texcludesFile = ~/mine\n")
    assert IGNORED in only(tree, machine(home)).message


def test_git_when_the_environment_points_elsewhere_then_does_not_follow(tree: Path, home: Path) -> None:
    told = {
        "GIT_DIR": str(home),
        "GIT_TRACE": str(home / "trace"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.excludesFile",
        "GIT_CONFIG_VALUE_0": str(write(home / "everything", "*")),
    }
    finding = only(tree, machine(home, environ={**machine(home).environ, **told}))
    assert EXPOSED in finding.message
    assert not (home / "trace").exists()


def test_home_when_under_git_then_counts_too(home: Path) -> None:
    git(home, "init", "-q", home=home)
    assert only(home / "api-keys", machine(home)).ignore == IgnoreLine(home / ".gitignore", LINE)


def test_submodule_and_worktree_when_inside_then_only_what_is_inside_them_counts(
    tree: Path, home: Path, tmp_path: Path
) -> None:
    """Their repository is where a file says that it is, which is anywhere: it is not read."""
    git(tree, "commit", "-q", "--allow-empty", "-m", "first", home=home)
    write(tree / ".gitignore", "*.pem\n")
    git(tmp_path / "other", "init", "-q", home=home)
    git(tmp_path / "other", "commit", "-q", "--allow-empty", "-m", "first", home=home)
    git(tree, "submodule", "--quiet", "add", str(tmp_path / "other"), "sub", home=home)
    git(tree, "worktree", "add", "-q", str(tmp_path / "second"), home=home)

    for root in (tree / "sub", tmp_path / "second"):
        assert (root / ".git").is_file()
        finding = only(root / "keys", machine(home))
        assert UNKNOWN in finding.message
        assert finding.ignore == IgnoreLine(root / ".gitignore", LINE)
        add_ignore_line(finding.ignore)
        assert IGNORED in only(root / "keys", machine(home)).message
        write(root / ".gitignore", f"{LINE}\n!*.pem\n")
        assert EXPOSED in only(root / "keys", machine(home)).message


def test_rules_of_this_clone_when_not_known_then_the_users_own_settle_nothing(
    tree: Path, home: Path, tmp_path: Path
) -> None:
    """GIVEN a rule of the user's THEN a rule of the clone, which nobody has read, could take it back."""
    write(home / ".config/git/ignore", "*.pem\n")
    git(tree, "commit", "-q", "--allow-empty", "-m", "first", home=home)
    git(tree, "worktree", "add", "-q", str(tmp_path / "second"), home=home)

    assert IGNORED in only(tree, machine(home)).message
    assert UNKNOWN in only(tmp_path / "second", machine(home)).message


def test_rules_of_this_clone_when_they_take_the_users_own_back_then_count(tree: Path, home: Path) -> None:
    write(home / ".config/git/ignore", "*.pem\n")
    write(tree / ".git/info/exclude", "!*.pem\n")
    assert EXPOSED in only(tree, machine(home)).message


def test_rules_of_this_clone_when_larger_than_is_read_then_whether_is_not_known(
    tree: Path, home: Path
) -> None:
    write(tree / ".git/info/exclude", "*.pem\n" * 20_000)
    assert UNKNOWN in only(tree, machine(home)).message


@pytest.mark.parametrize("name", [".git", ".hg", ".svn"])
def test_folder_when_a_link_of_that_name_then_is_told_and_not_followed(
    home: Path, tmp_path: Path, name: str
) -> None:
    link = folder(tmp_path / "tree") / name
    link.symlink_to(tmp_path / "missing")
    assert UNKNOWN in only(tmp_path / "tree", machine(home)).message


def test_file_when_given_as_the_folder_then_is_no_work_tree(home: Path, tmp_path: Path) -> None:
    assert kinds(write(tmp_path / "file", "text"), machine(home)) == []


def test_link_when_it_leads_into_a_work_tree_then_the_real_path_counts(
    tree: Path, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "keys").symlink_to(tree)
    assert only(tmp_path / "keys", machine(home)).ignore == IgnoreLine(tree / ".gitignore", LINE)


@pytest.mark.parametrize("environ", [{}, {"PATH": ""}, {"PATH": "relative:."}])
def test_git_when_it_is_not_installed_then_whether_is_not_known(
    tree: Path, home: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tree / "git", "#!/bin/sh\ntouch ran\n").chmod(0o755)
    write(tree / "relative/git", "#!/bin/sh\ntouch ran\n").chmod(0o755)
    monkeypatch.chdir(tree)

    finding = only(tree, machine(home, environ=environ))

    assert UNKNOWN in finding.message
    assert finding.ignore == IgnoreLine(tree / ".gitignore", LINE)
    assert not (tree / "ran").exists()


@pytest.mark.parametrize("is_installed", [True, False])
def test_git_when_macos_would_offer_to_install_it_then_that_program_is_not_run(
    tree: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_installed: bool
) -> None:
    write(tree / ".gitignore", f"{LINE}\n")
    shim = write(tmp_path / "bin/git", f"#!/bin/sh\n: >'{tmp_path / 'ran'}'\n")
    shim.chmod(0o755)
    apples = tmp_path / "Developer/git"
    if is_installed:
        folder(apples.parent)
        apples.symlink_to(shutil.which("git") or "")
    monkeypatch.setattr(git_rules, "_SHIM", str(shim))
    monkeypatch.setattr(git_rules, "_APPLES", (str(tmp_path / "none"), str(apples)))

    finding = only(tree, machine(home, platform="darwin", environ={"PATH": str(shim.parent)}))

    assert (IGNORED if is_installed else UNKNOWN) in finding.message
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("script", ["exit 128", "exit 0; echo", "kill -9 $$", "exec sleep 60"])
def test_git_when_it_fails_then_whether_is_not_known(
    tree: Path, home: Path, tmp_path: Path, script: str
) -> None:
    write(tmp_path / "bin/git", f"#!/bin/sh\nPATH={os.environ['PATH']}\n{script}\n").chmod(0o755)
    system = machine(home, environ={"PATH": str(tmp_path / "bin")}, patience=2.0)

    finding = only(tree, system)

    assert (UNKNOWN in finding.message) is not script.startswith("exit 0")


def test_archive_when_not_ignored_then_its_own_name_is_the_line(tree: Path, home: Path) -> None:
    name = "#[my] !pairs*.tar.gz"
    finding = only(tree, machine(home), (name,))
    assert finding.ignore is not None

    add_ignore_line(finding.ignore)

    assert IGNORED in only(tree, machine(home), (name,)).message
    assert EXPOSED in only(tree, machine(home), ("other.tar.gz",)).message


def test_many_names_when_not_ignored_then_are_counted(tree: Path, home: Path) -> None:
    names = tuple(f"bot-{n:03}.{kind}.pem" for n in range(500) for kind in ("private", "public"))
    message = only(tree, machine(home), names).message
    assert EXPOSED in message
    assert values_of(message)["number"] == 499
    assert "bot-000.private.pem and 499 more" in message


def test_names_when_none_is_secret_then_only_the_tree_is_told(tree: Path, home: Path) -> None:
    for names in ((), ("spot.public.pem",)):
        finding = only(tree, machine(home), names)
        assert values_of(finding.message) == {"program": "git"}
        assert finding.hint
        assert (values_of(finding.hint), finding.ignore) == ({}, None)


def test_name_when_it_is_no_single_line_then_no_line_is_offered(tree: Path, home: Path) -> None:
    assert only(tree, machine(home), ("a\n!*.tar.gz",)).ignore is None


def test_ignore_file_when_a_link_then_no_line_is_offered(tree: Path, home: Path) -> None:
    (tree / ".gitignore").symlink_to(home / "elsewhere")
    assert only(tree, machine(home)).ignore is None


@pytest.mark.parametrize("name", ["git", ".gitt", ".hgignore", ".svnx", "HEAD"])
def test_folder_when_only_a_name_is_like_it_then_nothing_is_said(tmp_path: Path, name: str) -> None:
    folder(tmp_path / "plain" / name)
    folder(tmp_path / "plain" / ".git")
    write(tmp_path / "plain/deep/.git", "no repository")
    assert kinds(tmp_path / "plain/deep", machine(tmp_path)) == []


def test_mercurial_when_its_line_is_there_then_is_ignored(tmp_path: Path) -> None:
    folder(tmp_path / "tree/.hg")
    where, system = tmp_path / "tree/keys", machine(tmp_path)
    finding = only(where, system)
    assert UNKNOWN in finding.message
    assert values_of(finding.message)["program"] == "Mercurial"
    assert finding.ignore == IgnoreLine(tmp_path / "tree/.hgignore", f"glob:{LINE}")

    add_ignore_line(finding.ignore)

    assert IGNORED in only(where, system).message
    assert UNKNOWN in only(where, system, ("pairs.tar.gz",)).message


def test_mercurial_when_its_settings_name_a_program_then_no_hg_is_run(tmp_path: Path) -> None:
    folder(tmp_path / "tree/.hg")
    write(tmp_path / "bin/hg", f"#!/bin/sh\n> {tmp_path}/ran\n").chmod(0o755)

    only(tmp_path / "tree", machine(tmp_path, environ={"PATH": str(tmp_path / "bin")}))

    assert not (tmp_path / "ran").exists()


def test_subversion_is_not_known_and_has_its_property(tmp_path: Path) -> None:
    folder(tmp_path / "tree/.svn")
    finding = only(tmp_path / "tree/keys", machine(tmp_path))
    assert UNKNOWN in finding.message
    assert values_of(finding.message)["program"] == "Subversion"
    assert values_of(finding.hint) == {"pattern": LINE}
    assert finding.ignore is None


def test_trees_when_one_is_inside_of_another_then_the_innermost_counts(tree: Path, home: Path) -> None:
    folder(tree / "inner/.hg")
    assert "Mercurial" in only(tree / "inner/keys", machine(home)).message
    assert "git" in only(tree / "keys", machine(home)).message


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        (".git/hooks/pre-commit", '#!/bin/sh\ngit secrets --pre_commit_hook -- "$@"\n', "git-secrets"),
        (
            ".pre-commit-config.yaml",
            "repos: [{repo: https://example.org/awslabs/git-secrets}]",
            "git-secrets",
        ),
        (".secrets.baseline", "{}", "detect-secrets"),
        (
            ".pre-commit-config.yaml",
            "repos: [{repo: https://example.org/Yelp/detect-secrets}]",
            "detect-secrets",
        ),
        (".gitleaks.toml", "title = 'ours'", ""),
        (".git/hooks/pre-commit", "#!/bin/sh\nmake\n", ""),
    ],
)
def test_scanner_when_in_use_then_its_missing_rule_is_named(
    tree: Path, home: Path, file: str, content: str, told: str
) -> None:
    write(tree / file, content)

    _, _, told_more = only(tree, machine(home)).hint.partition(".gitignore.")

    assert told_more.startswith(f" {told}, in use there, ") if told else told_more == ""
    assert told_more.endswith(": git secrets --add 'BEGIN [A-Z0-9 ]*PRIVATE KEY'") is (told == "git-secrets")


def test_git_secrets_when_it_has_the_rule_then_nothing_is_missing(tree: Path, home: Path) -> None:
    write(tree / ".git/hooks/commit-msg", "git secrets --commit_msg_hook")
    git(tree, "config", "--add", "secrets.patterns", "BEGIN [A-Z0-9 ]*PRIVATE KEY", home=home)

    assert only(tree, machine(home)).hint.endswith("/.gitignore.")
