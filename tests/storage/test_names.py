"""Names that are the same on every system; what is no name is refused with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UsageError
from app.keys.algorithm import BY_NAME
from app.storage.names import archive_name, check_label, pair_names, suggested_label
from tests.keys.samples import outcome
from tests.sentences import values_of

_GOOD = (
    "a, spot-trading, my key, Tax data 2026, v1.2, a.b.c, \u043a\u043b\u044e\u0447, cl\xe9, \u9375, com, "
    "com10, console, nul-key, _, (1), key+, #1, a'b, lpt, auxiliary, a..b"
)


@pytest.mark.parametrize("label", [*_GOOD.split(", "), "x" * 100])
def test_label_when_it_can_be_a_file_name_everywhere_then_is_accepted(label: str) -> None:
    check_label(label)

    (names,) = pair_names(label, 1)
    assert (names.private, names.public) == (f"{label}.private.pem", f"{label}.public.pem")
    assert archive_name(label) == f"{label}.tar.gz"


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("", {}),
        ("   ", {}),
        ("\n", {}),
        ("x" * 101, {"most": 100}),
        ("\xe9" * 51, {"most": 100}),
        ("../escape", {"character": "/"}),
        ("/etc/passwd", {"character": "/"}),
        ("a\\b", {"character": "\\"}),
        ("C:key", {"character": ":"}),
        ("what?", {"character": "?"}),
        ("*", {"character": "*"}),
        ('"quoted"', {"character": '"'}),
        ("a<b", {"character": "<"}),
        ("a|b", {"character": "|"}),
        ("a\x00b", {}),
        ("a\nb", {}),
        ("a\x1b[31mb", {}),
        ("a\x7fb", {}),
        ("a\u202eb", {}),
        ("a\u200bb", {}),
        ("a\u00a0b", {}),
        ("\ud800", {}),
        (".hidden", {}),
        ("..", {}),
        (".", {}),
        ("-rf", {}),
        ("ends.", {}),
        (" a", {}),
        ("a ", {}),
        ("CON", {"label": "CON"}),
        ("con.backup", {"label": "con.backup"}),
        ("nul .x", {"label": "nul .x"}),
        ("Aux", {"label": "Aux"}),
        ("PRN", {"label": "PRN"}),
        ("com1", {"label": "com1"}),
        ("LPT9", {"label": "LPT9"}),
        ("COM0", {"label": "COM0"}),
        ("com\u00b9", {"label": "com\u00b9"}),
        ("CONIN$", {"label": "CONIN$"}),
        ("CONOUT$", {"label": "CONOUT$"}),
    ],
)
def test_label_when_it_is_no_file_name_somewhere_then_is_refused_with_the_reason(
    label: str, values: dict[str, str | int]
) -> None:
    for attempt in (lambda: pair_names(label, 1), lambda: pair_names(label, 3), lambda: archive_name(label)):
        with pytest.raises(UsageError) as caught:
            attempt()
        assert values_of(caught.value.message) == values
        assert caught.value.hint


@given(
    st.text(st.characters(exclude_categories=[]), max_size=110)
    | st.from_regex(r"[ -~]{1,30}", fullmatch=True)
)
def test_any_label_when_accepted_then_makes_names_that_stay_in_the_folder(label: str) -> None:
    names = outcome(lambda: pair_names(label, 12))
    if isinstance(names, UsageError):
        return
    assert isinstance(names, tuple)
    for name in (names[0].private, names[-1].public, archive_name(label)):
        assert name == name.strip()
        assert name.isprintable()
        assert len(name.encode()) < 200  # a backup's name and the temporary's still fit into 255
        assert not set(name) & set('/\\:*?"<>|\x00')
        assert not name.startswith((".", "-"))


@pytest.mark.parametrize(
    ("count", "first", "last"), [(2, "k-01", "k-02"), (99, "k-01", "k-99"), (100, "k-001", "k-100")]
)
def test_several_pairs_when_named_then_are_numbered_and_sort_in_order(
    count: int, first: str, last: str
) -> None:
    labels = [names.label for names in pair_names("k", count)]

    assert (labels[0], labels[-1], len(set(labels))) == (first, last, count)
    assert labels == sorted(labels)


def test_ten_thousand_pairs_when_named_then_still_sort_in_order() -> None:
    labels = [names.label for names in pair_names("k", 10_000)]

    assert (labels[0], labels[-1]) == ("k-00001", "k-10000")


def test_suggested_label_when_nothing_was_typed_then_is_a_good_one() -> None:
    label = suggested_label(BY_NAME["rsa-4096"], "2026-11-22")

    assert label == "api-key-rsa-4096-2026-11-22"
    check_label(label)
