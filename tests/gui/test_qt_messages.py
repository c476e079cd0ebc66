"""What is told of Qt's warnings: never their text, which may quote what is shown."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QtMsgType

from app.gui import qt_messages

SECRET = "MC4CAQAwBQYDK2VwBCIEIKc3KnUjjnTxbvIHgaVnHwHnMHJTSLEwbW2Hqvsk6NnM"  # of no key in use
IN_A_PROCESS_OF_ITS_OWN = f"""
from PySide6.QtCore import QCoreApplication, QLoggingCategory, qCDebug, qCritical, qDebug, qInfo, qWarning
from app.gui.qt_messages import keep_secrets_out
keep_secrets_out()
application = QCoreApplication([])
category = QLoggingCategory("qt.text.layout")
for write in (qDebug, qInfo, qWarning, qCritical):
    write({SECRET!r})
qCDebug(category, {SECRET!r})
"""


def told(capsys: pytest.CaptureFixture[str], kind: QtMsgType, text: str, category: str = "default") -> str:
    qt_messages._on_message(kind, SimpleNamespace(category=category), text)  # type: ignore[arg-type]
    return capsys.readouterr().err


@pytest.mark.parametrize("kind", [QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg])
def test_debug_messages_are_not_told(capsys: pytest.CaptureFixture[str], kind: QtMsgType) -> None:
    assert told(capsys, kind, SECRET) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SECRET, "default"),
        (f"QString::arg: Argument missing: {SECRET}", "default, QString::arg"),
        (f"QTextCursor::setPosition: {SECRET}", "default, QTextCursor::setPosition"),
        (f"Q{SECRET}", "default"),
        (f"{SECRET}\n{SECRET}\x1b[31m", "default"),
        ("", "default"),
    ],
)
def test_warnings_are_told_by_category_and_function(
    capsys: pytest.CaptureFixture[str], text: str, expected: str
) -> None:
    assert told(capsys, QtMsgType.QtWarningMsg, text) == f"akg: Qt warning: {expected}\n"


def test_why_no_window_opens_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = 'Could not load the Qt platform plugin "xcb" in "" even though it was found.'
    said = told(capsys, QtMsgType.QtWarningMsg, text, "qt.qpa.plugin")
    assert said == "akg: Qt warning: qt.qpa.plugin, Could not load the Qt platform plugin\n"


@pytest.mark.thorough
def test_qt_itself_has_the_handler() -> None:
    of_windows = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN],
        env={**of_windows, "QT_LOGGING_RULES": "*=true", "QT_LOGGING_TO_CONSOLE": "1"},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stdout == ""
    assert done.stderr == "akg: Qt warning: default\nakg: Qt error: default\n"
