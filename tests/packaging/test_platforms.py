"""The lock on every system that is promised: a wheel for each pin, and its hash in the lock.

uv asks the index which wheels there are; what fits where is computed here from their names. test.txt has all
that runs, builds, packs and publishes, in the same versions and with the same hashes (test_locks).
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.utils import parse_wheel_filename

from macos.application import OLDEST
from packaging import tags

LOCK = Path(__file__).parents[2] / "packaging" / "locks" / "test.txt"
SDIST_ALONE = {"argparse-manpage"}  # pure Python
PYTHONS = ((3, 11), (3, 12), (3, 13))
pytestmark = pytest.mark.interop


def linux(machine: str, glibc: int) -> list[str]:
    return [*(f"manylinux_2_{minor}_{machine}" for minor in range(5, glibc + 1)), f"manylinux2014_{machine}"]


def macos(machine: str) -> list[str]:
    major, minor = map(int, OLDEST.split("."))
    return list(tags.mac_platforms((major, minor), machine))


SYSTEMS = {
    "Windows": ("win32", "Windows", "nt", ["win_amd64"]),
    "macOS": ("darwin", "Darwin", "posix", macos("arm64")),
    "Debian 12": ("linux", "Linux", "posix", linux("x86_64", 36)),
    "Ubuntu 24.04 arm64": ("linux", "Linux", "posix", linux("aarch64", 39)),
}
NOT_PROMISED = {
    "Ubuntu 22.04 arm64": ("linux", "Linux", "posix", linux("aarch64", 35)),
    "macOS Intel": ("darwin", "Darwin", "posix", macos("x86_64")),
}


def hashes(lock: str, package: str, version: str) -> set[str]:
    entry = re.search(
        rf"^{re.escape(package)}(?:\[\S+\])?=={re.escape(version)} .*\n(?:    --hash=.*\n)+",
        lock,
        re.MULTILINE,
    )
    return set(re.findall("sha256:([0-9a-f]{64})", entry[0] if entry else ""))


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the index has of each pin: name, marker, wheels with their hashes."""
    folder = tmp_path_factory.mktemp("index")
    pins = re.sub(r" \\\n(    --hash=.*\n)+", "\n", LOCK.read_text("ascii"))  # uv knows none of our hashes
    (folder / "pins.txt").write_text(pins, "ascii")
    command = [
        str(Path(sys.executable).with_name("uv")),
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--no-deps",
    ]
    command += ["--no-python-downloads", "--python-version=3.11", "--format=pylock.toml", "-o", "pylock.toml"]
    subprocess.run([*command, "pins.txt"], cwd=folder, timeout=120, check=True)
    found: list[dict[str, Any]] = tomllib.loads((folder / "pylock.toml").read_text("utf-8"))["packages"]
    return found


def lacking(
    known: list[dict[str, Any]], system: tuple[str, str, str, list[str]], python: tuple[int, int], lock: str
) -> Iterator[str]:
    """The pins of which that system finds no wheel, or one whose hash is not in the lock."""
    sys_platform, platform_system, os_name, platforms = system
    version = f"{python[0]}.{python[1]}"
    environment = {
        "sys_platform": sys_platform,
        "platform_system": platform_system,
        "os_name": os_name,
        "python_version": version,
        "python_full_version": f"{version}.9",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    supported = {
        *tags.cpython_tags(python, platforms=platforms),
        *tags.compatible_tags(python, platforms=platforms),
    }
    for package in known:
        if "marker" in package and not Marker(package["marker"]).evaluate(environment):
            continue
        locked = hashes(lock, package["name"], package["version"])
        fitting = [
            wheel
            for wheel in package.get("wheels", [])
            if parse_wheel_filename(Path(wheel.get("url") or wheel["path"]).name)[3] & supported
        ]
        if not fitting or any(wheel["hashes"]["sha256"] not in locked for wheel in fitting):
            yield package["name"]


@pytest.mark.parametrize("python", PYTHONS, ids=str)
@pytest.mark.parametrize("system", SYSTEMS)
def test_lock_when_installed_on_a_promised_system_then_has_a_wheel_of_each_pin(
    known: list[dict[str, Any]], system: str, python: tuple[int, int]
) -> None:
    assert set(lacking(known, SYSTEMS[system], python, LOCK.read_text("ascii"))) == SDIST_ALONE


@pytest.mark.parametrize(
    ("system", "package"), [("Ubuntu 22.04 arm64", "pyside6-essentials"), ("macOS Intel", "cryptography")]
)
def test_lock_when_installed_on_a_system_that_is_not_promised_then_lacks_wheels(
    known: list[dict[str, Any]], system: str, package: str
) -> None:
    """Why README does not promise them."""
    assert package in set(lacking(known, NOT_PROMISED[system], (3, 13), LOCK.read_text("ascii")))


def test_lock_when_the_hash_of_one_wheel_is_missing_then_its_system_alone_lacks_it(
    known: list[dict[str, Any]],
) -> None:
    (cryptography,) = [package for package in known if package["name"] == "cryptography"]
    (of_windows,) = [
        wheel["hashes"]["sha256"]
        for wheel in cryptography["wheels"]
        if wheel.get("url", wheel.get("path")).endswith("-cp311-abi3-win_amd64.whl")
    ]
    lock = LOCK.read_text("ascii").replace(of_windows, "0" * 64)
    found = {
        name: set(lacking(known, system, (3, 13), lock)) - SDIST_ALONE for name, system in SYSTEMS.items()
    }
    assert found == {name: {"cryptography"} if name == "Windows" else set() for name in SYSTEMS}
