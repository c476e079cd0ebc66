"""Purposes: what a key of each is called, and when it is due."""

from app.storage.names import check_label
from app.venues.purpose import BY_IDENTIFIER, FOUR, PURPOSES, READING, TAX, TRADING, suggested_name


def test_a_key_is_due_after_30_to_90_days() -> None:
    assert all(30 <= purpose.days <= 90 for purpose in PURPOSES)
    assert min(PURPOSES, key=lambda purpose: purpose.days) is TAX


def test_the_four_are_the_concrete_ones() -> None:
    assert [purpose.identifier for purpose in FOUR] == ["spot", "futures", "tax", "read-only"]
    assert set(TRADING) | set(READING) == set(BY_IDENTIFIER)
    assert not set(TRADING) & set(READING)


def test_names_are_different_and_can_be_files_on_every_system() -> None:
    names = [suggested_name(purpose, "2026-11-28") for purpose in PURPOSES]
    assert len(set(names)) == len(PURPOSES)
    assert names[0] == "spot-trading-2026-11-28"
    for name in names:
        check_label(name)
