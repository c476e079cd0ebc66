"""What every SecretStore does. A test class of a store inherits from this and gives the fixture `store`."""

import pytest

from app.errors import KeyringError
from app.keys.passphrase import MAXIMUM_LENGTH, Passphrase
from app.storage.keyring.store import SecretStore

ONE = "SHA256:LFm/V93j7lFPUtu2n0xFHWLg3lSgMrOVvIzCxq7Plqg"
OTHER = "SHA256:+TjQ8TTF6MHGc1m7hd2V8PBFaHCvyA7XxRhlfrsnbCA"

PASSPHRASES = {
    "words": "correct horse battery staple",
    "one character": "x",
    "the longest": "~" * MAXIMUM_LENGTH,
    "quotes and spaces": '  "it\'s"  \\n ',
    "a newline at the end": "two lines\n",
    "Latin": "Z\xfcrich gr\xf6\xdfer",
    "decomposed": "Zu\u0308rich",
    "beyond the plane": "\u043a\u043b\u044e\u0447 \U0001f5dd \u9375",
}


class SecretStoreContract:
    def test_it_has_a_name_for_people(self, store: SecretStore) -> None:
        assert store.name.strip()

    def test_nothing_stored_is_none(self, store: SecretStore) -> None:
        assert store.load(ONE) is None

    def test_nothing_stored_is_nothing_to_forget(self, store: SecretStore) -> None:
        assert store.forget(ONE) is False

    @pytest.mark.parametrize("text", PASSPHRASES.values(), ids=PASSPHRASES.keys())
    def test_what_is_stored_comes_back_exactly(self, store: SecretStore, text: str) -> None:
        store.store(ONE, Passphrase(text))

        assert store.load(ONE) == Passphrase(text)

    def test_each_key_has_its_own(self, store: SecretStore) -> None:
        store.store(ONE, Passphrase("of one"))
        store.store(OTHER, Passphrase("of the other"))

        assert store.load(ONE) == Passphrase("of one")
        assert store.load(OTHER) == Passphrase("of the other")

    def test_forgetting_one_leaves_the_other(self, store: SecretStore) -> None:
        store.store(ONE, Passphrase("of one"))
        store.store(OTHER, Passphrase("of the other"))

        assert store.forget(ONE) is True
        assert store.load(ONE) is None
        assert store.load(OTHER) == Passphrase("of the other")

    def test_the_new_one_takes_the_place_of_the_old_which_is_nowhere_any_more(
        self, store: SecretStore
    ) -> None:
        store.store(ONE, Passphrase("old"))
        store.store(ONE, Passphrase("new"))

        assert store.load(ONE) == Passphrase("new")
        assert store.forget(ONE) is True
        assert store.load(ONE) is None
        assert store.forget(ONE) is False

    @pytest.mark.parametrize("text", ["caf\udce9", ""], ids=["a byte that is no UTF-8", "empty"])
    def test_what_would_not_come_back_is_refused_and_not_stored(self, store: SecretStore, text: str) -> None:
        with pytest.raises(KeyringError) as raised:
            store.store(ONE, Passphrase(text))

        assert "unchanged" in raised.value.message
        assert store.load(ONE) is None
        assert store.forget(ONE) is False

    def test_its_repr_shows_no_secret(self, store: SecretStore) -> None:
        store.store(ONE, Passphrase("canary"))

        assert "canary" not in repr(store)
