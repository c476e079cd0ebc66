"""The window in the language of the person, where there is a compiled catalogue for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QLocale

from app.gui.words import catalogue_for, catalogue_in, said, speak
from app.text import plural, text

if TYPE_CHECKING:
    from app.text import Catalogue


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a catalogue of two sentences for de, and one for pt_BR."""
    german = Catalog(locale="de")
    german.add("{name} is saved.", "{name} ist gespeichert.")
    german.add(("{number} file", "{number} files"), ("{number} Datei", "{number} Dateien"))
    for language, catalogue in (("de", german), ("pt_BR", Catalog(locale="pt_BR"))):
        compiled = tmp_path / language / "LC_MESSAGES" / "akg.mo"
        compiled.parent.mkdir(parents=True)
        with compiled.open("wb") as file:
            write_mo(file, catalogue)
    return tmp_path


def chosen(folder: Path, *languages: str) -> Catalogue:
    catalogue = catalogue_for(languages, folder)
    assert catalogue is not None
    return catalogue


@pytest.mark.parametrize("languages", [("de",), ("de-AT", "de"), ("fr-FR", "fr", "de-DE", "de", "en")])
def test_the_first_language_that_there_is_is_spoken(folder: Path, languages: tuple[str, ...]) -> None:
    speak(chosen(folder, *languages))
    assert said(text("{name} is saved.", name="spot")) == "spot ist gespeichert."
    assert said(plural("{number} file", "{number} files", 1)) == "1 Datei"
    assert said(plural("{number} file", "{number} files", 3)) == "3 Dateien"


def test_a_country_has_its_own(folder: Path) -> None:
    assert catalogue_for(["pt-BR"], folder) is not None
    assert catalogue_for(["pt-PT"], folder) is None


@pytest.mark.parametrize("languages", [("en-US", "en", "de"), ("fr",), ("C",), ()])
def test_english_needs_no_catalogue(folder: Path, languages: tuple[str, ...]) -> None:
    assert catalogue_for(languages, folder) is None
    assert said(text("{name} is saved.", name="spot")) == "spot is saved."


def test_what_is_not_translated_is_said_in_english(folder: Path) -> None:
    speak(chosen(folder, "de"))
    assert said(text("Cancel")) == "Cancel"


def test_names_are_the_same_in_every_language(folder: Path) -> None:
    speak(chosen(folder, "de"))
    assert said("{name} is saved.") == "{name} is saved."


def test_the_system_says_which_language(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    german = QLocale(QLocale.Language.German, QLocale.Country.Austria)
    monkeypatch.setattr(QLocale, "system", lambda: german)
    assert catalogue_in(folder) is not None
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(QLocale.Language.English))
    assert catalogue_in(folder) is None


def test_where_none_is_shipped_the_system_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(QLocale, "system")
    assert catalogue_in(tmp_path) is None
    assert catalogue_in(tmp_path / "missing") is None
