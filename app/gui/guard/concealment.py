"""The marks by which each system's clipboard histories know that a copied text is a secret.

X11 and Wayland: KDE's hint, which Klipper and the managers that learned from it respect. Windows: the three
formats that keep a text out of the history (Win+V), of the cloud and of programs that watch; the value is a
DWORD of 0. macOS: its convention, the type org.nspasteboard.ConcealedType, is out of reach of Qt for Python;
guard.pasteboard writes it, and where that fails nothing is marked and only the countdown protects the text.
"""

import sys

KDE_HINT = "x-kde-passwordManagerHint"
WINDOWS_FORMATS = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)


def concealment(system: str = sys.platform) -> dict[str, bytes]:
    """Return the formats, as Qt names them, that go with a secret on a system (a value of sys.platform)."""
    match system:
        case "win32":
            return {f'application/x-qt-windows-mime;value="{name}"': bytes(4) for name in WINDOWS_FORMATS}
        case "darwin":
            return {}
        case _:
            return {KDE_HINT: b"secret"}
