"""Proves that what is in dist/ is reproducible: `python packaging/compare.py`, after `make package`.

Builds everything again from a copy of the tree, as differently as one machine can: in another folder with
another .venv (the same files under another path), on another day where `faketime` is installed, with
other times of the files, another umask, language, time zone, home, and hashing of strings. Every result
must have the same SHA-256, and every .CHECKSUM must be right. Of one that differs the first differing files
are named.
Refuses to prove more: another machine needs the same Python and the same releases of the system's packages.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import checksums
import places

BUILT = {"build", "dist"}
CACHES = {"__pycache__", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
MOST_NAMED = 10


def main() -> int:
    """Return the exit status."""
    with tempfile.TemporaryDirectory(prefix="built somewhere else ") as name:
        again = Path(name) / "a copy"
        copy_tree(places.ROOT, again)
        build(again)
        problems = [*false_checksums(places.DIST), *differences(places.DIST, again / "dist")]
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


def build(root: Path) -> None:
    """Run packaging/package.py there, in other circumstances."""
    clock = ["faketime", "-f", "+400d"] if shutil.which("faketime") else []
    other = {"HOME": str(root.parent), "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [*clock, str(root / ".venv" / "bin" / "python"), "packaging/package.py"],
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


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield what is not the same in two folders of results."""
    names = [{path.name for path in checksums.results(folder)} for folder in (one, other)]
    if names[0] != names[1]:
        yield f"built only once: {', '.join(sorted(names[0] ^ names[1]))}"
    for name in sorted(names[0] & names[1]):
        if checksums.sha256(one / name) != checksums.sha256(other / name):
            inside = ", ".join(differing_members(one / name, other / name)[:MOST_NAMED])
            yield f"{name} differs{f': {inside}' if inside else ' as a whole'}"


def differing_members(one: Path, other: Path) -> list[str]:
    """Return the files inside that differ, by name."""
    inside = [dict(members(path)) for path in (one, other)]
    return sorted(
        name for name in inside[0].keys() | inside[1].keys() if inside[0].get(name) != inside[1].get(name)
    )


def members(path: Path) -> Iterator[tuple[str, str]]:
    """Yield name and identity of each file in a tar.xz, .deb or wheel; of others nothing."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            yield from ((each.filename, f"{each.date_time} {each.CRC}") for each in archive.infolist())
    elif path.suffix == ".deb":
        for part in ("--fsys-tarfile", "--ctrl-tarfile"):
            done = subprocess.run(["dpkg-deb", part, str(path)], capture_output=True, check=True)
            with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
                yield from _of_tar(archive)
    elif path.name.endswith(".tar.xz"):
        with tarfile.open(path) as archive:
            yield from _of_tar(archive)


def _of_tar(archive: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for member in archive:
        file = archive.extractfile(member) if member.isfile() else None
        digest = hashlib.sha256(file.read()).hexdigest() if file else member.linkname
        yield member.name, f"{member.mode:o} {member.uid} {member.gid} {member.mtime} {digest}"


if __name__ == "__main__":
    sys.exit(main())
