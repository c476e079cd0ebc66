"""Every state of the window, brought about once and looked at in every way: at each size, dark and mirrored.

Nothing is cut off; what is called is what is seen; a card is a group with a name of its own; and at most one
button is the next step, which is in sight.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.gui.main_window import DEFAULT_SIZE, MINIMUM_SIZE
from app.gui.theme import DARK
from tests.gui.conftest import Window
from tests.gui.names import wrong_groups, wrong_names
from tests.gui.states import DIALOGS, STATES, Prepare, all_windows, settle
from tests.gui.test_clipping import look
from tests.gui.test_primary_button import out_of_sight, primary
from tests.screenshots.clipping import overlapping, problems

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]

SIZES = (DEFAULT_SIZE, (480, 640), MINIMUM_SIZE)


@STATES
def test_all_is_named_and_in_sight(window: Window, qtbot: QtBot, prepare: Prepare) -> None:
    """GIVEN a state that came about in a small window THEN all fits, at each size, dark and mirrored too."""
    window.main.activateWindow()
    window.main.resize(*MINIMUM_SIZE)
    prepare(window, qtbot)
    settle(window, qtbot)
    found = wrong_groups(window.main)
    for size in SIZES:
        found += [*look(window, qtbot, size), *out_of_sight(window.main), *wrong_names(window.main)]
    window.theme.choose(DARK)
    found += look(window, qtbot, MINIMUM_SIZE, "dark")
    window.main.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    found += look(window, qtbot, MINIMUM_SIZE, "mirrored")
    found += look(window, qtbot, DEFAULT_SIZE, "mirrored")
    assert found == []


@DIALOGS
def test_a_dialog_is_whole_and_named(window: Window, qtbot: QtBot, prepare: Prepare) -> None:
    prepare(window, qtbot)
    settle(window, qtbot)
    for own in all_windows(window):
        assert [*problems(own), *overlapping(own), *wrong_names(own)] == []
        assert len(primary(own)) <= 1


def test_nothing_is_cut_off_at_200_percent(tmp_path: Path) -> None:
    """The scale of a process never changes: the fullest states, in a process of their own."""
    states = ("full", "clipboard_refused", "unsaved_suggestion", "locked_file", "settings", "my_keys")
    named = [f"{__file__}::test_all_is_named_and_in_sight[{state}]" for state in states]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--basetemp={tmp_path}/inner",
            *named,
        ],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    assert f"{len(states)} passed" in done.stdout
