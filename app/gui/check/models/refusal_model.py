"""Why a request was refused: what was found out, and by which key. The request is in its field alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.gui import tasks
from app.gui.check.models.keys_model import PART, KeysModel, PublicKey
from app.gui.check.models.private_text import refuses
from app.gui.check.models.refusal_text import as_text
from app.gui.session.holder import Holder
from app.gui.session.notices import notice_of
from app.gui.session.session import Session
from app.text import NOTHING, Text, text

if TYPE_CHECKING:
    from app.clients.client import Client
    from app.errors import KeygenError
    from app.usecases.diagnose_among import Answer


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Refusal:
    """`is_filled`: there is something to look at. `key`: the fingerprint of the chosen one, empty where it is
    to be found. `client`: the identifier of the program that sent it; None where nobody has said.
    """

    is_filled: bool = False
    key: str = ""
    client: str | None = None
    answer: Answer | None = None


class RefusalModel(Holder[Refusal]):
    """Emits `expired` when what was pasted is to be forgotten."""

    expired = Signal()

    def __init__(self, session: Session, keys: KeysModel) -> None:
        super().__init__(Refusal())
        self._session, self.keys = session, keys
        keys.changed.connect(self._on_keys)

    def edit(self, content: str) -> None:
        """Note that the request is another one. A private key in it is never looked at: all goes."""
        if refuses(self._session, content):
            self._forget()
            return
        self.change(is_filled=bool(content.strip()), answer=None)

    def choose_key(self, fingerprint: str) -> None:
        """Choose the key that is registered; empty: the one that is found."""
        if fingerprint != self.state.key:
            self.change(key=fingerprint, answer=None)

    def choose_client(self, client: str) -> None:
        """Choose the program that sent it."""
        self.change(client=client)

    def diagnose(self, request: str) -> None:
        """Find out what is wrong with this request."""
        chosen = self.keys.find(self.state.key)
        candidates = tuple(each.candidate for each in self.keys.all)
        task = partial(tasks.diagnose, request, candidates, chosen.candidate if chosen else None)
        self._session.activity.start(
            text("Looking for the cause"), task, self._on_answer, self._on_failed, must_end=False
        )

    def copy(self) -> None:
        """Copy what was found out."""
        if self.state.answer is not None:
            self._session.clipboard.copy_public(as_text(self.state.answer.diagnosis, self.client))
            self._session.activity.say(text("Copied. The signature is not in it."))

    def copy_expected(self) -> None:
        """Copy the text that should have been signed, as it is."""
        if self.state.answer is not None:
            self._session.clipboard.copy_public(self.state.answer.diagnosis.expected)
            self._session.activity.say(text("Copied: the text that should have been signed."))

    def expire(self) -> None:
        """Forget the request and what was found out."""
        self._session.notices.dismiss(PART)
        self._forget()

    @property
    def has_secret(self) -> bool:
        """Whether there is something to forget."""
        return self.state.is_filled or self.state.answer is not None

    @property
    def client(self) -> Client | None:
        """The program: as chosen, or as it is remembered of the key."""
        from app.clients.table import BY_IDENTIFIER

        key = self.key
        chosen = self.state.client
        return BY_IDENTIFIER.get(chosen if chosen is not None else key.client if key else "")

    @property
    def key(self) -> PublicKey | None:
        """The key that the request was judged by."""
        known = self.state.answer.key if self.state.answer else None
        return next((each for each in self.keys.all if known and each.der == known.public_key), None)

    @property
    def problem(self) -> Text:
        """Why nothing can be looked for."""
        return NOTHING if self.state.is_filled else text("Paste the request first.")

    def _forget(self) -> None:
        self.change(is_filled=False, answer=None)
        self.expired.emit()

    def _on_keys(self, _: object) -> None:
        """Choose no key that is gone."""
        if self.state.key and self.keys.find(self.state.key) is None:
            self.choose_key("")

    def _on_answer(self, answer: Answer) -> None:
        self.change(answer=answer)

    def _on_failed(self, error: KeygenError) -> None:
        self._session.notices.show(notice_of(error, PART))
