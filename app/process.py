"""The process, made fit for secrets before there is one: loaded first, and so imports nothing heavy.

Promises, from `harden` on: a crash leaves no core file, and on Linux no core goes to a crash reporter either;
no other program of the same user may open this one's memory, attach a debugger to it or see its environment
(Linux; macOS: no debugger); new files are for their owner only; an unforeseen error is reported by its type
and its place, never by its text or by values, which may be secrets. What was opened before `harden` is left
behind in app.fresh_process, and under a debugger that is attached already nothing is done. Refuses to stop
anybody who may do everything: root, a debugger from before that lies, and on Windows every program of the
same user.

Decision: PR_SET_DUMPABLE through ctypes, which costs 2 ms; Python has no other way to call prctl, and a
core size limit of 0 does not bind the crash reporters that a kernel pipes cores to.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from types import TracebackType

    from app.errors import KeygenError
    from app.text import Text

_PR_SET_DUMPABLE = 4  # linux/prctl.h
_PT_DENY_ATTACH = 31  # macOS, sys/ptrace.h
_ALLOW_TRACER = "AKG_ALLOW_TRACER"
_boxes: list[Callable[[str, str], None]] = []
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 1, 2  # winbase.h: no dialogue, no error report


def harden() -> None:
    """Harden the whole process: to be called first, once. Limits and umask pass to what it starts."""
    os.umask(0o077)
    if sys.platform == "win32":
        _leave_no_error_report()
    else:
        _leave_no_core()
    if sys.platform == "linux":
        _close_to_others()
    elif sys.platform == "darwin":
        _keep_debuggers_away()
    _keep_errors_short()


def ending_signals() -> tuple[int, ...]:
    """Return the signals that ask a program to end, as far as this system has them."""
    import signal

    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


def status_of_signal(number: int) -> int:
    """Return the exit status of what a signal has ended; that of Ctrl-Break on Windows is SIGHUP's, 129."""
    import signal

    return 129 if number == getattr(signal, "SIGBREAK", None) else 128 + number


def _leave_no_core() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _close_to_others() -> None:
    """Give the files below /proc/PID to root; ptrace then asks for root's rights (prctl(2))."""
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _keep_debuggers_away() -> None:
    """Let none attach from now on; one that is attached already ends the process (status 45, ENOTSUP)."""
    import ctypes

    if not os.environ.get(_ALLOW_TRACER):
        ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0)


def is_traced_by_its_developer() -> bool:
    """Return whether a debugger or strace is attached and allowed (Linux): then a warning says what it means.

    Raises RefusedError where it is not allowed; `harden` came too late for it.
    """
    if sys.platform != "linux" or not _is_traced():
        return False
    if os.environ.get(_ALLOW_TRACER):
        say("warning", "A tracer is attached to this process: it can read every secret in it.")
        return True
    from app.errors import RefusedError
    from app.text import text

    raise RefusedError(
        text("A tracer (a debugger, strace) is attached to this process: it could read every secret in it."),
        text(
            "Start it without. To debug akg itself, with keys that protect nothing, set {variable}=1.",
            variable=_ALLOW_TRACER,
        ),
    )


def _is_traced() -> bool:
    with suppress(OSError), open("/proc/self/status", "rb") as status:
        return any(line.startswith(b"TracerPid:") and line.split()[1] != b"0" for line in status)
    return False


def _leave_no_error_report() -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)


def _keep_errors_short() -> None:
    """Shorten errors that nobody catches: in the main thread and Qt's slots, in threads, in finalizers."""
    import faulthandler
    import threading

    faulthandler.disable()  # it may have been switched on by PYTHONFAULTHANDLER
    sys.excepthook = _on_exception
    sys.unraisablehook = _on_unraisable
    threading.excepthook = _on_thread_exception


def _on_exception(_kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    report_unexpected(error)


def _on_unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    if unraisable.exc_value is not None:
        report_unexpected(unraisable.exc_value)


def _on_thread_exception(raised: threading.ExceptHookArgs) -> None:
    if raised.exc_value is not None and not isinstance(raised.exc_value, SystemExit):
        report_unexpected(raised.exc_value)


def report_unexpected(error: BaseException) -> None:
    """Write two lines to standard error, where there is one. Raises nothing: Python would print it all."""
    from app.errors import UnexpectedError

    report(UnexpectedError(error))


def report(error: KeygenError) -> None:
    """Report, in the same way, what is refused before the terminal or the window is loaded."""
    if sys.stderr is None:
        _show_in_a_box(error)
        return
    say("error", error.message)
    if error.hint:
        say("hint", error.hint)


def answer_in_a_box() -> None:
    """Let what is reported first be shown in a message box, where there is no standard error (Windows).

    One for the life of the process: each holds up the window, and an error in a timer comes again and again.
    """
    if sys.platform == "win32" and sys.stderr is None:
        from app.windows.message_box import show

        _boxes[:] = [show]


def _show_in_a_box(error: KeygenError) -> None:
    from app import NAME

    if _boxes:
        _boxes.pop()(NAME, "\n\n".join(filter(None, (error.message, error.hint))))


def say(kind: str, line: str) -> None:
    """Write one line to standard error, where there is one."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(f"akg: {kind}: {line}\n")
            sys.stderr.flush()


def ownership_notice() -> Text:
    """Return who will own the files, where that may surprise: as root, or as administrator. Else nothing."""
    from app.text import NOTHING, text

    if sys.platform == "win32":
        return _elevation_notice()
    owner, caller = "root" if os.geteuid() == 0 else os.environ.get("USER", ""), sudo_caller()
    if caller:
        return text(
            "This runs as {owner} through sudo: the files will belong to {owner}, not to {caller}. "
            "Run it without sudo, or change their owner afterwards.",
            owner=owner or text("another user"),
            caller=caller,
        )
    if os.geteuid() == 0:
        return text("This runs as {owner}: the files will belong to {owner}.", owner=owner)
    return NOTHING


def _elevation_notice() -> Text:
    """Return whose the files will be where the rights of an administrator are in force (Windows)."""
    from app.text import NOTHING, text
    from app.windows.token import this_token

    with suppress(OSError):
        if this_token().is_elevated:
            return text(
                "This runs as administrator, which it need not: the files will belong to {owner}.",
                owner=os.environ.get("USERNAME") or text("this account"),
            )
    return NOTHING


def sudo_caller() -> str:
    """Return who became somebody else by sudo; empty where nobody did."""
    caller = os.environ.get("SUDO_USER", "")
    if sys.platform == "win32" or os.environ.get("SUDO_UID") == str(os.geteuid()):
        return ""
    return caller
