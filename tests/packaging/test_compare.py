"""What `make package-check` finds when two builds are not the same."""

import io
import lzma
import os
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

import checksums
import compare


def make_tar(folder: Path, texts: dict[str, str], preset: int = 6, **more: int) -> None:
    folder.mkdir(exist_ok=True)
    with (
        lzma.open(folder / "thing.tar.xz", "wb", preset=preset) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for name, text in texts.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            for field, value in more.items():
                setattr(member, field, value)
            archive.addfile(member, io.BytesIO(text.encode()))


def make_wheel(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / "thing.whl", "w") as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name), text)


def make_deb(folder: Path, text: str, *options: str, time: int = 0) -> None:
    root = folder.parent / f"{folder.name}-root"
    (root / "DEBIAN").mkdir(parents=True)
    control = "Package: thing\nVersion: 1\nArchitecture: all\nMaintainer: n <n@localhost>\nDescription: d\n"
    (root / "DEBIAN" / "control").write_text(control)
    (root / "file").write_text(text)
    for path in (root, *root.rglob("*")):
        os.utime(path, (time, time))
    folder.mkdir(exist_ok=True)
    subprocess.run(
        ["dpkg-deb", *options, "-b", root, folder / "thing.deb"], stdout=subprocess.DEVNULL, check=True
    )


def found(tmp_path: Path) -> list[str]:
    return list(compare.differences(tmp_path / "one", tmp_path / "other"))


def test_the_same_is_the_same(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make_tar(tmp_path / name, {"a": "1", "b": "2"})
        make_wheel(tmp_path / name, {"a": "1"})
    assert found(tmp_path) == []


def test_the_files_that_differ_are_named(tmp_path: Path) -> None:
    make_tar(tmp_path / "one", {"a": "1", "b": "2", "c": "3"})
    make_tar(tmp_path / "other", {"a": "1", "b": "3", "d": "3"})
    make_wheel(tmp_path / "one", {"a": "1"})
    make_wheel(tmp_path / "other", {"a": "2"})
    assert found(tmp_path) == ["thing.tar.xz differs: b, c, d", "thing.whl differs: a"]


@pytest.mark.parametrize("field", ["mode", "mtime", "uid"])
def test_so_is_what_differs_in_its_rights_time_or_owner(tmp_path: Path, field: str) -> None:
    make_tar(tmp_path / "one", {"a": "1"}, **{field: 1})
    make_tar(tmp_path / "other", {"a": "1"}, **{field: 2})
    assert found(tmp_path) == ["thing.tar.xz differs: a"]


def test_so_is_a_difference_in_packing_alone(tmp_path: Path) -> None:
    make_tar(tmp_path / "one", {"a": "1", "b": "2"})
    make_tar(tmp_path / "other", {"b": "2", "a": "1"})
    assert found(tmp_path) == ["thing.tar.xz differs as a whole"]


@pytest.mark.interop
def test_loosely_what_is_pressed_counts_and_not_how(tmp_path: Path) -> None:
    """GIVEN the same, pressed in another way THEN it is the same; what differs inside is found as before."""
    pressed = compare.unpacked
    for name, level in (("one", 9), ("other", 0)):
        make_tar(tmp_path / name, {"a": "1" * 10_000, "b": "2"}, preset=level)
        make_deb(tmp_path / name / "deb", "1" * 10_000, "-Zxz", f"-z{level}")
        (tmp_path / name / "deb" / "thing.deb").rename(tmp_path / name / "thing.deb")
    folders = tmp_path / "one", tmp_path / "other"
    assert [line.split()[0] for line in found(tmp_path)] == ["thing.deb", "thing.tar.xz"]
    assert list(compare.differences(*folders, pressed)) == []
    make_tar(tmp_path / "other", {"b": "2", "a": "1" * 10_000})
    assert list(compare.differences(*folders, pressed)) == ["thing.tar.xz differs as a whole"]


def test_a_result_must_be_there_twice(tmp_path: Path) -> None:
    make_tar(tmp_path / "one", {"a": "1"})
    make_tar(tmp_path / "other", {"a": "1"})
    make_wheel(tmp_path / "other", {"a": "1"})
    assert found(tmp_path) == ["built only once: thing.whl"]


@pytest.mark.interop
def test_it_looks_into_debian_packages(tmp_path: Path) -> None:
    make_deb(tmp_path / "one", "1")
    make_deb(tmp_path / "other", "2")
    assert found(tmp_path) == ["thing.deb differs: ./file"]


def test_checksums_must_be_there_and_right(tmp_path: Path) -> None:
    make_tar(tmp_path, {"a": "1"})
    assert list(compare.false_checksums(tmp_path)) == ["thing.tar.xz.CHECKSUM is missing or wrong"]
    checksums.write(tmp_path)
    assert list(compare.false_checksums(tmp_path)) == []
    make_tar(tmp_path, {"a": "2"})
    assert list(compare.false_checksums(tmp_path)) == ["thing.tar.xz.CHECKSUM is missing or wrong"]


def test_the_copy_has_the_tree_and_the_venv_and_nothing_built(tmp_path: Path) -> None:
    kept = {".git/HEAD", ".venv/lib/build/module.py", "app/main.py"}
    for name in kept | {
        "build/old",
        "dist/old",
        ".venv-clients/npm/x",
        ".hypothesis/x",
        "app/__pycache__/main.pyc",
    }:
        (tmp_path / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / name).write_text(name)
    os.utime(tmp_path / "tree/app/main.py", (0, 0))
    compare.copy_tree(tmp_path / "tree", tmp_path / "copy")
    files = {
        str(path.relative_to(tmp_path / "copy")) for path in (tmp_path / "copy").rglob("*") if path.is_file()
    }
    assert files == kept
    assert (tmp_path / "copy/app/main.py").stat().st_mtime > 0


@pytest.mark.interop
def test_the_same_name_in_both_parts_of_a_debian_package_is_told_apart(tmp_path: Path) -> None:
    make_deb(tmp_path / "one", "1")
    make_deb(tmp_path / "other", "1", time=9)
    assert found(tmp_path) == ["thing.deb differs: ., ./file, DEBIAN/., DEBIAN/./control"]
