"""What a sentence was made of, so that a test asks for its facts and not for its words."""

from collections.abc import Mapping

from app.text import Text, Value


def values_of(sentence: str) -> Mapping[str, Value]:
    """The values of a Text; those of a Text that is one of them are there under their own names."""
    assert isinstance(sentence, Text), f"not a Text: {sentence!r}"
    values = dict(sentence.values)
    for value in sentence.values.values():
        if isinstance(value, Text):
            values = {**values_of(value), **values}
    return values
