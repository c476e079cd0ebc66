r"""Paths that are too long for Windows' older rule: it takes them whole where they begin with \\?\.

Source: Maximum Path Length Limitation, in Microsoft's documents of the Win32 API. What begins so is passed on
as it is: the path must be absolute, without `.`, `..` and slashes.
"""

import ntpath

_LONGEST = 247  # MAX_PATH is 260 with its zero, and a folder keeps 12 free for a short name
_LOCAL, _SHARE, _DEVICE = "\\\\?\\", "\\\\?\\UNC\\", "\\\\.\\"


def extended(path: str) -> str:
    r"""Return an absolute path so that Windows takes it whatever its length; others as they are.

    `C:\a` becomes `\\?\C:\a`, `\\server\share\a` becomes `\\?\UNC\server\share\a`.
    """
    if len(path) <= _LONGEST or path.startswith((_LOCAL, _DEVICE)):
        return path
    whole = ntpath.normpath(path)
    if whole.startswith("\\\\"):
        return _SHARE + whole.removeprefix("\\\\")
    drive, rest = ntpath.splitdrive(whole)
    return _LOCAL + whole if drive and rest.startswith("\\") else path
