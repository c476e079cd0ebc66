"""One process that opens the real window at one scale and plays one scene in it.

`python -m tests.screenshots.scenes FOLDER SCENE` writes FOLDER/SCENE.png and, to standard output, a line for
everything that is cut off. No folder of this machine shows: the home is a temporary one, and stands in the
picture as /home/trader.
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
from app.gui.main_window import MINIMUM_SIZE
from app.gui.new_key.page import NewKeyPage
from app.gui.saving.passphrase_card import PassphraseCard
from app.gui.theme import DARK, LIGHT
from app.gui.widgets.fingerprint_view import DetailView
from app.text import NOTHING
from tests.screenshots.clipping import overlapping, problems

SHOWN_HOME = "/home/trader"
PASSPHRASE = "gallows-unwrapped-tiptop-blizzard-crayon-mousy"
LARGER = 1.5
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
        for view in self.window.findChildren(DetailView):
            view.show_text(view.toPlainText().replace(home, SHOWN_HOME), "")

    def picture(self, path: Path) -> None:
        """What the X server shows of the window."""
        self.rest()
        self.disguise()
        pause(_SETTLING)
        shown = self.window.screen().grabWindow(self.window.winId())
        if not shown.save(str(path)):
            raise RuntimeError(f"{path} cannot be written")


def start(stage: Stage) -> None:
    """As the window opens, for somebody who is not root."""
    stage.settle()
    stage.whole.session.activity.say(NOTHING)


def generated(stage: Stage) -> None:
    """A passphrase, a pair, its files, with the report."""
    stage.make("spot-trading")
    stage.press("Report")


def dark(stage: Stage) -> None:
    """A pair, in the dark palette, with its details."""
    stage.whole.theme.choose(DARK)
    stage.make("read-only-data")
    stage.press("Details")


def several(stage: Stage) -> None:
    """Twelve pairs, the first three of them copied."""
    stage.make("desk", 12)
    for row in range(3):
        stage.whole.places.key.select(row)
        stage.whole.places.key.copy_public()
    stage.settle()


def suggestion(stage: Stage) -> None:
    """A passphrase is suggested, in place of a weak one that was typed."""
    stage.whole.theme.choose(DARK)
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


SCENES: dict[str, Callable[[Stage], None]] = {
    "light": start,
    "dark": dark,
    "generated": generated,
    "several": several,
    "suggestion": suggestion,
    "work-tree": work_tree,
    "scale-200": generated,
    "letters": generated,
    "letters-several": several,
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


def play(qt: QApplication, scene: str, folder: Path) -> list[str]:
    """Opens the window anew, plays the scene, takes the picture; returns what is cut off."""
    whole = Application(qt)
    whole.theme.choose(LIGHT)
    whole.show()
    QTest.qWaitForWindowExposed(whole.window)
    stage = Stage(whole, qt)
    SCENES[scene](stage)
    stage.picture(folder / f"{scene}.png")
    found = check(stage, scene)
    whole.session.hand.forget_unsaved()
    whole.window.close()
    return found


def main() -> int:
    """Plays one scene, since the scale of a process never changes."""
    folder, scene = Path(sys.argv[1]), sys.argv[2]
    qt = QApplication([sys.argv[0], "-style", "fusion"])
    qt.setQuitOnLastWindowClosed(False)
    if scene.startswith("letters"):
        font = qt.font()
        font.setPointSizeF(LARGER * font.pointSizeF())
        qt.setFont(font)
    for line in play(qt, scene, folder):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
