"""One key takes the place of another: five actions, then a list that stays until all is done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.gui.key.models import replace_model
from app.gui.key.models.replace_model import ReplaceModel
from app.gui.main_window import DEFAULT_SIZE
from app.gui.places import KEY, MY_KEYS, NEW_KEY
from app.gui.saving.options_card import shortened
from app.keys.pair import KeyPair
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted
from app.storage.registry.record import KeyFile, KeyRecord
from app.storage.registry.registry import user_registry
from app.usecases.key_list import replacing
from app.usecases.save import SaveRequest, save
from tests.gui import states
from tests.gui.conftest import Window
from tests.gui.my_keys.keys import list_keys, record_of, wait_for_list
from tests.sentences import values_of

pytestmark = pytest.mark.slow

PASSPHRASE = "violet-copper-lantern-gravity-mossy-tundra"


@pytest.fixture
def old(window: Window, qtbot: QtBot, pairs: dict[str, KeyPair]) -> KeyRecord:
    """A key that is due, with its files in a folder of its own."""
    pair = pairs["rsa-2048"]
    folder = window.folder / "bots"
    window.folder.mkdir(exist_ok=True)
    save(SaveRequest((pair,), "futures-bot-2026-08-01", folder, Encrypted(Passphrase(PASSPHRASE))))
    file = KeyFile(str(folder / "futures-bot-2026-08-01.private.pem"))
    record = record_of("futures-bot-2026-08-01", pair, purpose="futures", due="2026-11-18", files=(file,))
    list_keys(window, qtbot, record)
    return record


def _known(record: KeyRecord) -> KeyRecord:
    known = user_registry().find(record.fingerprint)
    assert known is not None
    return known


def _replace(window: Window, qtbot: QtBot) -> KeyRecord:
    """Replace the key that is due as a person would; the new key."""
    window.main.go(MY_KEYS)
    window.my_keys.model.take_step(window.my_keys.model.state.to_do[0].record.fingerprint)
    assert window.main.place == NEW_KEY
    window.type_passphrase(PASSPHRASE)
    window.after(window.new_key.generate.click)
    wait_for_list(window, qtbot)
    assert window.main.place == KEY
    window.key.foot.copy.click()
    record = window.key.model.replacing.record
    assert record is not None
    return record


def test_five_actions_lead_to_a_key_that_takes_the_place(
    window: Window, old: KeyRecord, qtbot: QtBot
) -> None:
    """GIVEN a key that is due WHEN Replace, two fields, Generate, Copy THEN there is one like it, linked."""
    new = _replace(window, qtbot)
    assert (new.venue, new.purpose, new.algorithm) == (old.venue, old.purpose, old.algorithm)
    assert new.name == "futures-bot-2026-11-22"
    assert Path(new.files[0].path).parent == Path(old.files[0].path).parent
    assert _known(old).replaced_by == new.fingerprint
    assert QGuiApplication.clipboard().text().startswith("-----BEGIN PUBLIC KEY-----")


def test_the_form_is_for_an_ordinary_key_again_afterwards(
    window: Window, old: KeyRecord, qtbot: QtBot
) -> None:
    new = _replace(window, qtbot)
    window.main.go(NEW_KEY)
    assert window.new_key.replacing.isHidden()
    window.type_passphrase(PASSPHRASE)
    window.after(window.new_key.generate.click)
    wait_for_list(window, qtbot)
    assert _known(old).replaced_by == new.fingerprint
    assert not any(record.replaced_by for record in user_registry().all() if record.name != old.name)


def test_a_key_of_today_gives_a_name_that_is_free(window: Window, qtbot: QtBot) -> None:
    """GIVEN a key that was made today and leaked WHEN it is replaced THEN the name shown is not its own."""
    name = f"spot-trading-{window.today}"
    folder = window.folder / "bots"
    folder.mkdir(parents=True)
    (folder / f"{name}.private.pem").touch()
    model = window.new_key.model
    model.look_around()
    model.draft.set_folder(str(folder))
    states.settle(window, qtbot)
    assert model.draft.state.label == f"{name}-2"
    model.take_the_place_of(record_of(name, leaked=True), str(folder))
    states.settle(window, qtbot)
    assert model.draft.state.label == f"{name}-2"


def test_the_form_comes_back_as_it_was(window: Window, old: KeyRecord, qtbot: QtBot) -> None:
    """GIVEN an RSA key of another folder WHEN it is replaced, or not after all THEN neither stays chosen."""
    model = window.new_key.model
    before = (model.state.aim, model.state.algorithm, model.draft.state.folder)
    _replace(window, qtbot)
    assert (model.state.aim, model.state.algorithm, model.draft.state.folder) == before
    assert window.session.memory.state.folder == before[2]
    model.take_the_place_of(old, "/elsewhere")
    window.new_key.replacing.stop.click()
    assert (model.state.aim, model.state.algorithm, model.draft.state.folder) == before


def test_another_key_can_be_made_instead(window: Window, old: KeyRecord, qtbot: QtBot) -> None:
    window.main.go(MY_KEYS)
    window.my_keys.model.take_step(old.fingerprint)
    window.new_key.replacing.stop.click()
    window.type_passphrase(PASSPHRASE)
    window.after(window.new_key.generate.click)
    wait_for_list(window, qtbot)
    assert _known(old).replaced_by == ""


def test_a_key_that_is_saved_later_takes_the_place_then(window: Window, old: KeyRecord, qtbot: QtBot) -> None:
    """GIVEN that it is not to be saved at once WHEN it is saved on its page THEN it is linked then."""
    window.main.go(MY_KEYS)
    window.my_keys.model.take_step(old.fingerprint)
    window.new_key.model.set_unsaved(True)
    window.after(window.new_key.generate.click)
    draft = window.key.model.draft
    draft.edit_passphrase(Passphrase(PASSPHRASE), Passphrase(PASSPHRASE))
    window.after(window.key.model.save)
    wait_for_list(window, qtbot)
    pair = window.session.hand.state.pair
    assert pair is not None
    assert _known(old).replaced_by == pair.fingerprint


def test_the_list_is_ticked_to_its_end(window: Window, old: KeyRecord, qtbot: QtBot) -> None:
    """GIVEN a key that takes the place WHEN every step is done THEN nothing is left, and it is not due."""
    _replace(window, qtbot)
    model = window.key.model.replacing
    assert [step.is_done for step in model.steps] == [False] * 5
    _all_but_the_file(model, window, qtbot)
    assert [step.is_done for step in model.steps] == [True, True, True, True, False]
    model.ask_to_remove()
    window.choose(replace_model._Removal.DELETE)
    wait_for_list(window, qtbot)
    assert model.is_finished
    assert not Path(old.files[0].path).exists()
    assert not window.session.key_list.state.due


def test_a_file_that_was_removed_is_not_said_to_be_there(
    window: Window, old: KeyRecord, qtbot: QtBot
) -> None:
    """GIVEN the page of the old key WHEN its file is removed THEN the page offers no way to it any more."""
    _replace(window, qtbot)
    window.main.go(MY_KEYS)
    window.my_keys.model.open(old.fingerprint)
    where, model = window.key.where, window.key.model.replacing
    _all_but_the_file(model, window, qtbot)
    assert values_of(where.sentence) == {"place": shortened(str(Path(old.files[0].path).parent))}
    model.ask_to_remove()
    window.choose(replace_model._Removal.DELETE)
    wait_for_list(window, qtbot)
    assert window.key.model.files.is_removed
    assert (where.kind, where._text.text()) == ("info", window.key.model.files.problem)
    assert where.folder.isHidden()
    assert where.path.isHidden()


def _all_but_the_file(model: ReplaceModel, window: Window, qtbot: QtBot) -> None:
    for step in model.steps[:-1]:
        model.tick(step.identifier, True)
    wait_for_list(window, qtbot)


def test_what_was_ticked_is_remembered_and_can_be_taken_back(
    window: Window, old: KeyRecord, qtbot: QtBot
) -> None:
    new = _replace(window, qtbot)
    model = window.key.model.replacing
    _all_but_the_file(model, window, qtbot)
    assert _known(old).retired == window.today
    assert _known(new).registered == window.today
    model.tick(replacing.OLD_DELETED, False)
    wait_for_list(window, qtbot)
    assert _known(old).retired == ""


def test_the_old_file_stays_where_the_person_says_so(window: Window, old: KeyRecord, qtbot: QtBot) -> None:
    _replace(window, qtbot)
    window.key.model.replacing.ask_to_remove()
    assert window.offers()[0] is replace_model._Removal.KEEP
    window.choose(replace_model._Removal.KEEP)
    wait_for_list(window, qtbot)
    assert Path(old.files[0].path).exists()


def test_a_file_that_is_another_key_by_now_is_not_removed(
    window: Window, old: KeyRecord, qtbot: QtBot
) -> None:
    """GIVEN another key under the old name WHEN the old file is to be deleted THEN that is refused."""
    _replace(window, qtbot)
    path = Path(old.files[0].path)
    path.with_name("futures-bot-2026-08-01.public.pem").unlink()
    window.key.model.replacing.ask_to_remove()
    window.choose(replace_model._Removal.DELETE)
    wait_for_list(window, qtbot)
    assert path.exists()
    assert window.notice is not None
    assert str(path) in window.notice.message


def test_a_leak_begins_at_the_venue(window: Window, old: KeyRecord, qtbot: QtBot) -> None:
    """GIVEN a key that may have leaked WHEN its page is shown THEN it is deleted at the venue first."""
    window.main.go(MY_KEYS)
    window.my_keys.model.open(old.fingerprint, "details")
    window.key.remembered.leaked.click()
    wait_for_list(window, qtbot)
    steps = window.key.model.replacing.steps
    assert [step.identifier for step in steps[:2]] == [replacing.OLD_DELETED, replacing.MADE]
    assert steps[0].address.startswith("https://www.binance.com/")
    assert window.key.model.replacing.is_urgent
    window.key.model.replacing.begin()
    assert window.main.place == NEW_KEY


def test_a_key_that_goes_is_opened_at_what_is_left_to_do(
    window: Window, old: KeyRecord, qtbot: QtBot
) -> None:
    """GIVEN a key that another one replaces WHEN it is finished from My keys THEN its list has the focus."""
    window.main.resize(*DEFAULT_SIZE)
    window.main.activateWindow()
    _replace(window, qtbot)
    card = window.key.replacing
    for is_folded in (False, True):
        window.main.go(MY_KEYS)
        window.my_keys.model.take_step(old.fingerprint)
        states.settle(window, qtbot)
        expected = card.unfold if is_folded else card._rows[0].action
        assert window.main.focusWidget() is expected
        card.unfold.click()


def test_a_leak_leads_to_what_is_to_be_done(window: Window, old: KeyRecord, qtbot: QtBot) -> None:
    """GIVEN the button at the end of a long page WHEN it is pressed THEN the first step is at hand."""
    window.main.resize(*DEFAULT_SIZE)
    window.main.activateWindow()
    window.main.go(MY_KEYS)
    window.my_keys.model.open(old.fingerprint, "details")
    states.settle(window, qtbot)
    bar = window.key.body.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.key.remembered.leaked.setFocus()
    window.key.remembered.leaked.click()
    wait_for_list(window, qtbot)
    states.settle(window, qtbot)
    row = window.key.replacing._rows[0]
    assert window.main.focusWidget() is row.action
    area = QRect(row.mapTo(window.key.body, QPoint(0, 0)), row.size())
    assert window.key.body.rect().contains(area)


def test_the_key_that_takes_the_place_of_a_leaked_one_is_no_reason_to_wait(
    window: Window, old: KeyRecord, qtbot: QtBot
) -> None:
    window.my_keys.model.take_step(old.fingerprint)
    usual = window.new_key.replacing._hint.text()
    window.new_key.model.stop_replacing()
    list_keys(window, qtbot, replace(old, leaked=True))
    window.my_keys.model.open(old.fingerprint)
    window.key.model.replacing.begin()
    assert window.main.place == NEW_KEY
    assert window.new_key.replacing._hint.text() not in ("", usual)


def test_a_leak_that_was_none_can_be_taken_back(window: Window, old: KeyRecord, qtbot: QtBot) -> None:
    list_keys(window, qtbot, replace(old, leaked=True))
    window.main.go(MY_KEYS)
    window.my_keys.model.open(old.fingerprint, "details")
    window.key.remembered.leaked.click()
    wait_for_list(window, qtbot)
    assert not _known(old).leaked
    assert window.key.replacing.isHidden()


def test_each_page_leads_to_what_helps(window: Window, old: KeyRecord, qtbot: QtBot) -> None:
    """GIVEN the page of the old key WHEN the lines are asked for THEN they are those of the new one."""
    new = _replace(window, qtbot)
    window.my_keys.model.open(old.fingerprint)
    assert window.key.model.replacing.is_old
    window.key.model.replacing.show_new("use")
    shown = window.key.model.replacing.record
    assert shown is not None
    assert shown.fingerprint == new.fingerprint
    assert window.key.tabs.choice == "use"
