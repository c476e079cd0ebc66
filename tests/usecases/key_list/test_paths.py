"""Paths of files as they are: any name that a file can have, and no other."""

import pytest

from app.errors import UsageError
from app.keys.pair import KeyPair
from app.storage.registry.record import KeyFile
from app.storage.registry.registry import Registry
from tests.usecases.key_list.conftest import record


@pytest.mark.parametrize(
    "path", ["/a/\udcff.private.pem", "/a/\u00fc\n.private.pem", r"C:\keys\a.private.pem"]
)
def test_a_file_of_any_name_is_remembered(pairs: dict[str, KeyPair], registry: Registry, path: str) -> None:
    kept = record(pairs["ed25519"], files=(KeyFile(path),))
    registry.enrol([kept])
    assert registry.all() == (kept,)
    assert registry.find(kept.fingerprint) == kept


@pytest.mark.parametrize("path", ["", "/a\0b", "/a/\ud800"])
def test_a_path_that_no_file_has_is_refused(pairs: dict[str, KeyPair], registry: Registry, path: str) -> None:
    with pytest.raises(UsageError):
        registry.enrol([record(pairs["ed25519"], files=(KeyFile(path),))])
