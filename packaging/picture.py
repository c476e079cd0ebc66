"""Takes a picture of the screen with the program's window on it.

    python packaging/picture.py PROGRAM PICTURE

For eyes, on systems that nobody here has: the smoke test says that the window was shown, and this how it
looks. Linux (under xvfb-run), Windows and macOS; pillow takes it, by the system's means. A window is there
once much of the screen is not what it was before, and nothing changes any more. Where none comes, the picture
is kept all the same, and the status is 1: macOS shows no windows to programs that may not see them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageChops, ImageGrab

import smoke

PATIENCE = 60.0  # seconds
PAUSE = 1.0
A_WINDOW = 200_000  # pixels; ours has more than twice as many


def main(arguments: list[str]) -> int:
    """Return the exit status."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    target = Path(arguments[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    _, window = smoke.programs(Path(arguments[0]).absolute())
    before = grab()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        environment = smoke.environment(Path(home), may_show=True)
        process = subprocess.Popen([window], env=environment, stdin=subprocess.DEVNULL)
        picture = wait_for_window(process, before)
        picture.save(target)
        smoke.ask_to_end(process)
        process.wait(60)
    if changed(before, picture) < A_WINDOW:
        print("picture: no window was seen", file=sys.stderr)
        return 1
    return 0


def grab() -> Image.Image:
    """Return what is on the screen."""
    return ImageGrab.grab().convert("RGB")


def wait_for_window(process: subprocess.Popen[bytes], before: Image.Image) -> Image.Image:
    """Return the screen with a window that changes no more; whatever is there after PATIENCE or the end."""
    end = time.monotonic() + PATIENCE
    last = before
    while True:
        time.sleep(PAUSE)
        now = grab()
        has_window = changed(before, now) >= A_WINDOW and changed(last, now) < A_WINDOW / 100
        if has_window or process.poll() is not None or time.monotonic() > end:
            return now
        last = now


def changed(one: Image.Image, other: Image.Image) -> int:
    """Return how many pixels differ."""
    differing = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value else 0)
    return differing.histogram()[255]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
