"""A process that believes to be frozen."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.about import bundle, licences
from tests.bundles import make_bundle


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yields the folder of the bundle that it believes to be a part of."""
    root = tmp_path / "bundle"
    monkeypatch.setattr(sys, "_MEIPASS", str(make_bundle(root)), raising=False)
    _forget()
    yield root
    _forget()


def _forget() -> None:
    bundle.contents.cache_clear()
    licences.licence_texts.cache_clear()
