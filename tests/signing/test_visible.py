"""What people are shown of a payload is exact, and steers no terminal; any text may be a signature."""

from hypothesis import given
from hypothesis import strategies as st

from app.signing.signatures import LONGEST, readings
from app.signing.visible import visible

_STEERS = "\x00\x01\x07\x1b\x7f\x85\x9b\u00a0\u200b\u202e\u2066\u2028\ufeff\u0301\u201c"


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_different_bytes_look_different(one: bytes, other: bytes) -> None:
    assert (visible(one) == visible(other)) is (one == other)


@given(
    st.text(st.sampled_from("\\\\xu0a\u00e9" + _STEERS), max_size=8).map(str.encode), st.binary(max_size=8)
)
def test_escapes_are_told_from_what_only_looks_like_them(one: bytes, other: bytes) -> None:
    shown = visible(one)
    assert shown.isprintable()
    assert not set(shown) & set(_STEERS)
    assert (visible(other) == shown) is (one == other)


def test_letters_of_any_script_stay_what_they_are() -> None:
    assert visible("caf\u00e9=\u5e01&a\\b\n".encode()) == "caf\u00e9=\u5e01&a\\\\b\\n"
    assert visible("cafe\u0301".encode()) == "cafe\\u0301"
    assert visible(b"\x85") == "\\x85"
    assert visible("\u0085".encode()) == "\\u0085"


@given(st.text(max_size=60) | st.text("0123456789abcdefABCDEF+/=-_%25 \n\r'\"b", max_size=120))
def test_any_text_can_be_read_as_a_signature(text: str) -> None:
    found = list(readings(text))
    assert len(found) <= 6
    assert all(len(each.raw) <= LONGEST for each in found)
