"""What the bundles leave out and what they keep, as data, each with its reason; read by bundle.spec.

Promises: of Qt's plugins, of Qt's libraries and of the system's libraries only what is named here is in a
bundle, so that an update of Qt or of a hook cannot bring in more unseen.
Refuses to guess: what is not named and turns out to be needed is missed by the tests of the bundle.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# Modules that somebody imports, and nothing here needs. Excluded in PyInstaller's analysis: what only they
# import is not found either.
WITHOUT_MODULES = {
    "PySide6.QtDBus": "Qt's own plugins speak D-Bus without it",
    "PySide6.QtNetwork": "nothing here opens a connection",
    "_hashlib": "hashlib's own modules do SHA-2; OpenSSL's library would be carried twice",
    "_ssl": "nothing here opens a connection",
    "asyncio": "jeepney's other way to wait; keyring waits with a plain socket",
    "bz2": "archives here are gzip's",
    "curses": "the terminal is asked by escape sequences",
    "doctest": "for developers",
    "ftplib": "nothing here opens a connection",
    "lzma": "archives here are gzip's",
    "multiprocessing": "keys are made on threads",
    "pdb": "for developers",
    "pydoc": "for developers",
    "pyexpat": "segno writes XML, and nothing here reads any; it has a library of its own inside",
    "readline": "a line that is asked for is a secret or short",
    "setuptools": "for developers",
    "ssl": "nothing here opens a connection",
    "statistics": "nothing here does statistics; random asks for it only when run by itself",
    "tkinter": "the window is Qt's",
    "unittest": "for developers",
    "webbrowser": "segno could show a code there; nothing here opens a page",
    "xmlrpc": "nothing here opens a connection",
}

# Run-time hooks that PyInstaller would run before the first line of ours, at every start.
WITHOUT_HOOKS = {
    "pyi_rth_cryptography_openssl": "points OpenSSL to modules that the wheel has inside",
    "pyi_rth_inspect": "mends inspect.getsource, which nobody calls",
    "pyi_rth_multiprocessing": "keys are made on threads",
    "pyi_rth_pkgutil": "mends pkgutil.iter_modules, which nobody calls",
    "pyi_rth_pyside6": "loads Qt, in the terminal too; the window tells Qt where its plugins are",
}

# Qt's plugins below its folder `plugins`.
QT_PLUGINS = {
    "iconengines/qsvgicon": "the window's own icon is an SVG",
    "imageformats/qsvg": "all icons are SVGs",
    "platforminputcontexts/composeplatforminputcontextplugin": "accents by dead keys",
    "platforminputcontexts/ibusplatforminputcontextplugin": "input methods, for labels in every script",
    "platforms/qcocoa": "macOS",
    "platforms/qoffscreen": "tests, and screens that nobody looks at",
    "platforms/qwayland": "Wayland, where other programs cannot read what is typed",
    "platforms/qwindows": "Windows",
    "platforms/qxcb": "X11",
    "platformthemes/qxdgdesktopportal": "the desktop's own file dialog, and light or dark",
    "styles/qmodernwindowsstyle": "what native dialogs look like",
    "wayland-decoration-client/adwaita": "a frame where the compositor draws none (GNOME)",
    "wayland-decoration-client/bradient": "the same, where that one cannot be",
    "wayland-shell-integration/xdg-shell": "windows on every Wayland desktop",
}

# Qt's libraries, without `lib`, `Qt6` and endings. All the rest (Network, Qml, Quick, Pdf, OpenGL ...) goes.
QT_LIBRARIES = {
    "Core": "the window",
    "DBus": "Gui needs it: input methods, portal, accessibility",
    "Gui": "the window",
    "Svg": "the icons",
    "WaylandClient": "the Wayland plugin",
    "Widgets": "the window",
    "XcbQpa": "the X11 plugin",
}

# Linux: libraries of the build machine's system that the tar.xz carries because a usual desktop may lack
# them or have them in another version. The .deb carries none of them and depends on packages instead.
#
# Never carried, decided once: glibc, libstdc++ and libgcc (a driver of the user's system may need a newer
# one than ours, and only one can be in a process); libGL, libEGL and libdrm (belong to the driver); libX11,
# libxcb, libwayland (shared with the driver in one process); fontconfig and freetype (read the system's
# configuration and caches); glib (loads the system's modules); dbus (speaks to the system's bus); zlib
# (everywhere). The list is that of the AppImage community, which has tried it on every distribution.
CARRIED_LIBRARIES = {
    "libffi": "Python's ctypes; its version differs between distributions",
    "libsqlite3": "the list of keys; missing on small systems",
    "libxcb-cursor": "X11 plugin; missing on many desktops",
    "libxcb-icccm": "X11 plugin; missing on desktops without Qt",
    "libxcb-image": "the same",
    "libxcb-keysyms": "the same",
    "libxcb-randr": "the same",
    "libxcb-render": "the same",
    "libxcb-render-util": "the same",
    "libxcb-shape": "the same",
    "libxcb-shm": "the same",
    "libxcb-sync": "the same",
    "libxcb-util": "the same",
    "libxcb-xfixes": "the same",
    "libxcb-xkb": "the same",
    "libxkbcommon": "keyboard layouts; must fit the next",
    "libxkbcommon-x11": "X11 plugin; missing on desktops without Qt",
    "libzstd": "Qt Core; missing on small systems",
}

# Windows: libraries without `.dll`, but for Qt's. Dropped by not being here: api-ms-win-*, ucrtbase and icu*,
# which are Windows' own, and which PyInstaller takes from any folder on the build machine's PATH; and
# opengl32sw, 20 MB for windows that draw with OpenGL.
WINDOWS_LIBRARIES = {
    "libffi-8": "Python's ctypes",
    "msvcp140": "Microsoft's C++ runtime, which Qt and PySide6 are built with",
    "msvcp140_1": "the same",
    "msvcp140_2": "the same",
    "pyside6.abi3": "the window",
    "python3": "the interpreter's stable interface, for PySide6, cryptography and bcrypt",
    "python3x": "the interpreter, whatever its version",
    "shiboken6.abi3": "the window",
    "sqlite3": "the list of keys",
    "vcruntime140": "Microsoft's C runtime, which all of this is built with",
    "vcruntime140_1": "the same",
}


def starts_with(script: str) -> bool:
    """Return whether a script that would run before the first line of ours, or is ours, stays. Raises
    SystemExit for a hook of PyInstaller's that nobody decided about.
    """
    if script.startswith("pyi_rth_") and script not in WITHOUT_HOOKS:
        raise SystemExit(f"bundle: {script} would run at every start: decide about it in packaging/lean.py")
    return script not in WITHOUT_HOOKS


def keeps(destination: str, *, system: bool) -> bool:
    """Return whether a file of the bundle stays. `destination`: its place in it, as PyInstaller names it;
    `system`: whether it is a library of the build machine's own.
    """
    path = PurePosixPath(destination.replace("\\", "/"))
    if path.suffix == ".dist-info" or any(part.endswith(".dist-info") for part in path.parts):
        return False
    if "plugins" in path.parts:
        return _plugin(path) in QT_PLUGINS
    if "translations" in path.parts:
        return False
    if framework := next((part for part in path.parts if part.endswith(".framework")), ""):
        return _qt_library(framework.removesuffix(".framework")) in {*QT_LIBRARIES, ""}  # whole or not at all
    if name := _qt_library(path.name):
        return name in QT_LIBRARIES
    if path.suffix.lower() == ".dll":
        return re.sub(r"^python3\d+$", "python3x", path.stem.lower()) in WINDOWS_LIBRARIES
    return not system or library_name(path.name) in CARRIED_LIBRARIES


def _plugin(path: PurePosixPath) -> str:
    name = path.name.partition(".")[0]
    return f"{path.parent.name}/{name.removeprefix('lib')}"


def _qt_library(name: str) -> str:
    """Return `Core` for libQt6Core.so.6, Qt6Core.dll, QtCore (a framework's library); else nothing."""
    stem = name.partition(".")[0].removeprefix("lib")
    if stem.startswith("Qt6"):
        return stem.removeprefix("Qt6")
    return stem.removeprefix("Qt") if stem.startswith("Qt") and "." not in name else ""


def library_name(name: str) -> str:
    """Return `libxcb-cursor` for libxcb-cursor.so.0."""
    return name.partition(".so")[0]
