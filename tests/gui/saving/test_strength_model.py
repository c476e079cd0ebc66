"""The meter's model: the newest text counts, whatever the order of the answers."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.gui import tasks
from app.gui.jobs import Jobs
from app.gui.saving.models.strength_model import StrengthModel
from app.keys.passphrase import Passphrase
from app.usecases.passphrases import Judgement
from app.usecases.progress import OnProgress


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


@pytest.fixture
def on_its_way(model: StrengthModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A judgement of “gal” is; it comes when this is set."""
    begun, may_come, really = threading.Event(), threading.Event(), tasks.judge_passphrase

    def judge(passphrase: Passphrase, label: str, report: OnProgress) -> Judgement | None:
        begun.set()
        assert may_come.wait(60)
        return really(passphrase, label, report)

    monkeypatch.setattr(tasks, "judge_passphrase", judge)
    model.judge(Passphrase("gal"), "spot")
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    return may_come


def test_nothing_is_said_of_an_older_text_that_is_forgotten(
    model: StrengthModel, qtbot: QtBot, on_its_way: threading.Event
) -> None:
    """GIVEN a judgement on its way WHEN another text is asked for, and no other THEN it never comes."""
    heard: list[float] = []
    model.judged.connect(lambda found: heard.append(found.strength.bits))
    model.judge(Passphrase("gallows-unwrapped-tiptop-blizzard"), "spot")
    model.forget_another()
    on_its_way.set()
    qtbot.waitUntil(lambda: model.is_settled, timeout=20_000)
    assert len(heard) == 1
    assert heard[0] > 40


def test_nothing_is_said_of_a_text_that_was_deleted(
    model: StrengthModel, qtbot: QtBot, on_its_way: threading.Event
) -> None:
    """GIVEN a judgement that is on its way WHEN the field is emptied THEN there stays none."""
    model.judge(Passphrase(""), "spot")
    on_its_way.set()
    qtbot.waitUntil(lambda: model.is_settled, timeout=20_000)
    assert model.judgement is None
