"""The last steps of the app for macOS: what is inside is recorded in it, and it is sealed again.

PyInstaller makes the app: code in Contents/Frameworks, everything else in Contents/Resources, and links
between them. The seal breaks when something is added, so it comes last.
"""

from __future__ import annotations

import os
from pathlib import Path

from contents import record
from macos import sign


def finish(app: Path, work: Path) -> None:
    """Write and seal; `work` is PyInstaller's. Raises CalledProcessError where codesign objects."""
    parts = app / "Contents"
    record.write(parts / "Frameworks", work, beside=parts / "Resources")
    sign.run(sign.app_commands(app, os.environ))
    print(sign.said(os.environ))
