"""The bar at the foot of a page: what it shows while something runs, and where the focus is afterwards."""

import pytest
from PySide6.QtWidgets import QWidget

from app.gui.places import HELP, SETTINGS
from app.text import text
from tests.gui.conftest import Window

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def work(window: Window) -> None:
    """Something that has no result to be looked at."""
    window.session.activity.start(text("Working"), lambda _: None, lambda _: None, lambda _: None)


@pytest.fixture
def details(window: Window) -> Window:
    """The page of a pair that stays in the window, with its details."""
    window.main.activateWindow()
    window.new_key.model.set_unsaved(True)
    window.after(window.new_key.model.generate)
    window.key.tab("details").click()
    return window


@pytest.mark.thorough
def test_while_something_runs_the_focus_is_at_the_progress_and_then_back_where_it_was(
    details: Window,
) -> None:
    """GIVEN a button of the page, and a place of the window that had the focus before WHEN it is pressed."""
    window = details
    window.main.navigation.entries[HELP].setFocus()
    pressed: list[QWidget] = [window.key.details.show_private, window.key.details.copy_private]
    for button in pressed:
        button.setFocus()
        window.after(button.click)  # type: ignore[attr-defined]
        assert window.main.focusWidget() is button


def test_while_something_runs_there_is_cancel_in_place_of_the_next_step(window: Window) -> None:
    bar = window.new_key.bar
    assert (window.new_key.generate.isVisible(), bar.cancel.isVisible()) == (True, False)
    work(window)
    assert window.main.focusWidget() is bar.progress
    assert (window.new_key.generate.isVisible(), bar.cancel.isVisible()) == (False, True)
    window.after(lambda: None)
    assert (window.new_key.generate.isVisible(), bar.cancel.isVisible()) == (True, False)


def test_a_bar_that_has_nothing_to_say_is_there_only_while_something_runs(window: Window) -> None:
    window.main.go(SETTINGS)
    bar = window.main.current.bar
    assert not bar.isVisible()
    work(window)
    assert bar.cancel.isVisible()
    window.after(lambda: None)
    assert not bar.isVisible()
