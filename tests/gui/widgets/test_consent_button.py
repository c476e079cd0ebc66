"""A button that consents to a risk hears nothing that was meant for what was there before it."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.widgets import consent_button
from app.gui.widgets.consent_button import DEAF_FOR, ConsentButton

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class Clock:
    """Seconds, as the button reads them."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(consent_button, "time", SimpleNamespace(monotonic=clock.monotonic))
    return clock


@pytest.fixture
def presses(qtbot: QtBot, clock: Clock) -> tuple[ConsentButton, list[bool]]:
    button, heard = ConsentButton("Save without a passphrase"), list[bool]()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: heard.append(True))
    button.show()
    return button, heard


def click(button: ConsentButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press_space(button: ConsentButton, *, held_down: bool = False) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", held_down)
        QApplication.sendEvent(button, event)


def test_just_when_it_has_appeared_it_hears_neither_a_click_nor_a_key(
    presses: tuple[ConsentButton, list[bool]], clock: Clock
) -> None:
    button, heard = presses
    clock.now += DEAF_FOR * 0.9
    click(button)
    press_space(button)
    assert not heard


def test_after_that_it_hears_both(presses: tuple[ConsentButton, list[bool]], clock: Clock) -> None:
    button, heard = presses
    clock.now += DEAF_FOR * 1.1
    click(button)
    press_space(button)
    assert len(heard) == 2


def test_a_key_that_is_held_down_is_never_heard(
    presses: tuple[ConsentButton, list[bool]], clock: Clock
) -> None:
    button, heard = presses
    clock.now += 60
    press_space(button, held_down=True)
    assert not heard


def test_with_another_offer_it_is_as_deaf_as_when_it_appeared(
    presses: tuple[ConsentButton, list[bool]], clock: Clock
) -> None:
    button, heard = presses
    clock.now += 60
    button.appear()
    click(button)
    assert not heard


def test_where_it_offers_something_harmless_it_hears_at_once(
    presses: tuple[ConsentButton, list[bool]],
) -> None:
    button, heard = presses
    button.consents = False
    click(button)
    assert len(heard) == 1
