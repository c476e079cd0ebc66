"""What the tests of the bundle stand on: the right package or a reason, and apt's own sources."""

import os
from pathlib import Path

import pytest

from tests import debian_root, product


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose package is as new as its sources."""
    monkeypatch.setattr(product, "PROJECT", tmp_path)
    monkeypatch.setattr(product, "MADE_OF", ("app", "resources/icons", "pyproject.toml"))
    for name in ("app/main.py", "app/__pycache__/main.pyc", "resources/icons/icon.svg"):
        write(tmp_path / name, 1000)
    write(tmp_path / "pyproject.toml", 1000)
    write(tmp_path / "dist/a_1_amd64.deb", 1000)
    return tmp_path


def write(path: Path, moment: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (moment, moment))


def test_a_package_as_new_as_what_it_is_made_of_is_taken(project: Path) -> None:
    write(project / "app/__pycache__/main.pyc", 2000)
    assert product.package() == project / "dist/a_1_amd64.deb"


@pytest.mark.parametrize("name", ["app/gui/new.py", "resources/icons/icon.svg", "pyproject.toml"])
def test_an_older_package_is_refused_with_the_reason(project: Path, name: str) -> None:
    write(project / name, 2000)
    with pytest.raises(AssertionError, match=f"make package again: {name} is newer than a_1_amd64.deb"):
        product.package()


@pytest.mark.parametrize(("others", "count"), [([], 0), (["a_1_amd64.deb", "a_2_amd64.deb"], 2)])
def test_none_and_several_are_refused(project: Path, others: list[str], count: int) -> None:
    (project / "dist/a_1_amd64.deb").unlink()
    for name in others:
        write(project / "dist" / name, 1000)
    with pytest.raises(AssertionError, match=f"make package first: dist/ has {count} Debian packages"):
        product.package()


def test_links_of_a_root_are_followed_in_it(tmp_path: Path) -> None:
    for name in ("usr/bin", "opt/akg"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "usr/bin/akg").symlink_to("../../opt/akg/akg")
    (tmp_path / "opt/akg/akg").symlink_to("/opt/akg/program")
    assert product.within(tmp_path, "/usr/bin/akg") == tmp_path / "opt/akg/program"


def test_what_killed_tests_left_is_swept(tmp_path: Path) -> None:
    ours, gone = f"installed-{os.getpid()}-x", "installed-99999999-x"
    for name in (ours, gone, "root-bookworm"):
        (tmp_path / name / "root").mkdir(parents=True)
    product.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([ours, "root-bookworm"])


def test_apt_s_list_of_mirrors_is_read(tmp_path: Path) -> None:
    mirrors = tmp_path / "mirrors.txt"
    mirrors.write_text("http://one.example/debian/\tpriority:1\nhttp://two.example/debian/\n")
    assert debian_root.first_of(f"mirror+file:{mirrors}/") == "http://one.example/debian/"
    assert debian_root.first_of("http://one.example/debian/") == "http://one.example/debian/"
