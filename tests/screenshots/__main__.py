"""`python -m tests.screenshots [NAME...]`: pictures of the real window on a virtual display.

Writes resources/pictures/*.png: every page and state, light and dark, of which README shows a few. Ends with
status 1 if anything is cut off in a picture, at the smallest size or at 200 %. With letters of 1.5 times the
size that is told, but is no error.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from app.gui.theme import DARK, LIGHT
from tests.screenshots.display import virtual_display
from tests.screenshots.fonts import prefer_fonts
from tests.screenshots.scenes import SCENES

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "resources" / "pictures"
THEMES = (LIGHT, DARK)
LARGER = "letters"  # checked only
SCREEN = (2560, 2000)
LARGEST = 130_000
_PATIENCE = 180


@dataclass(frozen=True, slots=True)
class Picture:
    """One scene, as it is played. `letters`: how many times as large they are."""

    scene: str
    theme: str
    scale: int = 1
    letters: float = 1

    @property
    def name(self) -> str:
        """Its file's name without the ending."""
        if self.letters != 1:
            return f"{self.scene}-{LARGER}"
        return f"{self.scene}-{self.theme}" if self.scale == 1 else f"scale-{self.scale}00"

    @property
    def kept(self) -> bool:
        """Whether it is one of the project's pictures."""
        return self.letters == 1


ALL = (
    *(Picture(scene, theme) for scene in SCENES for theme in THEMES),
    Picture("generated", LIGHT, scale=2),
    Picture("generated", LIGHT, letters=1.5),
    Picture("several", LIGHT, letters=1.5),
)


def take(picture: Picture, folder: Path) -> list[str]:
    """One picture, with a home and a display of its own; returns what is cut off."""
    with (
        tempfile.TemporaryDirectory(prefix="home-") as home,
        virtual_display(Path(home), *SCREEN) as environment,
    ):
        prefer_fonts(Path(home))
        inner = Path(home) / "pictures"
        inner.mkdir()
        arguments = [str(inner), picture.scene, picture.theme, f"{picture.letters:g}"]
        done = subprocess.run(
            [sys.executable, "-m", "tests.screenshots.scenes", *arguments],
            cwd=ROOT,
            env={**environment, "QT_SCALE_FACTOR": str(picture.scale)},
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{picture.name}: status {done.returncode}\n{done.stderr[-3000:]}")
        for made in inner.iterdir():
            shutil.move(made, folder / f"{picture.name}.png")
    return done.stdout.splitlines()


def shrink(source: Path, target: Path) -> int:
    """The same picture in 256 colours, which is all that a flat window has; returns its size in bytes."""
    with Image.open(source) as picture:
        flat = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        flat.save(target, optimize=True)
    return target.stat().st_size


def main() -> int:
    """Takes the pictures whose names are given, or all."""
    chosen = [picture for picture in ALL if picture.name in sys.argv[1:] or not sys.argv[1:]]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ThreadPoolExecutor(2) as executor:
            found = [
                line for lines in executor.map(lambda each: take(each, folder), chosen) for line in lines
            ]
        for picture in (each for each in chosen if each.kept):
            file = f"{picture.name}.png"
            size = shrink(folder / file, PICTURES / file)
            print(f"resources/pictures/{file}: {size:,} bytes")
            if size > LARGEST:
                found.append(f"{file}: larger than {LARGEST:,} bytes")
    for line in found:
        print(line)
    return 0 if all(f"-{LARGER}" in line.partition(":")[0] for line in found) else 1


if __name__ == "__main__":
    sys.exit(main())
