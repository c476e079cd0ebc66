"""Every page of the window, in every state that looks different: each brings the window there, by itself."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.gui.guard.capture import ScreenCapture
from app.gui.help.about_window import AboutWindow
from app.gui.help.page import HelpPage
from app.gui.messages import PRIVATE_KEY
from app.gui.places import HELP, KEY, NEW_KEY, OPEN_KEY, SETTINGS
from app.gui.saving.models.draft_model import DraftModel
from app.gui.saving.models.saving_model import Answer
from app.gui.session.activity import Work
from app.gui.session.unsaved import Unsaved
from app.keys.algorithm import BY_NAME
from app.keys.pair import generate_key_pair, private_key_pem
from app.keys.passphrase import Passphrase
from app.keys.protection import Unencrypted
from app.text import text
from app.usecases.save_report import SaveReport
from tests.gui.conftest import Window

Prepare = Callable[[Window, QtBot], None]

STRONG = Passphrase("lantern-copper-violet-gravity-mossy")
NOT_A_KEY = b"vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
_PATIENCE = 60_000


def settle(window: Window, qtbot: QtBot) -> None:
    """Layouts settle in several steps, and the meter's judgement may come late: waits until all is still."""
    before = None
    while (geometry := [widget.geometry() for widget in window.main.findChildren(QWidget)]) != before:
        before = geometry
        qtbot.wait(100)


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
    window.key.more.click()


def private_key_copied(window: Window, qtbot: QtBot) -> None:
    """Shown too, with the switch of other systems."""
    capture = ScreenCapture(Exclusion(), window.shown)
    window.places.add_capture_switch(capture.switch)
    details(window, qtbot)
    for button in (window.key.details.show_private, window.key.details.copy_private):
        window.after(button.click)
    assert window.key.model.state.private_text


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
    window.key.save.click()
    assert Answer.IN_CLEAR in window.offers()


def opened_text(window: Window, qtbot: QtBot) -> None:
    """In clear: a notice says so."""
    _open_in_clear(window)
    assert window.main.place == KEY
    assert window.notice


def opened_file(window: Window, qtbot: QtBot) -> None:
    locked_file(window, qtbot)
    window.open_key.passphrase.fill(STRONG)
    window.after(window.open_key.unlock.click)
    assert window.main.place == KEY


def opened_file_details(window: Window, qtbot: QtBot) -> None:
    opened_file(window, qtbot)
    window.key.more.click()


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


# Settings, Help


def settings(window: Window, qtbot: QtBot) -> None:
    window.main.go(SETTINGS)


def settings_without_keyring(window: Window, qtbot: QtBot) -> None:
    window.main.go(SETTINGS)
    _want_keyring(window, qtbot)


def settings_working(window: Window, qtbot: QtBot) -> None:
    window.main.go(SETTINGS)
    show_work(window)


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
    help_page,
)
OF_DIALOGS: tuple[Prepare, ...] = (closing, about, changing)


def each(*prepare: Prepare) -> pytest.MarkDecorator:
    """Run a test in each of these states."""
    return pytest.mark.parametrize("prepare", prepare, ids=lambda each: each.__name__)


STATES = each(*OF_NEW_KEY, *OF_KEY, *OF_OTHERS)
DIALOGS = each(*OF_DIALOGS)
QUESTIONS = each(
    clear_question, name_is_taken, discard_question, full, unsaved_question, open_instead_question, weak
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
