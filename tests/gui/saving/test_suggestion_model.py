"""A suggested passphrase is drawn beside the window, shown until it is used or dismissed, and never twice."""

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.errors import KeygenError, StorageError
from app.gui.jobs import Jobs
from app.gui.saving.models.suggestion_model import SuggestionModel
from app.keys.passphrase import Passphrase
from app.text import text
from app.usecases import passphrases
from app.usecases.passphrases import Suggestion
from tests.gui.conftest import RecordingClipboard

PATIENCE = 20_000


@pytest.fixture
def clipboard() -> RecordingClipboard:
    return RecordingClipboard()


@pytest.fixture
def model(clipboard: RecordingClipboard, qtbot: QtBot) -> Iterator[SuggestionModel]:
    jobs = Jobs()
    yield SuggestionModel(jobs, clipboard)
    jobs.shut_down()


class Draws:
    """Draws as the product does, but only when it is let; remembers who did it, and how many words."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.threads: list[threading.Thread] = []
        self.may_end = threading.Event()
        self._suggest = passphrases.suggest

    def __call__(self, words: int) -> Suggestion:
        self.begun.append(words)
        self.threads.append(threading.current_thread())
        assert self.may_end.wait(PATIENCE / 1000)
        return self._suggest(words)


@pytest.fixture
def draws(monkeypatch: pytest.MonkeyPatch) -> Iterator[Draws]:
    draws = Draws()
    monkeypatch.setattr(passphrases, "suggest", draws)
    yield draws
    draws.may_end.set()


def drawn(model: SuggestionModel, qtbot: QtBot) -> Suggestion:
    """What is shown once nothing is drawn any more."""
    qtbot.waitUntil(lambda: not model.is_drawing, timeout=PATIENCE)
    assert model.suggestion is not None
    return model.suggestion


def shown(model: SuggestionModel, qtbot: QtBot) -> str:
    return drawn(model, qtbot).passphrase.reveal()


def test_six_words_and_another_each_time(model: SuggestionModel, qtbot: QtBot) -> None:
    model.show(True)
    first = drawn(model, qtbot)
    assert first.words == model.words == 6
    model.renew()
    assert shown(model, qtbot) != first.passphrase.reveal()


def test_the_number_of_words_stays_for_the_next(model: SuggestionModel, qtbot: QtBot) -> None:
    model.show(True)
    drawn(model, qtbot)
    model.set_words(9)
    model.renew()
    assert drawn(model, qtbot).words == 9
    model.renew()
    assert drawn(model, qtbot).words == 9


def test_used_it_is_told_once_and_gone(model: SuggestionModel, qtbot: QtBot) -> None:
    used: list[Passphrase] = []
    model.used.connect(used.append)
    model.show(True)
    phrase = shown(model, qtbot)
    model.use()
    model.use()
    assert [each.reveal() for each in used] == [phrase]
    assert model.suggestion is None


def test_it_is_copied_as_a_secret(
    model: SuggestionModel, qtbot: QtBot, clipboard: RecordingClipboard
) -> None:
    model.copy()
    model.show(True)
    phrase = shown(model, qtbot)
    model.copy()
    assert clipboard.copied == [("secret", phrase)]


def test_dismissed_nothing_of_it_is_left(
    model: SuggestionModel, qtbot: QtBot, clipboard: RecordingClipboard
) -> None:
    model.show(True)
    drawn(model, qtbot)
    model.show(False)
    model.copy()
    assert model.suggestion is None
    assert clipboard.copied == []


def test_it_is_drawn_on_another_thread_and_the_window_is_told_so(
    model: SuggestionModel, qtbot: QtBot, draws: Draws
) -> None:
    told: list[tuple[object, bool]] = []
    model.changed.connect(lambda suggestion: told.append((suggestion, model.is_drawing)))
    model.show(True)
    assert told == [(None, True)]
    draws.may_end.set()
    assert told == [(None, True), (drawn(model, qtbot), False)]
    assert threading.main_thread() not in draws.threads


def test_another_asked_for_again_and_again_is_drawn_once(
    model: SuggestionModel, qtbot: QtBot, draws: Draws
) -> None:
    for _ in range(20):
        model.renew()
    draws.may_end.set()
    drawn(model, qtbot)
    assert draws.begun == [6]


def test_while_another_is_drawn_the_last_can_be_neither_used_nor_copied(
    model: SuggestionModel, qtbot: QtBot, draws: Draws, clipboard: RecordingClipboard
) -> None:
    used: list[Passphrase] = []
    model.used.connect(used.append)
    draws.may_end.set()
    model.show(True)
    last = shown(model, qtbot)
    draws.may_end.clear()
    model.renew()
    model.use()
    model.copy()
    assert (used, clipboard.copied) == ([], [])
    draws.may_end.set()
    assert shown(model, qtbot) != last


def test_only_the_number_of_words_that_was_wanted_last_is_shown(
    model: SuggestionModel, qtbot: QtBot, draws: Draws
) -> None:
    told: list[int] = []
    model.changed.connect(lambda suggestion: told.append(suggestion.words if suggestion else 0))
    model.show(True)
    qtbot.waitUntil(lambda: draws.begun == [6], timeout=PATIENCE)
    model.set_words(8)
    model.set_words(9)
    draws.may_end.set()
    assert drawn(model, qtbot).words == 9
    assert draws.begun == [6, 9]
    assert set(told) == {0, 9}


def test_dismissed_while_it_is_drawn_it_never_appears(
    model: SuggestionModel, qtbot: QtBot, draws: Draws
) -> None:
    model.show(True)
    qtbot.waitUntil(lambda: bool(draws.begun), timeout=PATIENCE)
    model.show(False)
    told: list[object] = []
    model.changed.connect(told.append)
    draws.may_end.set()
    draws.threads[0].join(PATIENCE / 1000)
    end = time.monotonic() + 0.2
    qtbot.waitUntil(lambda: time.monotonic() > end, timeout=PATIENCE)
    assert (model.suggestion, told) == (None, [])


def test_where_none_can_be_made_that_is_told_and_asking_again_is_heard(
    model: SuggestionModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(words: int) -> Suggestion:
        raise StorageError(text("The list of words was changed."))

    errors: list[KeygenError] = []
    model.failed.connect(errors.append)
    with monkeypatch.context() as patch:
        patch.setattr(passphrases, "suggest", broken)
        model.show(True)
        qtbot.waitUntil(lambda: len(errors) == 1, timeout=PATIENCE)
    assert (model.suggestion, model.is_drawing) == (None, False)
    model.show(True)
    assert drawn(model, qtbot).words == 6
