"""The moment that everything built bears."""

import os
import subprocess
from pathlib import Path

import pytest

import places

RELEASED = "# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2027-02-03\n\n## [1.0.0] - 2026-12-01\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(places, "ROOT", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(RELEASED)
    return tmp_path


def test_it_is_what_is_asked_for(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert places.epoch() == 1234567890


@pytest.mark.interop
def test_it_is_the_commits_time(tree: Path) -> None:
    named = ("-c", "user.name=Nobody", "-c", "user.email=nobody@localhost")
    environment = {
        **os.environ,
        "GIT_COMMITTER_DATE": "2026-07-08T09:10:11Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    for command in (["init", "-q"], ["add", "."], [*named, "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(tree), *command], env=environment, check=True)
    assert places.epoch() == 1_783_501_811


def test_without_git_it_is_the_newest_releases_day(tree: Path) -> None:
    assert places.releases() == [("1.1.0", "2027-02-03"), ("1.0.0", "2026-12-01")]
    assert places.epoch() == 1_801_612_800


def test_before_the_first_release_it_is_a_fixed_day(tree: Path) -> None:
    (tree / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n")
    assert places.epoch() == 1_767_225_600
