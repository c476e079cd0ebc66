"""Which places the window has, and how pages lead from one to another. A new page is one more entry here."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import KeygenError
from app.gui.guard.shown import Shown
from app.gui.new_key.models.new_key_model import NewKeyModel
from app.gui.page import Group, Page, Place
from app.gui.session.hand import PairsAtHand
from app.gui.session.keyring_model import KeyringState
from app.gui.session.notices import Offer, notice_of
from app.gui.session.session import Session
from app.gui.theme import Theme
from app.text import text

if TYPE_CHECKING:
    from app.gui.check.models.check_model import CheckModel
    from app.gui.key.models.key_model import KeyModel
    from app.gui.main_window import MainWindow
    from app.gui.my_keys.due_line import DueLine
    from app.gui.my_keys.models.my_keys_model import MyKeysModel
    from app.gui.open_key.models.opening_model import OpeningModel
    from app.gui.session.key_list import KeyListState
    from app.storage.registry.record import KeyRecord

NEW_KEY, MY_KEYS, CHECK, KEY, OPEN_KEY = "new_key", "my_keys", "check", "key", "open_key"
SETTINGS, HELP = "settings", "help"


class Places(QObject):
    """Makes the model of New key at once, the others after the first frame or when they are first asked for,
    and each page when it is first shown.

    Emits `go_requested` with the name of a place that a model leads to, `file_wanted` with the path of a file
    that is to be opened, `touched` when something has changed in a model that was made later.
    """

    go_requested = Signal(str)
    file_wanted = Signal(str)
    touched = Signal(object)

    def __init__(self, session: Session, theme: Theme, shown: Shown) -> None:
        super().__init__()
        self._session, self._theme, self._shown = session, theme, shown
        self.new_key = NewKeyModel(session)
        self._key: KeyModel | None = None
        self._opening: OpeningModel | None = None
        self._my_keys: MyKeysModel | None = None
        self._check: CheckModel | None = None
        self._switch: QWidget | None = None
        session.hand.changed.connect(self._on_first_pairs)

    def all(self) -> list[Place]:
        """Return the places in their order."""
        return [
            Place(NEW_KEY, text("New key"), "plus", self._make_new_key, shortcut="Ctrl+N"),
            Place(MY_KEYS, text("My keys"), "list", self._make_my_keys, shortcut="Ctrl+2"),
            Place(CHECK, text("Check"), "shield", self._make_check, shortcut="Ctrl+3"),
            Place(KEY, text("This key"), "key", self._make_key, shortcut="Ctrl+K", hidden=True),
            Place(OPEN_KEY, text("Open a key"), "open", self._make_open_key, Group.SECOND, shortcut="Ctrl+O"),
            Place(SETTINGS, text("Settings"), "sliders", self._make_settings, Group.LAST, shortcut="Ctrl+,"),
            Place(HELP, text("Help"), "help", self._make_help, Group.LAST, shortcut="F1"),
        ]

    def look_around(self) -> None:
        """Do what can wait for the first frame."""
        self.new_key.look_around()
        self._first.kind.listen_to_closed_list()

    def make_the_rest(self) -> None:
        """Make the models that pairs at hand, or a file, will need."""
        _ = self.key, self.opening

    def add_capture_switch(self, switch: QWidget) -> None:
        """Show the switch beside the private key, on systems that can leave a window out of captures."""
        self._switch = switch

    def expire(self) -> None:
        """Forget every passphrase, and a private key that is shown."""
        self.new_key.draft.clear()
        for model in (self._key, self._opening, self._check):
            if model is not None:
                model.expire()
        self._session.keyring.forget_failed()

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        draft = self.new_key.draft
        own = bool(draft.passphrase or draft.suggestions.suggestion)
        others = (self._key, self._opening, self._check)
        return own or any(model.has_secret for model in others if model is not None)

    def _make_new_key(self) -> Page:
        from app.gui.new_key.page import NewKeyPage

        self._first = page = NewKeyPage(self._session, self.new_key, self._shown)
        self.new_key.made.connect(partial(page.go_requested.emit, KEY))
        self.new_key.unsaved_wanted.connect(partial(page.go_requested.emit, KEY))
        return page

    @property
    def key(self) -> KeyModel:
        """The model of the pairs at hand."""
        from app.gui.key.models.key_model import KeyModel

        if self._key is None:
            self._key = model = KeyModel(self._session)
            for holder in (model, model.draft, model.changing):
                holder.changed.connect(self.touched)
            model.signing_wanted.connect(self._on_signing_wanted)
            model.locate_wanted.connect(self._on_locate_wanted)
            model.file_wanted.connect(self.file_wanted)
        return self._key

    def _on_first_pairs(self, _: object) -> None:
        """Make the model of the pairs at hand before it is told that they have arrived."""
        self._session.hand.changed.disconnect(self._on_first_pairs)
        _ = self.key

    def save(self) -> None:
        """Save the pairs at hand."""
        self.key.save()

    @property
    def opening(self) -> OpeningModel:
        """The model of a key that is opened."""
        from app.gui.open_key.models.opening_model import OpeningModel

        if self._opening is None:
            self._opening = OpeningModel(self._session)
            self._opening.changed.connect(self.touched)
        return self._opening

    @property
    def my_keys(self) -> MyKeysModel:
        """The model of My keys, made when it is first asked for."""
        from app.gui.my_keys.models.my_keys_model import MyKeysModel

        if self._my_keys is None:
            self._my_keys = model = MyKeysModel(self._session)
            model.opened.connect(self._on_key_opened)
            model.unsaved_wanted.connect(partial(self.go_requested.emit, KEY))
            model.protect_wanted.connect(self.key.begin_change)
            model.replace_wanted.connect(self._on_replace_wanted)
        return self._my_keys

    def _make_my_keys(self) -> Page:
        from app.gui.my_keys.page import MyKeysPage

        return MyKeysPage(self._session, self.my_keys)

    @property
    def check(self) -> CheckModel:
        """The model of Check, made when it is first asked for."""
        from app.gui.check.models.check_model import CheckModel

        if self._check is None:
            self._check = CheckModel(self._session)
            self._check.changed.connect(self.touched)
        return self._check

    def _on_signing_wanted(self, fingerprint: str) -> None:
        """Lead to where this key signs a request."""
        self.check.signing.choose_key(fingerprint)
        self.go_requested.emit(CHECK)
        self.check.tab_wanted.emit("sign")

    def _make_check(self) -> Page:
        from app.gui.check.page import CheckPage

        return CheckPage(self._session, self.check, self._shown)

    def _on_key_opened(self, tab: str) -> None:
        self.go_requested.emit(KEY)
        self.key.tab_wanted.emit(tab)

    def _on_locate_wanted(self, fingerprint: str) -> None:
        self.go_requested.emit(MY_KEYS)
        self.my_keys.point_at(fingerprint)

    def _on_key_wanted(self, fingerprint: str, tab: str) -> None:
        self.my_keys.open(fingerprint, tab)

    def _on_replace_wanted(self, record: KeyRecord) -> None:
        """Lead to the form that makes the key which takes the place of this one, in the same folder."""
        path, _ = self._session.key_list.file_of(record)
        self.new_key.take_the_place_of(record, str(Path(path).parent) if path else "")
        self.go_requested.emit(NEW_KEY)

    def _make_key(self) -> Page:
        from app.gui.key.page import KeyPage

        page = KeyPage(self._session, self.key, self._shown)
        self.key.replacing.new_key_wanted.connect(self._on_replace_wanted)
        self.key.replacing.key_wanted.connect(self._on_key_wanted)
        self.key.remembered.forgotten.connect(partial(page.go_requested.emit, MY_KEYS))
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
        self._due_line: DueLine | None = None
        self._is_new = True
        session.key_list.changed.connect(self._on_list)
        window.shown.connect(self._on_shown)
        places.file_wanted.connect(self._on_file_wanted)
        session.hand.changed.connect(self._on_hand)
        session.activity.started.connect(self._on_started)
        session.keyring.warned.connect(self._on_keyring_failed)
        session.keyring.changed.connect(self._on_keyring)
        window.closed.connect(places.expire)
        places.go_requested.connect(window.go)
        window.closing.saving_wanted.connect(places.save)

    def _on_started(self) -> None:
        """Make the page of the key that is on its way: nobody waits for it now."""
        if self._window.place == NEW_KEY:
            QTimer.singleShot(0, partial(self._window.page, KEY))

    def _on_hand(self, hand: PairsAtHand) -> None:
        """There is a way to the page of a key once there is one."""
        self._window.set_hidden(KEY, not hand.pairs)

    def _on_file_wanted(self, path: str) -> None:
        self._window.take_file(Path(path))

    def _on_list(self, known: KeyListState) -> None:
        """Count what is due beside My keys; say it once, when the list is read for the first time.

        So is what keeps keys from being watched.
        """
        count = len(known.due)
        self._window.set_badge(MY_KEYS, count, text("My keys, {count:,} due", count=count))
        if known.is_loaded and self._is_new:
            self._is_new = False
            if (count or known.unread or known.notice) and self._window.place != MY_KEYS:
                self._say_due(known)

    def _say_due(self, known: KeyListState) -> None:
        from app.gui.my_keys.due_line import DueLine

        unread, noticed = text("The list of keys cannot be used."), text("The list of keys needs a look.")
        self._due_line = DueLine(known.due, unread if known.unread else noticed)
        self._due_line.shown_wanted.connect(partial(self._window.go, MY_KEYS))
        self._window.add_line(self._due_line)
        self._due_line.announce()

    def _on_shown(self, place: str) -> None:
        """Whoever looks at My keys has seen what is due."""
        if place == MY_KEYS and self._due_line is not None:
            self._due_line.hide()

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


def load_parts_of_key() -> None:
    """Load some of the page that comes after the first key: in two steps, neither of which is felt."""
    from app.gui.key import details_card, foot
    from app.keys import encodings

    del details_card, foot, encodings


def load_key_page() -> None:
    """Load the rest of it."""
    from app.gui.key import page

    del page
