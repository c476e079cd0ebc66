"""Where each file and each module of a bundle comes from: a Python distribution, Python, Qt, Debian, or us.

Promises: judged by the file that PyInstaller took, never by a lock or a list of wishes. What was installed
says its own name, version and licence; known.toml has only what no installer records.
Refuses (SystemExit) what has no owner: a native library that nobody answers for is not shipped.
"""

import ctypes
import json
import platform
import re
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from app.about.installed import licence_of, licence_texts
from places import ROOT

_KNOWN: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("known.toml").read_text(encoding="utf-8")
)
_CRATE = re.compile(rb"registry[/\\]src[/\\][^/\\]+[/\\]([a-z0-9_-]+?)-([0-9]+\.[0-9]+\.[0-9]+)[/\\]")


@dataclass(frozen=True, slots=True)
class Origin:
    """One component: `licence` is an SPDX expression; `texts` are the files to show for it.

    `parts` are what its maker declares to be linked into it, as (name, version, purl, licence).
    """

    name: str
    version: str
    purl: str
    licence: str
    texts: tuple[Path, ...] = ()
    parts: tuple[tuple[str, str, str, str], ...] = ()
    kind: str = field(default="library", compare=False)


def of_file(inside: PurePosixPath, source: Path | None) -> Origin:
    """Return the owner of a file at `inside` the bundle's libraries, which was taken from `source`."""
    if inside.name.startswith("libicu"):
        return icu()
    if inside.parts[:2] == ("PySide6", "Qt") or inside.name.startswith(("Qt6", "libQt6")):
        return qt()
    if inside.name == "base_library.zip":
        return python()
    return of_source(source) if source else _of_made_file(inside)


def _of_made_file(inside: PurePosixPath) -> Origin:
    if re.search(r"\.(?:so|dll|pyd|dylib)\b", inside.name):
        raise SystemExit(f"contents: nobody answers for {inside}: it is in no table of PyInstaller's")
    return ours()


def of_source(source: Path) -> Origin:
    """Return the owner of a file on this machine."""
    if distribution := _distributions().get(str(source)):
        return _of_distribution(distribution)
    if source.is_relative_to(ROOT / "resources" / "wordlists"):
        return _known("EFF large wordlist", kind="data")
    if any(
        source.is_relative_to(ROOT / each) for each in ("app", "resources", "packaging", "build", "LICENSE")
    ):
        return ours()
    if _is_pythons(source):
        return python()
    return _of_system(source)


@cache
def ours() -> Origin:
    """Return the program itself."""
    from app import NAME, __version__

    purl = f"pkg:pypi/asymmetric-key-generator@{__version__}"
    return Origin(NAME, __version__, purl, "MIT", (ROOT / "LICENSE",), kind="application")


@cache
def python() -> Origin:
    """Return the interpreter and its standard library."""
    version = platform.python_version()
    texts = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    found = tuple(each for each in texts if each.is_file())[:1]
    purl = f"pkg:generic/python@{version}"
    return Origin("Python", version, purl, "PSF-2.0", found + _known_texts("Python"))


@cache
def qt() -> Origin:
    """Return Qt itself, as the wheel of PySide6 carries it."""
    from PySide6.QtCore import qVersion

    return _known("Qt", qVersion())


@cache
def icu() -> Origin:
    """Return ICU, as the wheel of PySide6 carries it on Linux; the library knows its own version."""
    import PySide6

    library = next((Path(PySide6.__path__[0]) / "Qt" / "lib").glob("libicuuc.so.*"))
    major = library.suffix.removeprefix(".")
    version = (ctypes.c_uint8 * 4)()
    getattr(ctypes.CDLL(str(library)), f"u_getVersion_{major}")(version)
    return _known("ICU", f"{version[0]}.{version[1]}")


@cache
def bootloader() -> Origin:
    """Return PyInstaller, which starts the frozen program; its licence has an exception for that."""
    return _of_distribution(metadata.distribution("pyinstaller"))


def _known(name: str, version: str = "", *, kind: str = "library") -> Origin:
    known = _KNOWN[name]
    version = version or str(known["version"])
    purl = known.get("purl", "").replace("VERSION", version)
    return Origin(name, version, purl, known["licence"], _known_texts(name), kind=kind)


def _known_texts(name: str) -> tuple[Path, ...]:
    return tuple(ROOT / "resources" / each for each in _KNOWN.get(name, {}).get("texts", ()))


# --- Python distributions ----------------------------------------------------------------------


@cache
def _distributions() -> dict[str, metadata.Distribution]:
    """Return the owner of each installed file by its path."""
    return {
        str(Path(str(distribution.locate_file(file))).absolute()): distribution
        for distribution in metadata.distributions()
        for file in distribution.files or ()
    }


@cache
def _of_distribution(distribution: metadata.Distribution) -> Origin:
    name = distribution.metadata["Name"]
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key == "asymmetric-key-generator":
        return ours()
    purl = f"pkg:pypi/{key}@{quote(distribution.version)}"
    texts = licence_texts(distribution) + _known_texts(key)
    licence = str(_KNOWN.get(key, {}).get("licence") or licence_of(distribution))
    return Origin(name, distribution.version, purl, licence, texts, _parts(distribution))


def _parts(distribution: metadata.Distribution) -> tuple[tuple[str, str, str, str], ...]:
    """Return what the maker's own bills of materials (PEP 770) list; without one, the crates in its code."""
    parts: list[tuple[str, str, str, str]] = []
    for file in distribution.files or ():
        if "sboms" in file.parts and file.suffix == ".json":
            bill = json.loads(Path(str(distribution.locate_file(file))).read_text(encoding="utf-8"))
            parts += [_part(each) for each in bill.get("components", ())]
    return tuple(sorted({*(parts or _crates_in(distribution))}))


def _part(component: dict[str, Any]) -> tuple[str, str, str, str]:
    name, version = component["name"], component.get("version", "")
    purl = component.get("purl", "").partition("?")[0]
    licences = component.get("licenses", ())
    said = next((each["expression"] for each in licences if "expression" in each), "")
    return name, version, purl, said or _KNOWN.get(name, {}).get("licence", "")


def _crates_in(distribution: metadata.Distribution) -> Iterator[tuple[str, str, str, str]]:
    """Yield the crates whose sources Rust code names, as it can panic there: not all, but none too many."""
    for file in distribution.files or ():
        if file.suffix in (".so", ".pyd") and "PySide6" not in file.parts:
            data = Path(str(distribution.locate_file(file))).read_bytes()
            for name, version in _CRATE.findall(data):
                known = _KNOWN["crates"].get(name.decode(), "")
                yield name.decode(), version.decode(), f"pkg:cargo/{name.decode()}@{version.decode()}", known


# --- the system --------------------------------------------------------------------------------


def _is_pythons(source: Path) -> bool:
    homes = [Path(sysconfig.get_path(each)) for each in ("stdlib", "platstdlib")]
    prefix = Path(sys.base_prefix)
    if prefix not in (Path("/usr"), Path("/usr/local")):
        homes.append(prefix)
    if "site-packages" in source.parts or "dist-packages" in source.parts:
        return False
    return source.name.startswith("libpython") or any(source.is_relative_to(home) for home in homes)


def _of_system(source: Path) -> Origin:
    if sys.platform == "win32" and re.match(r"(?i:vcruntime|msvcp)", source.name):
        return _known("Microsoft Visual C++ runtime", platform.version())
    package = _package_of(source)
    if not package:
        raise SystemExit(f"contents: nobody answers for {source}: no distribution and no package owns it")
    return _of_package(package)


def _package_of(source: Path) -> str:
    """Return the Debian package of a file, also where /lib is a link to /usr/lib; "" if none."""
    names = [str(source), str(source.resolve()), str(source).removeprefix("/usr"), f"/usr{source}"]
    names.append(str(source.resolve()).removeprefix("/usr"))
    try:
        done = subprocess.run(["dpkg-query", "-S", *names], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    found = re.search(r"^([^\s,:]+)(?::\w+)?: ", done.stdout, re.MULTILINE)
    return found.group(1) if found else ""


@cache
def _of_package(package: str) -> Origin:
    form = "${Version}\t${Architecture}\n"
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", form, package], capture_output=True, text=True, check=True
    )
    version, architecture = done.stdout.splitlines()[0].split("\t")
    system = platform.freedesktop_os_release()["ID"]
    purl = f"pkg:deb/{system}/{package}@{quote(version)}?arch={architecture}"
    text = Path("/usr/share/doc") / package / "copyright"
    licence = str(_KNOWN.get(package, {}).get("licence", ""))
    return Origin(package, version, purl, licence, (text,) if text.is_file() else ())
