"""A suggested passphrase is shown until it is used or dismissed, and never twice."""

import pytest

from app.gui.models.suggestion_model import SuggestionModel
from app.keys.passphrase import Passphrase
from tests.gui.conftest import RecordingClipboard


@pytest.fixture
def clipboard() -> RecordingClipboard:
    return RecordingClipboard()


@pytest.fixture
def model(clipboard: RecordingClipboard, qapp: object) -> SuggestionModel:
    return SuggestionModel(clipboard)


def shown(model: SuggestionModel) -> str:
    assert model.suggestion is not None
    return model.suggestion.passphrase.reveal()


def test_six_words_and_another_each_time(model: SuggestionModel) -> None:
    model.show(True)
    first = shown(model)
    assert model.suggestion is not None
    assert model.suggestion.words == 6
    model.renew()
    assert shown(model) != first


def test_the_number_of_words_stays_for_the_next(model: SuggestionModel) -> None:
    model.show(True)
    model.set_words(9)
    model.renew()
    assert model.suggestion is not None
    assert model.suggestion.words == 9


def test_used_it_is_told_once_and_gone(model: SuggestionModel) -> None:
    used: list[Passphrase] = []
    model.used.connect(used.append)
    model.show(True)
    phrase = shown(model)
    model.use()
    model.use()
    assert [each.reveal() for each in used] == [phrase]
    assert model.suggestion is None


def test_it_is_copied_as_a_secret(model: SuggestionModel, clipboard: RecordingClipboard) -> None:
    model.copy()
    model.show(True)
    model.copy()
    assert clipboard.copied == [("secret", shown(model))]


def test_dismissed_nothing_of_it_is_left(model: SuggestionModel, clipboard: RecordingClipboard) -> None:
    model.show(True)
    model.show(False)
    model.copy()
    assert model.suggestion is None
    assert clipboard.copied == []
