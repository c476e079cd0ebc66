"""Why was it refused? As a person uses it: pasted, looked into, read, copied, cleared, forgotten."""

from __future__ import annotations

from functools import partial
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.clients.table import BY_IDENTIFIER
from app.gui.check.models import private_text, refusal_text
from app.gui.check.models.refusal_text import key_sentence
from app.gui.check.page import CheckPage
from app.gui.places import CHECK
from app.gui.theme import DARK, colours_of
from app.gui.widgets.marked_view import MarkedView
from app.keys.encodings import PEM
from app.keys.pair import private_key_pem
from app.keys.protection import Unencrypted
from app.signing.doctor.advice import advice
from app.signing.doctor.causes.table import BY_IDENTIFIER as CAUSES
from app.signing.doctor.glossary import BINANCE
from app.usecases.diagnose_among import Answer, Found
from tests.gui.check import requests
from tests.gui.check.requests import API_KEY, NAME, SENT, SIGNED_RAW, curl
from tests.gui.conftest import Window
from tests.gui.my_keys.keys import PAIR, list_keys, record_of
from tests.sentences import values_of

pytestmark = pytest.mark.slow

CAUSE = CAUSES["encode-after-signing"]


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> CheckPage:
    window.main.activateWindow()
    return requests.go(window, qtbot)


def words(page: CheckPage) -> str:
    """What can be read of the result, once new labels are shown."""
    QApplication.processEvents()
    return "\n".join(each.text() for each in page.why.card.findChildren(QLabel) if not each.isHidden())


def answer_of(page: CheckPage) -> Answer:
    answer = page.why.model.state.answer
    assert answer is not None
    return answer


def assert_judged_by(page: CheckPage, name: str, found: Found) -> None:
    """See that it says how the key of this name was found, and that another one made the signature."""
    answer = answer_of(page)
    (finding,) = answer.diagnosis.findings
    assert (answer.found, finding.identifier) == (found, "wrong-key")
    assert values_of(key_sentence(answer)) == {"name": name}
    assert key_sentence(answer) in words(page)
    assert values_of(finding.detail) == {"key": NAME}
    assert finding.detail in words(page)


def test_the_cause_is_proved_and_what_differs_is_marked(window: Window, page: CheckPage) -> None:
    requests.look_into(window, curl(SENT, SIGNED_RAW))
    card = page.why.card
    assert CAUSE.sentence in words(page)
    assert refusal_text._VERIFIED in words(page)
    assert NAME in words(page)
    signed, expected = card.compared.signed.view, card.compared.expected.view
    assert (signed.toPlainText(), expected.toPlainText()) == (SIGNED_RAW, SENT)
    assert signed.accessibleDescription() == "Marked: :b/"
    assert expected.accessibleDescription() == "Marked: %3Ab%2F"
    assert window.main.focusWidget() is card
    assert card.accessibleName() == CAUSE.sentence
    assert BINANCE["-1022"] in words(page)


def test_the_fix_is_that_of_the_program(window: Window, page: CheckPage) -> None:
    requests.look_into(window, curl(SENT, SIGNED_RAW))
    client = BY_IDENTIFIER["python-binance"]
    known = advice(client, CAUSE.identifier)
    assert client.versions[0] in known not in words(page)
    page.why.card.client.chosen.emit(client.identifier)
    assert known in words(page)
    assert known in page.why.card.accessibleDescription()


def test_what_cannot_be_proved_is_said_so(window: Window, page: CheckPage) -> None:
    requests.look_into(window, curl(SENT, SENT, requests.stranger()))
    answer = answer_of(page)
    assert (answer.found, answer.key, answer.diagnosis.findings) == (Found.NOT, None, ())
    assert key_sentence(answer) in words(page)
    (note,) = answer.diagnosis.notes
    assert values_of(note) == {"number": 6}
    assert note in words(page)
    assert refusal_text._PROVED not in words(page)
    assert refusal_text._VERIFIED not in words(page)


def test_a_chosen_key_that_did_not_sign_is_likely_the_wrong_one(window: Window, page: CheckPage) -> None:
    requests.choose(page.why.key.choice, "tax")
    requests.look_into(window, curl(SENT, SENT))
    assert_judged_by(page, "tax", Found.CHOSEN)


def test_the_api_key_says_which_key_is_registered(window: Window, page: CheckPage, qtbot: QtBot) -> None:
    list_keys(window, qtbot, record_of("registered-one", api_key=API_KEY))
    requests.look_into(window, curl(SENT, SENT))
    assert_judged_by(page, "registered-one", Found.API_KEY)


def test_a_right_request_that_was_refused_for_something_else(window: Window, page: CheckPage) -> None:
    requests.look_into(window, curl(SENT, SENT, answer='{"code":-2010,"msg":"..."}'))
    assert refusal_text._VALID_BUT in words(page)
    assert BINANCE["-2010"] in words(page)


def test_a_public_key_can_be_pasted(window: Window, page: CheckPage, qtbot: QtBot) -> None:
    pair = requests.stranger()
    choice = page.why.key.choice
    requests.choose(choice, "Another key\u2026")
    assert window.main.focusWidget() is page.why.key.text
    page.why.key.text.setPlainText(PEM.encode(pair.subject_public_key_info, ""))
    qtbot.waitUntil(lambda: not page.why.key.is_open)
    assert choice.currentText() == "Pasted key"
    requests.look_into(window, curl(SENT, SIGNED_RAW, pair))
    assert CAUSE.sentence in words(page)
    window.places.expire()
    assert "Pasted key" not in [choice.itemText(each) for each in range(choice.count())]


def test_a_private_key_empties_the_field_at_once(window: Window, page: CheckPage) -> None:
    page.why.text.setPlainText(curl(SENT, SENT) + private_key_pem(PAIR, Unencrypted()))
    assert page.why.text.toPlainText() == ""
    assert window.notice is not None
    assert window.notice.message == private_text._PRIVATE
    assert not page.why.search.isEnabled()


def test_what_is_no_request_is_said_without_repeating_it(window: Window, page: CheckPage) -> None:
    requests.look_into(window, "good morning")
    assert window.notice is not None
    assert "good morning" not in window.notice.message + window.notice.hint
    assert page.why.card.isHidden()


def test_enter_and_escape(window: Window, page: CheckPage, qtbot: QtBot) -> None:
    page.why.text.setPlainText(curl(SENT, SIGNED_RAW))
    window.after(
        partial(QTest.keyClick, page.why.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    )
    assert not page.why.card.isHidden()
    QTest.keyClick(window.main, Qt.Key.Key_Escape)
    assert page.why.card.isHidden()
    assert page.why.text.toPlainText() == ""
    assert window.main.focusWidget() is page.why.text


def test_another_request_takes_the_result_away(window: Window, page: CheckPage) -> None:
    requests.look_into(window, curl(SENT, SIGNED_RAW))
    assert page.why.search.isHidden()
    page.why.text.insertPlainText("x")
    assert page.why.card.isHidden()
    assert page.why.search.isVisible()


def test_copied_without_signature_and_api_key(window: Window, page: CheckPage) -> None:
    request = curl(SENT, SIGNED_RAW)
    requests.look_into(window, request)
    page.why.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert CAUSE.sentence in copied
    assert SIGNED_RAW in copied
    assert API_KEY not in copied
    assert request.split("signature=")[1][:20] not in copied


def test_the_expected_text_is_copied_as_it_is(window: Window, page: CheckPage) -> None:
    sent = SENT + "".join(f"&parameter{number}={'long' * 20}%20{number}" for number in range(12))
    requests.look_into(window, curl(sent, unquote(sent)))
    assert "\u2026" in page.why.card.compared.expected.view.toPlainText()
    page.why.card.compared.copy.click()
    assert QGuiApplication.clipboard().text() == sent


def test_idle_hands_leave_nothing(window: Window, page: CheckPage) -> None:
    requests.look_into(window, curl(SENT, SIGNED_RAW))
    assert window.places.check.has_secret
    window.places.expire()
    assert (window.places.check.has_secret, window.places.has_secret) == (False, False)
    assert page.why.text.toPlainText() == ""
    assert page.why.card.isHidden()


def test_pasted_outside_of_the_field_it_is_a_request(window: Window, page: CheckPage) -> None:
    window.clipboard.copy_public(curl(SENT, SIGNED_RAW))
    page.why.key.choice.setFocus()
    QTest.keyClick(window.main, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.main.place == CHECK
    assert SENT in page.why.text.toPlainText()


def test_each_value_that_differs_is_marked_by_itself(window: Window, page: CheckPage) -> None:
    requests.look_into(
        window,
        curl(
            "symbol=A%2CB&list=1%2C2&timestamp=1795897420113", "symbol=A,B&list=1,2&timestamp=1795897420113"
        ),
    )
    assert page.why.card.compared.expected.view.accessibleDescription() == "Marked: %2C, %2C"


def marked_in(view: MarkedView) -> str:
    """What is bold, underlined, and on the ground of the theme for it."""
    cursor, found, colours = view.textCursor(), "", colours_of(view)
    grounds = (colours.wrong, colours.right)
    for place, character in enumerate(view.toPlainText()):
        cursor.setPosition(place + 1)
        look = cursor.charFormat()
        is_marked = (
            look.fontWeight() == QFont.Weight.Bold,
            look.fontUnderline(),
            look.background().color().name() in grounds,
        )
        found += character if all(is_marked) else ""
    return found


def test_what_differs_is_seen_without_colours_and_in_both_themes(window: Window, page: CheckPage) -> None:
    requests.look_into(window, curl(SENT, SIGNED_RAW))
    compared = page.why.card.compared
    assert (marked_in(compared.signed.view), marked_in(compared.expected.view)) == (":b/", "%3Ab%2F")
    window.theme.choose(DARK)
    assert marked_in(compared.signed.view) == ":b/"
