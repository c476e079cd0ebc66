"""What is inside a bundle: its files and frozen modules, each under the component that answers for it.

Promises: every file is counted once, with its SHA-256 as it lies there (stripped, trimmed); links are named,
not followed. Needs the tables that PyInstaller leaves in its work folder (*.toc).
"""

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from PyInstaller.building.osx import DOT_REPLACEMENT  # for a dot in folders of an app's code

from contents import origins
from contents.origins import Origin

LIBRARIES = "_internal"
_MODULES = ("PYMODULE", "PYSOURCE")  # with "-1" behind them where they are optimised


@dataclass(frozen=True, slots=True)
class File:
    """A file by its path in the bundle, with `/` on every system."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class PackedComponent:
    """An origin and what of it is here: files, and how many modules inside the executables."""

    origin: Origin
    files: tuple[File, ...]
    modules: int


def components(bundle: Path, work: Path, beside: Path | None = None) -> tuple[PackedComponent, ...]:
    """Return them, sorted by name. `work` is PyInstaller's work folder of this bundle; `beside`, in an app of
    macOS, the folder of what is not code.
    """
    sources, modules = _tables(work)
    files: dict[Origin, list[File]] = {}
    counts: dict[Origin, int] = {}
    for file in files_of(bundle):
        files.setdefault(_owner(file.path, sources), []).append(file)
    if beside:
        for file in files_of(beside):
            named = replace(file, path=f"../{beside.name}/{file.path}")
            files.setdefault(_owner(file.path, sources), []).append(named)
    for source in modules:
        origin = origins.of_source(source)
        counts[origin] = counts.get(origin, 0) + 1
    everybody = {*files, *counts, origins.bootloader()}
    found = (PackedComponent(each, tuple(files.get(each, ())), counts.get(each, 0)) for each in everybody)
    return tuple(sorted(found, key=lambda each: (each.origin.name.lower(), each.origin.version)))


def files_of(bundle: Path) -> Iterator[File]:
    """Yield every regular file, sorted by path."""
    for path in sorted(bundle.rglob("*")):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            yield File(path.relative_to(bundle).as_posix(), hashlib.sha256(data).hexdigest(), len(data))


def links_of(bundle: Path) -> dict[str, str]:
    """Return every symbolic link, and where it leads."""
    links = (path for path in sorted(bundle.rglob("*")) if path.is_symlink())
    return {path.relative_to(bundle).as_posix(): path.readlink().as_posix() for path in links}


def _owner(path: str, sources: dict[str, Path]) -> Origin:
    inside = PurePosixPath(path.replace(DOT_REPLACEMENT, "."))
    if inside.parts[0] == LIBRARIES:
        inside = inside.relative_to(LIBRARIES)
    return origins.of_file(inside, sources.get(inside.as_posix()))


def _tables(work: Path) -> tuple[dict[str, Path], list[Path]]:
    """Return the source of each file by its place, and of each frozen module and script."""
    sources = {
        PurePosixPath(*Path(name).parts).as_posix(): Path(source)
        for name, source, kind in _rows(work, "COLLECT")
        if kind not in ("EXECUTABLE", "SYMLINK")
    }
    modules = {
        name: Path(source)
        for table in ("PYZ", "PKG")
        for name, source, kind in _rows(work, table)
        if kind.startswith(_MODULES) and source not in ("", "-")
    }
    if not sources or not modules:
        raise SystemExit(f"contents: {work} contains no tables of PyInstaller")
    return sources, [each for each in modules.values() if not each.is_relative_to(work)]


def _rows(work: Path, kind: str) -> Iterator[tuple[str, str, str]]:
    for table in sorted(work.rglob(f"{kind}-*.toc")):
        for entry in ast.literal_eval(table.read_text(encoding="utf-8")):
            if isinstance(entry, list):
                yield from (row for row in entry if isinstance(row, tuple) and len(row) == 3)
