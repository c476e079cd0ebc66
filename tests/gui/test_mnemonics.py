"""Alt and a letter lead to one thing on a page: where two have the same, Qt does neither."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.gui import states
from tests.gui.conftest import Window
from tests.gui.states import Prepare

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def used(window: Window) -> Counter[str]:
    """Each key that something visible and enabled waits for."""
    keys = [
        each.key().toString()
        for each in window.main.findChildren(QShortcut)
        if each.isEnabled() and (parent := each.parent()) and getattr(parent, "isVisible", lambda: False)()
    ]
    buttons = [each for each in window.main.findChildren(QAbstractButton) if each.isVisible()]
    keys += [QKeySequence.mnemonic(each.text()).toString() for each in buttons if each.isEnabled()]
    keys += [each.shortcut().toString() for each in buttons if each.isEnabled() and "&" not in each.text()]
    return Counter(filter(None, keys))


@pytest.mark.thorough
@pytest.mark.parametrize(
    "prepare",
    [
        states.as_it_opens,
        states.options,
        states.saved,
        states.details,
        states.unsaved,
        states.locked_file,
        states.check,
        states.refused_encoding,
        states.another_key,
        states.verifying,
        states.signing,
    ],
)
def test_each_key_leads_to_one_thing(window: Window, qtbot: QtBot, prepare: Prepare) -> None:
    prepare(window, qtbot)
    assert [key for key, times in used(window).items() if times > 1] == []
