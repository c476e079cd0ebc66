"""The window does its job where little of a usual system is there; by keys alone, as D-Bus may be missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.storage import preferences
from app.storage.preferences import Preferences
from tests.desktop.job import set_option
from tests.desktop.keyfiles import names_in, public_key_of
from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.desktop.window import Window
from tests.process.places import HARD_PLACES, Place
from tests.product import Product

pytestmark = pytest.mark.desktop

PASSPHRASE = "Rx7-tangerine-Quoits-58-lamprey"


def remember(home: Path, folder: Path) -> None:
    """As if this folder had been used before."""
    file = home / ".config" / "asymmetric-key-generator" / "preferences.json"
    preferences.save(file, Preferences(folder=str(folder)))


def is_saved(folder: Path) -> bool:
    return folder.exists() and [Path(name).suffix for name in names_in(folder)] == [".pem", ".pem"]


@pytest.mark.parametrize("make", HARD_PLACES)
def test_a_pair_is_made_and_saved(
    screen: Screen, tmp_path: Path, home: Path, product: Product, make: Callable[[Path, Path], Place]
) -> None:
    """GIVEN a hard place WHEN a pair is made and saved to a folder that can be written THEN it is there."""
    temporary, keys = tmp_path / "tmp", tmp_path / "keys"
    for folder in (home, temporary):
        folder.mkdir(mode=0o700)
    remember(home, keys)
    place = make(home, temporary)
    window = Window(screen, home, [*product.inside, *place.before, *product.window], place.more)
    try:
        window.wait_until_active()
        if "HOME" in place.more:  # nothing is remembered there, but D-Bus is
            set_option(window.tree, "Folder", str(keys))
        for key in ("alt+p", "alt+r"):
            window.keys(key)
            window.type(PASSPHRASE)
        window.keys("alt+g")
        until(lambda: is_saved(keys), "both files are there")
        private, public = (keys / name for name in names_in(keys))
        assert public_key_of(private, PASSPHRASE) == public.read_text()
        window.close()
    finally:
        window.discard()
