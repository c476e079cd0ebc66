"""Finds resources/ in a checkout, in a wheel, and in a frozen application."""

import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder with icons and the like."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = (
        (Path(frozen) / "resources",) if frozen else (package / "resources", package.parent / "resources")
    )
    return next(folder for folder in candidates if folder.is_dir())


def icon_file(name: str) -> Path:
    """The SVG file of an icon."""
    return resources() / "icons" / f"{name}.svg"
