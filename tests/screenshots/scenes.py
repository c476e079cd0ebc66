"""One process that opens the real window at one scale and plays one scene in it.

`python -m tests.screenshots.scenes FOLDER SCENE THEME LETTERS` writes FOLDER/SCENE-THEME.png and, to standard
output, a line for everything that is cut off. No folder of this machine shows: the home is a temporary one,
and looks like /home/trader in the picture.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from app.gui.application import Application
from app.gui.check.page import CheckPage
from app.gui.help.about_window import AboutWindow
from app.gui.key.change_dialog import ChangeDialog
from app.gui.key.page import KeyPage
from app.gui.key.qr_window import QRWindow
from app.gui.main_window import MINIMUM_SIZE
from app.gui.new_key.page import NewKeyPage
from app.gui.places import CHECK, HELP, MY_KEYS, NEW_KEY, OPEN_KEY, SETTINGS
from app.gui.saving.passphrase_card import PassphraseCard
from app.gui.widgets.fingerprint_view import FingerprintView
from app.keys.algorithm import BY_NAME
from app.text import NOTHING
from app.venues.purpose import day_after
from tests.screenshots.clipping import overlapping, problems

SHOWN_HOME = "/home/trader"
PASSPHRASE = "gallows-unwrapped-tiptop-blizzard-crayon-mousy"
_KEYS = (
    ("futures-bot", "binance", "futures"),
    ("tax", "bybit", "tax"),
    ("spot-trading-2026-11-28", "binance", "spot"),
    ("grid-bot", "deribit", "futures"),
    ("market-maker", "binance", "spot"),
    ("portfolio-reader", "revolut-x", "read-only"),
)
_PATIENCE = 60.0
_SETTLING = 250
_PAUSE_OF_EXAMINING = 1_000


def pause(milliseconds: int) -> None:
    """As QTest.qWait, but lets other threads run: that one keeps Python's lock while it waits."""
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        QTest.qWait(5)
        time.sleep(0.005)


class Stage:
    """The window, and the hands that a person would use."""

    def __init__(self, whole: Application, qt: QApplication) -> None:
        self.whole = whole
        self.window = whole.window
        self.qt = qt
        self.model = whole.places.new_key

    def settle(self) -> None:
        """Waits until the work is done and everything is painted."""
        end = time.monotonic() + _PATIENCE
        pause(_SETTLING)
        activity, suggestions = self.whole.session.activity, self.model.draft.suggestions
        while (activity.state.work is not None or suggestions.is_drawing) and time.monotonic() < end:
            pause(20)
        pause(_SETTLING)

    def press(self, name: str) -> None:
        """Clicks the button of this text."""
        for button in self.window.findChildren(QPushButton):
            if button.text().replace("&", "") == name and button.isVisible() and button.isEnabled():
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                self.settle()
                return
        raise RuntimeError(f"there is no button {name!r} that can be pressed")

    def write(self, field: QWidget, text: str) -> None:
        """Types over what stands in a field."""
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)

    def show_tab(self, name: str) -> None:
        """Shows one of the tabs of the key."""
        page = self.window.page("key")
        assert isinstance(page, KeyPage)
        page.show_tab(name)
        self.settle()

    @property
    def card(self) -> PassphraseCard:
        """Where a passphrase for a new key is typed."""
        page = self.window.page("new_key")
        assert isinstance(page, NewKeyPage)
        return page.passphrase

    def write_passphrase(self) -> None:
        """Twice."""
        self.write(self.card.passphrase.line, PASSPHRASE)
        self.write(self.card.repeat, PASSPHRASE)

    def make(self, label: str, count: int = 1) -> None:
        """Pairs of this name, and their files."""
        self.model.draft.edit_label(label)
        self.model.set_count(count)
        self.write_passphrase()
        self.press("Generate and save" if count == 1 else f"Generate and save {count}")

    def rest(self) -> None:
        """No caret, no pointer over a button: the same picture every time."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        QTest.mouseMove(self.window, QPoint(2, 2))
        pause(_SETTLING)

    def disguise(self) -> None:
        """Shows the home of everybody instead of this temporary one; the model hears nothing of it."""
        home = os.environ["HOME"]
        for widget in self.window.findChildren(QWidget):
            if isinstance(widget, QLabel | QLineEdit) and home in widget.text():
                widget.blockSignals(True)
                widget.setText(widget.text().replace(home, SHOWN_HOME))
                widget.blockSignals(False)
        for view in self.window.findChildren(FingerprintView):
            view.show_text(view.toPlainText().replace(home, SHOWN_HOME), "")

    def picture(self, path: Path, window: QWidget) -> None:
        """What the X server shows of one of the windows."""
        self.rest()
        self.disguise()
        pause(_SETTLING)
        shown = window.screen().grabWindow(window.winId())
        if not shown.save(str(path)):
            raise RuntimeError(f"{path} cannot be written")


def new_key(stage: Stage) -> None:
    """As the window opens, for somebody who is not root."""
    stage.settle()
    stage.whole.session.activity.say(NOTHING)


def weak(stage: Stage) -> None:
    """A passphrase that is easily guessed."""
    stage.write(stage.card.passphrase.line, "Binance2024!")
    stage.write(stage.card.repeat, "Binance2024!")
    stage.settle()


def options(stage: Stage) -> None:
    """RSA, and everything else that can be chosen."""
    stage.model.choose(BY_NAME["rsa-4096"])
    stage.model.draft.edit_label("spot-trading")
    stage.press("Options")


def suggestion(stage: Stage) -> None:
    """A passphrase is suggested, in place of a weak one that was typed."""
    stage.model.draft.edit_label("spot-trading")
    stage.write(stage.card.passphrase.line, "Binance2024!")
    stage.press("Suggest one")
    stage.whole.session.activity.say(NOTHING)


def work_tree(stage: Stage) -> None:
    """A pair that is about to be saved where git would take it."""
    folder = Path(os.environ["HOME"]) / "trading-bot"
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    stage.model.draft.edit_label("spot-trading")
    stage.write_passphrase()
    stage.model.draft.set_folder(str(folder))
    pause(_PAUSE_OF_EXAMINING)
    stage.settle()
    if not stage.model.draft.destination.findings:
        raise RuntimeError("there is no notice to show")


def taken(stage: Stage) -> None:
    """There is a key of this name already."""
    folder = Path(stage.model.draft.state.folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "spot-trading.private.pem").touch()
    stage.make("spot-trading")


def generated(stage: Stage) -> None:
    """A passphrase, a pair, its files, with the report."""
    stage.make("spot-trading")
    stage.press("Report")


def registering(stage: Stage) -> None:
    """The public key is copied; the venue's steps follow."""
    stage.make("spot-trading")
    stage.press("Copy public key")
    stage.window.page("key").body.verticalScrollBar().setValue(10_000)
    stage.settle()


def use(stage: Stage) -> None:
    """The lines for a program that opens no encrypted file."""
    stage.model.choose_client("ccxt")
    stage.make("spot-trading")
    stage.show_tab("use")


def code(stage: Stage) -> QWidget | None:
    """The public key for a camera."""
    stage.make("spot-trading")
    stage.press("QR code")
    return stage.window.findChild(QRWindow)


def testnet(stage: Stage) -> None:
    """Registering where no money is at stake."""
    stage.model.choose_venue("binance-testnet")
    stage.make("practice")


def details(stage: Stage) -> None:
    """A pair, with everything that there is to know about it."""
    stage.make("read-only-data")
    stage.show_tab("details")


def change(stage: Stage) -> QWidget | None:
    """Another passphrase for the file."""
    stage.make("spot-trading")
    stage.show_tab("details")
    stage.press("Change passphrase…")
    stage.settle()
    return stage.window.findChild(ChangeDialog)


def several(stage: Stage) -> None:
    """Twelve pairs, the first three of them copied."""
    stage.make("desk", 12)
    for row in range(3):
        stage.whole.places.key.select(row)
        stage.whole.places.key.copy_public()
    stage.settle()


def open_key(stage: Stage) -> None:
    """Where a key is pasted, or its file chosen."""
    stage.window.go(OPEN_KEY)
    stage.settle()


def locked(stage: Stage) -> None:
    """A file that wants its passphrase, which was wrong."""
    stage.make("spot-trading")
    file = next(Path(stage.model.draft.state.folder).glob("*.private.pem"))
    stage.window.go(OPEN_KEY)
    stage.whole.places.opening.open_file(file)
    stage.settle()
    stage.write(QApplication.focusWidget() or stage.window, "not this one")
    stage.press("Unlock")


def my_keys(stage: Stage) -> None:
    """One key that is due, one whose file was moved, one that is not registered, and three in order."""
    for name, venue, purpose in _KEYS:
        stage.model.choose_venue(venue)
        stage.model.choose_purpose(purpose)
        stage.model.choose(BY_NAME["rsa-4096" if venue == "bybit" else "ed25519"])
        stage.window.go(NEW_KEY)
        stage.make(name)
    due = {"futures-bot": -4, "grid-bot": 34, "market-maker": 61, "portfolio-reader": 83}
    keys = stage.whole.session.key_list
    for standing in keys.state.standings:
        record = standing.record
        day = day_after(record.created, due.get(record.name, 86))
        keys.set(record.fingerprint, due=day, registered="" if "spot" in record.name else record.created)
    next(Path(stage.model.draft.state.folder).glob("tax*.private.pem")).unlink()
    for standing in keys.state.standings:
        keys.look_again(standing.record.fingerprint)
    stage.window.go(MY_KEYS)
    stage.settle()
    stage.whole.session.activity.say(NOTHING)


def replacing(stage: Stage) -> None:
    """What is left to do until the old key is gone."""
    my_keys(stage)
    keys = stage.whole.session.key_list
    due = next(each.record for each in keys.state.standings if each.record.name == "futures-bot")
    stage.whole.places.my_keys.take_step(due.fingerprint)
    stage.write_passphrase()
    stage.press("Generate and save")
    stage.whole.places.my_keys.open(due.fingerprint)
    stage.settle()
    stage.whole.session.activity.say(NOTHING)
    stage.settle()


def no_keys(stage: Stage) -> None:
    """As My keys begins."""
    stage.window.go(MY_KEYS)
    stage.settle()


def why_refused(stage: Stage) -> None:
    """A request that was signed before it was percent-encoded: the cause, proved, and the fix."""
    from app.keys.pair import KeyPair
    from tests.gui.check.requests import SENT, SIGNED_RAW, curl

    stage.make("spot-trading")
    pair = stage.whole.session.hand.state.pair
    if not isinstance(pair, KeyPair):
        raise RuntimeError("there is no key")
    stage.whole.session.activity.say(NOTHING)
    stage.window.go(CHECK)
    page = stage.window.page(CHECK)
    if not isinstance(page, CheckPage):
        raise RuntimeError("there is no page")
    page.why.text.setPlainText(curl(SENT, SIGNED_RAW, pair))
    stage.press("Find the cause")
    page.model.refusal.choose_client("python-binance")
    stage.settle()


def settings(stage: Stage) -> None:
    """What is remembered."""
    stage.window.go(SETTINGS)
    stage.settle()


def help_page(stage: Stage) -> None:
    """Six answers."""
    stage.window.go(HELP)
    stage.settle()


def about(stage: Stage) -> QWidget | None:
    """What is inside."""
    help_page(stage)
    stage.press("About this program")
    pause(_PAUSE_OF_EXAMINING)
    stage.settle()
    return stage.window.findChild(AboutWindow)


Scene = Callable[[Stage], QWidget | None]
SCENES: dict[str, Scene] = {
    "new-key": new_key,
    "weak": weak,
    "options": options,
    "suggestion": suggestion,
    "work-tree": work_tree,
    "taken": taken,
    "generated": generated,
    "registering": registering,
    "testnet": testnet,
    "use": use,
    "code": code,
    "details": details,
    "change": change,
    "several": several,
    "open-key": open_key,
    "locked": locked,
    "my-keys": my_keys,
    "no-keys": no_keys,
    "replacing": replacing,
    "check": why_refused,
    "settings": settings,
    "help": help_page,
    "about": about,
}


def check(stage: Stage, scene: str) -> list[str]:
    """What is cut off as it stands, and at the smallest size."""
    found = [f"{scene}: {problem}" for problem in _all_problems(stage.window)]
    stage.window.resize(*MINIMUM_SIZE)
    stage.settle()
    found += [f"{scene}, smallest size: {problem}" for problem in _all_problems(stage.window)]
    return found


def _all_problems(window: QWidget) -> list[str]:
    return problems(window) + overlapping(window)


def play(qt: QApplication, name: str, scene: Scene, theme: str, folder: Path) -> list[str]:
    """Opens the window, plays the scene, takes the picture; returns what is cut off."""
    whole = Application(qt)
    whole.theme.choose(theme)
    whole.show()
    QTest.qWaitForWindowExposed(whole.window)
    stage = Stage(whole, qt)
    dialog = scene(stage)
    stage.picture(folder / f"{name}.png", dialog or stage.window)
    found = check(stage, name)
    whole.session.hand.forget_unsaved()
    whole.window.close()
    return found


def main() -> int:
    """Plays one scene, since the scale of a process never changes."""
    folder, scene, theme, size = Path(sys.argv[1]), *sys.argv[2:]
    qt = QApplication([sys.argv[0], "-style", "fusion"])
    qt.setQuitOnLastWindowClosed(False)
    font = qt.font()
    font.setPointSizeF(float(size) * font.pointSizeF())
    qt.setFont(font)
    name = f"{scene}-{theme}" if size == "1" else f"{scene}-letters"
    for line in play(qt, name, SCENES[scene], theme, folder):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
