"""What a sentence was made of, so that a test asks for its facts and not for its words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from app.errors import KeygenError
from app.text import Text, Value


def values_of(sentence: str) -> Mapping[str, Value]:
    """The values of a Text; those of a Text that is one of them are there under their own names."""
    assert isinstance(sentence, Text), f"not a Text: {sentence!r}"
    values = dict(sentence.values)
    for value in sentence.values.values():
        if isinstance(value, Text):
            values = {**values_of(value), **values}
    return values


@contextmanager
def refusal(kind: type[KeygenError], /, **values: Value) -> Iterator[None]:
    """Expects an error of this kind, whose message has at least these values."""
    with pytest.raises(kind) as caught:
        yield
    assert values.items() <= values_of(caught.value.message).items()
