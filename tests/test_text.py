"""A sentence is English by itself, and another language with a catalogue."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from app.text import NOTHING, Text, listed, paragraph, plural, text, translated


class German(NullTranslations):
    """As a compiled catalogue does it, for the sentences of these tests."""

    def gettext(self, message: str) -> str:
        sentences = {
            "{path} cannot be read: {reason}.": "{reason}: {path} ist nicht lesbar.",
            "It is locked": "Gesperrt",
        }
        return sentences.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "{number:,} Schl\xfcsselpaar" if n == 1 else "{number:,} Schl\xfcsselpaare"


def test_a_sentence_is_english_text() -> None:
    sentence = text("{path} cannot be read: {reason}.", path="a.pem", reason="no rights")
    assert sentence == "a.pem cannot be read: no rights."
    assert isinstance(sentence, str)


def test_it_is_translated_with_its_values_in_their_own_order() -> None:
    sentence = text("{path} cannot be read: {reason}.", path="a.pem", reason=text("It is locked"))
    assert sentence.translated(German()) == "Gesperrt: a.pem ist nicht lesbar."


def test_what_has_no_translation_stays_english() -> None:
    assert text("Copied.").translated(German()) == "Copied."


@pytest.mark.parametrize(
    ("number", "english", "german"),
    [
        (0, "0 key pairs", "0 Schl\xfcsselpaare"),
        (1, "1 key pair", "1 Schl\xfcsselpaar"),
        (1234, "1,234 key pairs", "1,234 Schl\xfcsselpaare"),
    ],
)
def test_a_number_chooses_its_form(number: int, english: str, german: str) -> None:
    sentence = plural("{number:,} key pair", "{number:,} key pairs", number)
    assert (sentence, sentence.translated(German())) == (english, german)


def test_names_are_the_same_in_every_language() -> None:
    assert translated("It is locked", German()) == "It is locked"


def test_what_a_value_says_is_not_a_template() -> None:
    """GIVEN a file whose name looks like a field WHEN a sentence names it THEN the name is shown as it is."""
    assert text("{path} is open.", path="{reason!r}.pem") == "{reason!r}.pem is open."
    assert isinstance(text("{a}", a=text("{b}", b="{a}")).translated(German()), str)


def test_a_paragraph_is_its_sentences_without_the_empty_ones() -> None:
    locked = text("It is locked")
    assert paragraph() == paragraph(NOTHING, "") == ""
    assert paragraph("{plain}").translated(German()) == "{plain}"
    assert paragraph(NOTHING, locked, NOTHING, text("Copied.")).translated(German()) == "Gesperrt Copied."


def test_an_enumeration_is_its_parts() -> None:
    locked = text("It is locked")
    assert listed([locked]) == "It is locked"
    assert listed([locked, text("Copied."), locked]).translated(German()) == "Gesperrt, Copied., Gesperrt"


def test_nothing_to_say_is_nothing_in_every_language() -> None:
    """gettext keeps the header of a catalogue under the empty text."""
    assert NOTHING.translated(German()) == ""
    assert not Text("", {})
