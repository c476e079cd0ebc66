"""Sign: with a key of the list, whose file may be encrypted, or the one at hand; exactly and completely."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from cryptography.hazmat.primitives.serialization import load_der_public_key
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.gui.check.page import SIGN
from app.gui.check.signing_part import SigningPart
from app.gui.places import CHECK, OPEN_KEY
from app.keys.pair import private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.storage.registry.record import KeyFile
from app.usecases.sign import SignedRequest
from tests.gui import states
from tests.gui.check import requests
from tests.gui.check.requests import API_KEY
from tests.gui.conftest import Window
from tests.gui.my_keys.keys import PAIR, list_keys, record_of, wait_for_list
from tests.sentences import values_of

PASSPHRASE = "lantern-copper-violet-gravity-mossy"


def open_sign(window: Window, qtbot: QtBot, content: str) -> SigningPart:
    """The tab, with one key in the list, whose file has this text."""
    window.main.activateWindow()
    path = Path(window.folder) / "bot.private.pem"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_text(content)
    path.chmod(0o600)
    record = record_of("bot", PAIR, api_key=API_KEY)
    list_keys(window, qtbot, replace(record, files=(KeyFile(str(path)),)))
    window.main.go(CHECK)
    page = requests.check_page(window)
    page.tabs.segments[SIGN].click()
    return page.signing


@pytest.fixture
def part(window: Window, qtbot: QtBot) -> SigningPart:
    part = open_sign(window, qtbot, private_key_pem(PAIR, Unencrypted()))
    requests.choose(part.key.choice, "bot")
    return part


def verify(payload: str, signature: str) -> None:
    """Raise unless it is the signature of PAIR."""
    public = load_der_public_key(PAIR.subject_public_key_info)
    public.verify(base64.b64decode(signature), payload.encode())  # type: ignore[union-attr,call-arg]


def words(part: SigningPart) -> str:
    return "\n".join(each.text() for each in part.card.findChildren(QLabel) if not each.isHidden())


def signed_by(part: SigningPart) -> SignedRequest:
    signed = part.model.state.signed
    assert signed is not None
    return signed


@pytest.mark.thorough
def test_a_complete_request_to_copy(window: Window, part: SigningPart) -> None:
    assert part.api_key.text() == API_KEY
    part.method.setText("POST")
    part.path.setText("/api/v3/order")
    part.parameters.text.setPlainText("symbol=BTCUSDT\nnewClientOrderId=a:b/c")
    window.after(part.sign.click)
    assert window.main.focusWidget() is part.card
    payload, signature = part.card.payload.view.toPlainText(), part.card.signature.view.toPlainText()
    assert payload.startswith("symbol=BTCUSDT&newClientOrderId=a%3Ab%2Fc&timestamp=")
    verify(payload, signature)
    part.card.request.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl -g -X POST 'https://api.binance.com/api/v3/order?symbol=BTCUSDT")
    assert f"X-MBX-APIKEY: {API_KEY}" in copied
    assert signature in unquote(copied)
    part.card.signature.copy.click()
    assert QGuiApplication.clipboard().text() == signature
    assert signed_by(part).warnings == ()


def test_a_timestamp_that_is_not_now_is_said(window: Window, part: SigningPart) -> None:
    part.time.setText("1795824000000")
    window.after(part.sign.click)
    (warning,) = signed_by(part).warnings
    assert values_of(warning) == {"time": "2026-11-28 00:00:00"}
    assert warning in words(part)
    assert warning in part.card.accessibleDescription()


def test_what_is_invisible_is_seen(window: Window, part: SigningPart) -> None:
    part.api.chosen.emit("binance-fix-logon")
    window.after(part.sign.click)
    assert part.card.payload.view.toPlainText().startswith("A\\x01AKG1\\x01SPOT\\x011\\x01")
    part.card.payload.copy.click()
    assert QGuiApplication.clipboard().text().startswith("A\x01AKG1\x01SPOT\x011\x01")


@pytest.mark.thorough
def test_an_encrypted_file_asks_for_its_passphrase(window: Window, qtbot: QtBot) -> None:
    part = open_sign(window, qtbot, private_key_pem(PAIR, Encrypted(Passphrase(PASSPHRASE))))
    requests.choose(part.key.choice, "bot")
    window.after(part.sign.click)
    assert part.card.isHidden()
    assert window.main.focusWidget() is part.passphrase.line
    part.passphrase.fill(Passphrase("wrong"))
    window.after(part.sign.click)
    assert window.notice is not None
    assert window.main.focusWidget() is part.passphrase.line
    part.passphrase.fill(Passphrase(PASSPHRASE))
    window.after(part.sign.click)
    verify(part.card.payload.view.toPlainText(), part.card.signature.view.toPlainText())
    assert part.passphrase.line.text() == ""


@pytest.mark.thorough
def test_the_key_at_hand_signs_without_being_asked_again(window: Window, qtbot: QtBot) -> None:
    states.saved(window, qtbot)
    window.main.go(CHECK)
    page = requests.check_page(window)
    page.tabs.segments[SIGN].click()
    requests.choose(page.signing.key.choice, window.session.hand.state.label)
    window.after(page.signing.sign.click)
    assert not page.signing.card.isHidden()


def test_a_key_that_the_api_does_not_take(window: Window, part: SigningPart) -> None:
    part.api.chosen.emit("kalshi")
    assert not part.sign.isEnabled()
    assert part.sign.toolTip() == "This API takes no such key, but: RSA."


def test_a_line_that_is_no_parameter(window: Window, part: SigningPart) -> None:
    part.parameters.text.setPlainText("symbol")
    part.sign.click()
    assert window.notice is not None
    assert "equals sign" in window.notice.message


def test_another_key_is_opened_at_its_own_place(window: Window, part: SigningPart) -> None:
    requests.choose(part.key.choice, "Open another key\u2026")
    assert window.main.place == OPEN_KEY


def test_idle_hands_leave_nothing(window: Window, part: SigningPart) -> None:
    part.parameters.text.setPlainText("symbol=BTCUSDT")
    part.passphrase.fill(Passphrase("x"))
    window.after(part.sign.click)
    window.places.expire()
    assert part.card.isHidden()
    assert part.parameters.text.toPlainText() == part.passphrase.line.text() == ""


@pytest.mark.thorough
def test_the_page_of_a_key_leads_here(window: Window, qtbot: QtBot) -> None:
    states.saved(window, qtbot)
    window.key.tab("use").click()
    window.key.use.trying.click()
    page = requests.check_page(window)
    assert window.main.place == CHECK
    assert page.tabs.choice == SIGN
    assert page.signing.key.choice.currentText() == window.session.hand.state.label
    window.after(page.signing.sign.click)
    assert not page.signing.card.isHidden()


def test_a_key_of_the_testnet_signs_for_it(window: Window, part: SigningPart, qtbot: QtBot) -> None:
    window.session.key_list.set(PAIR.fingerprint, venue="binance-testnet")
    wait_for_list(window, qtbot)
    window.after(part.sign.click)
    assert "https://testnet.binance.vision/api/v3/account" in part.card.request.view.toPlainText()
