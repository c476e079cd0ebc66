"""My keys as a person uses it: what is seen first, opened, searched, chosen and forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.gui.main_window import DEFAULT_SIZE
from app.gui.my_keys.due_line import DueLine
from app.gui.my_keys.models.next_step import NextStep, look_of
from app.gui.my_keys.rows_card import RowButton
from app.gui.my_keys.rows_view import RowsView
from app.gui.places import KEY, MY_KEYS, NEW_KEY, OPEN_KEY
from app.gui.session.forgetting import Forgetting
from app.gui.session.unsaved import Unsaved
from app.keys.passphrase import Passphrase
from app.storage.registry.registry import user_registry
from app.usecases.key_list.standing import State
from tests.gui import states
from tests.gui.conftest import Window
from tests.gui.my_keys.keys import (
    PAIR,
    list_keys,
    one_of_each,
    record_of,
    wait_for_list,
    with_file,
)
from tests.modes import MODES, need_modes

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)  # menus, on the offscreen platform


@pytest.fixture
def keys(window: Window, qtbot: QtBot) -> Window:
    """My keys, with one key in each state: one of them is readable by others."""
    need_modes()
    window.main.resize(*DEFAULT_SIZE)
    window.main.activateWindow()
    states.my_keys(window, qtbot)
    states.settle(window, qtbot)
    return window


def names(view: RowsView) -> list[str]:
    return [str(view.rows.index(row).data()) for row in range(view.rows.rowCount())]


def buttons(window: Window) -> list[RowButton]:
    shown = [each for each in window.my_keys.findChildren(RowButton) if each.isVisible()]
    return sorted(shown, key=lambda each: each.y())


def press(key: Qt.Key) -> None:
    from PySide6.QtWidgets import QApplication

    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def test_what_is_due_comes_first_and_each_row_has_its_next_step(keys: Window) -> None:
    page = keys.my_keys
    assert names(page.to_do.view) == ["futures-bot", "tax", "open-to-all", "spot-trading-2026-11-22"]
    assert names(page.up_to_date.view) == ["grid-bot", "market-maker"]
    steps = [look_of(each).step for each in page.model.state.to_do]
    assert steps == [NextStep.REPLACE, NextStep.LOCATE, NextStep.CLOSE, NextStep.REGISTER]
    assert [each.kind for each in buttons(keys)] == ["primary", "secondary", "secondary", "secondary"]


def assert_over_its_row(window: Window) -> None:
    """The one button lies where its row leaves room for it, and is the next step."""
    part, (only,) = window.my_keys.to_do, buttons(window)
    view = part.view
    room = view.layout_of_rows.button_area(view.area_of_row(only.row))
    assert only.geometry() == room.translated(view.mapTo(part.card, QPoint(0, 0)))
    assert only.kind == "primary"


def test_a_button_stays_over_its_row_when_the_list_gets_shorter(window: Window, qtbot: QtBot) -> None:
    due, done = record_of("grid-bot", PAIR, due="2026-11-18"), record_of("tax", due="2026-11-19")
    window.main.resize(*DEFAULT_SIZE)
    list_keys(window, qtbot, due, done, record_of("market-maker"))
    window.main.go(MY_KEYS)
    states.settle(window, qtbot)
    assert len(buttons(window)) == 2
    window.session.key_list.set(done.fingerprint, due="2027-01-30")
    wait_for_list(window, qtbot)
    states.settle(window, qtbot)
    assert_over_its_row(window)


def test_the_next_step_is_still_the_primary_one_after_a_change_elsewhere(
    window: Window, qtbot: QtBot
) -> None:
    window.main.resize(*DEFAULT_SIZE)
    list_keys(window, qtbot, record_of("grid-bot", PAIR, due="2026-11-18"), record_of("market-maker"))
    window.main.go(MY_KEYS)
    states.settle(window, qtbot)
    window.main.go(NEW_KEY)
    window.session.key_list.set(PAIR.fingerprint, leaked=True)
    wait_for_list(window, qtbot)
    window.main.go(MY_KEYS)
    states.settle(window, qtbot)
    assert_over_its_row(window)


def test_a_screen_reader_hears_all_of_a_row(keys: Window) -> None:
    row = keys.my_keys.to_do.view.rows.index(0)
    heard = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "futures-bot: due 4 days ago. Binance, Ed25519, Futures trading."


def test_the_badge_counts_what_is_due(keys: Window) -> None:
    entry = keys.main.navigation.entries[MY_KEYS]
    assert entry.accessibleName() == "My keys, 1 due"
    keys.session.key_list.forget([PAIR.fingerprint])
    keys._qtbot.waitUntil(lambda: entry.accessibleName() == "", timeout=60_000)


@pytest.mark.thorough
def test_a_row_is_opened_by_a_click_and_by_enter(keys: Window) -> None:
    view = keys.my_keys.up_to_date.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.area_of_row(0).center())
    assert (keys.main.place, keys.session.hand.state.label) == (KEY, "grid-bot")
    keys.main.go(MY_KEYS)
    keys.my_keys.to_do.view.setFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    assert (keys.main.place, keys.session.hand.state.label) == (KEY, "spot-trading-2026-11-22")
    assert keys.key.tabs.choice == "register"


@pytest.mark.thorough
def test_keys_go_through_the_list(window: Window, qtbot: QtBot) -> None:
    """Arrows, Home and End, pages, and letters; what the keyboard is at is brought into view."""
    window.main.resize(*DEFAULT_SIZE)
    window.main.activateWindow()
    list_keys(window, qtbot, *(record_of(f"key-{number:03}") for number in range(300)), record_of("zebra"))
    window.main.go(MY_KEYS)
    states.settle(window, qtbot)
    view, bar = window.my_keys.up_to_date.view, window.my_keys.body.verticalScrollBar()
    press(Qt.Key.Key_Down)
    assert view.currentIndex().data() == "key-001"
    press(Qt.Key.Key_PageDown)
    assert 5 <= view.currentIndex().row() <= 20
    press(Qt.Key.Key_End)
    assert view.currentIndex().data() == "zebra"
    qtbot.waitUntil(lambda: bar.value() > 0.9 * bar.maximum(), timeout=60_000)
    QTest.keyClicks(view, "key-1")
    assert view.currentIndex().data() == "key-100"
    press(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: bar.value() < 300, timeout=60_000)


def test_what_is_searched_for_is_seen_as_it_is_typed(keys: Window) -> None:
    page = keys.my_keys
    page.search.setText("BYBIT")
    assert (names(page.to_do.view), page.up_to_date.isHidden()) == (["tax"], True)
    page.search.setText(PAIR.fingerprint[8:20])
    assert names(page.to_do.view) == ["futures-bot"]
    page.search.setText("binance nothing")
    assert page.show_all.isVisible()
    page.show_all.click()
    assert len(page.model.state.to_do) == 4


def test_a_short_word_is_not_searched_for_in_fingerprints_and_api_keys(window: Window, qtbot: QtBot) -> None:
    """GIVEN many keys WHEN all that are found for "tax" are forgotten THEN no other is among them."""
    by_chance = record_of("a", api_key="xxTaXyy-and-what-follows")
    list_keys(window, qtbot, record_of("b", purpose="tax"), by_chance)
    window.main.go(MY_KEYS)
    page = window.my_keys
    page.search.setText("tax")
    assert names(page.up_to_date.view) == ["b"]
    page.search.setText("xxtaxy")
    assert names(page.up_to_date.view) == ["a"]
    page.search.setText(by_chance.fingerprint[:13].lower())
    assert names(page.up_to_date.view) == ["a"]


@MODES
def test_keys_of_one_venue_and_for_one_purpose(window: Window, qtbot: QtBot) -> None:
    states.many_keys(window, qtbot)
    page = window.my_keys
    page.model.choose_venue("bybit")
    page.model.choose_purpose("tax")
    assert [each.record.name for each in page.model.state.to_do] == ["tax"]
    page.model.choose_purpose("spot")
    assert page.show_all.isVisible()
    assert page.close_innermost()
    assert page.model.state.to_do


@pytest.mark.thorough
def test_several_keys_are_chosen_and_forgotten(keys: Window, qtbot: QtBot) -> None:
    """GIVEN two that are ticked WHEN they are to be forgotten THEN it is asked, and their files stay."""
    page, before = keys.my_keys, keys.files()
    page.up_to_date.view.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert len(page.model.state.chosen or ()) == 2
    assert not buttons(keys)
    page.forget.click()
    assert len(user_registry().all()) == 6
    keys.choose(Forgetting.FORGET)
    wait_for_list(keys, qtbot)
    assert {each.name for each in user_registry().all()}.isdisjoint({"grid-bot", "market-maker"})
    assert page.model.state.chosen is None
    assert keys.files() == before


@pytest.mark.thorough
def test_what_is_chosen_is_exported(keys: Window, tmp_path: Path) -> None:
    model = keys.my_keys.model
    model.choose_several(True, PAIR.fingerprint)
    keys.after(lambda: model.export(str(tmp_path / "some.csv")))
    assert (tmp_path / "some.csv").read_text().count("SHA256:") == 1
    keys.after(lambda: model.export(str(tmp_path / "all.json")))
    assert (tmp_path / "all.json").read_text().count("SHA256:") == 6


def test_the_calendar_has_the_due_days(keys: Window, tmp_path: Path) -> None:
    keys.after(lambda: keys.my_keys.model.save_calendar(str(tmp_path / "keys.ics")))
    assert b"20261118" in (tmp_path / "keys.ics").read_bytes()


@pytest.mark.thorough
def test_a_file_that_was_moved_is_found_again(window: Window, qtbot: QtBot) -> None:
    """By the public key beside it, in a folder; another key is refused, and nothing is changed."""
    window.type_passphrase(states.STRONG.reveal())
    window.after(window.new_key.generate.click)
    wait_for_list(window, qtbot)
    record = window.session.key_list.state.standings[0].record
    moved = window.folder.parent / "elsewhere" / "deeper"
    moved.mkdir(parents=True)
    for file in window.folder.iterdir():
        file.rename(moved / file.name)
    window.session.key_list.look_again(record.fingerprint)
    wait_for_list(window, qtbot)
    window.main.go(MY_KEYS)
    model = window.my_keys.model
    assert model.state.to_do[0].first is State.FILE_NOT_FOUND
    other = with_file(record_of("another"), window.folder)
    window.after(lambda: model.locate(record.fingerprint, other.files[0].path))
    assert window.notice is not None
    window.after(lambda: model.locate(record.fingerprint, str(moved.parent)))
    wait_for_list(window, qtbot)
    (now,) = user_registry().all()[0].files
    assert now.path == str(moved / Path(record.files[0].path).name)
    assert window.session.key_list.state.standings[0].first is State.NOT_REGISTERED


@pytest.mark.thorough
def test_the_page_of_a_key_whose_file_is_lost_leads_to_its_row(keys: Window, qtbot: QtBot) -> None:
    """It says nothing of how a file is protected that nobody has found."""
    lost = keys.my_keys.model.state.to_do[1].record
    keys.my_keys.search.setText(lost.name)
    keys.my_keys.model.open(lost.fingerprint)
    states.settle(keys, qtbot)
    where, files = keys.key.where, keys.key.model.files
    assert (where.folder.isHidden(), where.path.isHidden(), where.locate.isHidden()) == (True, True, False)
    assert keys.key.model.protection == (files.problem, "warning")
    where.locate.click()
    states.settle(keys, qtbot)
    assert (keys.main.place, keys.my_keys.search.text()) == (MY_KEYS, "")
    view = keys.my_keys.to_do.view
    assert keys.main.focusWidget() is view
    assert view.current_fingerprint == lost.fingerprint
    keys.my_keys.model.open(PAIR.fingerprint)
    assert where.locate.isHidden()
    assert not where.folder.isHidden()


def test_of_what_is_not_shown_no_file_is_made(keys: Window) -> None:
    page = keys.my_keys
    page.search.setText("nothing like that")
    assert not page.export.isEnabled()
    assert not page.calendar.isEnabled()
    page.search.setText("BYBIT")
    assert page.export.isEnabled()
    assert page.bar.state.text() == "1 of 6 keys shown"
    page.search.setText("")
    assert page.calendar.isEnabled()


@pytest.mark.thorough
def test_another_key_is_refused_by_its_name(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.type_passphrase(states.STRONG.reveal())
    window.after(window.new_key.generate.click)
    (file,) = window.folder.glob("*.private.pem")
    list_keys(window, qtbot, record_of("mine"))
    mine = next(each.record for each in window.session.key_list.state.standings if each.record.name == "mine")
    window.main.go(MY_KEYS)
    window.after(lambda: window.my_keys.model.locate(mine.fingerprint, str(file)))
    assert window.notice is not None
    assert window.notice.message == f"{file} is another key than mine."
    assert user_registry().find(mine.fingerprint) == mine


def test_locating_asks_for_a_file_or_a_folder(keys: Window) -> None:
    buttons(keys)[1].click()
    (menu,) = [each for each in keys.main.findChildren(QMenu) if each.isVisible()]
    assert [each.text() for each in menu.actions()] == ["Choose its file…", "Look through a folder…"]
    menu.close()


@pytest.mark.thorough
def test_a_file_that_others_can_read_is_closed_to_them(keys: Window, qtbot: QtBot) -> None:
    keys.after(buttons(keys)[2].click)
    wait_for_list(keys, qtbot)
    assert (keys.folder / "open-to-all.private.pem").stat().st_mode & 0o777 == 0o600
    assert names(keys.my_keys.to_do.view) == ["futures-bot", "tax", "spot-trading-2026-11-22"]


@pytest.mark.thorough
def test_an_unsaved_pair_is_not_lost_for_a_remembered_one(window: Window, qtbot: QtBot) -> None:
    states.unsaved(window, qtbot)
    list_keys(window, qtbot, *one_of_each(window.folder))
    window.main.go(MY_KEYS)
    window.my_keys.model.open(PAIR.fingerprint)
    assert window.session.hand.state.would_be_lost
    window.choose(Unsaved.DISCARD)
    assert window.session.hand.state.label == "futures-bot"


def test_without_keys_there_are_two_ways_in(window: Window, qtbot: QtBot) -> None:
    states.no_keys(window, qtbot)
    page = window.my_keys
    page.empty.open.click()
    assert window.main.place == OPEN_KEY
    window.main.go(MY_KEYS)
    page.empty.new.click()
    assert window.main.place == NEW_KEY


def test_without_keys_there_is_no_bar_without_anything_in_it(window: Window, qtbot: QtBot) -> None:
    states.no_keys(window, qtbot)
    assert window.my_keys.bar.isHidden()
    list_keys(window, qtbot, record_of("bot"))
    assert not window.my_keys.bar.isHidden()


def test_a_damaged_list_is_said_on_every_page_until_it_is_gone(window: Window, qtbot: QtBot) -> None:
    """GIVEN keys that nobody watches WHEN the window opens THEN it says so, whoever saw it first."""
    list_keys_file = user_registry().path
    user_registry().enrol([record_of("lost")])
    list_keys_file.write_bytes(b"not a list of keys" * 100)
    assert user_registry().all() == ()  # which sets it aside
    window.main.activateWindow()
    list_keys(window, qtbot)
    [line] = window.main.findChildren(DueLine)
    assert line.isVisible()
    assert line.text.text()
    line.button.click()
    assert "keys.damaged-1.sqlite3" in window.my_keys._about.text()
    window.session.key_list.forget_all()
    wait_for_list(window, qtbot)
    assert window.my_keys._about.isHidden()


def test_what_is_due_is_said_once_and_takes_no_focus(window: Window, qtbot: QtBot) -> None:
    window.main.resize(*DEFAULT_SIZE)
    window.main.activateWindow()
    line_before = window.main.focusWidget()
    list_keys(window, qtbot, *one_of_each(window.folder))
    (line,) = window.main.findChildren(DueLine)
    assert line.isVisible()
    assert line.text.text() == "1 key is due: futures-bot"
    assert window.main.focusWidget() is line_before
    line.button.click()
    assert (window.main.place, line.isHidden()) == (MY_KEYS, True)


@pytest.mark.thorough
def test_the_most_urgent_button_is_primary_only_while_it_is_whole(window: Window, qtbot: QtBot) -> None:
    window.main.resize(*DEFAULT_SIZE)
    records = (record_of(f"key-{number:03}", due="2026-11-01") for number in range(100))
    list_keys(window, qtbot, *records)
    window.main.go(MY_KEYS)
    states.settle(window, qtbot)
    assert buttons(window)[0].kind == "primary"
    window.my_keys.body.verticalScrollBar().setValue(3_000)
    states.settle(window, qtbot)
    seen = buttons(window)
    assert 5 <= len(seen) <= 20
    assert {each.kind for each in seen} == {"secondary"}
    view = window.my_keys.to_do.view
    for each in seen:
        row = view.area_of_row(each.row)
        assert row.contains(each.geometry().translated(-view.mapTo(window.my_keys.to_do.card, QPoint(0, 0))))


@MODES
def test_a_list_that_cannot_be_used_says_so_and_offers_no_key(window: Window, qtbot: QtBot) -> None:
    states.list_is_unusable(window, qtbot)
    page = window.my_keys
    assert page.empty.isHidden()
    assert "cannot be used" in page._about.text()
    assert page.export.isHidden()


@pytest.mark.thorough
def test_protecting_leads_to_another_passphrase(window: Window, qtbot: QtBot) -> None:
    plain = replace(record_of("plain", PAIR), files=())
    from app.keys.pair import private_key_pem
    from app.keys.protection import Unencrypted

    content = private_key_pem(PAIR, Unencrypted()).encode()
    list_keys(window, qtbot, with_file(plain, window.folder, content))
    window.main.go(MY_KEYS)
    states.settle(window, qtbot)
    assert window.my_keys.model.state.to_do[0].first is State.NOT_ENCRYPTED
    window.after(buttons(window)[0].click)
    dialog = window.key.dialog
    assert dialog is not None
    strong = Passphrase("lantern-copper-violet-gravity-mossy")
    dialog.passphrase.fill(strong)
    dialog.repeat.setText(strong.reveal())
    window.after(dialog.change.click)
    wait_for_list(window, qtbot)
    assert b"ENCRYPTED" in (window.folder / "plain.private.pem").read_bytes()
    assert window.session.key_list.state.standings[0].first is State.IN_ORDER


def test_tab_leads_from_a_row_to_its_own_button(keys: Window) -> None:
    """GIVEN the keyboard at the second row WHEN Tab is pressed THEN that row's button is next."""
    keys.my_keys.to_do.view.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    focused = keys.main.focusWidget()
    assert isinstance(focused, RowButton)
    assert focused.fingerprint == keys.my_keys.model.state.to_do[1].record.fingerprint
    press(Qt.Key.Key_Tab)
    assert keys.main.focusWidget() is keys.my_keys.up_to_date.view
