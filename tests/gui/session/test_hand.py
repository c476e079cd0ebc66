"""The pairs at hand: which would be lost, where they are, and who is told when others come."""

from pathlib import Path

import pytest

from app.gui.session.hand import Hand, PairsAtHand, kept, labels_of
from app.gui.tasks import Draft, Saved
from app.keys.foreign.document import identify
from app.keys.pair import KeyPair, private_key_pem
from app.keys.protection import Encrypted, Unencrypted
from app.storage.names import pair_names
from app.usecases.open_key import Opened
from app.usecases.save import SavedPair, SaveRequest, save
from tests.gui.passphrases import NONE, STRONG


@pytest.fixture
def both(pairs: dict[str, KeyPair]) -> tuple[KeyPair, ...]:
    return pairs["ed25519"], pairs["rsa-2048"]


def saved(pairs: tuple[KeyPair, ...], folder: Path, *, encrypted: bool, as_archive: bool = False) -> Saved:
    protection = Encrypted(STRONG) if encrypted else Unencrypted()
    report = save(SaveRequest(pairs, "spot", folder, protection, as_archive))
    return Saved(pairs, report, Draft("spot", str(folder), as_archive, STRONG if encrypted else NONE))


def opened(pair: KeyPair, path: Path | None) -> Opened:
    return Opened(identify(private_key_pem(pair, Unencrypted()).encode()), pair, path=path)


class TestWouldBeLost:
    def test_a_generated_pair_until_it_is_saved(self, both: tuple[KeyPair, ...]) -> None:
        assert PairsAtHand(both, generated=True).would_be_lost
        assert not PairsAtHand(both, generated=True, saved=True).would_be_lost

    def test_never_an_opened_one_nor_none(self, both: tuple[KeyPair, ...]) -> None:
        assert not PairsAtHand(both[:1], opened=opened(both[0], None)).would_be_lost
        assert not PairsAtHand(generated=True).would_be_lost

    def test_nor_one_that_the_person_lets_go(self, both: tuple[KeyPair, ...]) -> None:
        hand = Hand()
        hand.take(PairsAtHand(both, generated=True), Draft("spot", "/keys"))
        hand.forget_unsaved()
        assert not hand.state.would_be_lost
        assert hand.state.pairs == both


def test_in_a_file_is_what_was_saved_or_opened_from_one(both: tuple[KeyPair, ...]) -> None:
    pair = both[0]
    assert PairsAtHand((pair,), saved=True).is_in_file
    assert PairsAtHand((pair,), opened=opened(pair, Path("/keys/spot.pem"))).is_in_file
    assert not PairsAtHand((pair,), opened=opened(pair, None)).is_in_file
    assert not PairsAtHand((pair,), generated=True).is_in_file


class TestKept:
    def test_of_files_each_pair_has_its_own(self, both: tuple[KeyPair, ...], tmp_path: Path) -> None:
        hand = PairsAtHand(both, **kept(saved(both, tmp_path / "keys", encrypted=True)))
        folder = tmp_path / "keys"
        assert hand.files == tuple(
            SavedPair(names.label, pair, str(folder / names.private), str(folder / names.public))
            for names, pair in zip(pair_names("spot", 2), both, strict=True)
        )
        assert (hand.place, hand.saved) == (str(folder), True)
        assert hand.encrypted == {pair.fingerprint for pair in both}
        assert hand.is_encrypted

    def test_of_an_archive_there_is_one(self, both: tuple[KeyPair, ...], tmp_path: Path) -> None:
        hand = PairsAtHand(both, **kept(saved(both, tmp_path, encrypted=True, as_archive=True)))
        assert (hand.files, hand.place) == ((), str(tmp_path / "spot.tar.gz"))

    def test_in_clear_none_is_called_encrypted(self, both: tuple[KeyPair, ...], tmp_path: Path) -> None:
        hand = PairsAtHand(both, **kept(saved(both, tmp_path, encrypted=False)))
        assert (hand.saved, hand.encrypted, hand.is_encrypted) == (True, frozenset(), False)


def test_what_is_selected(both: tuple[KeyPair, ...]) -> None:
    assert (PairsAtHand().pair, PairsAtHand().label) == (None, "")
    hand = PairsAtHand(both, ("spot-01", "spot-02"), selected=1)
    assert (hand.pair, hand.label) == (both[1], "spot-02")


def test_how_others_would_be_saved_is_told_once_they_are_at_hand(both: tuple[KeyPair, ...]) -> None:
    hand, order = Hand(), []
    draft = Draft("spot", "/keys", passphrase=STRONG)
    hand.changed.connect(lambda state: order.append(state.pairs))
    hand.arrived.connect(lambda told: order.append((told, hand.state.pairs)))
    hand.take(PairsAtHand(both), draft)
    assert order == [both, (draft, both)]


def test_a_label_that_is_no_file_name_numbers_them() -> None:
    assert labels_of("spot", 2) == ("spot-01", "spot-02")
    assert labels_of("a/b", 2) == ("1", "2")


def test_nothing_of_a_private_key_or_a_passphrase_is_in_its_words(both: tuple[KeyPair, ...]) -> None:
    draft = Draft("spot", "/keys", passphrase=STRONG)
    for shown in (repr(PairsAtHand(both)), repr(draft), str(draft)):
        assert STRONG.reveal() not in shown
        assert "PRIVATE" not in shown
