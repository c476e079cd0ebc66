"""The table is what users see and what venues accept: a change here is a decision."""

from app.keys.algorithm import ALGORITHMS, BY_NAME, PUBLIC_EXPONENT, Family, rsa


def test_table_when_shown_then_is_the_four_kinds_with_ed25519_first() -> None:
    assert [(row.name, row.label, row.bits) for row in ALGORITHMS] == [
        ("ed25519", "Ed25519", 256),
        ("rsa-2048", "RSA 2048", 2048),
        ("rsa-3072", "RSA 3072", 3072),
        ("rsa-4096", "RSA 4096", 4096),
    ]
    assert list(BY_NAME) == [row.name for row in ALGORITHMS]


def test_rsa_when_generated_then_has_the_exponent_that_all_clients_take() -> None:
    assert PUBLIC_EXPONENT == 65537


def test_each_row_when_offered_then_says_what_it_is_for() -> None:
    assert all(row.summary for row in ALGORITHMS)


def test_rsa_of_a_known_size_when_named_then_is_the_row_of_the_table() -> None:
    assert rsa(4096) is BY_NAME["rsa-4096"]


def test_rsa_of_an_unusual_size_when_opened_then_has_an_honest_name() -> None:
    unusual = rsa(2560)

    assert (unusual.name, unusual.family, unusual.bits) == ("rsa-2560", Family.RSA, 2560)
