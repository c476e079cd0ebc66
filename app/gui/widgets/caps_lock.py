"""Whether Caps Lock is on, as far as what is typed shows it.

Qt cannot be asked. A letter tells: a capital without Shift, or a small one with it (not on macOS, where
Shift always makes capitals). Until the first letter it is not known.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


def caps_lock_after(event: QKeyEvent, before: bool | None) -> bool | None:
    """Return what is known after this key, where `before` was known until now. None: nothing."""
    from PySide6.QtCore import Qt

    if event.key() == Qt.Key.Key_CapsLock:
        return None if before is None else not before
    letter = event.text()
    if len(letter) != 1 or letter.lower() == letter.upper():
        return before
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return shown_by(letter, shift=shift, platform=sys.platform)


def shown_by(letter: str, *, shift: bool, platform: str) -> bool | None:
    """Return what this letter, typed with or without Shift on this platform, shows; None for nothing."""
    if shift and platform == "darwin":
        return None
    return letter.isupper() != shift
