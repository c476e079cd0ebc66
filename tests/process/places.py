"""Places that are hard to work in: commands that put one around another, and what the environment says there.

Mounts are made in a mount namespace of the one process: nothing of them is seen outside.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

MOUNTING = ("unshare", "-m") if os.geteuid() == 0 else ("unshare", "-r", "-m")
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"'
FULL = """mount -t tmpfs -o size=64k none "$1" && {
  head -c 1M /dev/zero > "$1/filling"
  ! cp "$1/filling" "$1/more"
}"""
NO_ACCOUNTS = "for file in passwd nsswitch.conf; do mount --bind /dev/null /etc/$file; done"


@dataclass(frozen=True, slots=True)
class Place:
    """`before`: words in front of a command; `more`: the environment, None for what is not there."""

    before: tuple[str, ...] = ()
    more: dict[str, str | None] = field(default_factory=dict)


def around(script: str, path: Path) -> tuple[str, ...]:
    """The script with the path as its $1, then the command."""
    return (*MOUNTING, "sh", "-c", f'({script}) 2> /dev/null && shift && exec "$@"', "sh", str(path))


def with_a_read_only_home(home: Path, _: Path) -> Place:
    return Place(around(READ_ONLY, home))


def with_a_home_that_does_not_exist(home: Path, _: Path) -> Place:
    return Place(more={"HOME": str(home / "missing")})


def without_a_home_and_without_an_account(_: Path, __: Path) -> Place:
    """HOME is not set, and the system knows no user by number."""
    return Place(around(NO_ACCOUNTS, Path("/etc")), {"HOME": None})


def with_a_full_temporary_folder(_: Path, temporary: Path) -> Place:
    return Place(around(FULL, temporary), {"TMPDIR": str(temporary)})


def without_temporary_folders_that_can_be_written(_: Path, temporary: Path) -> Place:
    return Place(around(READ_ONLY, temporary), {"TMPDIR": str(temporary)})


def without_d_bus(_: Path, __: Path) -> Place:
    return Place(more={"DBUS_SESSION_BUS_ADDRESS": None, "XDG_RUNTIME_DIR": None})


def with_a_d_bus_that_does_not_answer(home: Path, _: Path) -> Place:
    return Place(more={"DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/nobody"})


def with_nothing_that_works(home: Path, temporary: Path) -> Place:
    before = (*with_a_read_only_home(home, temporary).before, *around(FULL, temporary))
    return Place(before, {"TMPDIR": str(temporary), "DBUS_SESSION_BUS_ADDRESS": None})


HARD_PLACES: tuple[Callable[[Path, Path], Place], ...] = (
    with_a_read_only_home,
    with_a_home_that_does_not_exist,
    without_a_home_and_without_an_account,
    with_a_full_temporary_folder,
    without_temporary_folders_that_can_be_written,
    without_d_bus,
    with_a_d_bus_that_does_not_answer,
    with_nothing_that_works,
)
