"""`--copy`: a public key onto the clipboard, by the system's own program, else by the terminal (OSC 52).

Promises: takes a public key and gives away a form of it, nothing else. A program is started by its absolute
path, found in absolute folders of PATH, with an environment of a few names, and is waited for five seconds.
Says only what is known: a terminal does not answer whether it did what it was asked.
"""

import base64
import os
import sys
from collections.abc import Iterator
from contextlib import suppress

from app.cli.output import Messages
from app.cli.status import DONE, DONE_WITH_WARNING
from app.keys.encodings import PEM, Encoding
from app.programs import absolute_path

_SECONDS_FOR_PROGRAM = 5.0
# What these programs need to find the screen, and the folder where its sockets are.
_ENVIRONMENT = (
    "HOME",
    "DISPLAY",
    "XAUTHORITY",
    "WAYLAND_DISPLAY",
    "XDG_RUNTIME_DIR",
    "SYSTEMROOT",
    "WSL_INTEROP",
)
_TERMINALS_WITHOUT = ("", "dumb", "linux")


def copy_public_key(
    subject_public_key_info: bytes, messages: Messages, encoding: Encoding = PEM, comment: str = ""
) -> int:
    """Put the public key on the clipboard and say so. Returns the status: DONE_WITH_WARNING if that fails."""
    text = encoding.encode(subject_public_key_info, comment)
    if any(_runs(command, text) for command in _commands()):
        messages.success("The public key is on the clipboard.")
        return DONE
    if _terminal_is_asked(text):
        messages.note("The terminal was asked to copy the public key; not every one does that.")
        return DONE
    messages.warning(f"The public key is not on the clipboard: {_reason()}")
    return DONE_WITH_WARNING


def _commands() -> Iterator[list[str]]:
    """Yield the commands that may work here, the likeliest first."""
    for program, *arguments in _programs():
        if found := absolute_path(program):
            yield [found, *arguments]


def _programs() -> Iterator[tuple[str, ...]]:
    if sys.platform == "win32":
        yield ("clip.exe",)
        return
    if sys.platform == "darwin":
        yield ("pbcopy",)
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        yield ("wl-copy", "--type", "text/plain;charset=utf-8")
    if os.environ.get("DISPLAY"):
        yield "xclip", "-selection", "clipboard", "-in"
        yield "xsel", "--clipboard", "--input"
    if os.environ.get("WSL_INTEROP"):
        yield ("clip.exe",)


def _runs(command: list[str], text: str) -> bool:
    """Return whether the program took the text. It may go on running to serve it, and so gets no pipe."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, found by an absolute path
            command,
            input=text.encode("utf-8", "surrogateescape"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=os.path.dirname(command[0]),
            env=_environment(),
            timeout=_SECONDS_FOR_PROGRAM,
            check=False,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _environment() -> dict[str, str]:
    """Return what the program is given; pbcopy(1) takes the encoding of its input from the locale."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return {**kept, "LC_CTYPE": "UTF-8"} if sys.platform == "darwin" else kept


def _terminal_is_asked(text: str) -> bool:
    """Ask the terminal, which does not answer. Returns whether there is one that may take such requests."""
    if sys.platform == "win32" or os.environ.get("TERM", "") in _TERMINALS_WITHOUT:
        return False
    request = b"\x1b]52;c;" + base64.b64encode(text.encode("utf-8", "surrogateescape")) + b"\x07"
    with suppress(OSError):
        terminal = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            return os.write(terminal, request) == len(request)
        finally:
            os.close(terminal)
    return False


def _reason() -> str:
    if sys.platform in ("win32", "darwin"):
        return "the system's program for it did not take it."
    if any(_commands()):
        return "the program for it did not take it."
    return "neither wl-copy, xclip nor xsel can be used here, and no terminal that takes it."
