"""Every page of the window, in every state that looks different: each brings the window there, by itself."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.gui.check.key_field import KeyField
from app.gui.check.page import SIGN, VERIFY
from app.gui.guard.capture import ScreenCapture
from app.gui.help.about_window import AboutWindow
from app.gui.help.page import HelpPage
from app.gui.messages import PRIVATE_KEY
from app.gui.new_key.models.new_key_model import EACH_PURPOSE
from app.gui.open_key.page import OpenPage
from app.gui.places import CHECK, HELP, KEY, MY_KEYS, NEW_KEY, OPEN_KEY, SETTINGS
from app.gui.saving.models.draft_model import DraftModel
from app.gui.saving.models.saving_model import Answer
from app.gui.session.activity import Work
from app.gui.session.forgetting import Forgetting
from app.gui.session.unsaved import Unsaved
from app.gui.settings.page import SettingsPage
from app.gui.words import said
from app.keys.algorithm import BY_NAME
from app.keys.pair import generate_key_pair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Encrypted, Unencrypted
from app.storage.registry.registry import user_registry
from app.text import text
from app.usecases.key_list.replacing import begun
from app.usecases.save_report import SaveReport
from tests.gui.check import requests
from tests.gui.conftest import Window
from tests.gui.my_keys.keys import PAIR, list_keys, one_of_each, record_of, wait_for_list, with_file
from tests.gui.pairs import signature_of

Prepare = Callable[[Window, QtBot], None]

STRONG = Passphrase("lantern-copper-violet-gravity-mossy")
NOT_A_KEY = b"vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
_PATIENCE = 60_000


def settle(window: Window, qtbot: QtBot) -> None:
    """Wait until all is still: layouts settle in several steps, and a judgement comes after a pause.

    Three looks alike, further apart than Qt's longest step (5 ms, until what has changed is painted), none
    while work runs, or is about to, whose result may move things.
    """
    looks: list[object] = []
    while len(looks) < 3:
        qtbot.wait(8)
        geometry = [widget.geometry() for widget in window.main.findChildren(QWidget)]
        if window.jobs._running or _is_pausing(window) or (looks and looks[-1] != geometry):
            looks.clear()
        looks.append(geometry)


def _is_pausing(window: Window) -> bool:
    """Whether a form will look at what was typed or chosen, once nothing more comes."""
    new_key, key = window.places.new_key, window.places._key
    pauses = [new_key.labels._pause]
    for draft in [new_key.draft, *([key.draft] if key else [])]:
        pauses += [draft.destination._pause, draft.strength._pause]
    for page in window.main.findChildren(OpenPage) + window.main.findChildren(KeyField):
        pauses.append(page._pause)
    return any(pause.isActive() for pause in pauses)


def all_windows(window: Window) -> list[QWidget]:
    """The window, and each dialog that is open."""
    inner = window.main.findChildren(QWidget)
    return [window.main, *(each for each in inner if each.isWindow() and each.isVisible())]


# New key


def as_it_opens(window: Window, qtbot: QtBot) -> None:
    """Nothing was done."""


def rsa(window: Window, qtbot: QtBot) -> None:
    window.new_key.model.choose(BY_NAME["rsa-3072"])


def options(window: Window, qtbot: QtBot) -> None:
    window.new_key.options.options.click()
    window.new_key.options.details.archive.click()


def options_with_problems(window: Window, qtbot: QtBot) -> None:
    """A name that cannot be one, and too many pairs."""
    options(window, qtbot)
    window.new_key.options.details.name.setText("a/b")
    window.new_key.count.setValue(5_000)


def long_name(window: Window, qtbot: QtBot) -> None:
    options(window, qtbot)
    window.new_key.model.draft.edit_label("W" * 100)
    window.new_key.model.draft.set_folder("/" + "a-folder-with-a-long-name/" * 12)


def ready(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.new_key.model.draft.strength.judged, timeout=_PATIENCE):
        window.type_passphrase(STRONG.reveal())


def weak(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.new_key.model.draft.strength.judged, timeout=_PATIENCE):
        window.type_passphrase("Binance2024!")


def shown_passphrase(window: Window, qtbot: QtBot) -> None:
    window.new_key.passphrase.passphrase.eye.click()
    weak(window, qtbot)


def different(window: Window, qtbot: QtBot) -> None:
    ready(window, qtbot)
    window.new_key.passphrase.repeat.setText("another")


def suggestion(window: Window, qtbot: QtBot) -> None:
    _suggest(window.new_key.model.draft, qtbot)


def clear_question(window: Window, qtbot: QtBot) -> None:
    window.new_key.generate.click()
    assert Answer.IN_CLEAR in window.offers()


def name_is_taken(window: Window, qtbot: QtBot) -> None:
    window.folder.mkdir()
    (window.folder / "desk.private.pem").touch()
    window.new_key.model.draft.edit_label("desk")
    ready(window, qtbot)
    window.after(window.new_key.generate.click)
    assert Answer.REPLACE in window.offers()


def working(window: Window, qtbot: QtBot) -> None:
    show_work(window)


def folder_notice(window: Window, qtbot: QtBot) -> None:
    """As it is found where git would take the key with it."""
    folder = _work_tree(window)
    window.places.look_around()
    with qtbot.waitSignal(window.new_key.model.draft.destination.changed, timeout=_PATIENCE):
        window.new_key.model.draft.set_folder(str(folder))


def no_keyring(window: Window, qtbot: QtBot) -> None:
    window.new_key.options.options.click()
    _want_keyring(window, qtbot)


def discard_question(window: Window, qtbot: QtBot) -> None:
    unsaved(window, qtbot)
    window.main.go(NEW_KEY)
    ready(window, qtbot)
    window.new_key.generate.click()
    assert Unsaved.DISCARD in window.offers()


def full(window: Window, qtbot: QtBot) -> None:
    """Everything at once: a suggestion, options, what there is to say of the folder."""
    folder_notice(window, qtbot)
    options(window, qtbot)
    suggestion(window, qtbot)


# This key


def saved(window: Window, qtbot: QtBot) -> None:
    ready(window, qtbot)
    window.after(window.new_key.generate.click)
    assert window.session.hand.state.saved
    assert window.main.place == KEY


def report(window: Window, qtbot: QtBot) -> None:
    saved(window, qtbot)
    window.key.where.more.click()


def saved_with_warning(window: Window, qtbot: QtBot) -> None:
    saved(window, qtbot)
    done = window.session.hand.state.report
    assert isinstance(done, SaveReport)
    first, *rest = done.rows
    bad = replace(first, good=False)
    window.session.hand.change(report=replace(done, rows=(bad, *rest)))


def details(window: Window, qtbot: QtBot) -> None:
    saved(window, qtbot)
    window.key.tab("details").click()


def other_formats(window: Window, qtbot: QtBot) -> None:
    """Unfolded, with a passphrase that is missing."""
    details(window, qtbot)
    window.key.details.others.click()
    window.key.details.formats.openssh.click()
    assert window.key.model.formats.state.problem


def seed_question(window: Window, qtbot: QtBot) -> None:
    """What would be copied is in clear."""
    other_formats(window, qtbot)
    window.key.details.formats.passphrase.fill(STRONG)
    window.key.details.formats.seed.click()
    assert len(window.offers()) == 2


def using(window: Window, qtbot: QtBot) -> None:
    """A program that opens no encrypted file, and a secrets manager."""
    saved(window, qtbot)
    window.key.tab("use").click()
    window.key.model.use.choose_client("ccxt")
    window.key.model.use.choose_manager("pass")
    assert window.key.model.use.code


def registering(window: Window, qtbot: QtBot) -> None:
    """Where no money is at stake, with an API key that is none, and a page to be opened."""
    saved(window, qtbot)
    window.key.model.register.choose_venue("binance-testnet")
    window.key.register.api_key.setText("nonsense")
    window.key.model.register.open_page("https://testnet.binance.vision")
    assert window.notice


def refused_by_venue(window: Window, qtbot: QtBot) -> None:
    """RSA, where Ed25519 alone is taken."""
    rsa(window, qtbot)
    saved(window, qtbot)
    window.key.model.register.choose_venue("revolut-x")
    assert window.key.model.register.refusal


def each_purpose(window: Window, qtbot: QtBot) -> None:
    """Four keys in one act, and what that is called."""
    window.new_key.model.choose_purpose(EACH_PURPOSE)
    options(window, qtbot)


def set_of_a_venue(window: Window, qtbot: QtBot) -> None:
    """As many pairs as it wants, and why that cannot be chosen."""
    window.new_key.model.choose_venue("interactive-brokers")
    options(window, qtbot)


def saved_set(window: Window, qtbot: QtBot) -> None:
    """Two pairs, which are registered together."""
    window.new_key.model.choose_venue("interactive-brokers")
    saved(window, qtbot)


def one_key_for_everything(window: Window, qtbot: QtBot) -> None:
    window.new_key.model.choose_purpose("other")


def venue_and_program(window: Window, qtbot: QtBot) -> None:
    """A program that no key is of use to, and a venue that takes one type."""
    window.new_key.model.choose_venue("revolut-x")
    window.new_key.model.choose_client("hummingbot")


def qr_code(window: Window, qtbot: QtBot) -> None:
    saved(window, qtbot)
    window.key.register.public.code.click()


def private_key_copied(window: Window, qtbot: QtBot) -> None:
    """Shown too, with the switch of other systems."""
    capture = ScreenCapture(Exclusion(), window.shown)
    window.places.add_capture_switch(capture.switch)
    details(window, qtbot)
    for button in (window.key.details.show_private, window.key.details.copy_private):
        window.after(button.click)
    assert window.key.model.private.state.text


def private_key_copied_and_work(window: Window, qtbot: QtBot) -> None:
    """Countdown, progress and Cancel, one below the other."""
    private_key_copied(window, qtbot)
    show_work(window)


def clipboard_refused(window: Window, qtbot: QtBot) -> None:
    private_key_copied(window, qtbot)
    window.clipboard.refused.emit(PRIVATE_KEY)


def save_once_more(window: Window, qtbot: QtBot) -> None:
    details(window, qtbot)
    window.key.details.save.click()


def several(window: Window, qtbot: QtBot) -> None:
    window.new_key.count.setValue(3)
    saved(window, qtbot)
    window.key.model.copy_public()


def unsaved(window: Window, qtbot: QtBot) -> None:
    options(window, qtbot)
    window.new_key.unsaved.click()
    window.after(window.new_key.generate.click)
    assert window.session.hand.state.would_be_lost


def unsaved_thousand(window: Window, qtbot: QtBot) -> None:
    window.new_key.count.setValue(1_000)
    unsaved(window, qtbot)


def unsaved_long_name(window: Window, qtbot: QtBot) -> None:
    long_name(window, qtbot)
    window.new_key.unsaved.click()
    window.new_key.count.setValue(2)
    window.after(window.new_key.generate.click)


def unsaved_suggestion(window: Window, qtbot: QtBot) -> None:
    unsaved(window, qtbot)
    _suggest(window.key.model.draft, qtbot)


def unsaved_question(window: Window, qtbot: QtBot) -> None:
    unsaved(window, qtbot)
    window.key.foot.save.click()
    assert Answer.IN_CLEAR in window.offers()


def opened_text(window: Window, qtbot: QtBot) -> None:
    """In clear: a notice says so."""
    _open_in_clear(window)
    assert window.main.place == KEY
    assert window.notice


def opened_rsa(window: Window, qtbot: QtBot) -> None:
    """Of a size that Binance, where it would go by itself, does not document."""
    pem = private_key_pem(generate_key_pair(BY_NAME["rsa-3072"]), Unencrypted())
    window.main.go(OPEN_KEY)
    window.after(lambda: window.open_key.take_text(pem.encode("ascii")))
    assert window.key.model.register.doubt


def opened_file(window: Window, qtbot: QtBot) -> None:
    locked_file(window, qtbot)
    window.open_key.passphrase.fill(STRONG)
    window.after(window.open_key.unlock.click)
    assert window.main.place == KEY


def opened_file_details(window: Window, qtbot: QtBot) -> None:
    opened_file(window, qtbot)
    window.key.tab("details").click()


# Open a key


def open_key(window: Window, qtbot: QtBot) -> None:
    window.main.go(OPEN_KEY)


def not_a_key(window: Window, qtbot: QtBot) -> None:
    window.main.go(OPEN_KEY)
    window.after(partial(window.open_key.take_text, NOT_A_KEY))
    assert window.notice


def locked_file(window: Window, qtbot: QtBot) -> None:
    saved(window, qtbot)
    (file,) = window.folder.glob("*.private.pem")
    window.after(partial(window.main.take_file, file))
    assert window.open_key.model.state.fingerprint


def wrong_passphrase(window: Window, qtbot: QtBot) -> None:
    locked_file(window, qtbot)
    window.open_key.passphrase.fill(Passphrase("wrong"))
    window.after(window.open_key.unlock.click)
    assert window.notice


def open_instead_question(window: Window, qtbot: QtBot) -> None:
    unsaved(window, qtbot)
    window.main.go(OPEN_KEY)
    _open_in_clear(window)
    assert Unsaved.DISCARD in window.offers()


# My keys


def no_keys(window: Window, qtbot: QtBot) -> None:
    list_keys(window, qtbot)
    window.main.go(MY_KEYS)
    assert not window.my_keys.empty.isHidden()


def my_keys(window: Window, qtbot: QtBot) -> None:
    """One key in each state."""
    list_keys(window, qtbot, *one_of_each(window.folder))
    window.main.go(MY_KEYS)
    assert len(window.my_keys.model.state.to_do) == 4


def many_keys(window: Window, qtbot: QtBot) -> None:
    """So many that one wants to see those of one venue, or for one purpose."""
    my_keys(window, qtbot)
    more = (record_of(f"a-key-with-quite-a-long-name-{number}-of-the-second-desk") for number in range(20))
    list_keys(window, qtbot, *more)
    assert window.my_keys.venue.isVisible()


def choosing_keys(window: Window, qtbot: QtBot) -> None:
    my_keys(window, qtbot)
    window.my_keys.several.click()
    window.my_keys.model.toggle(window.my_keys.model.state.to_do[1].record.fingerprint)


def no_key_found(window: Window, qtbot: QtBot) -> None:
    my_keys(window, qtbot)
    window.my_keys.search.setText("of no key")
    assert window.my_keys.show_all.isVisible()


def forget_question(window: Window, qtbot: QtBot) -> None:
    choosing_keys(window, qtbot)
    window.my_keys.model.choose_all()
    window.my_keys.forget.click()
    assert Forgetting.FORGET in window.offers()


def list_is_unusable(window: Window, qtbot: QtBot) -> None:
    """Somebody else can write to its folder."""
    folder = user_registry().path.parent
    folder.mkdir(parents=True)
    user_registry().path.touch()
    folder.chmod(0o777)
    no_keys_but_a_reason(window, qtbot)


def no_keys_but_a_reason(window: Window, qtbot: QtBot) -> None:
    list_keys(window, qtbot)
    window.main.go(MY_KEYS)
    assert window.session.key_list.state.problem


def something_is_due(window: Window, qtbot: QtBot) -> None:
    """As the window opens."""
    list_keys(window, qtbot, *one_of_each(window.folder))


def remembered_key(window: Window, qtbot: QtBot) -> None:
    """Registered, and not restricted to addresses."""
    my_keys(window, qtbot)
    window.my_keys.model.open(window.my_keys.model.state.to_do[0].record.fingerprint)
    assert window.main.place == KEY
    assert window.key.foot.registered.isChecked()


def remembered_key_details(window: Window, qtbot: QtBot) -> None:
    remembered_key(window, qtbot)
    window.key.tab("details").click()
    window.key.remembered.choice.fill()
    window.key.model.remembered.choose("day")
    window.key.model.remembered.name_day("tomorrow")
    assert window.key.model.remembered.state.problem


def remembered_key_is_lost(window: Window, qtbot: QtBot) -> None:
    my_keys(window, qtbot)
    window.my_keys.model.open(window.my_keys.model.state.to_do[1].record.fingerprint)
    assert window.key.model.files.problem


def making_another(window: Window, qtbot: QtBot) -> None:
    """The form for the key that takes the place of one that is due."""
    my_keys(window, qtbot)
    window.my_keys.model.take_step(window.my_keys.model.state.to_do[0].record.fingerprint)
    assert window.main.place == NEW_KEY
    assert not window.new_key.replacing.isHidden()


def replaced_key(window: Window, qtbot: QtBot) -> None:
    """With the list of what is to be done."""
    my_keys(window, qtbot)
    old, new = window.my_keys.model.state.to_do[0].record, window.my_keys.model.state.up_to_date[1].record
    window.session.key_list.edit((old.fingerprint,), partial(begun, new=new.fingerprint))
    wait_for_list(window, qtbot)
    window.my_keys.model.take_step(old.fingerprint)
    assert window.main.place == KEY
    assert window.key.replacing.isVisibleTo(window.main)


def takes_a_place(window: Window, qtbot: QtBot) -> None:
    """The page of the key that takes the place of another."""
    replaced_key(window, qtbot)
    window.key.model.replacing.show_new("register")
    assert window.key.model.replacing.record is not None
    assert not window.key.model.replacing.is_old


def leaked_key(window: Window, qtbot: QtBot) -> None:
    remembered_key(window, qtbot)
    window.key.tab("details").click()
    window.key.remembered.leaked.click()
    wait_for_list(window, qtbot)
    assert window.key.model.replacing.is_urgent


def remove_question(window: Window, qtbot: QtBot) -> None:
    replaced_key(window, qtbot)
    window.key.model.replacing.ask_to_remove()
    assert len(window.offers()) == 3


# Check


def check(window: Window, qtbot: QtBot) -> None:
    """As it opens, with keys in the list."""
    requests.go(window, qtbot)


def refused_encoding(window: Window, qtbot: QtBot) -> None:
    """What was signed is not what was sent: proved, with the difference."""
    requests.go(window, qtbot)
    page = requests.look_into(window, requests.curl(requests.SENT, requests.SIGNED_RAW))
    page.model.refusal.choose_client("python-binance")
    assert not page.why.card.compared.signed.isHidden()


def refused_by_stranger(window: Window, qtbot: QtBot) -> None:
    """None of the keys signed it, and something else is wrong."""
    requests.go(window, qtbot)
    sent = requests.SENT.replace("quantity=0.01", "quantity=1e-2&price=")
    page = requests.look_into(window, requests.curl(sent, "anything", requests.stranger()))
    assert page.model.refusal.state.answer is not None


def refused_although_right(window: Window, qtbot: QtBot) -> None:
    requests.go(window, qtbot)
    answer = '{"code":-2010,"msg":"Account has insufficient balance for requested action."}'
    page = requests.look_into(window, requests.curl(requests.SENT, requests.SENT, answer=answer))
    assert page.model.refusal.state.answer is not None


def refused_long(window: Window, qtbot: QtBot) -> None:
    """A request that is not shown whole, of a key with a long name."""
    requests.go(window, qtbot)
    sent = requests.SENT + "".join(f"&parameter{number}={'long' * 20}%20{number}" for number in range(12))
    page = requests.look_into(window, requests.curl(sent, unquote(sent)))
    assert page.model.refusal.state.answer is not None


def not_a_request(window: Window, qtbot: QtBot) -> None:
    requests.go(window, qtbot)
    requests.look_into(window, "good morning")
    assert window.notice


def private_key_in_request(window: Window, qtbot: QtBot) -> None:
    page = requests.go(window, qtbot)
    page.why.text.setPlainText(f"curl x\n{private_key_pem(PAIR, Unencrypted())}")
    assert window.notice


def another_key(window: Window, qtbot: QtBot) -> None:
    """The field for the text of a public key."""
    page = requests.go(window, qtbot)
    requests.choose(page.why.key.choice, said(text("Another key\u2026")))
    assert page.why.key.is_open


def verifying(window: Window, qtbot: QtBot) -> None:
    requests.go(window, qtbot).tabs.segments[VERIFY].click()


def not_valid(window: Window, qtbot: QtBot) -> None:
    verifying(window, qtbot)
    part = requests.check_page(window).verifying
    requests.choose(part.key.choice, requests.NAME)
    part.payload.text.setPlainText(requests.SENT)
    part.signature.text.setPlainText(signature_of(PAIR, requests.SIGNED_RAW))
    window.after(part.verify.click)
    assert not part.card.isHidden()


def signing(window: Window, qtbot: QtBot) -> None:
    """Most fields that there can be: the key's file is encrypted."""
    content = private_key_pem(PAIR, Encrypted(STRONG)).encode()
    list_keys(window, qtbot, with_file(record_of(requests.NAME, PAIR), window.folder, content))
    window.main.go(CHECK)
    page = requests.check_page(window)
    page.tabs.segments[SIGN].click()
    requests.choose(page.signing.key.choice, requests.NAME)
    window.after(page.signing.sign.click)
    assert page.signing.model.state.wants_passphrase


def signed_request(window: Window, qtbot: QtBot) -> None:
    """At a time that is not now, with everything that is to be known."""
    signing(window, qtbot)
    part = requests.check_page(window).signing
    part.parameters.text.setPlainText("symbol=BTCUSDT\nside=BUY\nnewClientOrderId=a:b/c\nquantity=0.01")
    part.time.setText("1795824000000")
    part.passphrase.fill(STRONG)
    window.after(part.sign.click)
    assert not part.card.isHidden()


# Settings, Help


def settings(window: Window, qtbot: QtBot) -> None:
    window.main.go(SETTINGS)


def settings_without_keyring(window: Window, qtbot: QtBot) -> None:
    window.main.go(SETTINGS)
    _want_keyring(window, qtbot)


def settings_working(window: Window, qtbot: QtBot) -> None:
    window.main.go(SETTINGS)
    show_work(window)


def settings_forget_all(window: Window, qtbot: QtBot) -> None:
    list_keys(window, qtbot, *one_of_each(window.folder))
    window.main.go(SETTINGS)
    page = window.main.current
    assert isinstance(page, SettingsPage)
    page.forget_all.click()
    assert Forgetting.FORGET in window.offers()


def help_page(window: Window, qtbot: QtBot) -> None:
    window.main.go(HELP)


# Windows of their own


def closing(window: Window, qtbot: QtBot) -> None:
    unsaved(window, qtbot)
    window.main.close()
    assert [each for each in window.main.findChildren(QMessageBox) if each.isVisible()]


def about(window: Window, qtbot: QtBot) -> None:
    shown = about_window(window)
    qtbot.waitUntil(lambda: shown._model._check is not None, timeout=_PATIENCE)


def about_window(window: Window) -> AboutWindow:
    """Opened from Help."""
    window.main.go(HELP)
    page = window.main.page(HELP)
    assert isinstance(page, HelpPage)
    page.about.click()
    assert page.window_of_about is not None
    return page.window_of_about


def changing(window: Window, qtbot: QtBot) -> None:
    """The dialog at its fullest."""
    details(window, qtbot)
    window.after(window.key.details.change.click)
    dialog = window.key.dialog
    assert dialog is not None
    dialog.current.fill(STRONG)
    dialog.passphrase.line.setText("weak")
    dialog.repeat.setText("weak")
    window.after(dialog.change.click)
    assert dialog.anyway.isVisible()
    dialog.suggest.click()
    qtbot.waitUntil(dialog.suggestion.use.isEnabled, timeout=_PATIENCE)
    qtbot.waitUntil(dialog.meter.isVisible, timeout=_PATIENCE)


OF_NEW_KEY: tuple[Prepare, ...] = (
    as_it_opens,
    venue_and_program,
    each_purpose,
    set_of_a_venue,
    one_key_for_everything,
    rsa,
    options,
    options_with_problems,
    long_name,
    ready,
    weak,
    shown_passphrase,
    different,
    suggestion,
    clear_question,
    name_is_taken,
    working,
    folder_notice,
    no_keyring,
    discard_question,
    full,
)
OF_KEY: tuple[Prepare, ...] = (
    saved,
    report,
    saved_with_warning,
    details,
    other_formats,
    seed_question,
    using,
    registering,
    refused_by_venue,
    saved_set,
    private_key_copied,
    private_key_copied_and_work,
    clipboard_refused,
    save_once_more,
    several,
    unsaved,
    unsaved_thousand,
    unsaved_long_name,
    unsaved_suggestion,
    unsaved_question,
    opened_text,
    opened_rsa,
    opened_file,
    opened_file_details,
)
OF_OTHERS: tuple[Prepare, ...] = (
    open_key,
    not_a_key,
    locked_file,
    wrong_passphrase,
    open_instead_question,
    settings,
    settings_without_keyring,
    settings_working,
    settings_forget_all,
    help_page,
)
OF_MY_KEYS: tuple[Prepare, ...] = (
    no_keys,
    my_keys,
    many_keys,
    choosing_keys,
    no_key_found,
    forget_question,
    list_is_unusable,
    something_is_due,
    remembered_key,
    remembered_key_details,
    remembered_key_is_lost,
    making_another,
    replaced_key,
    takes_a_place,
    leaked_key,
    remove_question,
)
OF_CHECK: tuple[Prepare, ...] = (
    check,
    refused_encoding,
    refused_by_stranger,
    refused_although_right,
    refused_long,
    not_a_request,
    private_key_in_request,
    another_key,
    verifying,
    not_valid,
    signing,
    signed_request,
)
OF_DIALOGS: tuple[Prepare, ...] = (closing, about, changing, qr_code)


def each(*prepare: Prepare) -> pytest.MarkDecorator:
    """Run a test in each of these states."""
    return pytest.mark.parametrize("prepare", prepare, ids=lambda each: each.__name__)


STATES = each(*OF_NEW_KEY, *OF_KEY, *OF_MY_KEYS, *OF_CHECK, *OF_OTHERS)
DIALOGS = each(*OF_DIALOGS)
QUESTIONS = each(
    clear_question,
    name_is_taken,
    discard_question,
    full,
    unsaved_question,
    open_instead_question,
    weak,
    seed_question,
    forget_question,
    remove_question,
)


class Exclusion:
    """A system that leaves a window out of captures."""

    def apply(self, handle: int, excluded: bool) -> bool:
        return True


def _suggest(draft: DraftModel, qtbot: QtBot) -> None:
    draft.suggestions.show(True)
    draft.suggestions.set_words(10)
    qtbot.waitUntil(lambda: not draft.suggestions.is_drawing, timeout=_PATIENCE)


def _open_in_clear(window: Window) -> None:
    pem = private_key_pem(generate_key_pair(BY_NAME["ed25519"]), Unencrypted())
    window.main.go(OPEN_KEY)
    window.after(partial(window.open_key.take_text, pem.encode()))


def show_work(window: Window) -> None:
    """Nothing runs, but all looks so."""
    window.session.activity.started.emit()
    window.session.activity.change(work=Work(text("Generating 1,000 key pairs"), 999, 1_000))


def _want_keyring(window: Window, qtbot: QtBot) -> None:
    """There is none in a test."""
    window.session.keyring.want(True)
    qtbot.waitUntil(lambda: not window.session.keyring.state.busy, timeout=_PATIENCE)
    assert window.session.keyring.state.problem


def _work_tree(window: Window) -> Path:
    folder = window.folder.parent / "a-repository-with-a-long-name"
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return folder
