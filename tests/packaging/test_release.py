"""The notes of a release, and what keeps a wrong one from being drafted."""

from pathlib import Path

import pytest

import checksums
import places
import release

CHANGELOG = """# Changelog

## [Unreleased]

- Not yet.

## [9.9.9] - 2026-01-02

### Added

- Something.

## [9.9.8] - 2026-01-01

- Older.
"""


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    monkeypatch.setattr(places, "ROOT", root)
    monkeypatch.setattr(places, "VERSION", "9.9.9")
    return root


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Packages with their checksums, and what was said of signing."""
    packages, signing = tmp_path / "packages", tmp_path / "signing"
    packages.mkdir()
    for name in ("a.deb", "b.dmg"):
        (packages / name).write_text(name, "utf-8")
    checksums.write(packages)
    for name, line in (
        ("signing-macos", "macOS (arm64): not signed: no certificate; not notarised"),
        ("x", "Windows: signed"),
    ):
        (signing / name).mkdir(parents=True)
        (signing / name / "signing.txt").write_text(f"{line}\n", "utf-8")
    return packages, signing


def test_tag_when_it_is_the_version_then_is_good() -> None:
    assert release.main(["tag", "v9.9.9"]) == 0


@pytest.mark.parametrize("tag", ["9.9.9", "v9.9.8", "v9.9.9-rc1", "", "v9.9.9\n"])
def test_tag_when_it_is_another_than_the_version_then_is_refused(tag: str) -> None:
    with pytest.raises(SystemExit, match="the version is"):
        release.main(["tag", tag])


def test_tag_when_nobody_described_the_version_then_is_refused(tree: Path) -> None:
    (tree / "CHANGELOG.md").write_text(CHANGELOG.replace("[9.9.9] - 2026-01-02", "[9.9.9]"), "utf-8")
    with pytest.raises(SystemExit, match="no dated entry"):
        release.main(["tag", "v9.9.9"])


def test_notes_when_written_then_tell_changes_hashes_and_what_is_signed(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    packages, signing = folders
    assert release.main(["notes", str(packages), str(signing)]) == 0
    notes = capsys.readouterr().out
    assert notes.startswith("### Added\n\n- Something.\n")
    assert "Older" not in notes
    assert "- macOS (arm64): not signed: no certificate; not notarised\n- Windows: signed\n" in notes
    for name in ("a.deb", "b.dmg"):
        assert f"{checksums.sha256(packages / name)}  {name}\n" in notes


@pytest.mark.parametrize(
    ("windows", "macos", "met"),
    [
        ("signed", "signed and notarised", []),
        ("not signed: no command", "signed and notarised", ["**Run anyway**"]),
        ("signed", "signed; not notarised: no credentials", ["**Open Anyway**"]),
        (
            "not signed: no command",
            "not signed: no certificate; not notarised",
            ["**Run anyway**", "**Open Anyway**"],
        ),
    ],
)
def test_notes_when_a_system_will_object_then_say_what_it_says_and_what_to_choose(
    windows: str, macos: str, met: list[str], folders: tuple[Path, Path]
) -> None:
    packages, signing = folders
    (signing / "x" / "signing.txt").write_text(f"Windows: {windows}\n", "utf-8")
    (signing / "signing-macos" / "signing.txt").write_text(f"macOS (arm64): {macos}\n", "utf-8")
    notes = release.notes(packages, signing)
    assert [words for words in ("**Run anyway**", "**Open Anyway**") if words in notes] == met
    assert ("### What you will meet" in notes) == bool(met)


def test_notes_when_a_package_is_not_what_its_checksum_says_then_are_not_written(
    folders: tuple[Path, Path],
) -> None:
    packages, signing = folders
    (packages / "a.deb").write_text("another", "utf-8")
    with pytest.raises(SystemExit, match=r"a\.deb is not what"):
        release.notes(packages, signing)


def test_notes_when_a_checksum_is_missing_then_are_not_written(folders: tuple[Path, Path]) -> None:
    packages, signing = folders
    (packages / "b.dmg.CHECKSUM").unlink()
    with pytest.raises(SystemExit, match=r"b\.dmg is not what"):
        release.notes(packages, signing)


def test_release_when_called_wrongly_then_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main([]) == 2
    assert "release.py notes PACKAGES SIGNING" in capsys.readouterr().err
