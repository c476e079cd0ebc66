"""Errors say what is the case, each sentence by itself and in any language."""

from gettext import NullTranslations

import pytest

from app.errors import (
    CancelledError,
    KeygenError,
    LeftBehindError,
    NameTakenError,
    RefusedError,
    SelfTestError,
    UnexpectedError,
    WeakPassphraseError,
)
from app.text import Text, text


class Shouting(NullTranslations):
    """A language in which every template is in capitals, but for its fields."""

    def gettext(self, message: str) -> str:
        parts = message.replace("{", "\0{").replace("}", "}\0").split("\0")
        return "".join(part if part.startswith("{") else part.upper() for part in parts)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.mark.parametrize(
    "cause",
    [CancelledError(), NameTakenError(("spot.pem",), "/keys"), RefusedError(text("It is a link."))],
    ids=lambda cause: type(cause).__name__,
)
def test_what_is_left_behind_is_never_called_unwritten(cause: KeygenError) -> None:
    """GIVEN an error that promises something WHEN it could not be undone THEN the promise is not repeated."""
    told = LeftBehindError(cause, "/keys", ["a.tmp (temporary)", "b.pem (new)"])

    assert told.message.startswith(cause.reason)
    assert "Nothing was" not in told.message
    assert "/keys: a.tmp (temporary), b.pem (new)" in told.message
    assert told.left == ("a.tmp (temporary)", "b.pem (new)")


@pytest.mark.parametrize(
    ("cause", "promise"),
    [
        (CancelledError(), "Nothing was written."),
        (NameTakenError(("spot.pem",), "/keys"), "Nothing was changed."),
    ],
)
def test_what_changed_nothing_says_so(cause: KeygenError, promise: str) -> None:
    assert cause.message == f"{cause.reason} {promise}"


@pytest.mark.thorough
def test_thousands_that_are_left_are_all_named_and_translated() -> None:
    names = [f"{number}.pem" for number in range(20_000)]
    told = LeftBehindError(CancelledError(), "/keys", names).message

    assert ", ".join(names) in told
    assert names[-1] in told.translated(Shouting())


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("a",), "a already exists in /keys."),
        (("a", "b", "c"), "a, b, c already exist in /keys."),
        (tuple("abcd"), "a, b, c and 1 more already exist in /keys."),
    ],
)
def test_names_that_are_taken_are_named_up_to_three(names: tuple[str, ...], told: str) -> None:
    assert NameTakenError(names, "/keys").reason == told


@pytest.mark.parametrize(
    "error",
    [
        CancelledError(),
        NameTakenError(tuple("abcd"), "/keys"),
        LeftBehindError(CancelledError(), "/keys", ["a.tmp"]),
        SelfTestError(text("the random source")),
        WeakPassphraseError(text("It has a date."), length=14, bits=23.5),
        UnexpectedError(ValueError()),
    ],
    ids=lambda error: type(error).__name__,
)
def test_each_error_is_translated_with_all_that_it_contains(error: KeygenError) -> None:
    for sentence in filter(None, (error.message, error.hint)):
        assert isinstance(sentence, Text)
        names = ("/keys", "a, b, c", "a.tmp", "ValueError", "Python")
        told = sentence.translated(Shouting())
        for name in names:
            told = told.replace(name, "")
        assert told == told.upper()


def test_a_name_that_looks_like_a_field_is_shown_as_it_is() -> None:
    assert "{folder}.pem already exists in {names}." in NameTakenError(("{folder}.pem",), "{names}").message
