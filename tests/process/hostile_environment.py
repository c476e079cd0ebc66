"""An environment in which every variable that a library follows leads into a folder of traps."""

from __future__ import annotations

import shutil
from pathlib import Path

import PySide6

PLUGINS = Path(PySide6.__path__[0]) / "Qt" / "plugins"
CONFIGURATION = """
openssl_conf = all
[all]
providers = providers
[providers]
planted = planted
[planted]
module = {folder}/provider.so
activate = 1
"""
LAUNCH = """#!/bin/sh
touch {folder}/mark
"""


def traps(folder: Path) -> Path:
    """A folder with plugins (Qt's own, so that Qt would load them), a configuration of OpenSSL's, an address
    of a bus that starts a program, and a `dbus-launch`. What is started leaves `mark` there.
    """
    shutil.copytree(PLUGINS / "platforms", folder / "platforms")
    shutil.copytree(PLUGINS / "generic", folder / "generic")
    shutil.copytree(PLUGINS / "iconengines", folder / "iconengines")
    (folder / "openssl.cnf").write_text(CONFIGURATION.format(folder=folder))
    (folder / "ibus").write_text(f"IBUS_ADDRESS={starting(folder)}\nIBUS_DAEMON_PID=1\n")
    (folder / "bin").mkdir()
    (folder / "bin" / "dbus-launch").write_text(LAUNCH.format(folder=folder))
    (folder / "bin" / "dbus-launch").chmod(0o755)
    return folder


def starting(folder: Path) -> str:
    """An address for which libdbus starts a program."""
    return f"unixexec:path=/usr/bin/touch,argv1={folder}/mark"


def hostile(folder: Path, bus: str, port: int = 9) -> dict[str, str]:
    """`bus`: an honest address that the hostile ones stand before; `port`: of this computer."""
    addresses = f"{starting(folder)};tcp:host=127.0.0.1,port={port}"
    return {
        "OPENSSL_CONF": f"{folder}/openssl.cnf",
        "OPENSSL_MODULES": str(folder),
        "SSLKEYLOGFILE": f"{folder}/keys",
        "QT_PLUGIN_PATH": str(folder),
        "QT_QPA_PLATFORM_PLUGIN_PATH": f"{folder}/platforms",
        "QT_QPA_GENERIC_PLUGINS": "tuiotouch",
        "QT_QPA_PLATFORMTHEME": "gtk3",
        "QT_IM_MODULE": "ibus",
        "IBUS_ADDRESS_FILE": f"{folder}/ibus",
        "GTK_MODULES": f"{folder}/module.so",
        "GIO_EXTRA_MODULES": str(folder),
        "LIBGL_DRIVERS_PATH": str(folder),
        "__EGL_VENDOR_LIBRARY_DIRS": str(folder),
        "DBUS_SESSION_BUS_ADDRESS": f"{addresses};{bus}".rstrip(";"),
        "DBUS_SYSTEM_BUS_ADDRESS": addresses,
        "AT_SPI_BUS_ADDRESS": addresses,
    }
