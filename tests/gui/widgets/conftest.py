"""A window for widgets that are looked at by themselves."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.gui.theme import LIGHT, Theme

W = TypeVar("W", bound=QWidget)
Put = Callable[[W], W]
HAS_MNEMONICS = not QKeySequence.mnemonic("&A").isEmpty()  # Qt gives macOS none


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """In force, light at first."""
    qapp.setStyle("Fusion")
    theme = Theme(qapp, LIGHT)
    theme.apply()
    yield theme
    theme.choose(LIGHT)


@pytest.fixture
def frame(qtbot: QtBot, theme: Theme) -> QWidget:
    """An active window, 400 x 300, in which widgets are laid out one below another."""
    frame = QWidget()
    qtbot.addWidget(frame)
    QVBoxLayout(frame).addStretch()
    frame.resize(400, 300)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    return frame


@pytest.fixture
def put(frame: QWidget) -> Put[QWidget]:
    """Puts a widget into the window, and waits until it is laid out."""

    def put(widget: QWidget) -> QWidget:
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, widget)
        QApplication.processEvents()
        return widget

    return put
