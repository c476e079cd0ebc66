"""What Qt writes to a log, without what it writes about: its text may be a private key that is shown.

Promises: neither a configuration (qtlogging.ini, QT_LOGGING_RULES) nor another way to log (the journal,
syslog) brings out debug messages, which spell what is drawn letter by letter; of warnings and errors only
their category is told, the function of Qt's that they begin with, and words that are listed here.
"""

import re

from PySide6.QtCore import QLoggingCategory, QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.process import say

_KINDS = {
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "error",
    QtMsgType.QtFatalMsg: "fatal error",
}
_RULES = """
*.debug=false
*.info=false
qt.pyside.*.warning=false
"""
"""Above any configuration. PySide's own warnings are traces: they are off unless somebody wants them."""
_LISTED = (
    *("no Qt platform plugin could be initialized", "Could not load the Qt platform plugin"),
    *("xcb-cursor0 or libxcb-cursor0 is needed", "could not connect to display"),
    *("Failed to create wl_display", "Could not find the Qt platform plugin"),
    'does not implement "GetApplicationBusAddress"',
    *("Could not find accessible on path", "Accessible invalid"),  # asked about what has just gone
    *("Subscription string not handled", "keyEventError"),  # a screen reader that wants more, or is slow
    "Cannot transfer data, no data available",
)
_FUNCTION = r"(Q[A-Za-z]{2,40}(?:::~?[a-z]\w{0,40})?)(?=: |\(|:: )"  # compiled when there is a message


def keep_secrets_out() -> None:
    """To be called before the QApplication is made: that reads the configuration, and writes messages."""
    QLoggingCategory.setFilterRules(_RULES)
    qInstallMessageHandler(_on_message)


def _on_message(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    """On whatever thread of Qt's it is."""
    if kind in _KINDS:
        category = (context.category or "default") if context else "default"
        words = [category, _function(text or ""), *(words for words in _LISTED if words in (text or ""))]
        say(f"Qt {_KINDS[kind]}", ", ".join(filter(None, words)))


def _function(text: str) -> str:
    match = re.match(_FUNCTION, text, re.ASCII)
    return match[1] if match else ""
