"""A passphrase shows nowhere; a new file may have only what every client can type."""

import copy
import pickle  # noqa: TID251 - to prove that it refuses
from collections.abc import Callable
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import KeygenError, PassphraseError, RefusedError
from app.keys.passphrase import Passphrase, encodings_to_try, problem_for_new_file
from app.keys.protection import Encrypted

_SECRET = "hunter2 hunter2"


@pytest.mark.parametrize(
    "show", [repr, str, format, ascii, lambda held: f"{held!r:>40}", lambda held: repr({"k": [held]})]
)
def test_passphrase_when_shown_then_shows_nothing(show: Callable[[object], str]) -> None:
    for holder in (Passphrase(_SECRET), Encrypted(Passphrase(_SECRET))):
        assert "hunter2" not in show(holder)
        assert "hidden" in show(holder)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_passphrase_when_pickled_then_refuses(protocol: int) -> None:
    for holder in (Passphrase(_SECRET), Encrypted(Passphrase(_SECRET))):
        with pytest.raises(TypeError, match="not to be serialised"):
            pickle.dumps(holder, protocol)


def test_passphrase_when_copied_or_hashed_then_refuses() -> None:
    with pytest.raises(TypeError):
        copy.copy(Passphrase(_SECRET))
    with pytest.raises(TypeError):
        asdict(Encrypted(Passphrase(_SECRET)))
    with pytest.raises(TypeError):
        hash(Passphrase(_SECRET))
    assert not hasattr(Passphrase(_SECRET), "__dict__")


@given(st.text())
def test_any_text_when_held_then_is_revealed_exactly_and_not_trimmed(text: str) -> None:
    assert Passphrase(text).reveal() == text
    assert bool(Passphrase(text)) == bool(text)
    assert Passphrase(text) == Passphrase(text)
    assert Passphrase(text) != Passphrase(text + " ")


@pytest.mark.parametrize(
    "text", ["x", " ", "  leading and trailing  ", "quotes \" ' ` $(x) \\", "~" * 1023, "!", "a" * 1023]
)
def test_printable_ascii_when_chosen_for_a_new_file_then_is_accepted(text: str) -> None:
    assert problem_for_new_file(Passphrase(text)) == ""
    assert Encrypted(Passphrase(text)).passphrase.reveal() == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("x" * 1024, "longer than 1,023"),
        ("tab\there", "beyond printable ASCII"),
        ("line\n", "beyond printable ASCII"),
        ("nul\x00", "beyond printable ASCII"),
        ("del\x7f", "beyond printable ASCII"),
        ("p\xe4ssword", "beyond printable ASCII"),
        ("no-break\u00a0space", "beyond printable ASCII"),
        ("\U0001f511\U0001f511\U0001f511", "beyond printable ASCII"),
        ("\udce9", "beyond printable ASCII"),
    ],
)
def test_other_passphrase_when_chosen_for_a_new_file_then_is_refused_with_the_reason(
    text: str, reason: str
) -> None:
    with pytest.raises((PassphraseError, RefusedError)) as caught:
        Encrypted(Passphrase(text))

    assert reason in caught.value.message
    assert caught.value.hint
    assert not text or text not in caught.value.message + caught.value.hint


@given(
    st.text(st.characters(exclude_categories=[])) | st.text(st.characters(max_codepoint=127), max_size=1100)
)
def test_any_passphrase_when_chosen_then_is_accepted_or_refused_with_a_reason(text: str) -> None:
    is_plain = 1 <= len(text) <= 1023 and all(0x20 <= ord(character) <= 0x7E for character in text)

    try:
        Encrypted(Passphrase(text))
    except KeygenError:
        assert not is_plain
    else:
        assert is_plain


def test_ascii_passphrase_when_a_file_is_opened_then_is_tried_once() -> None:
    assert encodings_to_try(Passphrase("abc")) == (b"abc",)


def test_other_passphrase_when_a_file_is_opened_then_its_spellings_are_tried_in_turn() -> None:
    assert encodings_to_try(Passphrase("cafe\u0301")) == (b"cafe\xcc\x81", b"caf\xc3\xa9")
    assert encodings_to_try(Passphrase("caf\xe9")) == (b"caf\xc3\xa9", b"caf\xe9")
    assert encodings_to_try(Passphrase("\u20ac")) == (b"\xe2\x82\xac",)


def test_octets_that_are_no_text_when_they_come_from_a_file_then_are_tried_as_they_were() -> None:
    typed = b"caf\xe9".decode("utf-8", "surrogateescape")

    assert encodings_to_try(Passphrase(typed)) == (b"caf\xe9",)


def test_half_a_surrogate_pair_when_a_file_is_opened_then_is_no_crash() -> None:
    assert encodings_to_try(Passphrase("\ud83d")) == ()
