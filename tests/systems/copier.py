"""A program that copies a secret as the window does, says so, and ends when the countdown has cleared it."""

import sys

from PySide6.QtGui import QGuiApplication

from app.gui.guard.clipboard import Clipboard
from app.text import text

SECRET = "canary of the clipboard"
COUNTDOWN = 10  # seconds, in which others look at the clipboard


def main() -> int:
    application = QGuiApplication(sys.argv)
    clipboard = Clipboard(QGuiApplication.clipboard(), COUNTDOWN)
    clipboard.cleared.connect(application.quit)
    clipboard.copy_secret(SECRET, text("passphrase"))
    print("copied", flush=True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
