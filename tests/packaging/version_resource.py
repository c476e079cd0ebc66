"""Reads a version resource as PyInstaller does on Windows, with stand-ins for what it imports only there.

Prints what the packed resource, read back, says: `python version_resource.py FILE`.
"""

import struct
import sys
import types

from PyInstaller import compat

sys.modules["pefile"] = types.ModuleType("pefile")
compat.win32api = types.ModuleType("win32api")

from PyInstaller.utils.win32 import versioninfo  # noqa: E402

# A long has four octets on Windows, which PyInstaller relies on.
versioninfo.struct = types.SimpleNamespace(
    pack=lambda form, *values: struct.pack(f"<{form}", *values),
    unpack=lambda form, data: struct.unpack(f"<{form}", data),
)


def main(path: str) -> None:
    info = versioninfo.load_version_info_from_text_file(path)
    packed = versioninfo.VSVersionInfo()
    packed.fromRaw(info.toRaw())
    print(packed)


if __name__ == "__main__":
    main(sys.argv[1])
