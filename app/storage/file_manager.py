"""Shows files in the file manager of the desktop, by the way that each system has for it.

Linux: the D-Bus interface org.freedesktop.FileManager1 (freedesktop.org, File manager interface). Windows:
`explorer /select`. macOS: `open -R`.
"""

import sys
from pathlib import Path

from app.errors import StorageError
from app.programs import run
from app.storage.session_bus import Service, call
from app.text import text

_MANAGER = Service(
    "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1"
)


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
        run("explorer.exe", "/select,", str(paths[0]))  # its exit status says nothing
    elif sys.platform == "darwin":
        if run("open", "-R", *map(str, paths)):
            raise OSError("open")
    else:
        call(_MANAGER, "ShowItems", "ass", [path.as_uri() for path in paths], "")
