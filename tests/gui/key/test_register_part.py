"""The tabs of a key: what is chosen, ticked, entered and shown there."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import DARK, LIGHT
from app.gui.widgets.choice import NamedChoice
from tests.codes import decoded, opened
from tests.gui import states
from tests.gui.conftest import Window

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]


@pytest.fixture
def made(window: Window, qtbot: QtBot) -> Window:
    states.saved(window, qtbot)
    return window


def test_each_step_can_be_ticked_and_stays_so(made: Window) -> None:
    part = made.key.register
    rows = [row for row in part._rows if row.isVisible()]
    assert rows
    rows[0].field.click()
    made.key.show_tab("details")
    made.key.show_tab("register")
    assert [row.field.isChecked() for row in part._rows if row.isVisible()][:2] == [True, False]


def test_the_name_is_copied_whole(made: Window) -> None:
    row = next(row for row in made.key.register._rows if row._step and row._step.identifier == "name")
    row.copy.click()
    assert made.clipboard._clipboard.text() == made.session.hand.state.label


def test_practice_looks_different_from_where_money_is(made: Window) -> None:
    part = made.key.register
    assert not part._practice.isVisible()
    part.venue.chosen.emit("binance-testnet")
    assert part._practice.isVisible()


def test_an_api_key_that_is_none_is_marked(made: Window) -> None:
    field = made.key.register.api_key
    field.setText("nonsense")
    assert field.property("problem")
    field.setText("a1" * 32)
    assert not field.property("problem")


def test_one_primary_button_is_that_of_the_tab(made: Window) -> None:
    page = made.key
    page.model.use.choose_client("ccxt")
    page.show_tab("use")
    assert (page.foot.copy.isVisible(), page.foot.copy_lines.isVisible()) == (False, True)
    page.foot.copy_lines.click()
    assert "ccxt" in made.clipboard._clipboard.text()
    page.show_tab("register")
    assert (page.foot.copy.isVisible(), page.foot.copy_lines.isVisible()) == (True, False)


def test_the_wheel_of_the_list_is_complete_once_it_opens(window: Window) -> None:
    from app.clients.table import CLIENTS

    client = window.new_key.kind.client
    client.fill()
    assert client.count() == len(CLIENTS) + 1
    client.fill()
    assert client.count() == len(CLIENTS) + 1


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("algorithm", ["ed25519", "rsa-4096"])
def test_the_code_on_screen_is_the_public_key(
    window: Window, qtbot: QtBot, theme: str, algorithm: str
) -> None:
    """GIVEN the window in either theme WHEN the code is photographed THEN it reads as what is copied."""
    from app.keys.algorithm import BY_NAME

    window.theme.choose(theme)
    window.new_key.model.choose(BY_NAME[algorithm])
    states.saved(window, qtbot)
    window.key.register.public.code.click()
    code_window = window.key.codes.window
    assert code_window is not None
    qtbot.waitExposed(code_window)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    code_window.grab().save(buffer, "PNG")
    assert decoded(opened(bytes(data.data()))) == [window.key.model.public.text]
    code_window.close()


@pytest.mark.parametrize(
    ("typed", "chosen", "made_file"),
    [
        ("code", "SVG (*.svg)", "code.svg"),
        ("code", "PNG (*.png)", "code.png"),
        ("spot.2026", "SVG (*.svg)", "spot.2026.svg"),
        ("code.SVG", "PNG (*.png)", "code.SVG"),
        ("code", "", "code.png"),
    ],
)
def test_a_picture_without_an_ending_gets_that_of_the_filter(
    made: Window, monkeypatch: pytest.MonkeyPatch, typed: str, chosen: str, made_file: str
) -> None:
    save_code(made, monkeypatch, typed, chosen)
    data = (made.folder / made_file).read_bytes()
    assert data.startswith(b"\x89PNG") is made_file.endswith(".png")


def test_a_picture_that_nobody_was_asked_about_stays(made: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's dialog asks about the name that was typed, and not about the one that it becomes."""
    (made.folder / "code.svg").write_text("mine")
    save_code(made, monkeypatch, "code", "SVG (*.svg)")
    assert (made.folder / "code.svg").read_text() == "mine"
    assert made.notice
    save_code(made, monkeypatch, "code.svg", "SVG (*.svg)")
    assert (made.folder / "code.svg").read_text() != "mine"


def save_code(window: Window, monkeypatch: pytest.MonkeyPatch, typed: str, chosen: str) -> None:
    answer = (str(window.folder / typed), chosen)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: answer)
    window.key.register.public.code.click()
    code_window = window.key.codes.window
    assert code_window is not None
    window.after(code_window.save.click)


def test_other_forms_are_copied_from_the_menu(made: Window) -> None:
    from app.keys.encodings import OPENSSH

    made.key.model.public.copy(OPENSSH)
    assert made.clipboard._clipboard.text().startswith("ssh-ed25519 ")


def test_an_opened_key_says_where_it_goes_and_what_may_be_wrong_with_it(window: Window, qtbot: QtBot) -> None:
    """GIVEN RSA 3072 THEN Binance may refuse it, Revolut X does, and the testnet takes it."""
    states.opened_rsa(window, qtbot)
    part = window.key.register
    seen = []
    for venue in ("binance", "revolut-x", "binance-testnet"):
        part.venue.chosen.emit(venue)
        seen.append((part._trouble.isVisible(), part._trouble.property("role"), part.steps.isVisible()))
        assert part.venue.accessibleDescription() == part._trouble.text()
    assert seen == [(True, "warning", True), (True, "problem", False), (False, "warning", True)]
    part.purpose.chosen.emit("tax")
    assert window.session.hand.state.aim.purpose == "tax"


def test_both_pairs_of_a_set_are_listed_with_their_names(window: Window, qtbot: QtBot) -> None:
    states.saved_set(window, qtbot)
    table, labels = window.key.table.table, window.session.hand.state.labels
    assert [_words(table, row, 1) for row in range(table.rowCount())] == list(labels)
    assert table.height() == table.height_of(2), "what is below it would be out of sight"
    words = [row.field.text() for row in window.key.register._rows if row.isVisible()]
    for label in labels:
        assert sum(f"{label}.public.pem" in each for each in words) == 1


def test_a_key_for_each_purpose_cannot_be_chosen_where_the_venue_wants_a_set(window: Window) -> None:
    purpose, model = window.new_key.kind.purpose, window.new_key.model
    model.choose_venue("interactive-brokers")
    purpose.fill()
    assert _offered(purpose) == [True] * (purpose.count() - 1) + [False]
    purpose.chosen.emit(purpose.itemData(purpose.count() - 1))
    assert purpose.currentData() == model.state.aim.purpose
    model.choose_venue("bybit")
    assert all(_offered(purpose))


def _offered(choice: NamedChoice) -> list[bool]:
    return [
        bool(choice.model().flags(choice.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled)
        for row in range(choice.count())
    ]


def _words(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    return item.text() if item else ""
