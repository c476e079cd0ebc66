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


def test_only_rsa_3072_when_offered_then_carries_the_notice_that_it_is_undocumented() -> None:
    with_notice = [row for row in ALGORITHMS if row.notice]

    assert [row.name for row in with_notice] == ["rsa-3072"]
    assert "2048 and 4096" in with_notice[0].notice
    assert all(row.summary for row in ALGORITHMS)


def test_rsa_of_a_known_size_when_named_then_is_the_row_of_the_table() -> None:
    assert rsa(4096) is BY_NAME["rsa-4096"]


def test_rsa_of_an_unusual_size_when_opened_then_has_an_honest_name_and_a_notice() -> None:
    unusual = rsa(2560)

    assert (unusual.name, unusual.family, unusual.bits) == ("rsa-2560", Family.RSA, 2560)
    assert "2560" in unusual.notice
