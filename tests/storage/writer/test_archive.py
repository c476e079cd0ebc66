"""One archive, built in memory: nothing in clear stands in a temporary file."""

import gzip
import io
import os
import tarfile
import tempfile
import time
import tracemalloc
import zlib
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import StorageError
from app.storage.writer import archive
from tests.keys.samples import outcome

_FILES = [
    ("k-01.private.pem", b"private", 0o600),
    ("k-01.public.pem", b"public", 0o644),
    ("cl\xe9.pem", b"", 0o600),
]


def test_archive_when_opened_by_tar_then_has_names_modes_and_no_owner() -> None:
    with tarfile.open(fileobj=io.BytesIO(archive.pack(_FILES)), mode="r:gz") as opened:
        entries = opened.getmembers()

    assert [(entry.name, entry.size, entry.mode) for entry in entries] == [
        (name, len(content), mode) for name, content, mode in _FILES
    ]
    for entry in entries:
        assert entry.isreg()
        assert (entry.uid, entry.gid, entry.uname, entry.gname) == (0, 0, "", "")
        assert abs(entry.mtime - time.time()) < 60


def test_archive_when_packed_then_comes_back_and_touches_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        pytest.fail("a file was made")

    monkeypatch.setattr(os, "open", forbidden)
    monkeypatch.setattr("builtins.open", forbidden)
    monkeypatch.setattr(tempfile, "mkstemp", forbidden)

    assert archive.unpack(archive.pack(_FILES)) == {name: content for name, content, _ in _FILES}


_WHOLE = archive.pack([("a", os.urandom(60_000), 0o600), ("b", bytes(range(256)), 0o600)])


@given(st.integers(0, len(_WHOLE) - 1), st.integers(1, 255))
def test_archive_when_damaged_or_cut_then_is_an_error_or_shows_in_the_contents(place: int, flip: int) -> None:
    damaged = bytearray(_WHOLE)
    damaged[place] ^= flip

    for wrong in (bytes(damaged), _WHOLE[:place]):
        assert isinstance(outcome(partial(archive.unpack, wrong)), StorageError | dict)


def test_archive_when_its_compressed_data_make_no_sense_then_is_an_error_of_ours() -> None:
    # GIVEN compressed data that go wrong within a file, where tarfile passes on what zlib raises
    good = zlib.compressobj(wbits=31)
    stream = good.compress(gzip.decompress(_WHOLE)[:30_000]) + good.flush(zlib.Z_FULL_FLUSH)

    with pytest.raises(StorageError):
        archive.unpack(stream + b"\xff" * 100)


def test_archive_when_it_is_none_then_is_an_error_of_ours() -> None:
    for wrong in (b"", b"not an archive", b"\x1f\x8b", b"\x1f\x8b\x08" + b"\x00" * 30):
        with pytest.raises(StorageError):
            archive.unpack(wrong)


def _packed(entries: list[tarfile.TarInfo]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", format=tarfile.GNU_FORMAT) as made:
        for entry in entries:
            made.addfile(entry, io.BytesIO(bytes(entry.size)))
    return buffer.getvalue()


def _entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", size: int = 0) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname, entry.size = kind, link, size
    return entry


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
def test_entry_that_is_no_file_when_unpacked_then_is_an_error(kind: bytes) -> None:
    for link in ("a", "k", "/etc/passwd"):
        with pytest.raises(StorageError):
            archive.unpack(_packed([_entry("a"), _entry("k", kind, link)]))


def test_name_that_comes_twice_when_unpacked_then_is_an_error() -> None:
    assert archive.unpack(_packed([_entry("a"), _entry("b")])) == {"a": b"", "b": b""}
    with pytest.raises(StorageError):
        archive.unpack(_packed([_entry("a"), _entry("a", size=3)]))


def test_header_with_a_negative_size_when_unpacked_then_ends_in_an_error() -> None:
    # tarfile would go backwards there, and read the same header again
    plain = bytearray(gzip.decompress(_packed([_entry("a"), _entry("b")])))
    plain[512 + 124 : 512 + 136] = b"\xff" * 10 + b"\xfe\x00"
    header = plain[512:1024]
    header[148:156] = b" " * 8
    plain[512 + 148 : 512 + 156] = b"%06o\0 " % sum(header)

    with pytest.raises(StorageError):
        archive.unpack(gzip.compress(bytes(plain)))


@pytest.mark.parametrize(
    ("content", "times"), [(b"13000000000000000000000 path=x\n", 1), (b"12 path=abc\n", 3_000)]
)
def test_extended_headers_that_tarfile_stumbles_over_when_unpacked_then_end_in_an_error(
    content: bytes, times: int
) -> None:
    entry = tarfile.TarInfo("././@PaxHeader")
    entry.type, entry.size = tarfile.XHDTYPE, len(content)
    header = entry.tobuf(tarfile.USTAR_FORMAT) + content.ljust(512, b"\0")
    with pytest.raises(StorageError):
        archive.unpack(gzip.compress(header * times + bytes(1024)))


def test_archive_that_unpacks_to_more_than_the_limit_when_unpacked_then_stops_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = _packed([_entry("a", size=4_000_000)])
    assert len(bomb) < 10_000
    assert len(archive.unpack(bomb)["a"]) == 4_000_000

    monkeypatch.setattr(archive, "MAXIMUM_UNPACKED", 1_000_000)
    with pytest.raises(StorageError):
        archive.unpack(bomb)


def test_archive_when_something_follows_it_then_is_an_error() -> None:
    for wrong in (_WHOLE + b"\0", _WHOLE + _WHOLE):
        with pytest.raises(StorageError):
            archive.unpack(wrong)


def test_archive_when_more_stands_behind_its_end_then_is_an_error() -> None:
    plain = gzip.decompress(_packed([_entry("a", size=3)]))

    assert archive.unpack(gzip.compress(plain + bytes(4096))) == {"a": bytes(3)}
    with pytest.raises(StorageError):
        archive.unpack(gzip.compress(plain + bytes(4096) + b"x"))


@pytest.mark.thorough
def test_archive_of_many_when_packed_and_unpacked_then_needs_little_more_memory_than_its_contents() -> None:
    count = 4_000
    tracemalloc.start()
    try:
        packed = archive.pack((f"k-{number:05}.private.pem", b"private", 0o600) for number in range(count))
        contents = archive.unpack(packed)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert len(contents) == count
    assert peak < 300 * count, "a tar entry has a kilobyte, and so has what tarfile remembers of each"
