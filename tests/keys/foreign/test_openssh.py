"""OpenSSH's clear header is read before bcrypt runs, and nothing in it reaches a terminal unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RefusedError, UnusableKeyError
from app.keys.foreign import openssh
from app.keys.foreign.document import identify
from tests.keys import samples
from tests.sentences import values_of


@pytest.mark.parametrize("rounds", [101, 10_000, 2**31, 2**32 - 1])
def test_rounds_above_the_limit_when_identified_then_are_refused_by_name(rounds: int) -> None:
    with pytest.raises(RefusedError, match="bcrypt") as caught:
        identify(samples.openssh(cipher=b"aes256-ctr", kdf=b"bcrypt", rounds=rounds))
    assert values_of(caught.value.message) == {"rounds": rounds, "limit": 100}
    assert "ssh-keygen -p" in caught.value.hint


def test_rounds_at_the_limit_when_identified_then_are_named() -> None:
    encryption = identify(samples.openssh(cipher=b"aes256-ctr", kdf=b"bcrypt", rounds=100)).encryption

    assert encryption is not None
    assert (encryption.scheme, encryption.kdf, encryption.iterations) == ("OpenSSH", "bcrypt", 100)
    assert encryption.cipher == "aes256-ctr"


@pytest.mark.parametrize("keys", [0, 2, 2**32 - 1])
def test_file_of_no_or_several_keys_when_identified_then_is_named(keys: int) -> None:
    with pytest.raises(UnusableKeyError, match="exactly one key"):
        identify(samples.openssh(keys=keys))


def test_file_when_cut_anywhere_in_its_header_then_is_damage() -> None:
    whole = b"openssh-key-v1\x00" + samples.string(b"none") * 2 + samples.string(b"") + b"\x00\x00\x00\x01"

    for length in range(len(whole)):
        with pytest.raises(UnusableKeyError, match="damaged"):
            openssh.read_header(whole[:length])


def test_names_in_the_header_when_shown_then_cannot_steer_a_terminal() -> None:
    document = identify(samples.openssh(b"\x1b[2Jkind\r\n", cipher=b"\x1b]0;x\x07", kdf=b"none\x00"))

    assert document.encryption is not None
    for shown in (document.algorithm, document.encryption.cipher, document.encryption.kdf):
        assert shown is not None
        assert shown.isprintable()


@given(st.binary(max_size=200))
def test_any_bytes_when_read_as_a_header_or_public_key_then_only_our_errors_come_out(content: bytes) -> None:
    for read in (
        lambda: openssh.read_header(b"openssh-key-v1\x00" + content),
        lambda: openssh.describe_public_key(content),
        lambda: openssh.describe_public_key(samples.string(b"ssh-rsa") + content),
        lambda: openssh.describe_public_key(samples.string(b"ssh-ed25519") + content),
    ):
        samples.outcome(read)


@pytest.mark.parametrize(
    "line", ["ssh-ed25519", "ssh-ed25519 !!!", "ssh-rsa \xe9", "ssh-rsa QUJD", "ssh-rsa AAAA x"]
)
def test_public_key_line_when_damaged_then_is_named(line: str) -> None:
    with pytest.raises(UnusableKeyError, match="damaged"):
        identify(line.encode())
