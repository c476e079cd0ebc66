"""What the tests of the process share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.people import Person, ordinary_person
from tests.process.scene import Scene
from tests.product import Product


@pytest.fixture
def scene(tmp_path: Path, product: Product) -> Scene:
    return Scene(tmp_path / "scene", product)


@pytest.fixture
def person(product: Product) -> Iterator[Person]:
    with ordinary_person(product) as person:
        yield person
