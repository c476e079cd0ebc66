"""The focus goes back to where it was when what has it goes, and never falls on a consent."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.gui.focus import FocusKeeper
from app.gui.widgets.consent_button import ConsentButton

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class Window(QWidget):
    """Four places to go, one of which consents to a risk."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.consent = QLineEdit(), ConsentButton("Replace, and keep backups")
        self.work, self.otherwise = QLineEdit(), QLineEdit()
        layout = QVBoxLayout(self)
        for widget in (self.field, self.consent, self.work, self.otherwise):
            layout.addWidget(widget)
        self.keeper = FocusKeeper(self, lambda: (self.otherwise,))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.keeper.watch(qapp)
    yield window
    window.keeper.stop(qapp)


def test_what_had_the_focus_gets_it_again(window: Window) -> None:
    for widget in (window.field, window.work):
        widget.setFocus()
    window.work.hide()
    assert QApplication.focusWidget() is window.field


def test_a_consent_that_had_the_focus_does_not_get_it_again(window: Window) -> None:
    for widget in (window.field, window.consent, window.work):
        widget.setFocus()
    window.work.setEnabled(False)
    assert QApplication.focusWidget() is window.field


def test_the_same_button_gets_it_where_it_offers_something_harmless(window: Window) -> None:
    window.consent.consents = False
    for widget in (window.field, window.consent, window.work):
        widget.setFocus()
    window.work.setEnabled(False)
    assert QApplication.focusWidget() is window.consent


def test_where_nothing_before_is_there_any_more_it_goes_elsewhere(window: Window) -> None:
    for widget in (window.field, window.work):
        widget.setFocus()
    window.field.setEnabled(False)
    window.work.setEnabled(False)
    assert QApplication.focusWidget() is window.otherwise
