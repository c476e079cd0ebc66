"""Opens a page in the browser of the desktop, by the way that each system has for it.

Linux: the D-Bus interface org.freedesktop.portal.OpenURI (xdg-desktop-portal). Windows: the shell's own
association. macOS: `open`. Refuses whatever is not https.
"""

import sys

from app.errors import StorageError
from app.programs import run
from app.storage.session_bus import Service, call
from app.text import text

_PORTAL = Service(
    "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.OpenURI"
)


def open_in_browser(address: str) -> None:
    """Open the page. Raises StorageError where nothing opens it."""
    try:
        if not address.startswith("https://"):
            raise ValueError
        _open(address)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise StorageError(
            text("No browser could be asked to open {address}.", address=address),
            text("Copy the address, and open it yourself."),
        ) from error


def _open(address: str) -> None:
    if sys.platform == "win32":
        import os

        os.startfile(address)  # noqa: S606 - an https address, by the system's own association
    elif sys.platform == "darwin":
        if run("open", address):
            raise OSError("open")
    else:
        call(_PORTAL, "OpenURI", "ssa{sv}", "", address, {})
