"""What the tests of the process share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.people import Person, ordinary_person
from tests.process.scene import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path / "scene")


@pytest.fixture
def person() -> Iterator[Person]:
    with ordinary_person() as person:
        yield person
