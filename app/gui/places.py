"""Which places the window has, and how pages lead from one to another. A new page is one more entry here."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import KeygenError
from app.gui.guard.shown import Shown
from app.gui.key.models.key_model import KeyModel
from app.gui.new_key.models.new_key_model import NewKeyModel
from app.gui.open_key.models.opening_model import OpeningModel
from app.gui.page import Group, Page, Place
from app.gui.session.hand import PairsAtHand
from app.gui.session.keyring_model import KeyringState
from app.gui.session.notices import Offer, notice_of
from app.gui.session.session import Session
from app.gui.theme import Theme
from app.text import text

if TYPE_CHECKING:
    from app.gui.main_window import MainWindow

NEW_KEY, KEY, OPEN_KEY, SETTINGS, HELP = "new_key", "key", "open_key", "settings", "help"


class Places(QObject):
    """Makes the models at once, and each page when it is first shown."""

    def __init__(self, session: Session, theme: Theme, shown: Shown) -> None:
        super().__init__()
        self._session, self._theme, self._shown = session, theme, shown
        self.new_key = NewKeyModel(session)
        self.key = KeyModel(session)
        self.opening = OpeningModel(session)
        self._switch: QWidget | None = None

    def all(self) -> list[Place]:
        """Return the places in their order."""
        return [
            Place(NEW_KEY, text("New key"), "plus", self._make_new_key, shortcut="Ctrl+N"),
            Place(KEY, text("This key"), "key", self._make_key, shortcut="Ctrl+K", hidden=True),
            Place(OPEN_KEY, text("Open a key"), "open", self._make_open_key, Group.SECOND, shortcut="Ctrl+O"),
            Place(SETTINGS, text("Settings"), "sliders", self._make_settings, Group.LAST, shortcut="Ctrl+,"),
            Place(HELP, text("Help"), "help", self._make_help, Group.LAST, shortcut="F1"),
        ]

    def look_around(self) -> None:
        """Do what can wait for the first frame."""
        self.new_key.look_around()
        self._first.kind.listen_to_closed_list()

    def add_capture_switch(self, switch: QWidget) -> None:
        """Show the switch beside the private key, on systems that can leave a window out of captures."""
        self._switch = switch

    def expire(self) -> None:
        """Forget every passphrase, and a private key that is shown."""
        self.new_key.draft.clear()
        self.key.expire()
        self.opening.expire()
        self._session.keyring.forget_failed()

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        draft = self.new_key.draft
        own = bool(draft.passphrase or draft.suggestions.suggestion)
        return own or self.key.has_secret or self.opening.has_secret

    def _make_new_key(self) -> Page:
        from app.gui.new_key.page import NewKeyPage

        self._first = page = NewKeyPage(self._session, self.new_key, self._shown)
        self.new_key.made.connect(partial(page.go_requested.emit, KEY))
        self.new_key.unsaved_wanted.connect(partial(page.go_requested.emit, KEY))
        return page

    def _make_key(self) -> Page:
        from app.gui.key.page import KeyPage

        page = KeyPage(self._session, self.key, self._shown)
        if self._switch is not None:
            page.details.add_below_private(self._switch)
        return page

    def _make_open_key(self) -> Page:
        from app.gui.open_key.page import OpenPage

        page = OpenPage(self._session, self.opening, self._shown)
        self.opening.opened.connect(partial(page.go_requested.emit, KEY))
        self.opening.unsaved_wanted.connect(partial(page.go_requested.emit, KEY))
        return page

    def _make_settings(self) -> Page:
        from app.gui.settings.page import SettingsPage

        return SettingsPage(self._session, self._theme)

    def _make_help(self) -> Page:
        from app.gui.help.models.about_model import AboutModel
        from app.gui.help.page import HelpPage

        return HelpPage(self._session, AboutModel(self._session.jobs, self._session.clipboard))


class _Again(Enum):
    """What is offered where the system keyring could not do something."""

    TRY = "try again"


class _Wiring(QObject):
    """What leads from one part to another, and belongs to none of them."""

    def __init__(self, session: Session, places: Places, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        session.hand.changed.connect(self._on_hand)
        session.keyring.warned.connect(self._on_keyring_failed)
        session.keyring.changed.connect(self._on_keyring)
        window.closed.connect(places.expire)
        window.closing.saving_wanted.connect(places.key.save)

    def _on_hand(self, hand: PairsAtHand) -> None:
        """There is a way to the page of a key once there is one."""
        self._window.set_hidden(KEY, not hand.pairs)

    def _on_keyring_failed(self, error: KeygenError) -> None:
        """Say it where the person is; as long as it is said it can be tried again."""
        notice = notice_of(error, self._window.place, (Offer(_Again.TRY, text("Try again")),))
        forget = self._session.keyring.forget_failed
        self._session.notices.show(replace(notice, unasked=True), self._on_again, forget)

    def _on_again(self, _: object) -> None:
        self._session.keyring.try_again()

    def _on_keyring(self, state: KeyringState) -> None:
        """Something else is asked of it: what was said to have failed cannot be tried again any more."""
        notice = self._session.notices.state.notice
        if state.busy and notice and any(offer.identifier is _Again.TRY for offer in notice.offers):
            self._session.notices.dismiss()


def wire(session: Session, places: Places, window: MainWindow) -> None:
    """Connect the parts of the window, for as long as it lives."""
    _Wiring(session, places, window)
