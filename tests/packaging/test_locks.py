"""The locks: exact, hashed, free of addresses, and what pyproject.toml asks for. All offline."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "packaging" / "locks"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN: list[str] = PYPROJECT["project"]["dependencies"]
GROUPS: dict[str, list[str]] = PYPROJECT["dependency-groups"]
WANTED = {
    "run": RUN,
    "build": GROUPS["build"],
    "package": GROUPS["package"],
    "publish": GROUPS["publish"],
    "test": [*RUN, *GROUPS["build"], *GROUPS["package"], *GROUPS["test"]],
}
CLIENTS = {name: wanted for name, wanted in GROUPS.items() if name.startswith("clients-")}
NAMES = sorted(WANTED)
ALL = sorted(WANTED | CLIENTS)
NPM = LOCKS / "clients-npm"


@dataclass(frozen=True, slots=True)
class Pin:
    version: Version
    marker: str
    hashes: frozenset[str]


def pins(name: str) -> dict[str, Pin]:
    text = (LOCKS / f"{name}.txt").read_text(encoding="ascii").replace("\\\n", " ")
    return dict(parse(line) for line in text.splitlines() if line and not line.lstrip().startswith("#"))


def parse(line: str) -> tuple[str, Pin]:
    requirement, *hashes = (part.strip() for part in line.split("--hash="))
    project, _, marker = requirement.partition(";")
    package, version = re.sub(r"\[.*\]", "", project).strip().split("==")
    return package, Pin(Version(version), marker.strip(), frozenset(hashes))


@pytest.mark.parametrize("name", ALL)
def test_every_direct_dependency_is_locked_in_its_range(name: str) -> None:
    locked = pins(name)
    for text in (WANTED | CLIENTS)[name]:
        wanted = Requirement(text)
        pin = locked[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(pin.version), f"{name}.txt is older than pyproject.toml: {wanted}"


@pytest.mark.parametrize("name", ALL)
def test_every_pin_has_sha256_hashes(name: str) -> None:
    for package, pin in pins(name).items():
        assert pin.hashes, package
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in pin.hashes), package


def test_lock_of_npm_has_hashes_and_no_address_of_a_registry() -> None:
    wanted = json.loads((NPM / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((NPM / "package-lock.json").read_text("utf-8"))["packages"]
    assert locked[""]["dependencies"] == wanted
    assert {f"node_modules/{name}" for name in wanted} <= set(locked)
    for place, package in locked.items():
        assert "resolved" not in package
        assert not place or package["integrity"].startswith("sha512-"), place


@pytest.mark.parametrize("name", ALL)
def test_no_lock_has_an_address(name: str) -> None:
    text = (LOCKS / f"{name}.txt").read_text(encoding="ascii")
    assert not re.search(r"://|@|--(?:extra-)?index|--find-links|--trusted-host|file:", text)


def test_what_is_tested_is_what_runs_and_builds() -> None:
    tested = pins("test")
    for name in ("run", "build", "package", "publish"):
        for package, pin in pins(name).items():
            assert tested[package].version == pin.version, package
            assert tested[package].hashes == pin.hashes, package


def test_pyside_is_never_the_release_that_aborts_on_python_3_11() -> None:
    for name in ("run", "test"):
        for package in ("pyside6-essentials", "shiboken6"):
            assert pins(name)[package].version < Version("6.12"), package


def requirements_of(distribution: metadata.Distribution) -> Iterator[Requirement]:
    for text in distribution.requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement


@pytest.mark.parametrize("name", NAMES)
def test_what_is_installed_is_what_the_lock_says_and_needs_nothing_else(name: str) -> None:
    locked = pins(name)
    for package, pin in locked.items():
        if pin.marker and not Marker(pin.marker).evaluate():
            continue
        distribution = metadata.distribution(package)
        assert Version(distribution.version) == pin.version, package
        for wanted in requirements_of(distribution):
            needed = locked[canonicalize_name(wanted.name)]
            assert wanted.specifier.contains(needed.version), f"{package} wants {wanted}"
