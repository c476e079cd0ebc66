"""What macOS is told about the app: the values of Info.plist that are ours, made at every build."""

from __future__ import annotations

import re
from typing import Any

import places
from app import NAME

OLDEST = "13.0"  # what Qt 6.11 runs on


def number(version: str) -> str:
    """Apple's versions are three numbers at most: 1.2.3rc1 is 1.2.3."""
    return re.sub(r"^(\d+(?:\.\d+){0,2}).*", r"\1", version)


def info() -> dict[str, Any]:
    """Added to what PyInstaller writes: identifier, executable and icon are options of its own."""
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleName": NAME,
        "CFBundleShortVersionString": number(places.VERSION),
        "CFBundleVersion": number(places.VERSION),
        "LSApplicationCategoryType": "public.app-category.utilities",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT License",
        "NSPrincipalClass": "NSApplication",  # without it Retina screens are not used
        "NSRequiresAquaSystemAppearance": False,  # follows light and dark
    }
