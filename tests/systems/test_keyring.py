"""The real Windows Credential Locker and the real macOS Keychain keep what every store keeps.

The person who runs this is left with what was there: the keys' fingerprints are those of no key.
"""

from collections.abc import Iterator

import pytest

from app.storage.keyring.store import SecretStore, system_store
from tests.storage.keyring.store_contract import ONE, OTHER, SecretStoreContract

pytestmark = pytest.mark.interop  # one keyring for all: not in parallel


@pytest.fixture
def system_keyring() -> Iterator[SecretStore]:
    store = system_store()
    yield store
    for fingerprint in (ONE, OTHER):
        store.forget(fingerprint)


@pytest.mark.system("win32")
class TestCredentialLocker(SecretStoreContract):
    @pytest.fixture
    def store(self, system_keyring: SecretStore) -> SecretStore:
        assert system_keyring.name == "Windows Credential Locker"
        return system_keyring


@pytest.mark.system("darwin")
class TestKeychain(SecretStoreContract):
    @pytest.fixture
    def store(self, system_keyring: SecretStore) -> SecretStore:
        assert system_keyring.name == "macOS Keychain"
        return system_keyring
