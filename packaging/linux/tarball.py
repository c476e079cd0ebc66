"""The archive for every Linux: unpack it anywhere and run it."""

from __future__ import annotations

import lzma
import tarfile
from pathlib import Path

import places

# Machine code compresses better when the addresses of its jumps are made absolute first.
_FILTERS = [{"id": lzma.FILTER_X86}] if places.machine() == "x86_64" else []


def pack(folder: Path, outdir: Path, level: int) -> Path:
    """Write the archive of the folder; its only top folder has the archive's name. Returns its path.

    `level`: 9 for what is published; "extreme" is no smaller, and takes a third longer.
    """
    filters = [*_FILTERS, {"id": lzma.FILTER_LZMA2, "preset": level}]
    top = f"{places.PACKAGE}-{places.VERSION}-linux-{places.machine()}"
    path = outdir / f"{top}.tar.xz"
    with (
        lzma.open(path, "wb", check=lzma.CHECK_SHA256, filters=filters) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for source in [folder, *sorted(folder.rglob("*"))]:
            name = Path(top) / source.relative_to(folder)
            archive.add(source, str(name), recursive=False, filter=_without_owner)
    return path


def _without_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mtime = places.epoch()
    return member
