from pathlib import Path

import pytest

from app.storage.registry.registry import Registry
from tests.storage.registry.keys import registry_in


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return registry_in(tmp_path)
