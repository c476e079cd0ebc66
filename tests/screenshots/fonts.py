"""Fonts of the pictures: what a desktop shows where it has them, else what there is."""

from pathlib import Path

_PREFERENCE = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <alias binding="strong"><family>sans-serif</family><prefer>%s</prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer>%s</prefer></alias>
</fontconfig>
"""
SANS = ("Inter", "Noto Sans", "Open Sans", "Cantarell", "DejaVu Sans")
MONO = ("Noto Sans Mono", "DejaVu Sans Mono")


def prefer_fonts(home: Path) -> None:
    """Writes the preference where fontconfig looks first."""
    folder = home / ".config" / "fontconfig"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = tuple("".join(f"<family>{name}</family>" for name in names) for names in (SANS, MONO))
    (folder / "fonts.conf").write_text(_PREFERENCE % wanted, "utf-8")
