"""The edge of the window, where sentences become words of the language of the person.

Promises: for English, nothing is read or imported. Refuses: strings that are not a Text, which are names and
values, and the same in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.text import Catalogue

_spoken: list[Catalogue] = []  # one, or none for English


def said(sentence: str) -> str:
    """Return what a widget shows of a sentence, or of a name."""
    return sentence.translated(_spoken[0]) if _spoken and isinstance(sentence, Text) else sentence


def speak(catalogue: Catalogue | None) -> None:
    """Say all that is said from now on in the language of this catalogue, or in English."""
    _spoken[:] = [] if catalogue is None else [catalogue]


def catalogue_in(folder: Path) -> Catalogue | None:
    """Return the catalogue for the languages of this person; None for English, or where there is none."""
    if not any(folder.glob(_path("*"))):
        return None
    from PySide6.QtCore import QLocale

    return catalogue_for(QLocale.system().uiLanguages(), folder)


def catalogue_for(languages: Iterable[str], folder: Path) -> Catalogue | None:
    """Return that of the first of these languages (`de-AT`, `de`) which is English or has one."""
    for language in languages:
        compiled = folder / _path(language.replace("-", "_"))
        if compiled.is_file():
            return _read(compiled)
        if language.split("-")[0] == "en":
            return None
    return None


def _read(compiled: Path) -> Catalogue:
    from gettext import GNUTranslations

    with compiled.open("rb") as file:
        return GNUTranslations(file)


def _path(language: str) -> str:
    return f"{language}/LC_MESSAGES/akg.mo"


def without_middle(shown: str, most: int) -> str:
    """Return a name or a path without its middle, where it has more than so many letters."""
    half = most // 2
    return shown if len(shown) <= most else f"{shown[:half]}…{shown[-half:]}"
