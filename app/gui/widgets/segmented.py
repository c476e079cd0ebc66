"""Two or three choices side by side, of which one is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QFrame, QRadioButton

from app.gui.painting import draw_box, draw_text, looks_enabled, set_ink, text_size
from app.gui.theme import colours_of, sized_font
from app.gui.widgets.basics import lead_tab_to, row
from app.gui.words import said

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_INSET = 3


class Segment(QRadioButton):
    """One of the choices. Arrow keys go from one to the next, as with all radio buttons."""

    def __init__(self, title: str) -> None:
        super().__init__(said(title))
        self.setFont(sized_font(1.0, "DemiBold"))  # as wide as when it is taken

    def choose_role(self) -> None:
        """Let a painter begin with the colour of the text, where it is enabled."""
        roles = QPalette.ColorRole
        self.setForegroundRole(roles.ButtonText if self.isChecked() else roles.PlaceholderText)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its text, and high enough for a finger."""
        return QSize(text_size(self, self.text()).width() + 32, max(30, self.fontMetrics().height() + 12))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same with less around the text."""
        usual = self.sizeHint()
        return QSize(usual.width() - 16, usual.height())

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Hears a click anywhere on it."""
        return self.rect().contains(place)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the thumb where it is taken, and the text."""
        colours = colours_of(self)
        painter = QPainter(self)
        if self.isChecked():
            draw_box(painter, QRectF(self.rect()), colours.thumb, colours.thumb_edge, radius=6)
        ink = colours.text if self.isChecked() else colours.muted
        set_ink(painter, ink if looks_enabled(self) else colours.disabled)
        painter.setFont(sized_font(1.0, "DemiBold" if self.isChecked() else "Medium"))
        draw_text(painter, self.rect(), self.text(), centred=True)
        painter.end()


class Segmented(QFrame):
    """Emits `chosen` with the name of a choice when a person takes it."""

    chosen = Signal(str)
    segment: type[Segment] = Segment
    inset = _INSET

    def __init__(self, name: str, choices: dict[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(said(name))
        self.segments = {each: self.segment(title) for each, title in choices.items()}
        line = row(*self.segments.values(), spacing=0)
        line.setContentsMargins(self.inset, self.inset, self.inset, self.inset)
        self.setLayout(line)
        for segment in self.segments.values():
            segment.toggled.connect(self._on_toggled)

    @property
    def choice(self) -> str:
        """The name of the choice that is taken."""
        return next((name for name, segment in self.segments.items() if segment.isChecked()), "")

    def show_choice(self, choice: str) -> None:
        """Show what is the case, without telling anybody."""
        for name, segment in self.segments.items():
            segment.blockSignals(True)
            segment.setChecked(name == choice)
            segment.blockSignals(False)
            segment.choose_role()
        lead_tab_to(self.segments[choice], self.segments.values())

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the track."""
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), colours_of(self).soft)
        painter.end()

    def _on_toggled(self, taken: bool) -> None:
        if taken:
            lead_tab_to(self.segments[self.choice], self.segments.values())
            self.chosen.emit(self.choice)
