"""Keeps a secret off the accessibility bus, where every program of this user may listen.

Qt reports each change of a text there, letter by letter, and in clear for fields that show dots: a screen
reader speaks a suggested passphrase aloud when it is put into its field, and whoever listens learns what is
typed. There is no switch for one field; so while such a text changes, Qt believes that nobody listens.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unheard() -> Iterator[None]:
    """Let nothing reach the accessibility bus from within the block."""
    from PySide6.QtGui import QAccessible

    is_heard = QAccessible.isActive()
    if is_heard:
        QAccessible.setActive(False)
    try:
        yield
    finally:
        if is_heard:
            QAccessible.setActive(True)
