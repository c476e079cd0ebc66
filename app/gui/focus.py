"""The focus is given, never left to fall.

Qt moves the focus on to whatever comes next when a widget that has it is hidden or disabled. That may be
anything, a button that consents to a risk too. Here it goes back to where it was before, as far as that is
still there, unless somebody gives it to something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.gui.widgets.consent_button import ConsentButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_REMEMBERED = 16


class FocusKeeper(QObject):
    """Watches one window. `otherwise`: what may have the focus where nothing before is there any more."""

    def __init__(self, window: QWidget, otherwise: Callable[[], Iterable[QWidget]]) -> None:
        super().__init__(window)
        self._window = window
        self._otherwise = otherwise
        self._before: list[QWidget] = []
        self._is_giving = False
        self._holds = False

    def watch(self, application: QApplication) -> None:
        """From now on."""
        application.focusChanged.connect(self._on_focus_changed)

    def stop(self, application: QApplication) -> None:
        """End: the window goes, and with it everything that could have the focus."""
        application.focusChanged.disconnect(self._on_focus_changed)

    def hold(self, *, holds: bool) -> None:
        """Let the focus fall where it will, for a moment in which it is about to be given."""
        self._holds = holds

    def give(self, widget: QWidget) -> None:
        """Leads the eye there."""
        self._is_giving = True
        widget.setFocus()
        self._is_giving = False
        self._remember(widget)

    def is_at(self, part: QWidget) -> bool:
        """Return whether the focus is in this part, or nowhere."""
        focused = self._window.focusWidget()
        return focused is None or part.isAncestorOf(focused)

    def back(self) -> None:
        """To what had it last and can still be used, never to a button that consents."""
        for widget in (*reversed(self._before), *self._otherwise()):
            if _can_have_it(widget) and not _consents(widget):
                self.give(widget)
                return

    def _on_focus_changed(self, _: QWidget | None, new: QWidget | None) -> None:
        if self._is_giving or self._holds or not self._window.isActiveWindow():
            return
        last = self._before[-1] if self._before else None
        if last is not None and last is not new and not _can_have_it(last):
            self.back()
        elif new is not None and new.window() is self._window:
            self._remember(new)

    def _remember(self, widget: QWidget) -> None:
        self._before = [each for each in self._before if each is not widget][-_REMEMBERED:]
        self._before.append(widget)


def _can_have_it(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def _consents(widget: QWidget) -> bool:
    return isinstance(widget, ConsentButton) and widget.consents
