"""Linux: refuses the libraries in this process what the program never does, whatever makes them try.

Promises, from `confine` on: no library starts a program by fork() (libdbus does, for an address `unixexec:`,
which may come from the X server or the session as well as from the environment); and the kernel refuses
internet sockets to this process and to what it starts.
Refuses nothing to `subprocess`, by which git is asked.

Decision: a library starts a program by fork(), whose child libc now ends at once; Python's subprocess uses
vfork(), which knows no such handlers; a seccomp filter cannot tell the two apart. On a processor or C library
that is not known here, the settled environment (app.environment) is the only protection.
"""

from __future__ import annotations

import os
import sys

_SOCKET_CALLS = {
    "x86_64": (0xC000003E, 41),
    "aarch64": (0xC00000B7, 198),
}  # linux/audit.h; the number of socket()
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, _PR_SET_NO_NEW_PRIVS = 22, 2, 38
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # linux/bpf_common.h
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000  # linux/seccomp.h
_CALL, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # in struct seccomp_data


def confine(*, internet: bool) -> None:
    """Confine this process, once it is the one that works. `internet`: for the display of `ssh -X`."""
    if sys.platform != "linux":
        return
    _refuse_forks()
    if not internet:
        _refuse_internet_sockets()


def _refuse_forks() -> None:
    import ctypes

    libc = ctypes.CDLL(None)
    if hasattr(libc, "__register_atfork"):  # glibc
        libc["__register_atfork"](None, None, libc._exit, None)


def _refuse_internet_sockets() -> None:
    import ctypes

    class Program(ctypes.Structure):
        """struct sock_fprog of linux/filter.h."""

        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    if sys.platform == "linux" and (known := _SOCKET_CALLS.get(os.uname().machine)):
        code = _filter(*known)
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(Program(len(code) // 8, code)), 0, 0)


def _filter(architecture: int, socket: int) -> bytes:
    """Make socket() of AF_INET and AF_INET6 fail with EAFNOSUPPORT. Jumps count from the next instruction."""
    import errno

    instructions = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 0, 6, architecture),
        (_LOAD, 0, 0, _CALL),
        (_JUMP_IF_EQUAL, 0, 4, socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_IF_EQUAL, 1, 0, 2),  # AF_INET
        (_JUMP_IF_EQUAL, 0, 1, 10),  # AF_INET6
        (_RETURN, 0, 0, _FAIL | errno.EAFNOSUPPORT),
        (_RETURN, 0, 0, _ALLOW),
    )
    return b"".join(
        code.to_bytes(2, "little") + bytes((then, otherwise)) + value.to_bytes(4, "little")
        for code, then, otherwise, value in instructions
    )
