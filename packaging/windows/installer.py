"""The installer: the lists of what it puts down and takes away, and its compilation by makensis.

NSIS was chosen over Inno Setup because its compiler runs on Linux too, where the tests compile the script for
real. The same folder gives the same installer, octet by octet (SOURCE_DATE_EPOCH, no stamps but the files').
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

import icons
import places
from app import NAME
from windows import version

PROGRAM = Path("program")
USUAL = Path("C:/Program Files (x86)/NSIS/makensis.exe")
HERE = Path(__file__).resolve().parent


def plan(folder: Path) -> str:
    """Return the two macros for this folder, which becomes PROGRAM."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    pairs = [(path, PROGRAM / path.relative_to(folder)) for path in files]
    installing = ["!macro INSTALL_FILES", *_put_down(pairs), "!macroend"]
    removing = ["!macro REMOVE_FILES", *_take_away(name for _, name in pairs), "!macroend"]
    return "\n".join([*installing, "", *removing, ""])


def _put_down(pairs: list[tuple[Path, Path]]) -> Iterator[str]:
    folder = None
    for path, name in pairs:
        if name.parent != folder:
            folder = name.parent
            yield f'  SetOutPath "{_installed(folder)}"'
        yield f'  File "/oname={_quoted(name.name)}" "{_quoted(str(path))}"'


def _take_away(names: Iterator[Path]) -> Iterator[str]:
    """Yield the files by name, then the folders, the innermost first; one that is not empty stays."""
    folders = set()
    for name in names:
        folders |= set(name.parents) - {Path()}
        yield f'  Delete "{_installed(name)}"'
    for folder in sorted(folders, key=lambda each: (-len(each.parts), each)):
        yield f'  RMDir "{_installed(folder)}"'


def _installed(name: Path) -> str:
    parts = PurePosixPath(name.as_posix()).parts
    return str(PureWindowsPath("$INSTDIR", *map(_quoted, parts)))


def _quoted(text: str) -> str:
    """Return the text as it is. Raises ValueError if NSIS would read something else into it."""
    if set('"$`\n').intersection(text):
        raise ValueError(f"No file of the installer may be called {text!r}")
    return text


def pack(
    folder: Path,
    outdir: Path,
    window: str,
    terminal: str,
    *,
    target: str = "x86-unicode",
    environment: Mapping[str, str] = os.environ,
) -> Path:
    """Compile, with warnings as errors. Returns the installer. Needs makensis.

    `target`: what the installer itself runs on; NSIS for Windows has only the default, which suits all.
    `environment`: with what the command that signs is given.
    """
    outfile = outdir / f"{places.PACKAGE}-{places.VERSION}-windows-{places.machine()}-setup.exe"
    work = places.BUILD / "windows"
    work.mkdir(parents=True, exist_ok=True)
    lists = work / "plan.nsh"
    lists.write_text(plan(folder), "utf-8")
    kilobytes = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1024
    values = {
        "NAME": NAME,
        "PUBLISHER": places.PUBLISHER,
        "ADDRESS": places.address(),
        "VERSION": places.VERSION,
        "NUMBERS": ".".join(map(str, version.numbers(places.VERSION))),
        "WINDOW": window,
        "TERMINAL": terminal,
        "ICON": str(icons.write(work / "app.ico")),
        "KILOBYTES": str(kilobytes),
        "OUTFILE": str(outfile),
        "PLAN": str(lists),
        "SIGN": f'"{sys.executable}" "{HERE / "sign.py"}"',
    }
    options = [f"-XTarget {target}", "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    options += [f"-D{name}={value}" for name, value in values.items()]
    subprocess.run([_compiler(), *options, str(HERE / "installer.nsi")], env=dict(environment), check=True)
    return outfile


def _compiler() -> str:
    """Find makensis, also where its own installer puts it on Windows without changing the PATH."""
    found = shutil.which("makensis") or (str(USUAL) if USUAL.exists() else None)
    if found is None:
        raise SystemExit(
            "makensis is missing: install NSIS (Debian: nsis; Windows: winget install NSIS.NSIS)."
        )
    return found
