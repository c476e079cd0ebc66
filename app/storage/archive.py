"""Many pairs in one tar.gz, built in memory: no plaintext key ever stands in a temporary file."""

import gzip
import io
import tarfile
import time
import zlib
from collections.abc import Iterable

from app.errors import StorageError


def pack(files: Iterable[tuple[str, bytes, int]]) -> bytes:
    """The archive of (name, content, mode), owned by nobody in particular, dated now."""
    buffer = io.BytesIO()
    now = int(time.time())
    with (
        gzip.GzipFile(fileobj=buffer, mode="wb", mtime=now, filename="") as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, content, mode in files:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = len(content), mode, now
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The contents of an archive that `pack` made, by name; nothing is extracted to disk."""
    contents: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
            for entry in archive:
                stream = archive.extractfile(entry)
                contents[entry.name] = stream.read() if stream else b""
    except (tarfile.TarError, zlib.error, OSError, EOFError) as error:
        raise StorageError("The archive cannot be read back.", "Suspect the disk; choose another.") from error
    return contents
