"""Finds resources/ in a checkout, in a wheel, and in a frozen application."""

import sys
from functools import cache
from pathlib import Path

from app.errors import StorageError
from app.text import text

COMPLETIONS = {"bash": "akg.bash", "zsh": "_akg", "fish": "akg.fish"}
_INSTALL_AGAIN = text("Install this program again.")
_WORD_LIST = "wordlists/eff_large_wordlist.txt"
_WORD_LIST_SHA256 = "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"


@cache
def resources() -> Path:
    """Return the folder with icons and the like."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = (
        (Path(frozen) / "resources",) if frozen else (package / "resources", package.parent / "resources")
    )
    return next(folder for folder in candidates if folder.is_dir())


def icon_file(name: str) -> Path:
    """Return the SVG file of an icon."""
    return resources() / "icons" / f"{name}.svg"


def completion(shell: str) -> str:
    """Read the completion of `akg` for a shell of COMPLETIONS. Raises StorageError."""
    try:
        return (resources() / "completions" / COMPLETIONS[shell]).read_text("utf-8")
    except OSError as error:
        raise StorageError(text("The completions cannot be read."), _INSTALL_AGAIN) from error


@cache
def word_list() -> tuple[str, ...]:
    """Return the EFF's large list: 7,776 words, none twice.

    Raises StorageError where it is not byte for byte that list: passphrases are drawn from it.
    """
    from app.keys.digest import sha256

    try:
        data = (resources() / _WORD_LIST).read_bytes()
    except OSError as error:
        raise StorageError(text("The list of words cannot be read."), _INSTALL_AGAIN) from error
    if sha256(data).hex() != _WORD_LIST_SHA256:
        raise StorageError(
            text("The list of words was changed; no passphrase is made from it."), _INSTALL_AGAIN
        )
    return tuple(data.decode("ascii").split()[1::2])  # each word comes after its five dice
