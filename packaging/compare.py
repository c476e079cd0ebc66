"""Proves that what is in dist/ is reproducible: `python packaging/compare.py`, after `make package`.

Builds everything again from a copy of the tree, as differently as one machine can: in another folder with
another .venv (the same files under another path), on another day where `faketime` is installed, with
other times of the files, another umask, language, time zone, home, and hashing of strings. Every result
must have the same SHA-256, and every .CHECKSUM must be right. Of one that differs the first differing files
are named.
`--loosely` does not press Linux's packages tightly again, the longest part of it: it compares what was
pressed, down to the last byte, and not what xz made of that.
Refuses to prove more: another machine needs the same Python and the same releases of the system's packages.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import checksums
import places

BUILT = {"build", "dist", ".venv-clients"}
CACHES = {"__pycache__", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
MOST_NAMED = 10
DEB_PARTS = {"--fsys-tarfile": "", "--ctrl-tarfile": "DEBIAN/"}


def main(arguments: Sequence[str] = ()) -> int:
    """Return the exit status."""
    loosely = places.LOOSELY in arguments
    with tempfile.TemporaryDirectory(prefix="built somewhere else ") as name:
        again = Path(name) / "a copy"
        copy_tree(places.ROOT, again)
        build(again, arguments)
        found = differences(places.DIST, again / "dist", unpacked if loosely else checksums.sha256)
        problems = [*false_checksums(places.DIST), *found]
    for problem in problems:
        print(f"package-check: {problem}", file=sys.stderr)
    if not problems:
        print(f"package-check: {len(checksums.results(places.DIST))} results, built twice, are the same.")
    return 1 if problems else 0


def copy_tree(source: Path, target: Path) -> None:
    """Copy the tree with its .venv, by hard links where that is possible, without what building left.

    Caches stay behind, as tests that run at the same time write and remove files there.
    """

    def left_out(folder: str, names: list[str]) -> set[str]:
        return set(names) & (CACHES | BUILT if Path(folder) == source else CACHES)

    shutil.copytree(source, target, symlinks=True, copy_function=_copy, ignore=left_out)


def _copy(source: str, target: str) -> None:
    """Give what git keeps other times; a hard link would share them."""
    if "/.venv/" in source:
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
    else:
        shutil.copy(source, target)


def build(root: Path, arguments: Sequence[str]) -> None:
    """Run packaging/package.py there, in other circumstances."""
    clock = ["faketime", "-f", "+400d"] if shutil.which("faketime") else []
    other = {"HOME": str(root.parent), "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [*clock, str(root / ".venv" / "bin" / "python"), "packaging/package.py", *arguments],
        cwd=root,
        env={**environment, **other},
        umask=0o077,
        check=True,
    )


def false_checksums(folder: Path) -> Iterator[str]:
    """Yield what `sha256sum -c` would complain of."""
    for path in checksums.results(folder):
        if not checksums.is_right(path):
            yield f"{path.name}{checksums.SUFFIX} is missing or wrong"


def differences(one: Path, other: Path, identity: Callable[[Path], str] = checksums.sha256) -> Iterator[str]:
    """Yield what is not the same in two folders of results."""
    names = [{path.name for path in checksums.results(folder)} for folder in (one, other)]
    if names[0] != names[1]:
        yield f"built only once: {', '.join(sorted(names[0] ^ names[1]))}"
    for name in sorted(names[0] & names[1]):
        if identity(one / name) != identity(other / name):
            inside = ", ".join(differing_members(one / name, other / name)[:MOST_NAMED])
            yield f"{name} differs{f': {inside}' if inside else ' as a whole'}"


def unpacked(path: Path) -> str:
    """Return the hash of what xz pressed, for Linux's packages; of others, the file's."""
    if path.suffix == ".deb":
        return " ".join(hashlib.sha256(_of_package(path, part)).hexdigest() for part in DEB_PARTS)
    if path.suffix == ".xz":
        with lzma.open(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return checksums.sha256(path)


def _of_package(path: Path, part: str) -> bytes:
    return subprocess.run(["dpkg-deb", part, str(path)], capture_output=True, check=True).stdout


def differing_members(one: Path, other: Path) -> list[str]:
    """Return the files inside that differ, by name."""
    inside = [dict(members(path)) for path in (one, other)]
    return sorted(
        name for name in inside[0].keys() | inside[1].keys() if inside[0].get(name) != inside[1].get(name)
    )


def members(path: Path) -> Iterator[tuple[str, str]]:
    """Yield name and identity of each file in a tar, .deb or wheel; of others nothing."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            yield from ((each.filename, f"{each.date_time} {each.CRC}") for each in archive.infolist())
    elif path.suffix == ".deb":
        for part, folder in DEB_PARTS.items():
            with tarfile.open(fileobj=io.BytesIO(_of_package(path, part))) as archive:
                yield from ((f"{folder}{name}", identity) for name, identity in _of_tar(archive))
    elif path.name.endswith((".tar.gz", ".tar.xz")):
        with tarfile.open(path) as archive:
            yield from _of_tar(archive)


def _of_tar(archive: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for member in archive:
        file = archive.extractfile(member) if member.isfile() else None
        digest = hashlib.sha256(file.read()).hexdigest() if file else member.linkname
        yield member.name, f"{member.mode:o} {member.uid} {member.gid} {member.mtime} {digest}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
