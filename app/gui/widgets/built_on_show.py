"""A part of the window that is made when it is first shown: the first frame waits for nothing that is hidden.

It is in its place from the start, empty, so that neither the order of the Tab key nor what assistive
technology reads depends on when it is made; and it is made once, and used again.
"""

from PySide6.QtWidgets import QFrame, QWidget

from app.gui.widgets.basics import set_by_name


class BuiltOnShow(QFrame):
    """Hidden until shown. Then `_make` makes its widgets, `_build` lays them out, `_connect` wires them.

    `focus_policy`: Qt's name of it; one that is itself to be given the focus says so.
    """

    focus_policy = "NoFocus"

    def __init__(self) -> None:
        super().__init__()
        self.is_made = False
        self.hide()

    def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's name
        """As Qt's, and made before it is seen."""
        if visible and not self.is_made:
            self.is_made = True
            self._make()
            self._build()
            self._connect()
            self.join_tab_order()
        layout, parent = self.layout(), self.parentWidget()
        if not visible or layout is None or (parent is not None and parent.isVisible()):
            super().setVisible(visible)
            return
        layout.setEnabled(False)  # Qt would lay it out in a size that it never has: see set_shown
        super().setVisible(visible)
        layout.setEnabled(True)

    def join_tab_order(self) -> None:
        """Put new widgets, which come last in the order of the window, where this one is.

        Qt puts nothing behind what takes no focus, so this one does for that moment.
        """
        set_by_name(self, "focusPolicy", "TabFocus")
        for inner in reversed(self.findChildren(QWidget)):
            is_list = inner.window() is not self.window()  # one that pops up is a window of its own
            if inner.focusProxy() is None and not is_list:
                QWidget.setTabOrder(self, inner)
        set_by_name(self, "focusPolicy", self.focus_policy)

    def _make(self) -> None:
        """Each part has some."""

    def _build(self) -> None:
        """Each part has its own layout."""

    def _connect(self) -> None:
        """Where something inside is to be listened to."""
