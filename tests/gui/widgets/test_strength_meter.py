"""What the meter says: its word and its figure agree."""

import math
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.gui.widgets.strength_meter import StrengthMeter
from app.keys.passphrase import Passphrase
from app.keys.strength.estimate import Strength
from app.resources import word_list
from app.text import NOTHING, Text, text
from app.usecases.passphrases import Judgement, judge
from tests.conftest import examples


def said(qtbot: QtBot, bits: float, problem: Text = NOTHING) -> str:
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    meter.present(Judgement(Strength(bits, exact=False, reason=NOTHING), problem))
    return meter.accessibleDescription()


pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.mark.parametrize("bits", range(40, 140))
def test_no_word_contradicts_its_figure(qtbot: QtBot, bits: int) -> None:
    text = said(qtbot, bits)
    word = text.split(":")[0]
    assert word in ("Fair", "Strong", "Excellent")
    found = re.search(r"(seconds|minutes|hours|days|thousand|million|billion|years|universe|years)", text)
    assert found is not None
    if word == "Fair":
        assert found[0] in ("days", "years", "thousand")
    else:
        assert found[0] in ("million", "billion", "universe")
    if word == "Excellent":
        assert found[0] in ("billion", "universe")


UNITS = {
    "less than a second": 0.0,
    "seconds": 1 / 31_557_600,
    "minutes": 60 / 31_557_600,
    "hours": 3600 / 31_557_600,
    "days": 86_400 / 31_557_600,
    "years": 1.0,
    "thousand years": 1e3,
    "million years": 1e6,
    "billion years": 1e9,
}
LEAST_YEARS = {"Poor": 0.0, "Fair": 0.0, "Strong": 1e6, "Excellent": 1e9}
MOST_YEARS = {"Poor": 1e6, "Fair": 1e6, "Strong": 1e9, "Excellent": math.inf}


def years_said(figure: str) -> float:
    """The figure that a person reads, as a number."""
    if "universe" in figure:
        return 13.8e9
    found = re.fullmatch(r".* would need (?:about ([\d,.]+) )?([a-z ]+)\. About \d+ bits\.", figure)
    assert found is not None, figure
    number, unit = found.groups()
    return (
        float((number or "1").replace(",", ""))
        * UNITS[unit.strip() if unit.strip() in UNITS else f"{unit.strip()}s"]
    )


WORD = st.sampled_from(word_list())
PASSPHRASES = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40),
    st.lists(WORD, min_size=1, max_size=9).map("-".join),
    st.lists(st.sampled_from(["password", "binance", "2024", "!", "qwerty", "aaaa"]), min_size=1).map(
        "".join
    ),
)


@pytest.mark.thorough
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=examples(150),
)
@given(typed=PASSPHRASES)
def test_word_and_figure_agree_for_any_passphrase(qtbot: QtBot, typed: str) -> None:
    """GIVEN anything that may be typed WHEN it is judged THEN its word is as good as its time."""
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    judgement = judge(Passphrase(typed))
    meter.present(judgement)
    word, figure = re.split(r"[:.] ", meter.accessibleDescription(), maxsplit=1)
    assert (word in ("Poor", "Too short")) == bool(judgement.problem)
    if word == "Too short":
        assert "graphics card" not in figure
    else:
        assert LEAST_YEARS[word] * 0.95 <= years_said(figure) <= MOST_YEARS[word] * 1.05


def test_what_is_refused_is_poor_and_its_figure_short(qtbot: QtBot) -> None:
    assert re.match(
        r"Poor: one graphics card would need .*(second|minute).*\. About 20 bits\.",
        said(qtbot, 20, text("Too easy.")),
    )


def test_what_is_refused_for_its_length_has_no_figure_that_praises_it(qtbot: QtBot) -> None:
    assert said(qtbot, 60, text("Too short.")) == "Too short. About 60 bits."
