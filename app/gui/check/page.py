"""Check: why a request was refused, whether a signature is valid, and what a signed request looks like."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.gui.check.models.check_model import CheckModel
from app.gui.check.models.keys_model import PART
from app.gui.check.part import Part
from app.gui.check.refusal_part import RefusalPart
from app.gui.check.signing_part import SigningPart
from app.gui.check.verifying_part import VerifyingPart
from app.gui.guard.shown import Shown
from app.gui.page import Page
from app.gui.session.session import Session
from app.gui.widgets.tabs import Tabs
from app.text import NOTHING, text

WHY, SIGN, VERIFY = "why", "sign", "verify"


class CheckPage(Page):
    """`parts`: by the names of their tabs. Each is made when its tab is first shown."""

    takes_text = True

    def __init__(self, session: Session, model: CheckModel, shown: Shown) -> None:
        super().__init__(PART, session, text("Check"), NOTHING)
        self.model = model
        self.why = RefusalPart(session, model.refusal)
        self.verifying = VerifyingPart(session, model.verifying)
        self.signing = SigningPart(session, model.signing, shown)
        self.parts: dict[str, Part] = {WHY: self.why, SIGN: self.signing, VERIFY: self.verifying}
        self.tabs = Tabs(
            text("What to check"),
            {WHY: text("Why was it &refused?"), SIGN: text("Si&gn"), VERIFY: text("Verif&y")},
        )
        self._added: set[str] = set()
        self.add(self.tabs, *self.parts.values())
        self.tabs.chosen.connect(self.show_tab)
        self.signing.opening_wanted.connect(partial(self.go_requested.emit, "open_key"))
        model.changed.connect(self._present_bar)
        model.tab_wanted.connect(self._on_tab_wanted)
        session.activity.changed.connect(self._present_bar)
        session.activity.ended.connect(self._on_ended)
        self.show_tab(WHY)

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return self.parts[self.tabs.choice]

    def first_focus(self) -> QWidget:
        """Return what comes first in the part that is shown."""
        return self.part.first_focus()

    def result(self) -> QWidget | None:
        """Return the passphrase that is wanted, else the notice, else what was found out."""
        is_asked = self.part is self.signing and self.signing.model.state.wants_passphrase
        return super().result() if not (self.notice.isHidden() or is_asked) else self.part.result()

    def harmless(self) -> tuple[QWidget, ...]:
        """Return what may have the focus where nothing that had it is there any more."""
        tab = self.tabs.segments[self.tabs.choice]
        return (self.part.first_focus(), tab) if self.part.is_made else (tab,)

    def close_innermost(self) -> bool:
        """Close what is open in the part that is shown."""
        return self.part.close_innermost()

    def take_text(self, data: bytes) -> None:
        """Take a request that was pasted outside of the field, or dropped."""
        self.show_tab(WHY)
        self.why.take_text(data.decode("utf-8", "replace"))

    def show_tab(self, name: str) -> None:
        """Show one of the parts."""
        self.tabs.show_choice(name)
        for each, part in self.parts.items():
            part.setVisible(each == name)
        if name not in self._added:
            self._added.add(name)
            self.bar.add(*self.part.buttons)
        self._present_bar()

    def _on_tab_wanted(self, name: str) -> None:
        self.show_tab(name)
        self.first_focus().setFocus()

    def _on_ended(self) -> None:
        """Show what came out, although it is below the fields."""
        result = self.result()
        if self.isVisible() and result is not None:
            self.body.bring_into_view(result)

    def _present_bar(self, _: object = None) -> None:
        for name in self._added:
            if name != self.tabs.choice:
                for each in self.parts[name].buttons:
                    each.hide()
        self.part.present_bar(self.bar)
