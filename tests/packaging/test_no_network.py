"""The program opens no internet connection: nothing under app/ imports what could.

One module may import `socket`: it asks the local X server's Unix socket whether a display answers.
"""

import ast
import re
from pathlib import Path

LOCAL_ONLY = Path("app/__main__.py")
ROOT = Path(__file__).parents[2]
NETWORK = {
    "_socket",
    "socket",
    "socketserver",
    "ssl",
    "http",
    "urllib",
    "ftplib",
    "imaplib",
    "poplib",
    "telnetlib",
    "smtplib",
    "asyncio",
    "xmlrpc",
    "requests",
    "webbrowser",
}
NO_NETWORK = ("urllib.parse",)  # text alone: it percent-encodes, and imports nothing of this list
QT_NETWORK = {"PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore"}


def imported(source: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def is_network(name: str) -> bool:
    if any(name == each or name.startswith(f"{each}.") for each in NO_NETWORK):
        return False
    return name.partition(".")[0] in NETWORK or any(
        name == each or name.startswith(f"{each}.") for each in QT_NETWORK
    )


def test_nothing_imports_the_network() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "app").rglob("*.py")
        for name in imported(path.read_text(encoding="utf-8"))
        if is_network(name) and (path.relative_to(ROOT), name) != (LOCAL_ONLY, "_socket")
    }
    assert not found


def test_no_internet_address_family_is_named() -> None:
    text = (ROOT / LOCAL_ONLY).read_text(encoding="utf-8")
    assert not re.search(r"AF_INET|create_connection", text), "Unix sockets only: see SECURITY.md"


def test_it_would_be_found() -> None:
    assert is_network("urllib.request")
    assert is_network("urllib")
    assert not is_network("urllib.parse.quote")
    assert is_network("PySide6.QtNetwork.QTcpSocket")
    assert not is_network("PySide6.QtWidgets")
    assert imported("from PySide6 import QtNetwork") == {"PySide6", "PySide6.QtNetwork"}
