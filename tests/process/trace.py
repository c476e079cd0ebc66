"""The system calls of a run that reach for the network, make files or start programs, as strace saw them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.waiting import until

CALLS = "%network,open,openat,openat2,creat,execve,execveat"
FAMILY = re.compile(r"\b(?:AF|PF)_[A-Z0-9]+")
NETWORK_CALL = re.compile(r"^[0-9]+ +(?:socket|socketpair|connect|bind|sendto|sendmsg|sendmmsg)\(")
STARTED = re.compile(r"^[0-9]+ +execve(?:at)?\(.* = 0$")
WRITING = re.compile(r"\bO_(?:WRONLY|RDWR|CREAT)\b")
UNFINISHED, RESUMED = "<unfinished ...>", " resumed>"
OPENED = re.compile(r" = [0-9]+<([^>]*)>(?:\(deleted\))?$")


@dataclass(frozen=True, slots=True)
class Trace:
    """`before`: the words in front of a command, which keeps its process id: strace is behind it, in a group
    of its own, so that it writes the last line even where the command's group is ended.
    """

    file: Path

    @property
    def before(self) -> tuple[str, ...]:
        how = ("-DD", "-f", "--seccomp-bpf", "-q", "-y", "-s", "64", "-e", f"trace={CALLS}")
        return ("strace", "-E", "AKG_ALLOW_TRACER=1", *how, "-o", str(self.file))

    def lines(self, pid: int, program: str) -> list[str]:
        """From the first start of the program on, once the process has ended."""
        exited = re.compile(rf"^{pid} +\+\+\+ exited", re.MULTILINE)
        until(lambda: exited.search(self._text()), "strace has seen the end")
        lines = list(_whole(self._text().splitlines()))
        start = next(place for place, line in enumerate(lines) if f'("{program}", [' in line)
        return lines[start:]

    def _text(self) -> str:
        return self.file.read_text(errors="replace") if self.file.exists() else ""


def _whole(lines: list[str]) -> Iterator[str]:
    """Calls that other threads interrupted, in one piece."""
    begun: dict[str, str] = {}
    for line in lines:
        pid, _, rest = line.partition(" ")
        if rest.endswith(UNFINISHED):
            begun[pid] = rest.removesuffix(UNFINISHED)
        elif RESUMED in rest:
            yield f"{pid} {begun.pop(pid, '')}{rest.partition(RESUMED)[2]}"
        else:
            yield line
    yield from (f"{pid} {rest}" for pid, rest in begun.items())


def families(lines: list[str]) -> set[str]:
    """The address families of all sockets, connections and messages, tried or done."""
    return {family for line in lines if NETWORK_CALL.match(line) for family in FAMILY.findall(line)}


def written_to(lines: list[str]) -> set[str]:
    """The paths that were opened for writing."""
    opened = (OPENED.search(line) for line in lines if WRITING.search(line))
    return {match[1] for match in opened if match}


def started(lines: list[str]) -> list[str]:
    """The programs that were started, the first one included."""
    return [line for line in lines if STARTED.match(line)]
