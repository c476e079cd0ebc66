"""What is painted stands out: text by 4.5:1, everything else by 3:1 (WCAG 2.2, 1.4.3 and 1.4.11), measured
from the pixels of the window, light and dark.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.gui.places import HELP, KEY, MY_KEYS, NEW_KEY, OPEN_KEY, SETTINGS
from app.gui.session.activity import Work
from app.gui.session.notices import Kind, Notice
from app.gui.theme import DARK, LIGHT
from app.gui.widgets.focus_ring import FocusRing
from app.keys.passphrase import Passphrase
from app.text import text
from tests.gui.conftest import Window
from tests.gui.looks import changed, choose_theme, contrast, counted, line, picture

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK])
STRONG = Passphrase("lantern-copper-violet-gravity-mossy")
AROUND = 4  # of the ring, in pixels


@pytest.fixture(autouse=True)
def _tall(window: Window) -> None:
    """So that nothing is scrolled away."""
    window.main.resize(960, 1_500)


def as_it_opens(window: Window, qtbot: QtBot) -> QWidget:
    return window.main


def typed(window: Window, qtbot: QtBot) -> QWidget:
    """A strong passphrase, options, and a name that cannot be one."""
    with qtbot.waitSignal(window.new_key.model.draft.strength.judged, timeout=20_000):
        window.type_passphrase(STRONG.reveal())
    window.new_key.options.unfold(True)
    window.new_key.model.draft.edit_label("a/b")
    window.new_key.options.details.remember.wanted.setChecked(True)
    return window.main


def refused(window: Window, qtbot: QtBot) -> QWidget:
    """A passphrase that is too easily guessed, and a number of pairs that is too large."""
    with qtbot.waitSignal(window.new_key.model.draft.strength.judged, timeout=20_000):
        window.type_passphrase("password1234")
    window.new_key.options.unfold(True)
    window.new_key.count.setValue(5_000)
    return window.main


def suggestion(window: Window, qtbot: QtBot) -> QWidget:
    window.new_key.passphrase.suggest.click()
    qtbot.waitUntil(window.new_key.passphrase.suggestion.use.isEnabled, timeout=20_000)
    return window.main


def unsaved(window: Window, qtbot: QtBot) -> QWidget:
    """Three pairs, with everything that is unfolded on request."""
    window.new_key.model.set_unsaved(True)
    window.new_key.model.set_count(3)
    window.after(window.new_key.model.generate)
    window.key.tab("details").click()
    window.key.saving.options.unfold(True)
    window.after(lambda: window.key.model.private.show(True))
    return window.main


def saved(window: Window, qtbot: QtBot) -> QWidget:
    """A key that was saved, with its report."""
    window.type_passphrase(STRONG.reveal())
    window.after(window.new_key.model.generate)
    window.key.where.more.click()
    window.key.tab("details").click()
    return window.main


def opening(window: Window, qtbot: QtBot) -> QWidget:
    window.main.go(OPEN_KEY)
    return window.main


def settings(window: Window, qtbot: QtBot) -> QWidget:
    window.main.go(SETTINGS)
    return window.main


def help_page(window: Window, qtbot: QtBot) -> QWidget:
    window.main.go(HELP)
    return window.main


def about(window: Window, qtbot: QtBot) -> QWidget:
    window.main.go(HELP)
    primary = window.main.current.bar.primary
    assert isinstance(primary, QAbstractButton)
    primary.click()
    found = window.main.findChild(QDialog)
    assert isinstance(found, QDialog)
    return found


def dialog(window: Window, qtbot: QtBot) -> QWidget:
    """For another passphrase, with one that is weak."""
    saved(window, qtbot)
    window.after(window.key.model.begin_change)
    asked = window.key.dialog
    assert asked is not None
    asked.passphrase.line.setText("binance2024!")
    asked.repeat.setText("binance2024!")
    window.after(asked.change.click)
    qtbot.waitUntil(asked.meter.isVisible, timeout=20_000)
    return asked


def countdown(window: Window, qtbot: QtBot) -> QWidget:
    """With a notice of the page."""
    window.clipboard.copy_secret("canary", text("passphrase"))
    window.session.notices.show(Notice(Kind.INFO, text("Something."), text("A hint."), NEW_KEY))
    return window.main


STATES = pytest.mark.parametrize(
    "state",
    [
        as_it_opens,
        typed,
        refused,
        suggestion,
        unsaved,
        saved,
        opening,
        settings,
        help_page,
        about,
        dialog,
        countdown,
    ],
    ids=lambda state: state.__name__,
)
State = Callable[[Window, QtBot], QWidget]


def settle(window: QWidget, qtbot: QtBot) -> None:
    """Until nothing moves any more."""
    before = None
    while (geometry := [each.geometry() for each in window.findChildren(QWidget)]) != before:
        before = geometry
        qtbot.wait(60)


def ink_and_ground(image: QImage) -> float:
    """The contrast between the ground, which most of it is, and what stands out from that most."""
    colours = counted(image)
    ground = colours.most_common(1)[0][0]
    return max(contrast(colour, ground) for colour in colours)


@STATES
@THEMES
def test_text_can_be_read_where_it_is_painted(window: Window, qtbot: QtBot, theme: str, state: State) -> None:
    """GIVEN every label and every button of the window in this state THEN its letters stand out."""
    choose_theme(window.theme, theme)
    shown = state(window, qtbot)
    settle(shown, qtbot)
    seen = 0
    for each in shown.findChildren(QWidget):
        if not isinstance(each, (QLabel, QAbstractButton)) or not each.isVisible() or not each.text():
            continue
        inside = picture(each)
        least = 4.5 if each.isEnabled() else 3
        assert ink_and_ground(inside) >= least, (type(each).__name__, each.text())
        seen += 1
    assert seen >= 6


@THEMES
@pytest.mark.parametrize("kind", [Kind.INFO, Kind.GOOD, Kind.WARNING, Kind.ERROR])
def test_a_notice_can_be_read(window: Window, qtbot: QtBot, theme: str, kind: Kind) -> None:
    choose_theme(window.theme, theme)
    window.session.notices.show(Notice(kind, text("Something is the case."), text("Do this."), NEW_KEY))
    settle(window.main, qtbot)
    notice = window.new_key.notice
    for part in (notice._message, notice._hint):
        assert ink_and_ground(picture(part)) >= 4.5
    assert ink_and_ground(picture(notice._icon)) >= 3


@STATES
@THEMES
def test_what_has_the_focus(window: Window, qtbot: QtBot, theme: str, state: State) -> None:
    """GIVEN any control WHEN it gets the focus THEN as many pixels as it is high change by 3:1 or more."""
    choose_theme(window.theme, theme)
    shown = state(window, qtbot)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    settle(shown, qtbot)
    seen: list[QWidget] = []
    while (widget := QApplication.focusWidget()) is not None and widget not in seen:
        seen.append(widget)
        assert_ring(shown, widget)
        QApplication.sendPostedEvents()
        shown.focusNextPrevChild(True)
    assert len(seen) >= 2


def assert_ring(window: QWidget, widget: QWidget) -> None:
    around = widget.rect().adjusted(-AROUND - 6, -AROUND - 6, AROUND + 6, AROUND + 6)
    area = QRect(widget.mapTo(window, around.topLeft()), around.size()).intersected(window.rect())
    ring = window.findChild(FocusRing)
    assert ring is not None
    with_focus = window.grab(area).toImage()
    ring.setVisible(False)
    without = window.grab(area).toImage()
    ring.setVisible(True)
    name = (type(widget).__name__, widget.accessibleName())
    assert changed(without, with_focus) >= widget.height(), name


@THEMES
def test_what_has_the_focus_in_the_question_at_the_end(window: Window, qtbot: QtBot, theme: str) -> None:
    choose_theme(window.theme, theme)
    unsaved(window, qtbot)
    window.main.close()
    box = window.main.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    qtbot.waitUntil(box.isActiveWindow)
    for button in box.buttons():
        button.setFocus()
        assert_ring(box, button)
    box.reject()


@THEMES
def test_how_far_work_has_come(window: Window, theme: str) -> None:
    choose_theme(window.theme, theme)
    window.session.activity.change(work=Work(text("Generating"), 50, 100))
    colours = line(picture(window.new_key.bar.progress), across=2)
    done, rest = colours[len(colours) // 4], colours[3 * len(colours) // 4]
    assert contrast(done, rest) >= 3
    window.session.activity.change(work=None)


@THEMES
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_which_row_is_selected(
    window: Window, qtbot: QtBot, theme: str, direction: Qt.LayoutDirection
) -> None:
    choose_theme(window.theme, theme)
    unsaved(window, qtbot)
    table = window.key.table.table
    table.setLayoutDirection(direction)
    table.setCurrentCell(1, 0)
    settle(window.main, qtbot)
    chosen, other = table.visualRect(table.model().index(1, 0)), table.visualRect(table.model().index(0, 0))
    image = picture(table.viewport())
    marks = line(image, across=chosen.center().y())
    grounds = line(image, across=other.center().y())
    if direction == Qt.LayoutDirection.RightToLeft:
        marks.reverse()
        grounds.reverse()
    assert contrast(marks[1], grounds[1]) >= 3
    assert contrast(marks[1], marks[-2]) >= 3


@THEMES
def test_which_place_is_shown(window: Window, theme: str) -> None:
    """In the sidebar, and as a tab."""
    choose_theme(window.theme, theme)
    entry = window.main.navigation.entries[NEW_KEY]
    for width in (960, 480):
        window.main.resize(width, 680)
        QApplication.processEvents()
        window.main.go(MY_KEYS)
        QApplication.processEvents()
        before = picture(entry)
        window.main.go(NEW_KEY)
        QApplication.processEvents()
        assert changed(before, picture(entry)) >= 3 * 16


@THEMES
def test_which_choice_is_taken(window: Window, qtbot: QtBot, theme: str) -> None:
    """A segment, a box, and a button that is switched on."""
    choose_theme(window.theme, theme)
    page = window.new_key
    page.options.unfold(True)
    controls: list[QAbstractButton] = [
        page.kind.family.segments["rsa"],
        page.unsaved,
        page.passphrase.passphrase.eye,
    ]
    page.options.details.name.setFocus()
    settle(window.main, qtbot)
    for control in controls:
        off = picture(control)
        control.setChecked(True)
        QApplication.processEvents()
        assert changed(off, picture(control)) >= 16, type(control).__name__


@THEMES
def test_where_something_can_be_dropped(window: Window, theme: str) -> None:
    from app.gui.widgets.drops import DropFrame

    choose_theme(window.theme, theme)
    frame = DropFrame(window.main._stack)
    image = picture(frame)
    edge = line(image, across=image.height() // 3)[6:9]
    outside = line(image, across=image.height() // 3)[2]
    assert max(contrast(colour, outside) for colour in edge) >= 3
    assert ink_and_ground(image.copy(QRect(QPoint(20, 20), frame.size() / 1.2))) >= 4.5


def test_there_is_one_primary_button_on_a_page_at_most(window: Window, qtbot: QtBot) -> None:
    """What is yellow is the next step."""
    from app.gui.widgets.buttons import Button

    states: list[State] = [as_it_opens, suggestion, opening, settings, help_page]
    for state in states:
        state(window, qtbot)
        primary = [
            each
            for each in window.main.current.findChildren(Button)
            if each.kind == "primary" and each.isVisible()
        ]
        assert len(primary) <= 1, state.__name__
        window.new_key.model.draft.suggestions.show(False)
        window.main.go(NEW_KEY)
    unsaved(window, qtbot)
    shown = [each for each in window.key.findChildren(Button) if each.isVisible()]
    assert [each for each in shown if each.kind == "primary"] == [window.key.foot.save]
    assert window.main.place == KEY
