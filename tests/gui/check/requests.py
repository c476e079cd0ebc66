"""Requests that were signed wrongly, or well, by hand; and the key that signed them, in the list of keys."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.gui.check.page import CheckPage
from app.gui.places import CHECK
from app.keys.algorithm import BY_NAME
from app.keys.pair import KeyPair, generate_key_pair
from tests.gui.conftest import Window
from tests.gui.my_keys.keys import PAIR, list_keys, one_of_each
from tests.gui.pairs import signature_of

API_KEY = "3z75UfWjCGbkxiPUEKaYrqE8Z7Idg1qGAMSnTiZkyiQmEyfM7y007NCnha19QbwF"
REFUSED = '{"code":-1022,"msg":"Signature for this request is not valid."}'
SENT = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=a%3Ab%2Fc&timestamp=1795897420113"
SIGNED_RAW = SENT.replace("%3A", ":").replace("%2F", "/")
NAME = "futures-bot"  # of PAIR in the list of keys


def curl(sent: str, signed: str, pair: KeyPair = PAIR, answer: str = REFUSED, api_key: str = API_KEY) -> str:
    """What a person pastes: the command, and the answer behind it."""
    signature = quote(signature_of(pair, signed), safe="")
    return (
        f"curl -X POST 'https://api.binance.com/api/v3/order' -H 'X-MBX-APIKEY: {api_key}' \\\n"
        f" -d '{sent}&signature={signature}'\n\n{answer}\n"
    )


def check_page(window: Window) -> CheckPage:
    """The page, with the keys of one_of_each in the list if that was asked for."""
    page = window.main.page(CHECK)
    assert isinstance(page, CheckPage)
    return page


def go(window: Window, qtbot: QtBot) -> CheckPage:
    """To Check, with some keys in the list."""
    list_keys(window, qtbot, *one_of_each(window.folder))
    window.main.go(CHECK)
    return check_page(window)


def look_into(window: Window, content: str) -> CheckPage:
    """Paste it, and look for the cause."""
    page = check_page(window)
    page.why.text.setPlainText(content)
    window.after(partial(page.why.search.click))
    return page


def choose(choice: QComboBox, name: str) -> None:
    """As a person takes it from the list."""
    index = next(each for each in range(choice.count()) if choice.itemText(each) == name)
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


def stranger() -> KeyPair:
    """A key that nobody here knows."""
    return generate_key_pair(BY_NAME["ed25519"])
