"""My keys: every key that is remembered, what is due first, and the one next step of each."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from app.gui.my_keys.empty import EmptyPart
from app.gui.my_keys.models.my_keys_model import PART, MyKeysModel
from app.gui.my_keys.models.next_step import NextStep, look_of, venue_title
from app.gui.my_keys.rows_card import RowsCard
from app.gui.my_keys.search_field import SearchField
from app.gui.page import Page
from app.gui.session.session import Session
from app.gui.widgets.basics import announce, column, describe, label, row, set_enabled
from app.gui.widgets.buttons import button
from app.gui.widgets.fields import ChoiceField
from app.gui.widgets.flow import Flow
from app.gui.words import said
from app.text import NOTHING, Text, plural, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QHideEvent

    from app.gui.my_keys.rows_view import RowsView
    from app.gui.session.activity import Now

_MANY = 8  # keys: fewer are seen at once, and need no filter
_PUBLIC_ONLY = text("Public facts only: no private key, no passphrase.")


class MyKeysPage(Page):
    """`to_do` and `up_to_date` are the two parts of the list; each is hidden without any key."""

    def __init__(self, session: Session, model: MyKeysModel) -> None:
        super().__init__(PART, session, text("My keys"), NOTHING, notice_on_top=True)
        self.model = model
        self.search = SearchField(text("Search"), text("Search names, venues, fingerprints"))
        self.new = button(text("New key"), "secondary", "plus")
        self.venue, self.purpose = ChoiceField(), ChoiceField()
        self.to_do = RowsCard(text("To do"), has_buttons=True)
        self.up_to_date = RowsCard(text("Up to date"), has_buttons=False)
        self.empty = EmptyPart()
        self.show_all = button(text("Show all keys"))
        self.several = button(text("Select"))
        self.all = button(text("All"))
        self.forget = button(text("Forget\u2026"))
        self.calendar = button(text("Calendar file\u2026"), "secondary", "calendar")
        self.export = button(text("Export\u2026"), "secondary", "export")
        self.done = button(text("Done"))
        self._nothing_found = label(text("No key matches."), "muted", wrap=True)
        self._about = label("", "warning", wrap=True)
        self._status = NOTHING
        self._filters, self._head, self._nothing = QWidget(), QWidget(), QWidget()
        self._build()
        self._connect()
        self._present()

    def first_focus(self) -> QWidget:
        """Return what is most urgent; without any key the way to one."""
        if not self.empty.isHidden():
            return self.empty.new
        for part in (self.to_do, self.up_to_date):
            if not part.isHidden():
                return part.view
        return self.search

    def harmless(self) -> tuple[QWidget, ...]:
        """Return what may have the focus where nothing that had it is there any more."""
        return (self.first_focus(), self.search)

    def close_innermost(self) -> bool:
        """End choosing several, else the search."""
        if self.model.state.chosen is not None:
            self.model.choose_several(False)
            self.first_focus().setFocus()
        elif self.model.state.is_filtered:
            self.search.clear()
            self.model.show_all()
        else:
            return False
        return True

    def _build(self) -> None:
        self.venue.setAccessibleName(said(text("Venue")))
        self.purpose.setAccessibleName(said(text("Purpose")))
        for choice in (self.venue, self.purpose):
            choice.shorten()
        filters = Flow(self.venue, self.purpose, spacing=8, lines=20)
        filters.setContentsMargins(0, 0, 0, 0)
        filters.setStretch(0, 1)
        filters.setStretch(1, 1)
        self._filters.setLayout(filters)
        line = Flow(self.search, row(self.several, self.new), spacing=8, lines=18)
        line.setContentsMargins(0, 0, 0, 0)
        line.setStretch(0, 1)
        nothing = Flow(self._nothing_found, self.show_all, spacing=12)
        nothing.setContentsMargins(0, 0, 0, 0)
        nothing.addStretch()
        self._nothing.setLayout(nothing)
        whole = column(line, self._filters)
        self._head.setLayout(whole)
        self.add(
            self._about,
            self._head,
            self._nothing,
            self.to_do,
            self.up_to_date,
            self.empty,
        )
        describe(self.several, text("Choose several keys, to export or forget them"))
        describe(self.all, text("Chooses every key that is shown"))
        self.bar.add(self.all, self.calendar, self.forget, self.export, self.done)
        self.bar.primary = None

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._present)
        model.pointed_at.connect(self._on_pointed_at)
        self._session.key_list.changed.connect(self._present_about)
        self._session.activity.changed.connect(self._on_said)
        self.search.textChanged.connect(model.search)
        self.venue.activated.connect(self._on_venue)
        self.purpose.activated.connect(self._on_purpose)
        self.new.clicked.connect(partial(self.go_requested.emit, "new_key"))
        self.empty.new.clicked.connect(partial(self.go_requested.emit, "new_key"))
        self.empty.open.clicked.connect(partial(self.go_requested.emit, "open_key"))
        self.show_all.clicked.connect(self._on_show_all)
        self.several.clicked.connect(self._on_several)
        self.all.clicked.connect(model.choose_all)
        self.done.clicked.connect(self._on_done)
        self.forget.clicked.connect(self._on_forget)
        self.export.clicked.connect(self._on_export)
        self.calendar.clicked.connect(self._on_calendar)
        for part in (self.to_do, self.up_to_date):
            part.view.opened.connect(model.open)
            part.view.ticked.connect(model.toggle)
            part.view.ticking_wanted.connect(partial(model.choose_several, True))
            part.view.row_wanted.connect(partial(self._on_row_wanted, part.view))
        self.to_do.step_wanted.connect(self._on_step)
        self.body.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        QShortcut("Ctrl+F", self).activated.connect(self.search.setFocus)

    def _present(self, _: object = None) -> None:
        state, known = self.model.state, self._session.key_list.state
        is_empty = known.is_loaded and not known.standings
        self._head.setVisible(not is_empty)
        self.empty.setVisible(is_empty and not known.unread)
        self._show_choice(self.venue, text("All venues"), {each: venue_title(each) for each in state.venues})
        self._show_choice(self.purpose, text("All purposes"), _purposes(state.purposes))
        self.venue.setCurrentIndex(max(0, self.venue.findData(state.venue)))
        self.purpose.setCurrentIndex(max(0, self.purpose.findData(state.purpose)))
        self._filters.setVisible(not (self.venue.isHidden() and self.purpose.isHidden()))
        found = len(state.to_do) + len(state.up_to_date)
        is_nothing = known.is_loaded and bool(known.standings) and not found
        self._nothing.setVisible(is_nothing)
        self.to_do.show_rows(state.to_do, known.today, state.chosen)
        self.up_to_date.show_rows(state.up_to_date, known.today, state.chosen)
        self._present_about()
        self._present_bar()

    def _show_choice(self, choice: ChoiceField, every: Text, titles: Mapping[str, str]) -> None:
        """Show what can be chosen; hide where there is one alone."""
        wanted = [("", said(every)), *((each, said(title)) for each, title in titles.items())]
        if [choice.itemData(index) for index in range(choice.count())] != [each for each, _ in wanted]:
            choice.clear()
            for identifier, title in wanted:
                choice.addItem(title, identifier)
        is_long = len(self._session.key_list.state.standings) >= _MANY
        choice.setVisible(is_long and len(titles) > 1)

    def _present_about(self, _: object = None) -> None:
        """Say quietly why the list cannot be used, or what is to be known of it."""
        known = self._session.key_list.state
        about = known.problem or known.notice
        if not about and not self._session.key_list.remembers:
            about = text("New keys are not remembered: Settings says so.")
        self._about.setText(said(about))
        self._about.setVisible(bool(about))

    def _present_bar(self, _: object = None) -> None:
        chosen, known = self.model.state.chosen, self._session.key_list.state
        is_choosing, has_keys = chosen is not None, bool(known.standings)
        self.bar.hide_when_idle(hidden=not has_keys)
        self.several.setVisible(has_keys and not is_choosing)
        self.calendar.setVisible(has_keys and not is_choosing)
        self.export.setVisible(has_keys)
        for each in (self.all, self.forget, self.done):
            each.setVisible(is_choosing)
        nothing = text("Choose a key first.") if is_choosing and not chosen else NOTHING
        set_enabled(self.forget, nothing, text("Takes the chosen keys off the list; their files stay"))
        shown = len(self.model.state.to_do) + len(self.model.state.up_to_date)
        nothing = nothing or (NOTHING if is_choosing or shown else text("No key is shown."))
        set_enabled(self.export, nothing, text("Saves the public facts of the keys that are shown"))
        set_enabled(self.calendar, nothing, text("Saves the days on which the keys that are shown are due"))
        if chosen is not None:
            self.bar.say(plural("{number:,} key chosen", "{number:,} keys chosen", len(chosen)))
        elif self._status:
            self.bar.say(self._status, "check", "good")
        elif self.model.state.is_filtered:
            self.bar.say(text("{number:,} of {all:,} keys shown", number=shown, all=len(known.standings)))
        else:
            self.bar.say(_PUBLIC_ONLY if has_keys else NOTHING)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Leave behind what was said of what was done here."""
        super().hideEvent(event)
        self._status = NOTHING

    def _on_said(self, now: Now) -> None:
        """Say what was done, where it was done here."""
        self._status = now.status if self.isVisible() else NOTHING
        self._present_bar()

    def _on_pointed_at(self, fingerprint: str) -> None:
        self.search.clear()
        for part in (self.to_do, self.up_to_date):
            row = part.view.rows.row_of(fingerprint)
            if row >= 0:
                part.view.setFocus()
                part.view.setCurrentIndex(part.view.rows.index(row))

    def _on_scrolled(self, _: int) -> None:
        self.to_do.place_buttons()

    def _on_row_wanted(self, view: RowsView) -> None:
        self.body.bring_into_view(view)

    def _on_step(self, fingerprint: str, at: QWidget) -> None:
        standing = self._session.key_list.find(fingerprint)
        if standing is not None and look_of(standing).step is NextStep.LOCATE:
            self._ask_where(fingerprint, at)
        else:
            self.model.take_step(fingerprint)

    def _ask_where(self, fingerprint: str, at: QWidget) -> None:
        from PySide6.QtCore import QPoint
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        file, folder = text("Choose its file\u2026"), text("Look through a folder\u2026")
        menu.addAction(said(file)).triggered.connect(partial(self._locate, fingerprint, False))
        menu.addAction(said(folder)).triggered.connect(partial(self._locate, fingerprint, True))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at.mapToGlobal(QPoint(0, at.height())))

    def _locate(self, fingerprint: str, in_folder: bool, _: bool = False) -> None:
        from PySide6.QtWidgets import QFileDialog

        if in_folder:
            title = said(text("The folder that has the file"))
            path = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        else:
            title = said(text("The file of the private key"))
            path, _filter = QFileDialog.getOpenFileName(self, title, str(Path.home()))
        self.model.locate(fingerprint, path)

    def _on_venue(self, index: int) -> None:
        self.model.choose_venue(self.venue.itemData(index))

    def _on_purpose(self, index: int) -> None:
        self.model.choose_purpose(self.purpose.itemData(index))

    def _on_show_all(self) -> None:
        self.search.setFocus()
        self.search.clear()
        self.model.show_all()

    def _on_several(self) -> None:
        """Begin, and lead to the rows; the button is gone."""
        self.model.choose_several(True)
        self.first_focus().setFocus()
        announce(self, text("Space chooses a key, Escape ends it."))

    def _on_done(self) -> None:
        self.model.choose_several(False)
        self.first_focus().setFocus()

    def _on_forget(self) -> None:
        self.model.ask_to_forget(self.model.chosen_records)

    def _on_export(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        title = said(text("Export the list of keys"))
        path, _ = QFileDialog.getSaveFileName(self, title, "keys.csv", "CSV (*.csv);;JSON (*.json)")
        if path:
            self.model.export(path)

    def _on_calendar(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        title = said(text("Save the calendar file"))
        path, _ = QFileDialog.getSaveFileName(self, title, "keys.ics", "iCalendar (*.ics)")
        if path:
            self.model.save_calendar(path)


def _purposes(identifiers: tuple[str, ...]) -> dict[str, str]:
    from app.venues.purpose import BY_IDENTIFIER

    known = {each: BY_IDENTIFIER.get(each) for each in identifiers}
    return {each: purpose.title if purpose else each for each, purpose in known.items()}
