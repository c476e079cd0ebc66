"""What macOS reads about the app: the values of Info.plist that are ours, made at every build."""

from __future__ import annotations

import re
from typing import Any

import places
from app import NAME

OLDEST = "15.0"  # what PySide6 6.11 is built for; Qt itself, in the same wheel, for 13.0


def number(version: str) -> str:
    """Cut a version to Apple's three numbers at most: 1.2.3rc1 is 1.2.3."""
    return re.sub(r"^(\d+(?:\.\d+){0,2}).*", r"\1", version)


def info() -> dict[str, Any]:
    """Return what replaces PyInstaller's values; identifier and icon are options of its own."""
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleExecutable": places.WINDOW,
        "CFBundleName": NAME,
        "CFBundleShortVersionString": number(places.VERSION),
        "CFBundleVersion": number(places.VERSION),
        "LSApplicationCategoryType": "public.app-category.utilities",
        "LSBackgroundOnly": False,  # PyInstaller takes it for a console program, as akg is inside, too
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT License",
        "NSPrincipalClass": "NSApplication",  # without it Retina screens are not used
        "NSRequiresAquaSystemAppearance": False,  # follows light and dark
    }
