"""Verify: valid, or why not, likeliest first; by a key of the list or a pasted one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.gui.check.models import verifying_model
from app.gui.check.page import VERIFY
from app.gui.check.verifying_part import VerifyingPart
from app.keys.pair import private_key_pem
from app.keys.protection import Unencrypted
from app.signing.judging import judge
from app.signing.schemes import ED25519
from app.signing.signatures import Form
from tests.gui.check import requests
from tests.gui.check.requests import NAME, SENT, SIGNED_RAW
from tests.gui.conftest import Window
from tests.gui.my_keys.keys import PAIR
from tests.gui.pairs import signature_of
from tests.sentences import values_of


@pytest.fixture
def part(window: Window, qtbot: QtBot) -> VerifyingPart:
    window.main.activateWindow()
    page = requests.go(window, qtbot)
    page.tabs.segments[VERIFY].click()
    return page.verifying


def verify(window: Window, part: VerifyingPart, payload: str, signature: str, name: str = NAME) -> str:
    """What comes out, by the key of this name."""
    requests.choose(part.key.choice, name)
    part.payload.text.setPlainText(payload)
    part.signature.text.setPlainText(signature)
    window.after(part.verify.click)
    return "\n".join(each.text() for each in part.card.findChildren(QLabel))


def assert_verdict(part: VerifyingPart, said: str, kind: str, **values: str) -> None:
    """See that the verdict is of this kind, has these values, and is said."""
    verdict, sentence, _ = part.model.verdict
    assert (verdict, values_of(sentence)) == (kind, values)
    assert sentence in said


def test_a_valid_signature(window: Window, part: VerifyingPart) -> None:
    said = verify(window, part, SENT, signature_of(PAIR, SENT))
    assert_verdict(part, said, "good", scheme=ED25519.name)
    assert window.main.focusWidget() is part.card
    assert part.verify.isHidden()


@pytest.mark.thorough
def test_why_it_is_not_valid(window: Window, part: VerifyingPart) -> None:
    reasons, proved, likely = set(), verifying_model._PROVED, verifying_model._LIKELY
    for pair, signed, certainty in (
        (PAIR, SENT + "\n", proved),
        (PAIR, SIGNED_RAW, proved),
        (requests.stranger(), SENT, likely),
    ):
        signature = signature_of(pair, signed)
        reason = judge(PAIR.subject_public_key_info, SENT.encode(), signature).reason
        reasons.add(reason)
        said = verify(window, part, SENT, signature)
        assert_verdict(part, said, "error")
        assert reason in said
        assert [each for each in (proved, likely) if each in said] == [certainty]
    assert len(reasons) == 3


def test_the_rules_of_a_venue(window: Window, part: VerifyingPart) -> None:
    signature = signature_of(PAIR, SENT).replace("+", "-").replace("/", "_")
    part.rules.chosen.emit("deribit")
    assert_verdict(part, verify(window, part, SENT, signature.rstrip("=")), "good", scheme=ED25519.name)
    part.rules.chosen.emit("binance-ws")
    said = verify(window, part, SENT, signature.rstrip("="))
    assert_verdict(part, said, "error")
    judged = part.model.state.judgement
    assert judged is not None
    assert (judged.scheme, judged.form, judged.proved) == (ED25519, Form.BASE64URL, True)
    assert judged.reason in said


def test_nothing_can_be_judged_without_key_and_signature(window: Window, part: VerifyingPart) -> None:
    without_key = part.model.problem
    assert part.verify.toolTip() == without_key != ""
    requests.choose(part.key.choice, NAME)
    assert part.verify.toolTip() == part.model.problem != ""
    assert part.model.problem != without_key
    assert not part.verify.isEnabled()
    part.signature.text.setPlainText("x")
    assert part.verify.isEnabled()


def test_a_private_key_empties_the_fields(window: Window, part: VerifyingPart) -> None:
    part.signature.text.setPlainText("x")
    part.payload.text.setPlainText(private_key_pem(PAIR, Unencrypted()))
    assert (part.payload.text.toPlainText(), part.signature.text.toPlainText()) == ("", "")
    assert window.notice is not None


def test_idle_hands_leave_nothing(window: Window, part: VerifyingPart) -> None:
    verify(window, part, SENT, signature_of(PAIR, SENT))
    window.places.expire()
    assert part.payload.text.toPlainText() + part.signature.text.toPlainText() == ""
    assert part.card.isHidden()
