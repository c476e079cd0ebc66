"""Goes on in a process whose memory was never open to others: Linux, once, before there is a secret.

A program of the same user may have opened this process's memory or environment below /proc before
`process.harden` closed them, and what is open stays readable. A forked child has a memory of its own, which
was closed from its first moment. So the child does the work, and the parent only stays in its place: it never
has a secret, keeps no file open (whoever reads our output sees its end when the child ends), passes signals
on, stops when the child is stopped, and ends as the child ends, by the same status or the same signal. When
the parent is killed, so is the child.

Decision: both stay in one process group, so the terminal's own signals (Ctrl-C, Ctrl-Z) reach the child from
the kernel, which says so (`si_code`), and are not sent twice; its end (SIGHUP) may reach the parent alone. To
execute the program again instead of a fork would make it open to others again.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from app.errors import StorageError, reason_of
from app.text import text

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def go_on_in_a_child() -> None:
    """Go on in a child; the parent never returns. Call it after `harden`, before any thread starts.

    Raises StorageError where the system starts no more processes: a secret never gets into the old one.
    """
    if sys.platform != "linux":
        return
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # whoever started us may have had it ignored
    parent, before = os.getpid(), signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        child = os.fork()
    except OSError as error:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        raise StorageError(
            text("No separate process can be started for the keys: {reason}.", reason=reason_of(error)),
            text("Close other programs, and try again."),
        ) from error
    if child:
        _stay_for(child)
    _die_with(parent)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _die_with(parent: int) -> None:
    """End with the parent: killing it would otherwise leave a process with secrets that nobody knows of."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() not in (parent, 0):  # it has ended before that; 0: it is outside our namespace
            os.kill(os.getpid(), signal.SIGKILL)


def _stay_for(child: int) -> NoReturn:
    if sys.platform == "linux":
        before_the_child = signal.sigpending()
        _close_all_files()
        while True:
            _follow(child)
            received = signal.sigwaitinfo(signal.valid_signals())
            if received.si_signo in before_the_child or not _child_has(received.si_signo, received.si_code):
                os.kill(child, received.si_signo)
    raise AssertionError


def _child_has(number: int, code: int) -> bool:
    """Return whether the kernel (a positive code) has sent the signal to the child as well."""
    if sys.platform == "linux":
        of_the_terminal = {signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}
        return number == signal.SIGCHLD or (code > 0 and number in of_the_terminal)
    raise AssertionError


def _close_all_files() -> None:
    """Close the open ones: a limit may allow a million, and Python may have to close them one by one."""
    with suppress(FileNotFoundError):  # no /proc: then they stay open until the end
        for number in os.listdir("/proc/self/fd"):
            with suppress(OSError):  # the one that listed them is closed already
                os.close(int(number))


def _follow(child: int) -> None:
    """Stop or end as the child did."""
    if sys.platform == "linux":
        ended, status = os.waitpid(child, os.WNOHANG | os.WUNTRACED)
        if ended and os.WIFSTOPPED(status):
            _raise_unblocked(os.WSTOPSIG(status))
        elif ended:
            _end_with(os.waitstatus_to_exitcode(status))


def _end_with(code: int) -> NoReturn:
    """End with `code`: an exit status, or the number of a signal, negative."""
    if code < 0:
        with suppress(OSError):  # SIGKILL has no handler that could be set
            signal.signal(-code, signal.SIG_DFL)
        _raise_unblocked(-code)
    os._exit(code if code >= 0 else 128 - code)  # as process 1 of a container, which no signal ends


def _raise_unblocked(number: int) -> None:
    """Raise it once, even if the terminal has sent it as well: while it is blocked, two are one."""
    if sys.platform == "linux":
        os.kill(os.getpid(), number)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [number])
        signal.pthread_sigmask(signal.SIG_BLOCK, [number])
