"""About: what it shows, copies and opens; the first frame waits not for it, and it ends with the window."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app import NAME, __version__
from app.about.bundle import FileCheck
from app.about.facts import Component, Facts, Installation, summary
from app.about.licences import NOTICES, LicenceText
from app.errors import StorageError
from app.gui.help.about_window import _STATEMENT, AboutWindow
from app.gui.help.page import HelpPage
from app.gui.places import HELP
from app.gui.theme import DARK, LIGHT
from app.text import paragraph, text
from tests.gui.conftest import Window
from tests.gui.looks import choose_theme
from tests.screenshots.clipping import overlapping, problems

# Of the offscreen platform, for windows that have no smallest size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]


@pytest.fixture
def page(window: Window) -> HelpPage:
    """Where it is opened from."""
    window.main.go(HELP)
    page = window.main.current
    assert isinstance(page, HelpPage)
    return page


@pytest.fixture
def about(page: HelpPage, qtbot: QtBot) -> AboutWindow:
    page.about.click()
    shown = page.window_of_about
    assert shown is not None
    qtbot.waitUntil(lambda: shown.state.text().startswith("Files: "), timeout=60_000)
    return shown


def test_it_says_what_this_is(about: AboutWindow) -> None:
    shown = " ".join(label.text() for label in about.findChildren(type(about.state)))
    assert f"{NAME} {__version__}" in shown
    assert "Commit " in shown
    assert "OpenSSL " in shown
    assert _STATEMENT in shown


def test_files_are_compared_only_in_a_bundle_and_it_says_so(about: AboutWindow) -> None:
    assert summary(FileCheck({})) in about.state.text()
    assert about.state.property("role") == "muted"
    check = FileCheck({"akg": "00"})
    about._on_checked(check)
    assert summary(check) in about.state.text()
    assert about.state.property("role") == "good"


def test_it_lists_what_is_inside(about: AboutWindow) -> None:
    items = [[about.table.item(row, column) for column in range(3)] for row in range(about.table.rowCount())]
    rows = [[item.text() if item else "" for item in row] for row in items]
    assert [row[2] for row in rows if row[0] == "cryptography"] == ["Apache-2.0 OR BSD-3-Clause"]
    assert all(name and version and licence for name, version, licence in rows)


def test_what_is_linked_into_a_component_stands_below_it(about: AboutWindow) -> None:
    parts = ("openssl 4.0.3", "pyo3 0.29.2")
    known = Facts(
        Installation.BUNDLE, "0" * 40, "2026-11-25T00:00:00Z", (Component("cryptography", "50", "", parts),)
    )
    about._on_known(known, ())
    items = [[about.table.item(row, column) for column in range(3)] for row in range(about.table.rowCount())]
    assert [[item.text() for item in row if item] for row in items] == [
        ["cryptography", "50", "see its text"],
        ["    openssl", "4.0.3", "inside of cryptography"],
        ["    pyo3", "0.29.2", "inside of cryptography"],
    ]
    assert about.origin.text().startswith(f"Commit {'0' * 28}")
    assert "built 2026-11-25T00:00:00Z" in about.origin.text()


def test_hashes_and_licences_can_be_read(about: AboutWindow) -> None:
    about._on_checked(FileCheck({"akg": "00", "PySide6/Qt/lib/libQt6Core.so.6": "01"}))
    assert "01  PySide6/Qt/lib/libQt6Core.so.6" in about.text.toPlainText()
    titles = [about.choice.itemText(index) for index in range(about.choice.count())]
    assert titles[:3] == ["Files and their SHA-256", NOTICES, NAME]
    for title, words in (
        (NOTICES, "You may replace Qt"),
        (NAME, "MIT License"),
        ("Qt, PySide6: LGPL 3.0", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("cryptography (LICENSE.BSD)", "Redistribution"),
    ):
        about.choice.setCurrentText(title)
        assert words in about.text.toPlainText()
    for index in range(about.choice.count()):
        about.choice.setCurrentIndex(index)
        assert about.text.blockCount() > 1


def test_the_details_are_copied_as_plain_text(about: AboutWindow) -> None:
    about.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"{NAME} {__version__}")
    assert "Files: not checked" in copied
    assert about.copy.text() == "Copied"


def test_escape_closes_it_and_the_button_shows_it_again(about: AboutWindow, page: HelpPage) -> None:
    assert not about.isModal()
    QTest.keyClick(about, Qt.Key.Key_Escape)
    assert not about.isVisible()
    page.about.click()
    assert page.window_of_about is about
    assert about.isVisible()


def test_files_that_differ_are_named(about: AboutWindow) -> None:
    check = FileCheck({"akg": "00"}, changed=("akg",), added=("evil.so",))
    about._on_checked(check)
    assert summary(check) in about.state.text()
    assert "evil.so" in about.state.text()
    assert about.state.property("role") == "problem"


def test_what_cannot_be_read_is_said(about: AboutWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    error = StorageError(text("It is torn."), text("Mend it."))
    about._on_failed(error)
    assert about.state.text() == paragraph(error.message, error.hint)
    assert about.state.property("role") == "problem"

    def fail(_: LicenceText) -> str:
        raise error

    monkeypatch.setattr(LicenceText, "read", fail)
    about.choice.setCurrentIndex(1)
    assert about.text.toPlainText() == paragraph(error.message, error.hint)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("smallest", [True, False])
def test_nothing_is_cut_off(
    window: Window, about: AboutWindow, qtbot: QtBot, theme: str, smallest: bool
) -> None:
    choose_theme(window.theme, theme)
    if smallest:
        about.resize(about.minimumSize())
        about._on_checked(
            FileCheck({"x": "00"}, changed=tuple(f"_internal/{'long-name-' * 4}{i}" for i in range(3)))
        )
    before = None
    while (geometry := [widget.geometry() for widget in about.findChildren(QWidget)]) != before:
        before = geometry
        qtbot.wait(150)
    assert problems(about) + overlapping(about) == []


MODULES = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.gui.application import Application
from app.text import text
qt = QApplication([])
whole = Application(qt)
def on_painted():
    print([name for name in sys.modules if "about" in name])
    QTimer.singleShot(0, on_closed)
def on_closed():
    whole.window.go("help")
    whole.window.current.about.click()
    assert whole.window.current.window_of_about.isVisible()
    whole.window.close()
whole.window.first_painted.connect(on_painted)
whole.show()
sys.exit(qt.exec())
"""


def test_it_is_loaded_when_it_is_opened_and_ends_with_the_window() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MODULES], capture_output=True, text=True, timeout=60, check=True
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_it_is_a_dialog_of_the_window(about: AboutWindow, window: Window) -> None:
    assert isinstance(about, QDialog)
    assert about.parent() is window.main
    assert about.table.accessibleName() == "What is inside"
    assert about.choice.accessibleName() == "Read"
    assert about.text.accessibleName() == "Text"
