"""Many pairs in one tar.gz, built in memory: no key in clear is ever in a temporary file.

What is packed is compressed at once, and unpacked in pieces: of the archive's many zeros, and of what
tarfile knows about each entry, nothing is kept. Ten thousand pairs ask for little more than their keys.
"""

import gzip
import io
import tarfile
import time
import zlib
from collections.abc import Iterable

from app.errors import SUSPECT_THE_DISK, StorageError
from app.text import text

MAXIMUM_UNPACKED = 96 * 1024 * 1024  # bytes; 10,000 encrypted pairs of RSA 4096 have 62 MiB
_PIECE = 1 << 16

# The last two come from tarfile itself: for lengths beyond all bounds, and for extended headers in thousands.
_NO_ARCHIVE = (tarfile.TarError, zlib.error, OSError, EOFError, ValueError, OverflowError, RecursionError)


def pack(files: Iterable[tuple[str, bytes, int]]) -> bytes:
    """Pack an archive of (name, content, mode), owned by nobody in particular, dated now."""
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
            _forget_entries(archive)
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the contents of an archive that `pack` made, by name; nothing is extracted to disk.

    Raises StorageError for everything else: cut or damaged, too large, a link, a name that comes twice.
    """
    contents: dict[str, bytes] = {}
    plain, end = _Decompressed(data), 0
    try:
        # As a stream, tarfile never goes backwards, whatever size a header claims.
        with tarfile.open(fileobj=plain, mode="r|") as archive:
            while entry := archive.next():
                if entry.type != tarfile.REGTYPE or entry.name in contents:
                    raise tarfile.ReadError("not an archive of ours")
                stream = archive.extractfile(entry)
                contents[entry.name] = stream.read() if stream else b""
                end = entry.offset_data + entry.size
                _forget_entries(archive)
        if plain.end_of_content() > end:  # some releases of tarfile take a damaged header for the end
            raise tarfile.ReadError("something follows that is not an entry")
    except _NO_ARCHIVE as error:
        raise StorageError(text("The archive cannot be read back."), SUSPECT_THE_DISK) from error
    return contents


def _forget_entries(archive: tarfile.TarFile) -> None:
    """Drop the kilobyte that tarfile keeps for each (no option before Python 3.13)."""
    archive.members = []  # type: ignore[attr-defined]


class _Decompressed(io.BufferedIOBase):
    """A gzip stream as a file to read. Raises EOFError if it is cut short, too large, or goes on after it."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)
        self._stream = zlib.decompressobj(wbits=31)  # gzip
        self._position = 0
        self._end_of_content = 0

    def read(self, size: int | None = _PIECE, /) -> bytes:
        """Return the next bytes, at most `size` of them; none at the end."""
        piece = b""
        while not piece and not self._stream.eof:
            source = self._stream.unconsumed_tail or self._data.read(_PIECE)
            if not source:
                raise EOFError("cut short")
            piece = self._stream.decompress(source, size or _PIECE)
        if content := piece.rstrip(b"\0"):
            self._end_of_content = self._position + len(content)
        self._position += len(piece)
        if self._position > MAXIMUM_UNPACKED:
            raise EOFError("too large")
        return piece

    def end_of_content(self) -> int:
        """Read what is left; return where the last byte was that is not zero, counted from 1."""
        while self.read(_PIECE):
            pass
        if self._stream.unused_data or self._data.read(1):
            raise EOFError("longer than it should be")
        return self._end_of_content
