"""Many pairs in one tar.gz, built in memory: no plaintext key ever stands in a temporary file."""

import gzip
import io
import tarfile
import time
import zlib
from collections.abc import Iterable

from app.errors import StorageError

MAXIMUM_UNPACKED = 96 * 1024 * 1024  # bytes; 10,000 encrypted pairs of RSA 4096 have 62 MiB


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
    """The contents of an archive that `pack` made, by name; nothing is extracted to disk.

    Raises StorageError for everything else: cut or damaged, too large, a link, a name that comes twice.
    """
    contents: dict[str, bytes] = {}
    try:
        plain, end = _decompress(data), 0
        # As a stream, tarfile never goes backwards, whatever size a header claims.
        with tarfile.open(fileobj=io.BytesIO(plain), mode="r|") as archive:
            for entry in archive:
                if entry.type != tarfile.REGTYPE or entry.name in contents:
                    raise tarfile.ReadError("not an archive of ours")
                stream = archive.extractfile(entry)
                contents[entry.name] = stream.read() if stream else b""
                end = entry.offset_data + entry.size
        if plain[end:].strip(b"\0"):  # some releases of tarfile take a damaged header for the end
            raise tarfile.ReadError("something follows that is no entry")
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError) as error:
        raise StorageError("The archive cannot be read back.", "Suspect the disk; choose another.") from error
    return contents


def _decompress(data: bytes) -> bytes:
    stream = zlib.decompressobj(wbits=31)  # gzip
    plain = stream.decompress(data, MAXIMUM_UNPACKED)
    if not stream.eof or stream.unused_data:
        raise EOFError("cut short, longer than it should be, or too large")
    return plain
