"""In all tests of this folder: whatever is raised for a person can be translated."""

from collections.abc import Iterator

import pytest

from app.errors import KeygenError, Sentence
from app.text import NOTHING, Text


@pytest.fixture(autouse=True, scope="package")
def errors_are_made_of_texts() -> Iterator[None]:
    """Errors of plain strings are still made elsewhere; `Sentence` in app/errors.py says how this ends."""

    def checked(error: KeygenError, message: Sentence, hint: Sentence = NOTHING) -> None:
        assert isinstance(message, Text) and isinstance(hint, Text), f"{message!r}, {hint!r}"  # noqa: PT018
        real(error, message, hint)

    real = KeygenError.__init__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KeygenError, "__init__", checked)
        yield
