"""The folder `share` of an installation: desktop entry, icons, AppStream, man page, completions."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import icons
import places

HERE = Path(__file__).parent
PNG_SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
_COMPLETIONS = {
    "akg.bash": "bash-completion/completions/akg",
    "_akg": "zsh/vendor-completions/_akg",
    "akg.fish": "fish/vendor_completions.d/akg.fish",
}


def write(share: Path) -> None:
    """Write everything below `share`."""
    _write(share / "applications" / f"{places.APPLICATION_ID}.desktop", desktop_entry())
    _write(
        share / "mime" / "packages" / f"{places.APPLICATION_ID}.xml", (HERE / "mime.xml").read_text("utf-8")
    )
    _write(share / "metainfo" / f"{places.APPLICATION_ID}.metainfo.xml", metainfo())
    _icons(share)
    _manuals(share)


def desktop_entry() -> str:
    """Return the file beside this module."""
    return (HERE / f"{places.APPLICATION_ID}.desktop").read_text("utf-8")


def metainfo() -> str:
    """Return the template beside this module with the releases of CHANGELOG.md."""
    template = (HERE / f"{places.APPLICATION_ID}.metainfo.xml").read_text("utf-8")
    return template.replace("@RELEASES@", "\n    ".join(_releases()))


def _releases() -> list[str]:
    """Return the newest first; before the first of all, the version that is being built, at its own time."""
    found = places.releases()
    today = datetime.fromtimestamp(places.epoch(), UTC).date().isoformat()
    if places.VERSION not in dict(found):
        found.insert(0, (places.VERSION, today))
    return [f'<release version="{version}" date="{date}"/>' for version, date in found]


def icon_of(share: Path, size: str, kind: str) -> Path:
    """Return where `write` puts an icon: `scalable` and `svg`, or such as `256x256` and `png`."""
    return share / "icons" / "hicolor" / size / "apps" / f"{places.APPLICATION_ID}.{kind}"


def _icons(share: Path) -> None:
    """Write the icon as it is, and in the sizes that docks and menus ask for."""
    _write(icon_of(share, "scalable", "svg"), icons.PICTURE.read_text("utf-8"))
    for side in PNG_SIDES:
        path = icon_of(share, f"{side}x{side}", "png")
        path.parent.mkdir(parents=True, exist_ok=True)
        icons.draw(side).save(path)


def _manuals(share: Path) -> None:
    subprocess.run(
        [sys.executable, str(places.ROOT / "packaging" / "manuals.py"), str(places.MANUALS)],
        cwd=places.ROOT,
        check=True,
    )
    for source, target in _COMPLETIONS.items():
        _write(share / target, (places.MANUALS / "completions" / source).read_text("utf-8"))
    _write(share / "man" / "man1" / "akg.1", (places.MANUALS / "man" / "akg.1").read_text("utf-8"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
