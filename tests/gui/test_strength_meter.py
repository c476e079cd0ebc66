"""What the meter says: its word and its figure agree."""

import re

import pytest
from pytestqt.qtbot import QtBot

from app.gui.widgets.strength_meter import StrengthMeter
from app.keys.strength import Strength
from app.text import NOTHING, Text, text
from app.usecases.passphrases import Judgement


def said(qtbot: QtBot, bits: float, problem: Text = NOTHING) -> str:
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    meter.present(Judgement(Strength(bits, exact=False, reason=NOTHING), problem))
    return meter.accessibleDescription()


pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.mark.parametrize("bits", range(40, 140))
def test_no_word_contradicts_its_figure(qtbot: QtBot, bits: int) -> None:
    text = said(qtbot, bits)
    word = text.split(".")[0]
    assert word in ("Fair", "Strong", "Excellent")
    found = re.search(r"(seconds|minutes|hours|days|thousand|million|billion|years|universe|years)", text)
    assert found is not None
    if word == "Fair":
        assert found[0] in ("days", "years", "thousand")
    else:
        assert found[0] in ("million", "billion", "universe")
    if word == "Excellent":
        assert found[0] in ("billion", "universe")


def test_what_is_refused_is_poor_and_its_figure_short(qtbot: QtBot) -> None:
    assert re.match(
        r"Poor\. About 20 bits\. One graphics card would need .*(second|minute)",
        said(qtbot, 20, text("Too easy.")),
    )


def test_what_is_refused_for_its_length_has_no_figure_that_praises_it(qtbot: QtBot) -> None:
    assert said(qtbot, 60, text("Too short.")) == "Too short. About 60 bits."
