"""README: what it repeats, the terminal's help and the tables, is the real thing."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from app.clients.table import CLIENTS
from app.venues.table import VENUES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EACH = pytest.mark.parametrize("name", ["help", "venues", "clients"])


@pytest.fixture(scope="module")
def readme() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme_script", ROOT / "packaging" / "readme.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without_layout(text: str) -> str:
    """Removes the layout, as Python 3.13 breaks lines elsewhere: it writes `-l, --label LABEL`."""
    one_line = " ".join(text.split())
    return re.sub(r"(-\w) (\S+), (--[\w-]+) \2", r"\1, \3 \2", one_line).replace(" ", "")


@EACH
def test_what_is_shown_is_the_real_one(readme: ModuleType, name: str) -> None:
    assert without_layout(readme.shown(name, README)) == without_layout(readme.BLOCKS[name]()), (
        "run make readme"
    )


@EACH
def test_writing_a_block_changes_nothing_else(readme: ModuleType, name: str) -> None:
    shown = readme.shown(name, README)
    assert readme.replaced(name, README, shown) == README
    assert readme.replaced(name, README, "new\n").replace("new\n", "") == README.replace(shown, "")


def test_every_block_is_looked_at(readme: ModuleType) -> None:
    assert list(readme.BLOCKS) == EACH.mark.args[1]


def test_the_tables_have_every_venue_and_client(readme: ModuleType) -> None:
    assert all(f"`{venue.identifier}`" in readme.shown("venues", README) for venue in VENUES)
    assert all(client.title in readme.shown("clients", README) for client in CLIENTS)
