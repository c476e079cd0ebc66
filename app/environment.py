"""The environment, settled once at the start: no variable in it leads to foreign code, programs or servers.

Of each family of variables that libraries here read (OpenSSL, Qt, GTK and GLib, the graphics drivers, D-Bus),
only those are kept that are known to be harmless: all others, also those that a later version invents, are
removed. Addresses of D-Bus are kept as far as they lead to a socket of this computer.
Cannot undo what acted before the first line of ours: LD_PRELOAD, GCONV_PATH, PYTHONPATH. Who can set them can
replace the program.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

NO_BUS = "disabled:"
"""A D-Bus address that leads nowhere. Without any, libdbus would start `dbus-launch`."""

_FAMILIES = (
    *("OPENSSL_", "SSL", "CTLOG_FILE", "RANDFILE", "GCONV_PATH"),
    *("QT_", "QML", "QSG_", "QDBUS_", "QV4_", "PYSIDE", "SHIBOKEN"),
    *("GTK", "GDK_", "GIO_", "GSETTINGS_", "G_", "IBUS_", "AT_SPI_", "DBUS_", "LIBDBUS_"),
    *("LIBGL_", "EGL_", "__EGL_", "__GLX_", "__GL_", "GBM_", "MESA_", "GALLIUM_", "VK_", "LIBVA_", "VDPAU_"),
)
_KEPT = {
    *("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_AUTO_SCREEN_SCALE_FACTOR", "QT_FONT_DPI"),
    *("QT_ENABLE_HIGHDPI_SCALING", "QT_SCALE_FACTOR_ROUNDING_POLICY", "QT_USE_PHYSICAL_DPI"),
    *("QT_ACCESSIBILITY", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "QT_X11_NO_MITSHM"),
    *("QT_IM_MODULE", "QT_IM_MODULES", "QT_WAYLAND_DISABLE_WINDOWDECORATION"),
}
_PORTAL = "xdgdesktopportal"
"""Of Qt's themes, the one that comes with the product and loads nothing of the system's."""
_PLATFORMS = {
    *("xcb", "wayland", "wayland-egl", "cocoa", "windows"),
    *("offscreen", "minimal", "minimalegl", "linuxfb", "eglfs"),
}
"""Of Qt; without `vnc`, which serves the screen to the network."""
_BUSES = ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS")


def settle(environ: MutableMapping[str, str] = os.environ) -> None:
    """Settle the environment of this process and of what it starts, before any library reads it."""
    settled = {name: value for name, value in environ.items() if not _is_removed(name)}
    settled |= {name: address for name in _BUSES if (address := _local_address(name, environ))}
    settled["OPENSSL_CONF"] = os.devnull  # instead of a file below the folder that OpenSSL was built for
    if platforms := _platforms(environ.get("QT_QPA_PLATFORM", "")):
        settled["QT_QPA_PLATFORM"] = platforms
    if environ.get("QT_QPA_PLATFORMTHEME") == _PORTAL:
        settled["QT_QPA_PLATFORMTHEME"] = _PORTAL
    if sys.platform not in ("win32", "darwin"):
        settled.setdefault("DBUS_SESSION_BUS_ADDRESS", _usual_address(environ))
    for name in set(environ) - set(settled):
        del environ[name]
    environ.update(settled)


def is_remote_display(display: str) -> bool:
    """Return whether an X display is on another computer: what it shows crosses the network in clear.

    Not where `ssh -X` listens: on this computer's own loopback, and encrypted from there on.
    """
    return display_host(display) not in ("", "localhost", "ip6-localhost", "::1", "127.0.0.1")


def display_host(display: str) -> str:
    """Return the host that an X display is reached at by an internet socket; empty for a local socket."""
    host = display.removeprefix("tcp/").removeprefix("inet6/").removeprefix("inet/").rpartition(":")[0]
    return "" if host == "unix" or host.startswith(("/", "unix/")) else host.strip("[]")


def _is_removed(name: str) -> bool:
    return name.startswith(_FAMILIES) and name not in _KEPT


def _platforms(value: str) -> str:
    """Return the names, of `name[:options]` separated by semicolons, that show nothing to others."""
    names = [each.partition(":")[0] for each in value.split(";")]
    return ";".join(name for name in names if name in _PLATFORMS)


def _local_address(name: str, environ: MutableMapping[str, str]) -> str:
    """Return those of the addresses that are sockets of this computer. Empty where none is."""
    addresses = [_local(each, environ) for each in environ.get(name, "").split(";")]
    return ";".join(filter(None, addresses))


def _local(address: str, environ: MutableMapping[str, str]) -> str:
    """Return the address if it is `unix:path=`, `unix:abstract=` or `unix:runtime=yes`; else nothing."""
    transport, _, words = address.partition(":")
    keys = dict(word.partition("=")[::2] for word in words.split(","))
    if transport != "unix" or not set(keys) <= {"path", "abstract", "runtime", "guid"}:
        return ""
    if keys.get("runtime") == "yes":
        return _runtime_address(environ)
    return address if ("path" in keys) != ("abstract" in keys) else ""


def _usual_address(environ: MutableMapping[str, str]) -> str:
    """Return where the bus of a session is if nothing names it."""
    address = _runtime_address(environ)
    there = address and os.path.exists(os.path.join(environ["XDG_RUNTIME_DIR"], "bus"))
    return address if there else NO_BUS


def _runtime_address(environ: MutableMapping[str, str]) -> str:
    folder = environ.get("XDG_RUNTIME_DIR", "")
    return f"unix:path={_escaped(folder)}/bus" if os.path.isabs(folder) else ""


def _escaped(path: str) -> str:
    """Escape a value for an address of D-Bus ("Server Addresses" in its specification)."""
    return "".join(
        chr(byte) if (chr(byte).isascii() and chr(byte).isalnum()) or byte in b"-_/.*" else f"%{byte:02x}"
        for byte in os.fsencode(path)
    )
