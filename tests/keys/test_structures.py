"""Object identifiers and structures, also of files that were made to hurt."""

import pytest
from cryptography.hazmat import asn1
from hypothesis import given
from hypothesis import strategies as st

from app.errors import KeygenError, UnusableKeyError
from app.keys import structures as s
from tests.keys import der


@pytest.mark.parametrize(
    "dotted",
    ["1.2.840.113549.1.5.13", "2.16.840.1.101.3.4.1.42", "0.9.2342", "2.999.3", "1.3.101.112", "2.5.4.3"],
)
def test_identifier_when_read_and_written_then_is_dotted_as_people_write_it(dotted: str) -> None:
    assert s.oid([s.decode(asn1.TLV, der.oid(dotted))]) == dotted
    assert bytes(s.identifier(dotted, der.NULL)[0].data) == der.oid(dotted)[2:]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x80", b"\x2a\x80\x01", b"\x2a\x83", b"\x83" * 65 + b"\x01", b"\x83" * 60_000 + b"\x01"],
)
def test_identifier_that_is_none_when_read_then_is_damage(content: bytes) -> None:
    with pytest.raises(UnusableKeyError):
        s.oid([s.decode(asn1.TLV, der.tlv(0x06, content))])


def test_algorithm_that_is_no_identifier_when_read_then_is_damage() -> None:
    null = s.decode(asn1.TLV, der.NULL)
    named = s.decode(asn1.TLV, der.oid("1.3.101.112"))

    for identifier in ([], [null], [named, null, null]):
        with pytest.raises(UnusableKeyError):
            s.oid(identifier)


@pytest.mark.parametrize(("more", "is_shown"), [(15, True), (16, False), (32, False)])
def test_identifier_when_longer_than_any_in_use_then_is_not_shown_as_it_may_be_a_key(
    more: int, is_shown: bool
) -> None:
    shown = s.oid([s.decode(asn1.TLV, der.tlv(0x06, b"\x2a" + b"S" * more))])

    assert (shown == "1.2" + ".83" * more) is is_shown
    assert (shown == s.UNKNOWN) is not is_shown


@given(st.binary(max_size=80))
def test_any_octets_when_read_as_an_identifier_then_show_no_more_than_an_identifier_has(
    content: bytes,
) -> None:
    try:
        shown = s.oid([s.decode(asn1.TLV, der.tlv(0x06, content))])
    except UnusableKeyError:
        return
    assert shown == s.UNKNOWN or len(content) <= 16


@given(st.binary(max_size=300))
def test_any_bytes_when_decoded_then_only_our_errors_come_out(content: bytes) -> None:
    for structure in (s.PrivateKeyInfo, s.EncryptedPrivateKeyInfo, s.RSAPrivateKey, s.SubjectPublicKeyInfo):
        try:
            assert s.matches(structure, content) == bool(s.decode(structure, content))
        except KeygenError:
            assert not s.matches(structure, content)


def test_structure_when_more_follows_it_then_does_not_match() -> None:
    exact = der.sequence(der.integer(35), der.integer(3))

    assert s.matches(s.RSAPublicKey, exact)
    assert not s.matches(s.RSAPublicKey, exact + b"\x00")
    assert not s.matches(s.RSAPublicKey, der.sequence(der.integer(35), der.integer(3), der.integer(1)))


def test_length_when_not_in_its_shortest_form_then_is_no_der() -> None:
    assert not s.matches(s.RSAPublicKey, b"\x30\x81\x06" + der.integer(35) + der.integer(3))
