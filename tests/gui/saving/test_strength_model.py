"""The meter's model: the newest text counts, whatever the order of the answers."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.gui.jobs import Jobs
from app.gui.saving.models.strength_model import StrengthModel
from app.keys.passphrase import Passphrase


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[StrengthModel]:
    jobs = Jobs()
    yield StrengthModel(jobs)
    jobs.shut_down()


def bits_of(model: StrengthModel, qtbot: QtBot, text: str) -> float:
    with qtbot.waitSignal(model.judged, timeout=20_000):
        model.judge(Passphrase(text), "spot")
    assert model.judgement is not None
    return model.judgement.strength.bits


def test_a_longer_phrase_has_more_bits(model: StrengthModel, qtbot: QtBot) -> None:
    assert bits_of(model, qtbot, "gallows") < bits_of(model, qtbot, "gallows-unwrapped-tiptop-blizzard")


def test_the_label_is_what_a_thief_tries_first(model: StrengthModel, qtbot: QtBot) -> None:
    alone = bits_of(model, qtbot, "xkqvexchangerobot")
    with qtbot.waitSignal(model.judged, timeout=20_000):
        model.judge(Passphrase("xkqvexchangerobot"), "xkqvexchangerobot")
    assert model.judgement is not None
    assert model.judgement.strength.bits < alone


def test_the_last_text_is_the_one_that_is_judged(model: StrengthModel, qtbot: QtBot) -> None:
    texts = ["g", "gallows-unwrapped-tiptop", "gallows-unwrapped-tiptop-blizzard-crayon-mousy"]
    wanted = bits_of(model, qtbot, texts[-1])
    for text in texts:
        model.judge(Passphrase(text), "spot")
        qtbot.wait(70)
    qtbot.waitUntil(lambda: model.judgement is not None and model.judgement.strength.bits == wanted)


def test_nothing_typed_has_no_strength_at_once(model: StrengthModel, qtbot: QtBot) -> None:
    bits_of(model, qtbot, "gallows")
    model.judge(Passphrase("gallows-unwrapped"), "spot")
    model.judge(Passphrase(""), "spot")
    assert model.judgement is None
    qtbot.wait(200)
    assert model.judgement is None
