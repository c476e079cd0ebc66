"""A disk whose nth call of one kind goes wrong: once, from then on, though done; or which dies altogether."""

import errno
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from app.storage.writer.file_system import FileSystem

OPERATIONS = (
    *("open_folder", "names", "stat", "lstat", "open", "fstat", "read", "write", "fchmod", "fsync", "close"),
    *("link", "replace", "unlink", "lock", "mkdir", "rmdir"),
)
ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EINTR)


class Lasting(Enum):
    ONCE = "once"
    ON = "from then on"
    DONE = "though done"
    """The call does its work and fails all the same, as over a network whose answer is lost."""
    DEAD = "killed"
    """From then on nothing works, whatever the call: on disk stands what a killed process leaves."""


@dataclass(frozen=True)
class Fault:
    """`operation` counts towards `nth` (from 1); any operation does if it is empty."""

    operation: str
    error: int
    nth: int
    lasting: Lasting = Lasting.ONCE

    def __str__(self) -> str:
        return f"{self.operation or 'any'} {self.nth}: {errno.errorcode[self.error]} {self.lasting.value}"


class FaultyDisk(FileSystem):
    """`links`: whether it has any. `piece`: how many octets a write takes at most; 0: all.

    `stuck`: an operation that never works, apart from the fault.

    Nothing is really synced, as nothing here survives the loss of power: a thousand times as fast.
    """

    def __init__(
        self, fault: Fault | None = None, *, links: bool = True, piece: int = 0, stuck: str = ""
    ) -> None:
        self.calls: Counter[str] = Counter()
        self.happened = False
        self._fault = fault
        self._links = links
        self._piece = piece
        self._stuck = stuck

    def attempt(self, operation: str, work: Callable[[], Any]) -> Any:
        self.calls[operation] += 1
        self.calls[""] += 1
        fault = self._fault
        if fault is None or not self._strikes(fault, operation):
            return work()
        self.happened = True
        if operation == "close" or fault.lasting is Lasting.DONE:
            work()
        raise OSError(fault.error, os.strerror(fault.error))

    def _strikes(self, fault: Fault, operation: str) -> bool:
        if self.happened and fault.lasting is Lasting.DEAD:
            return True
        if fault.operation not in ("", operation):
            return False
        count = self.calls[fault.operation]
        return count == fault.nth or (count > fault.nth and fault.lasting is Lasting.ON)

    def real(self, operation: str, *arguments: Any, **named: Any) -> Any:
        if operation == "fsync":
            return None
        if operation == self._stuck:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if operation == "link" and not self._links:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        if operation == "write" and self._piece:
            arguments = (arguments[0], arguments[1][: self._piece])
        return getattr(FileSystem, operation)(self, *arguments, **named)


def _faulty(operation: str) -> Callable[..., Any]:
    def method(self: FaultyDisk, *arguments: Any, **named: Any) -> Any:
        return self.attempt(operation, partial(self.real, operation, *arguments, **named))

    return method


for _operation in OPERATIONS:
    setattr(FaultyDisk, _operation, _faulty(_operation))
