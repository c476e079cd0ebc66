"""Using the key that is shown: how the chosen program gets it, and the lines for that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import KeygenError
from app.gui.key.models.register_model import RegisterModel
from app.gui.session.aim import client_of
from app.gui.session.hand import PairsAtHand
from app.gui.session.holder import Holder
from app.gui.session.session import Session
from app.gui.words import said
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.usecases.use import Way

_NO_FILE = text("Save the key first: a program opens its file.")
_NO_PROGRAM = text("Choose the program that will use this key.")


@dataclass(frozen=True, slots=True)
class UseState:
    """`way`: which of the ways is shown. `manager`: the secrets manager that is to keep it, or none."""

    way: int = 0
    manager: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """`lines`: for a shell, never run here; empty where there is no safe way. `known`: what to know then."""

    lines: str
    known: Text
    warning: Text


class UseModel(Holder[UseState]):
    """No line has a secret in it; the plain copy comes last, with its risk."""

    def __init__(self, session: Session, register: RegisterModel, private_file: Callable[[], str]) -> None:
        super().__init__(UseState())
        self._session, self._register = session, register
        self._private_file = private_file

    @property
    def hand(self) -> PairsAtHand:
        """The pairs."""
        return self._session.hand.state

    @property
    def verdict(self) -> tuple[Text, bool]:
        """Whether the program can use this key, and whether it can at all; or what is missing."""
        from app.usecases.combination import combination

        client, pair = client_of(self.hand.aim), self.hand.pair
        if client is None or pair is None:
            return _NO_PROGRAM, True
        if not self._private_file():
            return _NO_FILE, True
        found = combination(self._register.venue, client, pair.algorithm)
        return found.sentence, found.works

    @property
    def ways(self) -> tuple[Way, ...]:
        """How it gets there, the best way first; none where the lines would reach another exchange."""
        from app.usecases.combination import trades_at
        from app.usecases.use import ways

        client, pair, file = client_of(self.hand.aim), self.hand.pair, self._private_file()
        if client is None or pair is None or not file:
            return ()
        venue = self._register.venue
        if not trades_at(client, venue):
            return ()
        try:
            return ways(
                client,
                pair.algorithm,
                file,
                api_key=self._register.api_key,
                encrypted=self._is_encrypted,
                venue=venue.exchange if venue.exchange in client.venues else "",
            )
        except KeygenError:
            return ()

    @property
    def quirks(self) -> tuple[Text, ...]:
        """What is to be known of the program."""
        client = client_of(self.hand.aim)
        return client.quirks if client else ()

    @property
    def code(self) -> str:
        """The lines of the way that is shown; empty where there is none."""
        ways = self.ways
        if not ways:
            return ""
        way = ways[min(self.state.way, len(ways) - 1)]
        return "\n\n".join(snippet.code for snippet in way.snippets)

    @property
    def handover(self) -> Handover | None:
        """The commands that put the key into the secrets manager; None where none is chosen."""
        from app.handover.knowledge import known, warnings
        from app.handover.manager import PASSPHRASE_FILE, Entry, commands
        from app.handover.table import BY_NAME

        file = self._private_file()
        if not self.state.manager or not file:
            return None
        manager = BY_NAME[self.state.manager]
        try:
            entry = Entry(Path(file), self.hand.label, PASSPHRASE_FILE if self._is_encrypted else None)
        except KeygenError as error:
            return Handover("", paragraph(error.message, error.hint), NOTHING)
        warning = paragraph(*warnings(manager, entry))
        if manager.refused:
            return Handover("", manager.refused, warning)
        lines = "\n\n".join(f"# {said(each.purpose.title)}\n{each.line}" for each in commands(manager, entry))
        return Handover(lines, paragraph(*known(manager, entry)), warning)

    def choose_manager(self, manager: str) -> None:
        """Choose the secrets manager; empty: none."""
        self.change(manager=manager)

    def copy_handover(self) -> None:
        """Copy the commands."""
        if (handover := self.handover) and handover.lines:
            self._session.clipboard.copy_public(handover.lines)

    def choose_client(self, client: str) -> None:
        """Choose the program."""
        self._register.keep_aim(replace(self.hand.aim, client=client))
        self.change(way=0)

    def choose_way(self, way: int) -> None:
        """Show another way."""
        self.change(way=way)

    def copy(self) -> None:
        """Copy the lines."""
        if code := self.code:
            self._session.clipboard.copy_public(code)
            self._session.activity.say(text("Copied. The lines have no secret in them."))

    @property
    def _is_encrypted(self) -> bool:
        hand = self.hand
        if hand.opened is not None and not hand.saved:
            return hand.opened.document.encryption is not None
        return hand.is_encrypted
