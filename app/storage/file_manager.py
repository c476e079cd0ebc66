"""Shows files in the file manager of the desktop, by the way that each system has for it.

Linux: the D-Bus interface org.freedesktop.FileManager1 (freedesktop.org, File manager interface), which the
session starts outside of this process; nothing is started from here, because a file manager would inherit
that this process may not reach the internet. Windows: `explorer /select`. macOS: `open -R`.
"""

import sys
from pathlib import Path

from app.errors import StorageError
from app.text import text

_PATIENCE = 10.0  # seconds for the file manager to start


def show_in_file_manager(paths: tuple[Path, ...]) -> None:
    """Show the folder with these files marked. Raises StorageError where no file manager does it."""
    try:
        _show(paths)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise StorageError(
            text("No file manager could be asked to show {path}.", path=str(paths[0])),
            text("Copy the path, and open its folder yourself."),
        ) from error


def _show(paths: tuple[Path, ...]) -> None:
    if sys.platform == "win32":
        _run("explorer.exe", "/select,", str(paths[0]))
    elif sys.platform == "darwin":
        _run("open", "-R", *map(str, paths))
    else:
        _ask_session([path.as_uri() for path in paths])


def _run(name: str, *arguments: str) -> None:
    import subprocess

    from app.programs import absolute_path

    program = absolute_path(name)
    if program is None:
        raise FileNotFoundError(name)
    subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=False)  # noqa: S603


def _ask_session(uris: list[str]) -> None:
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    where = DBusAddress(
        "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1", "org.freedesktop.FileManager1"
    )
    with open_dbus_connection(bus="SESSION") as connection:
        call = new_method_call(where, "ShowItems", "ass", (uris, ""))
        reply = connection.send_and_get_reply(call, timeout=_PATIENCE)
    if reply.header.message_type is MessageType.error:
        raise OSError("org.freedesktop.FileManager1")
