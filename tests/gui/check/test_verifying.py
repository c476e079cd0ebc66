"""Verify: valid, or why not, likeliest first; by a key of the list or a pasted one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.gui.check.page import VERIFY
from app.gui.check.verifying_part import VerifyingPart
from app.keys.pair import private_key_pem
from app.keys.protection import Unencrypted
from tests.gui.check import requests
from tests.gui.check.requests import NAME, SENT, SIGNED_RAW
from tests.gui.conftest import Window
from tests.gui.my_keys.keys import PAIR
from tests.gui.pairs import signature_of


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


def test_a_valid_signature(window: Window, part: VerifyingPart) -> None:
    assert "The signature is valid: Ed25519." in verify(window, part, SENT, signature_of(PAIR, SENT))
    assert window.main.focusWidget() is part.card
    assert part.verify.isHidden()


@pytest.mark.thorough
def test_why_it_is_not_valid(window: Window, part: VerifyingPart) -> None:
    said = verify(window, part, SENT, signature_of(PAIR, SENT + "\n"))
    assert "not valid" in said
    assert "It was signed with a line end behind the payload." in said
    said = verify(window, part, SENT, signature_of(PAIR, SIGNED_RAW))
    assert "It was signed before the text was percent-encoded." in said
    assert "Proved" in said
    said = verify(window, part, SENT, signature_of(requests.stranger(), SENT))
    assert "This key did not sign this text" in said
    assert "Proved" not in said


def test_the_rules_of_a_venue(window: Window, part: VerifyingPart) -> None:
    signature = signature_of(PAIR, SENT).replace("+", "-").replace("/", "_")
    part.rules.chosen.emit("deribit")
    assert "is valid" in verify(window, part, SENT, signature.rstrip("="))
    part.rules.chosen.emit("binance-ws")
    assert "not written as it has to be" in verify(window, part, SENT, signature.rstrip("="))


def test_nothing_can_be_judged_without_key_and_signature(window: Window, part: VerifyingPart) -> None:
    assert part.verify.toolTip() == "Choose the key first."
    requests.choose(part.key.choice, NAME)
    assert part.verify.toolTip() == "Paste the signature first."
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
