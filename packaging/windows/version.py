"""What Windows shows of a program under “Details”, made of our own name and version at every build."""

from __future__ import annotations

import re
from pathlib import Path

import places
from app import NAME, __version__

LICENCE = "MIT License"
LANGUAGE, UNICODE = 0x0409, 1200  # English (United States), UTF-16


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers that Windows counts in: 1.2.3rc1 is 1.2.3.0."""
    found = [int(number) for number in re.match(r"\d+(?:\.\d+)*", version)[0].split(".")]  # type: ignore[index]
    return tuple((*found, 0, 0, 0, 0)[:4])  # type: ignore[return-value]


def strings(program: str, description: str) -> dict[str, str]:
    """Return the rows of “Details”. `program`: the file's name."""
    return {
        "CompanyName": places.PUBLISHER,
        "FileDescription": description,
        "FileVersion": __version__,
        "InternalName": program.removesuffix(".exe"),
        "LegalCopyright": LICENCE,
        "OriginalFilename": program,
        "ProductName": NAME,
        "ProductVersion": __version__,
    }


def resource(program: str, description: str) -> str:
    """Return the version resource in the form that PyInstaller reads."""
    four = numbers(__version__)
    rows = ",\n".join(
        f"      StringStruct({name!r}, {text!r})" for name, text in strings(program, description).items()
    )
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1,
    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('{LANGUAGE:04x}{UNICODE:04x}', [
{rows}
    ])]),
    VarFileInfo([VarStruct('Translation', [{LANGUAGE}, {UNICODE}])])
  ]
)
"""


def write(path: Path, program: str, description: str) -> Path:
    """Write the resource. Returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(resource(program, description), "utf-8")
    return path
