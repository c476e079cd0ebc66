"""`akg`: without arguments the window, otherwise the terminal. Knows both, and imports neither early.

Promises: the process is hardened before anything is loaded that could contain a secret, `akg --version` costs
what starting Python costs, the terminal never loads Qt, and where no window can open (no display, Qt's
libraries missing) the same job is offered in the terminal.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from app.text import Text

_NEEDS_NO_SCREEN = ("offscreen", "minimal", "minimalegl", "linuxfb", "eglfs")


def start() -> NoReturn:
    """Be the program: run, and end.

    A command has closed all its files by then; nothing is left for Python's orderly end, which takes 10 ms
    and waits for threads. Only what could not be flushed is left to it, as it says so.
    """
    status = main()
    if sys.argv[1:] and not _is_file_for_the_window(sys.argv[1:]):
        with suppress(OSError, ValueError):
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(status)
    sys.exit(status)


def main() -> int:
    """Run what the command line asks for. Returns the exit status."""
    arguments = sys.argv[1:]
    opens_window = not arguments or _is_file_for_the_window(sys.argv[1:])
    if arguments in (["--version"], ["-V"]):
        return _print_version()
    from app import process

    process.harden()
    if opens_window:
        process.answer_in_a_box()
    if refusal := _prepare(window=opens_window):
        return refusal
    gc.disable()  # a command is over before garbage matters; the window collects its own, on Qt's thread
    try:
        if opens_window:
            return _open_window(arguments[0] if arguments else "")
        from app.cli.main import run

        return run(arguments)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  # the last line of defence: its text may contain a secret
        process.report_unexpected(error)
        return 1


def _prepare(*, window: bool) -> int:
    """Prepare environment and process for secrets. Returns 0, or the exit status if that fails."""
    from app import confinement, environment, fresh_process, process
    from app.errors import KeygenError, RefusedError

    environment.settle()
    try:
        if process.is_traced_by_its_developer():  # who wants to see one process and everything that it does
            return 0
        fresh_process.go_on_in_a_child()
    except KeygenError as error:
        process.report(error)
        return 5 if isinstance(error, RefusedError) else 1
    confinement.confine(internet=window and environment.display_host(os.environ.get("DISPLAY", "")) != "")
    return 0


def _print_version() -> int:
    from app import __version__

    if sys.stdout is not None:
        sys.stdout.write(f"akg {__version__}\n")
    return 0


def _is_file_for_the_window(arguments: list[str]) -> bool:
    """Return whether it was started by the window's name, as a file manager does it, with one file."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        return False
    name = os.path.splitext(os.path.basename(_started_as()))[0]
    return name.replace("-", "").casefold() == "asymmetrickeygenerator"


def _started_as() -> str:
    """Return the name of the program as it was started."""
    return sys.argv[0]


def _open_window(file: str) -> int:
    from app.environment import is_remote_display

    if remote := is_remote_display(os.environ.get("DISPLAY", "")):
        del os.environ["DISPLAY"]
    if _screen_is_missing():
        from app.text import text

        return _stay_in_terminal(
            text("The display is on another computer, and everything would go there unencrypted.")
            if remote
            else text("No display was found.")
        )
    try:
        from app.gui.application import run
    except ImportError as error:
        if (error.name or "").startswith("app"):
            raise
        from app.text import text

        if sys.platform == "win32" and sys.stderr is None:
            return _say_that_a_part_is_missing()
        return _stay_in_terminal(text("The window cannot be opened ({reason}).", reason=str(error)))
    return run(file)


def _say_that_a_part_is_missing() -> int:
    """Say it in a message box, without Windows' own words for it: there is no terminal to go on in."""
    from app import process
    from app.errors import KeygenError
    from app.text import text

    process.report(
        KeygenError(
            text("The window cannot be opened: a part of the program cannot be loaded."),
            text("It needs Windows 10, version 1809, or later. If this is one, install the program again."),
        )
    )
    return 1


def _screen_is_missing() -> bool:
    """Return whether Qt would abort: Linux (or another system with X11 and Wayland) without either."""
    if sys.platform in ("win32", "darwin"):
        return False
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _NEEDS_NO_SCREEN:
        return False
    if os.environ.get("WAYLAND_DISPLAY"):
        return False
    return not _x_server_answers(os.environ.get("DISPLAY", ""))


def _x_server_answers(display: str) -> bool:
    """Return whether an X server listens where libxcb looks for a local display; `ssh -X` is left to Qt.

    A session that has ended leaves its DISPLAY behind in tmux and screen, and Qt would abort there.
    `_socket` is what `socket` is built on, without the 3 ms of classes that nobody here needs.
    """
    if sys.platform == "win32":
        return True
    import _socket
    from contextlib import closing, suppress

    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if host not in ("", "unix") or not number.isdecimal():
        return bool(display)
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  # where X servers listen
    for address in (f"\0{path}", path):
        with suppress(OSError), closing(_socket.socket(_socket.AF_UNIX)) as connection:
            connection.connect(address)
            return True
    return False


def _stay_in_terminal(reason: Text) -> int:
    from app.cli.main import run_without_window

    return run_without_window(reason)


if __name__ == "__main__":
    start()
