"""The archive for Windows without an installer: unpack it anywhere and run it."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import places

_EARLIEST = int(datetime(1980, 1, 1, tzinfo=UTC).timestamp())  # zip knows no earlier time
_MS_DOS = 0


def pack(folder: Path, outdir: Path) -> Path:
    """Write the archive of the folder; its only top folder has the archive's name. Returns its path.

    Sorted, all with one time and no owner: the same folder gives the same octets.
    """
    top = f"{places.PACKAGE}-{places.VERSION}-windows-{places.machine()}"
    path = outdir / f"{top}.zip"
    moment = datetime.fromtimestamp(max(places.epoch(), _EARLIEST), UTC).timetuple()[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for source in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = zipfile.ZipInfo(f"{top}/{source.relative_to(folder).as_posix()}", moment)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _MS_DOS
            archive.writestr(entry, source.read_bytes())
    return path
