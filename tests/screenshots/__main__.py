"""`python -m tests.screenshots`: README's pictures, from the real window on a virtual display.

Writes resources/pictures/*.png. Ends with status 1 if anything is cut off in a picture, at the smallest
size or at 200 %. With letters of 1.5 times the size that is told, but is no error.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from tests.screenshots.display import virtual_display
from tests.screenshots.fonts import prefer_fonts

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "resources" / "pictures"
NAMES = ("light", "dark", "suggestion", "generated", "work-tree", "several", "scale-200")
CHECKED_ONLY = ("letters", "letters-several")
SCREEN = (2560, 2000)
LARGEST = 130_000
_PATIENCE = 180


def take(name: str, folder: Path) -> list[str]:
    """One picture, with a home and a display of its own; returns what is cut off."""
    with (
        tempfile.TemporaryDirectory(prefix="home-") as home,
        virtual_display(Path(home), *SCREEN) as environment,
    ):
        prefer_fonts(Path(home))
        scale = {"QT_SCALE_FACTOR": "2"} if name == "scale-200" else {}
        done = subprocess.run(
            [sys.executable, "-m", "tests.screenshots.scenes", str(folder), name],
            cwd=ROOT,
            env={**environment, **scale},
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    if done.returncode != 0:
        raise RuntimeError(f"{name}: status {done.returncode}\n{done.stderr[-3000:]}")
    return done.stdout.splitlines()


def shrink(source: Path, target: Path) -> int:
    """The same picture in 256 colours, which is all that a flat window has; returns its size in bytes."""
    with Image.open(source) as picture:
        flat = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        flat.save(target, optimize=True)
    return target.stat().st_size


def main() -> int:
    """Takes the pictures whose names are given, or all."""
    names = sys.argv[1:] or [*NAMES, *CHECKED_ONLY]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ThreadPoolExecutor(2) as executor:
            found = [line for lines in executor.map(lambda each: take(each, folder), names) for line in lines]
        for each in (each for each in names if each in NAMES):
            size = shrink(folder / f"{each}.png", PICTURES / f"{each}.png")
            print(f"resources/pictures/{each}.png: {size:,} bytes")
            if size > LARGEST:
                found.append(f"{each}: larger than {LARGEST:,} bytes")
    for line in found:
        print(line)
    return 0 if all(line.startswith(CHECKED_ONLY) for line in found) else 1


if __name__ == "__main__":
    sys.exit(main())
