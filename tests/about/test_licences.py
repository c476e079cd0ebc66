"""Every component's licence can be read, frozen and installed."""

from pathlib import Path

import pytest

from app import NAME
from app.about import installed
from app.about.licences import NOTICES, LicenceText, licence_texts
from app.errors import StorageError


def test_a_bundle_shows_the_texts_that_lie_in_it(frozen: Path) -> None:
    texts = {each.title: each.read() for each in licence_texts()}
    assert texts == {NOTICES: "NOTICES", "Python": "PSF", "Qt, PySide6: LGPL 3.0": "LGPL"}


def test_a_checkout_shows_the_texts_of_what_is_installed() -> None:
    texts = {each.title: each.read() for each in licence_texts()}
    titles = list(texts)
    assert titles[:2] == [NOTICES, NAME]
    assert "MIT License" in texts[NAME]
    assert all(len(text) > 100 for text in texts.values())
    for name, distribution in installed.distributions().items():
        if name in (installed.OURS, "pyside6-essentials", "shiboken6"):
            continue  # theirs are LGPL and GPL, which their wheels do not carry
        assert any(title.startswith(distribution.metadata["Name"]) for title in titles), name


def test_the_notices_say_what_the_licences_ask_for() -> None:
    text = " ".join(licence_texts()[0].read().split())
    for wanted in (
        "GNU Lesser General Public License, version 3",
        "You may replace Qt by a version of your own",
        "libQt6*.so.6",
        "You may reverse engineer this program to debug such changes.",
        "Electronic Frontier Foundation",
        "creativecommons.org/licenses/by/3.0/us",
    ):
        assert wanted in text


def test_a_text_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        LicenceText("gone", tmp_path / "gone").read()
